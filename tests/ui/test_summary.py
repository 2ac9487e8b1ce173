"""The summary: by key, by itself at the end, its figures in words, and the ways on from it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor_app.desk import reviewing
from editor_app.domain.lists import ListName
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from editor_app.ui.columns_chart import axis
from editor_app.ui.summary_wording import whole_text
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.check_box import CheckBox
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import ALT, CONTROL, SHIFT

K = Qt.Key
GATES = Gates(Answer.YES, None, Answer.YES)
ACCEPT = Verdict(Outcome.ACCEPT, gates=GATES)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",), gates=Gates(Answer.NO))


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    made.take_time()
    yield made
    made.close()


def _open(stage):
    dialog = stage.open("window.summary")
    stage.until(lambda: dialog.summary is not None)
    return dialog


def _decide(stage, *names, verdict=REJECT):
    for name in names:
        reviewing.decide(stage.session.desk, stage.ids[name], verdict)
    stage.session.reload()
    stage.settle()


def test_control_shift_s_opens_it_and_enter_goes_on_reviewing(stage):
    stage.press(K.Key_S, CONTROL | SHIFT)
    stage.until(lambda: stage.dialogs)
    dialog = stage.active()
    stage.until(lambda: dialog.summary is not None)
    assert dialog.title == "Session summary"
    stage.press(K.Key_Return)
    assert not stage.dialogs and stage.is_untouched()


def test_its_button_is_in_the_top_bar_and_gone_without_a_desk(stage):
    [shown] = [one for one in stage.window.top_bar.findChildren(Button) if one.text() == "Summary"]
    assert shown.isVisible() and "Ctrl+Shift+S" in shown.accessibleDescription()
    stage.session.close()
    stage.settle()
    assert not shown.isVisible()
    assert not stage.commands.trigger("window.summary") and stage.told[-1] == "No desk is open"


def test_decision_keys_fall_flat_in_it(stage):
    _open(stage)
    for key in (K.Key_A, K.Key_R, K.Key_1, K.Key_S, K.Key_E):
        stage.press(key)
    assert stage.is_untouched() and not stage.session.is_amending


def test_before_the_first_decision_it_says_so(stage):
    dialog = _open(stage)
    assert dialog._nothing.isVisible() and dialog._nothing.title == "Nothing decided in this session yet"
    assert not any(chart.isVisible() for chart in dialog.charts)


def test_an_empty_session_leads_to_all_work(stage):
    _decide(stage, "000.txt")
    stage.session._began = stage.session.desk.now()
    dialog = _open(stage)
    stage.click(button(dialog, "Show all work"))
    stage.until(lambda: dialog.summary.decided == 1)
    assert dialog._ranges.chosen_id == "all"


def test_figures_and_charts_tell_what_was_decided(stage):
    _decide(stage, "000.txt", "001.txt")
    _decide(stage, "002.txt", verdict=ACCEPT)
    dialog = _open(stage)
    assert dialog.summary.decided == 3 and dialog.summary.counts.to_do == 1
    columns, reasons, left = dialog.charts
    assert all(chart.isVisible() and chart.accessibleName() for chart in dialog.charts)
    assert columns.accessibleDescription().endswith("3 (1 accepted, 2 rejected)")
    assert reasons.accessibleDescription() == "No harm or near-harm event: 2"
    assert left.accessibleDescription().startswith("From 4 on ")
    assert left.accessibleDescription().endswith("to 1 now")


def test_copy_as_text_gives_all_figures(stage):
    _decide(stage, "000.txt", "001.txt")
    dialog = _open(stage)
    stage.click(button(dialog, "Copy as text"))
    text = QApplication.clipboard().text()
    assert "Decided: 2 wires (0 accepted, 0 amended, 2 rejected)" in text
    assert "Rejected: 100% of decisions (2 of 2: no harm or near-harm event)" in text
    assert "Left: 2 wires" in text and "Why wires were rejected\nNo harm or near-harm event: 2" in text


def test_pace_and_streaks_can_be_switched_off(stage):
    _decide(stage, "000.txt", "001.txt")
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    assert _pace_in(stage.window) == ["1 this session"]
    figures = {"per_hour": 38, "median_seconds": 72, "in_a_row": 12, "days": 3, "minutes_left": 335}
    told = replace(_open(stage).summary, **figures)
    shown, hidden = (
        whole_text(told, "Ada", stage.session.vocabulary, with_pace=with_pace) for with_pace in (True, False)
    )
    for words in ("38 per hour (median 72 s per wire · 12 in a row)", "3 days in a row", "at this pace"):
        assert words in shown and words not in hidden
    stage.dialog.close()
    _hasten(stage.session.pace)
    stage.window.status_line.show_all()
    assert "60 per hour" in _pace_in(stage.window) and "about 5 min left" in _pace_in(stage.window)
    stage.click(_tick(stage.open("window.settings"), "Show pace"))
    assert _pace_in(stage.window) == ["20 this session"]


def test_another_range_is_summed_up(stage):
    _decide(stage, "000.txt")
    dialog = _open(stage)
    stage.click(dialog._ranges.segment("all"))
    stage.until(lambda: dialog.summary.range.value == "all")
    assert "everybody" in dialog.text


def test_it_opens_by_itself_after_an_act_on_many_too(stage):
    stage.window.document_pane.focus_text()
    stage.commands.trigger("mark.all")
    stage.commands.trigger("bulk.context")
    stage.until(lambda: stage.dialogs and stage.dialog.plan is not None)
    for _ in stage.dialog.plan.sample:
        stage.press(K.Key_Down, ALT)
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: any(one.windowTitle() == "Session summary" for one in stage.dialogs))


def test_it_opens_by_itself_once_when_everything_is_decided(stage):
    _decide(stage, "000.txt", "001.txt", "002.txt")
    stage.show("003.txt")
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    stage.until(lambda: stage.dialogs)
    dialog = stage.active()
    stage.until(lambda: dialog.summary is not None)
    assert dialog.summary.counts.to_do == 0 and "Everything is decided" in dialog.text
    stage.press(K.Key_Return)
    stage.press(K.Key_U)
    stage.until(lambda: stage.session.counts.to_do == 1)
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    stage.settle()
    assert stage.session.counts.to_do == 0 and not stage.dialogs


def test_a_desk_that_was_finished_before_does_not_open_it(stage):
    _decide(stage, "000.txt", "001.txt", "002.txt", "003.txt")
    stage.press(K.Key_F)
    stage.settle()
    assert stage.session.counts.to_do == 0 and not stage.dialogs


def test_what_is_waiting_is_shown_on_demand(stage):
    reviewing.flag(stage.session.desk, stage.ids["001.txt"], True)
    _decide(stage, "000.txt")
    dialog = _open(stage)
    stage.click(button(dialog, "Show them"))
    assert not stage.dialogs and stage.session.criteria.list is ListName.FLAGGED
    assert [stage.session.row(0).id] == [stage.ids["001.txt"]]


@pytest.mark.parametrize(
    ("word", "title"), [("Export", "Export reviewed archive"), ("Hand over", "Hand over")]
)
def test_export_and_hand_over_follow_it(stage, word, title):
    _decide(stage, "000.txt")
    stage.click(button(_open(stage), word))
    stage.until(lambda: stage.dialogs and stage.dialog.title == title)


def test_a_desk_in_trouble_is_told_in_it(stage):
    dialog = stage.open("window.summary")
    stage.until(lambda: dialog.summary is not None)
    dialog.show_problem(Problem("desk_io", path="x", cause="Input/output error"))
    assert "Nothing was changed." in dialog._nothing.text and dialog._nothing.isVisible()


def test_charts_can_be_reached_by_keyboard_alone(stage):
    _decide(stage, "000.txt")
    dialog = _open(stage)
    reached = []
    for _ in range(12):
        stage.press(K.Key_Tab)
        reached.append(stage.focus)
    assert set(dialog.charts) <= set(reached)


@pytest.mark.parametrize(
    ("largest", "step", "top"),
    [
        (1, 1, 1),
        (4, 1, 4),
        (5, 2, 6),
        (9, 5, 10),
        (39, 10, 40),
        (41, 20, 60),
        (160, 50, 200),
        (1_001, 500, 1_500),
    ],
)
def test_an_axis_ends_at_a_round_number(largest, step, top):
    assert axis(largest) == (step, top)


def _pace_in(window):
    """Give what the bottom line says of the session, part by part."""
    return [part.strip() for part in window.status_line._pace.whole_text.split("·") if part.strip()]


def _hasten(pace):
    """Let twenty documents be decided, one a minute."""
    moments = iter(range(0, 1_200, 60))
    pace.clear()
    pace._clock = lambda: float(next(moments))
    for number in range(20):
        pace.decided(str(number))


def _tick(dialog, word):
    return next(one for one in dialog.findChildren(CheckBox) if one.text().startswith(word))
