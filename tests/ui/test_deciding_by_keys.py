"""Accept, reject, skip, undo: by keys, on the whole window, over a real desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Outcome, Route
from editor_app.ui.note_section import NoteField
from editor_app.ui.widgets.segmented import Segment
from tests.desk.sample import add, open_sample
from tests.ui.review_stage import ALT, SHIFT, WIRES, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def test_both_answers_and_a_accept_and_the_next_wire_is_there(stage):
    for key in (K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.headline == "Two countries sign an agreement"
    verdict = stage.verdict("000.txt")
    assert verdict.outcome is Outcome.ACCEPT
    assert verdict.gates.both_yes and verdict.gates.route is None
    assert stage.told[-1].startswith("Accepted “")


def test_a_with_an_open_gate_goes_to_the_gate_and_decides_nothing(stage):
    stage.press(K.Key_A)
    assert stage.is_untouched()
    assert isinstance(stage.focus, Segment) and stage.focus.accessibleName() == "Criterion 1: Yes"
    assert stage.told[-1].startswith("Criterion 1 has no answer yet")
    stage.press(K.Key_1)
    stage.press(K.Key_A)
    assert stage.focus.accessibleName() == "Criterion 2: Yes"
    assert stage.is_untouched()


def test_shift_a_accepts_with_gates_open(stage):
    stage.press(K.Key_A, SHIFT)
    verdict = stage.verdict("000.txt")
    assert verdict.outcome is Outcome.ACCEPT and verdict.gates.are_open
    assert "with a criterion open" in _history(stage, "000.txt")


def test_the_setting_lets_a_accept_open_gates(stage):
    desk = stage.session.desk
    desk.settings = type(desk.settings)(accept_needs_answers=False, editors=desk.settings.editors)
    stage.press(K.Key_A)
    assert stage.state("000.txt") is State.ACCEPTED


def test_accepting_against_a_no_asks_for_a_note(stage):
    for key in (K.Key_1, K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.is_untouched()
    assert isinstance(stage.focus, NoteField)
    stage.press(K.Key_Return)
    assert stage.is_untouched()
    stage.write("The regulator reproduced it")
    stage.press(K.Key_Return)
    assert stage.verdict("000.txt").note == "The regulator reproduced it"
    assert stage.state("000.txt") is State.ACCEPTED
    assert not stage.read.decision.note.isVisible()


def test_holding_a_decides_one_wire(stage):
    stage.press(K.Key_1)
    stage.press(K.Key_2)
    stage.hold(K.Key_A)
    decided = [name for name in stage.ids if stage.state(name) is State.ACCEPTED]
    assert decided == ["000.txt"]


def test_the_same_answers_are_not_carried_to_the_next_wire(stage):
    for key in (K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.session.working.is_empty
    assert all(row.answer is None for row in stage.read.checklist.rows)


def test_keys_walk_answers_and_route(stage):
    rows = stage.read.checklist.rows
    stage.press(K.Key_3)
    assert stage.told[-1] == "A route goes only with a yes to criterion 1"
    stage.press(K.Key_1)
    assert rows[0].answer is Answer.YES and rows[0].says_route_is_open
    stage.press(K.Key_3)
    assert stage.session.working.gates.route is Route.REPRODUCED and not rows[0].says_route_is_open
    stage.press(K.Key_1)
    assert rows[0].answer is Answer.NO and stage.session.working.gates.route is None
    assert stage.read.checklist.strip.text.startswith("Criterion 1 is not met")
    stage.press(K.Key_2)
    stage.press(K.Key_2)
    assert stage.read.checklist.strip.text.startswith("Neither criterion is met")


def test_segments_answer_by_space_and_give_up_the_answer_again(stage):
    stage.read.checklist.rows[1].take_focus()
    stage.press(K.Key_Right)
    stage.press(K.Key_Space)
    assert stage.session.working.gates.but_for is Answer.NO
    stage.press(K.Key_Space)
    assert stage.session.working.gates.but_for is None


def test_skip_keep_as_context_and_reopen(stage):
    stage.press(K.Key_S)
    assert stage.state("000.txt") is State.DEFERRED
    stage.press(K.Key_Y)
    assert stage.state("001.txt") is State.CONTEXT
    stage.press(K.Key_O)
    assert stage.told[-1] == "This wire is not decided"
    stage.show("001.txt")
    stage.press(K.Key_O)
    assert stage.state("001.txt") is State.PENDING


def test_a_note_written_first_is_what_a_skip_says_is_missing(stage):
    stage.press(K.Key_N)
    stage.write("waiting for the judgment")
    stage.press(K.Key_S, ALT)
    assert stage.state("000.txt") is State.DEFERRED
    assert stage.verdict("000.txt").note == "waiting for the judgment"


def test_undo_brings_the_wire_back_with_its_answers_and_redo_goes_on(stage):
    for key in (K.Key_1, K.Key_1, K.Key_R, K.Key_1):
        stage.press(key)
    assert stage.state("000.txt") is State.REJECTED
    stage.press(K.Key_U)
    assert stage.headline == "A court finds a chatbot at fault"
    assert stage.session.working.gates.verifiable is Answer.NO
    assert stage.state("000.txt") is State.PENDING
    stage.press(K.Key_U, SHIFT)
    assert stage.state("000.txt") is State.REJECTED


def test_a_decided_wire_says_so_and_offers_to_change(stage):
    for key in (K.Key_R, K.Key_1):
        stage.press(key)
    stage.show("000.txt")
    area = stage.read.decision
    assert area.decided_text.startswith("Rejected ") and area.decided_text.endswith(
        ": no harm or near-harm event"
    )
    assert area.buttons[Outcome.REJECT].is_solid
    assert area.buttons[Outcome.ACCEPT].is_change
    assert area.buttons[Outcome.ACCEPT].accessibleName() == "Change to accept"
    area.change_asked.emit()
    stage.settle()
    assert stage.popup.choice.reasons == ("no_harm_event",)


def test_nothing_is_decided_beforehand(stage):
    area = stage.read.decision
    assert area.decided_text == ""
    assert not any(button.is_solid or button.is_change for button in area.buttons.values())
    assert stage.focus not in area.buttons.values()


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter, K.Key_Space, K.Key_Backspace, K.Key_Delete])
def test_keys_that_decide_nothing(stage, key):
    stage.press(key)
    assert stage.is_untouched()


def test_a_wire_with_nothing_proposed_cannot_be_accepted(stage):
    stage.show("004.txt")
    stage.press(K.Key_A)
    assert stage.told[-1] == "There is no rationale to accept"
    accept = stage.read.decision.buttons[Outcome.ACCEPT]
    assert not accept.isEnabled() and "There is no rationale to accept" in accept.toolTip()
    assert stage.state("004.txt") is State.NONE


def test_flag_and_note_are_kept_and_told(stage):
    stage.press(K.Key_F)
    assert stage.review("000.txt").standing.is_flagged
    stage.press(K.Key_N)
    stage.write("Ask the court")
    stage.press(K.Key_Return)
    assert stage.review("000.txt").standing.note == "Ask the court"
    assert stage.session.working.note == ""
    assert stage.read.note.isVisible()
    assert stage.told[-2:] == ["Flagged", "Note kept"]


def test_escape_keeps_a_note_as_a_draft(stage):
    stage.press(K.Key_N)
    stage.write("half a")
    stage.press(K.Key_Escape)
    assert stage.review("000.txt").standing.note is None
    assert stage.session.working.note == "half a"
    stage.press(K.Key_J)
    stage.press(K.Key_K)
    stage.press(K.Key_N)
    assert stage.focus.toPlainText() == "half a"


def test_nobody_named_and_the_keys_say_why(qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path, name=None)
    asking = [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
    for dialog in asking:
        dialog.reject()
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.window.document_pane.focus_text()
    stage.told.clear()
    for key in (K.Key_A, K.Key_R, K.Key_E):
        stage.press(key)
    assert stage.told == ["Give your name first, in the settings"] * 3
    assert not any(button.isEnabled() for button in stage.read.decision.buttons.values())
    stage.close()


def test_a_desk_somebody_else_writes_to_can_be_read_alone(qtbot, tmp_path):
    with open_sample(tmp_path / "a.desk", name="Ada Example") as holder:
        add(holder, WIRES)
        stage = Stage(qtbot, tmp_path, is_filled=False)
        for key in (K.Key_A, K.Key_R, K.Key_1):
            stage.press(key)
        assert stage.session.is_read_only and len(stage.told) == 3
        assert stage.session.working.is_empty
        assert not any(button.isEnabled() for button in stage.read.decision.buttons.values())
        stage.press(K.Key_H)
        assert stage.read.section.is_open
        stage.close()


def _history(stage, name):
    stage.show(name)
    return " ".join(line.sentence for line in stage.read.history)
