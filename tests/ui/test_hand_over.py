"""Handing over from the window, and questions about the guide on the way there."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor_app.desk import handing_over, reviewing
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from editor_app.ui.widgets.segmented import Segmented
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import CONTROL

K = Qt.Key
QUESTION = "Does a near miss in a test count?"
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",), gates=Gates(Answer.NO))


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    made.take_time()
    yield made
    made.close()


def _open(stage):
    dialog = stage.open("file.hand_over")
    stage.until(lambda: dialog.report is not None)
    return dialog


def _ask(stage, text=QUESTION):
    assert stage.commands.trigger("wire.ask_guide")
    stage.settle()
    stage.write(text)
    stage.press(K.Key_Return)


def test_a_question_is_written_shown_and_taken_back(stage):
    _ask(stage)
    assert stage.review("000.txt").standing.question == QUESTION
    assert stage.read.question.isVisible() and stage.told[-1] == "Question kept"
    assert QUESTION in stage.read.history[-1].sentence
    stage.press(K.Key_U)
    assert stage.review("000.txt").standing.question is None
    assert stage.told[-1] == "Undone. The question is as before."


def test_a_question_and_a_note_do_not_touch_each_other(stage):
    stage.press(K.Key_N)
    stage.write("Ask Tokyo")
    stage.press(K.Key_Escape)
    _ask(stage)
    stage.press(K.Key_N)
    assert stage.focus.toPlainText() == "Ask Tokyo"
    stage.press(K.Key_Return)
    standing = stage.review("000.txt").standing
    assert (standing.note, standing.question) == ("Ask Tokyo", QUESTION)


def test_a_half_written_question_is_a_draft_and_goes_along_with_the_decision(stage):
    stage.commands.trigger("wire.ask_guide")
    stage.settle()
    stage.write(QUESTION)
    stage.press(K.Key_Escape)
    assert stage.session.working.question == QUESTION
    stage.press(K.Key_J)
    stage.press(K.Key_K)
    assert stage.session.working.question == QUESTION
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    assert stage.review("000.txt").standing.question == QUESTION
    assert stage.verdict("000.txt").outcome is Outcome.REJECT


def test_the_report_is_saved_by_keyboard(stage, tmp_path):
    _ask(stage)
    reviewing.decide(stage.session.desk, stage.ids["001.txt"], REJECT)
    dialog = _open(stage)
    target = tmp_path / "report.html"
    dialog.place.setFocus()
    dialog.place.selectAll()
    stage.write(str(target))
    stage.press(K.Key_Return, CONTROL)
    stage.until(target.exists)
    stage.until(lambda: not stage.dialogs)
    text = target.read_text(encoding="utf-8")
    assert QUESTION in text and "Two countries sign an agreement" in text
    assert stage.told[-1] == "Saved report.html"
    assert handing_over.last_time(stage.session.desk)


def test_the_second_report_begins_where_the_first_ended(stage, tmp_path):
    reviewing.decide(stage.session.desk, stage.ids["001.txt"], REJECT)
    dialog = _open(stage)
    assert dialog.since.chosen_id == "session" and dialog.report.outcomes == {Outcome.REJECT: 1}
    dialog.place.setText(str(tmp_path / "one.html"))
    stage.click(button(dialog, "Save report"))
    stage.until(lambda: not stage.dialogs)
    stage.qtbot.waitUntil(lambda: stage.session.desk.now() > handing_over.last_time(stage.session.desk))
    reviewing.decide(stage.session.desk, stage.ids["002.txt"], REJECT)
    dialog = _open(stage)
    assert dialog.since.chosen_id == "last"
    assert [one.wire.id for one in dialog.report.rejected] == [stage.ids["002.txt"]]
    stage.click(dialog.since.segment("all"))
    stage.until(lambda: dialog.report is not None and len(dialog.report.rejected) == 2)


def test_plain_text_has_its_own_ending_and_nothing_is_overwritten(stage, tmp_path):
    dialog = _open(stage)
    assert dialog.place.text().endswith(".html")
    stage.click(dialog.findChildren(Segmented)[1].segment("text"))
    assert dialog.place.text().endswith(".txt")
    taken = tmp_path / "taken.txt"
    taken.write_text("mine", encoding="utf-8")
    dialog.place.setFocus()
    dialog.place.selectAll()
    stage.write(str(taken))
    assert not button(dialog, "Save report").isEnabled()
    assert "is already there" in dialog._objection.text()
    stage.press(K.Key_Return, CONTROL)
    assert taken.read_text(encoding="utf-8") == "mine" and stage.dialogs


def test_a_folder_that_is_gone_meanwhile_is_told_in_the_dialog(stage, tmp_path):
    folder = tmp_path / "going"
    folder.mkdir()
    dialog = _open(stage)
    dialog.place.setText(str(folder / "report.html"))
    dialog._refresh()
    go = Event()
    stage.session.background.submit(go.wait)
    stage.session.background.submit(folder.rmdir)
    dialog.save()
    go.set()
    stage.until(lambda: dialog.hint != "Nothing leaves this computer.")
    assert stage.dialogs and "going does not exist" in dialog.hint
    assert not handing_over.last_time(stage.session.desk)


def test_typing_in_the_place_decides_nothing(stage):
    dialog = _open(stage)
    dialog.place.setFocus()
    stage.write("are")
    assert QApplication.focusWidget() is dialog.place and stage.is_untouched()
