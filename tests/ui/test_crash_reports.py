"""A fault of the program: what the window says is so, and the report that can be read before it is sent."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from editor_app.desk import reporting_crashes as crashes
from editor_app.desk import reviewing
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui import bugs, safe_text
from editor_app.ui.widgets.state_card import StateCard
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import CONTROL

K = Qt.Key
SECRET = "the secret text of a wire"


@pytest.fixture
def stage(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(bugs, "watch_for_crashes", lambda: None)
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def watched(stage):
    """Give the stage with everything that goes wrong reported."""
    bugs.report_bugs(stage.window)
    return stage


def fail(*_arguments, **_named):
    raise ValueError(SECRET)


def stumble(stage):
    """Let a slot fail in Qt's own loop, as it would in the program."""
    QTimer.singleShot(0, fail)
    stage.qtbot.wait(50)
    stage.settle()


def notice(stage):
    return stage.window.crash_notice


def said(banner):
    return f"{banner.accessibleName()}. {banner.accessibleDescription()}"


def kept(text="words", minutes_ago=1):
    return crashes.keep_report(text, datetime.now(UTC) - timedelta(minutes=minutes_ago))


def test_a_fault_is_told_with_what_became_of_what_was_decided_and_leads_to_its_report(watched):
    stumble(watched)
    banner = notice(watched).now
    assert banner.isVisible() and "Nothing you decided was lost" in said(banner)
    assert "sent nowhere" in said(banner) and "secret" not in said(banner)
    read = button(banner, "Read the report")
    read.setFocus()
    watched.press(K.Key_Space)
    dialog = watched.active()
    assert dialog.title == "Crash reports" and not banner.isVisible()
    text = dialog.text.toPlainText()
    (report,) = crashes.crash_reports()
    assert text == report.path.read_text() and "ValueError" in text and "secret" not in text
    assert crashes.untold_reports() == []


def test_the_notice_stands_over_every_page_and_is_hidden_by_whoever_read_it(qtbot, watched):
    watched.session.close()
    stumble(watched)
    assert notice(watched).now.isVisible()
    watched.click(button(notice(watched).now, "Hide"))
    assert not notice(watched).isVisible()


def test_tab_comes_to_the_notice_right_behind_the_line_at_the_top(watched):
    stumble(watched)
    watched.window.top_bar.menu_button.setFocus()
    seen = []
    while len(seen) < 30 and not notice(watched).isAncestorOf(watched.focus):
        watched.press(K.Key_Tab)
        seen.append(watched.focus)
    assert notice(watched).isAncestorOf(watched.focus)
    assert all(watched.window.top_bar.isAncestorOf(stop) for stop in seen[:-1])


def test_a_decision_the_program_could_not_record_is_the_editors_again(watched, monkeypatch):
    watched.take_time()
    headline, document = watched.headline, watched.session.view.row.id
    monkeypatch.setattr(reviewing, "decide", fail)
    watched.session.decide(Verdict(Outcome.DEFER))
    watched.settle()
    assert watched.headline == headline and watched.session.view.row.state is State.PENDING
    assert not watched.session.is_saving
    assert any("went wrong" in words for words in watched.told)
    assert "may not be recorded" in said(notice(watched).now)
    assert "Nothing you decided was lost" not in said(notice(watched).now)
    monkeypatch.undo()
    assert watched.session.decide(Verdict(Outcome.DEFER))
    watched.settle()
    assert watched.session.door.view(document).row.state is State.DEFERRED


def test_it_says_no_more_than_is_so_while_something_is_not_saved(watched, monkeypatch):
    def refuse(*_arguments):
        raise Problem("disk_full", path="x", cause="y")

    decide = reviewing.decide
    monkeypatch.setattr(reviewing, "decide", refuse)
    watched.take_time()
    watched.session.decide(Verdict(Outcome.DEFER))
    watched.settle()
    stumble(watched)
    assert "kept in memory" in said(notice(watched).now)
    monkeypatch.setattr(reviewing, "decide", decide)
    watched.commands.trigger("file.save_again")
    watched.settle()
    assert "Nothing you decided was lost" in said(notice(watched).now)


def test_where_no_report_can_be_written_none_is_offered(watched, monkeypatch):
    monkeypatch.setattr(bugs, "write_crash_report", lambda _fault: None)
    stumble(watched)
    banner = notice(watched).now
    assert "No report could be written" in said(banner)
    assert not notice(watched)._read[banner].isVisible()


def test_a_dialog_that_covers_the_window_says_it_too(watched):
    dialog = watched.open("window.about")
    stumble(watched)
    assert "went wrong" in dialog.hint


def test_what_an_earlier_run_left_is_told_once_and_quietly(stage):
    kept()
    bugs.report_bugs(stage.window)
    stage.settle()
    earlier = notice(stage).earlier
    assert earlier.isVisible() and stage.told == [] and "A report of" in said(earlier)
    assert not notice(stage).isAncestorOf(stage.focus)
    stage.click(button(earlier, "Hide"))
    bugs.report_bugs(stage.window)
    assert not notice(stage).isVisible()


def test_the_reports_are_in_the_palette_and_in_the_menu(stage):
    kept()
    stage.press(K.Key_K, CONTROL)
    stage.write("crash rep")
    stage.press(K.Key_Return)
    assert stage.active().title == "Crash reports"
    menu = QMenu()
    stage.commands.fill_menu(menu)
    assert "Crash &reports..." in [one.text() for part in menu.actions() for one in part.menu().actions()]


def test_a_report_is_copied_whole_and_its_folder_shown(stage, monkeypatch):
    path, opened = kept("words\nmore words\n"), []
    monkeypatch.setattr(safe_text.QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    dialog = stage.open("help.reports")
    stage.click(button(dialog, "Copy"))
    assert QApplication.clipboard().text() == "words\nmore words\n"
    stage.click(button(dialog, "Show in folder"))
    assert [url.toLocalFile() for url in opened] == [str(path.parent)]


def test_deleting_takes_two_presses_and_ends_with_none(stage):
    for minutes in (1, 2):
        kept(f"report {minutes}", minutes)
    dialog = stage.open("help.reports")
    assert dialog.list.hasFocus() and dialog.text.toPlainText() == "report 1"
    stage.press(K.Key_Delete)
    assert len(crashes.crash_reports()) == 2 and "Press once more" in dialog.hint
    stage.press(K.Key_Escape)
    assert dialog.isVisible() and dialog.hint == ""
    for _press in range(2):
        stage.press(K.Key_Delete)
    assert dialog.text.toPlainText() == "report 2"
    assert [crashes.read_report(one) for one in crashes.crash_reports()] == ["report 2"]
    for _press in range(2):
        stage.click(button(dialog, "Delete"))
    card = dialog.findChild(StateCard)
    assert card.isVisible() and card.title == "There is no crash report"
    stage.press(K.Key_Escape)
    assert stage.dialogs == []


def test_a_report_that_is_gone_meanwhile_is_told_of_and_can_be_let_go_of(stage):
    kept("report 1", 1)
    path = kept("report 2", 2)
    dialog = stage.open("help.reports")
    path.unlink()
    stage.press(K.Key_Down)
    assert "cannot be read" in dialog.hint and dialog.text.toPlainText() == ""
    assert not button(dialog, "Copy").isEnabled()
    for _press in range(2):
        stage.press(K.Key_Delete)
    assert dialog.text.toPlainText() == "report 1"


def test_markup_in_a_report_is_shown_as_it_stands(stage):
    kept('<b>bold</b> <img src="file:///etc/hostname">')
    dialog = stage.open("help.reports")
    assert dialog.text.toPlainText() == '<b>bold</b> <img src="file:///etc/hostname">'
