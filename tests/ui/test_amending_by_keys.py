"""Writing a rationale anew: the text, its draft, what changes, and saving it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from editor_app.domain.diff import Change
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Outcome
from editor_app.ui.diff_view import DiffMode, text_form
from tests.ui.review_stage import ALT, BULK, CONTROL, LARGE, PASSAGE, SHIFT, SMALL, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def test_e_opens_the_statement_with_the_caret_at_its_end(stage):
    stage.press(K.Key_E)
    field = stage.pane.amend_pane.field
    assert field.toPlainText() == BULK
    assert stage.focus is field and field.textCursor().atEnd()
    assert stage.pane.width() >= 540


def test_saving_is_off_while_nothing_is_changed_or_nothing_is_left(stage):
    stage.press(K.Key_E)
    save = stage.pane.amend_pane.save_button
    assert not save.isEnabled() and "Nothing changed. Use Accept." in save.toolTip()
    stage.press(K.Key_Return, CONTROL)
    assert stage.is_untouched() and stage.session.is_amending
    stage.press(K.Key_A, CONTROL)
    stage.press(K.Key_Delete)
    assert not save.isEnabled() and "The rationale is empty." in save.toolTip()
    stage.write("x")
    assert save.isEnabled()


def test_ctrl_enter_saves_with_the_reason_and_goes_on(stage):
    before = stage.focus
    stage.press(K.Key_E)
    stage.write(" It is about this court.")
    stage.pane.amend_pane.why_field.setFocus()
    stage.write("names the event")
    stage.press(K.Key_Return, CONTROL)
    verdict = stage.verdict("000.txt")
    assert verdict.outcome is Outcome.AMEND
    assert verdict.rationale == f"{BULK} It is about this court."
    assert verdict.note == "names the event"
    assert stage.headline == "Two countries sign an agreement"
    assert stage.focus is before


def test_ctrl_s_saves_and_stays(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_S, CONTROL)
    assert stage.state("000.txt") is State.AMENDED
    assert stage.headline == "A court finds a chatbot at fault"
    assert stage.read.card.text == f"{BULK} More."
    assert stage.read.decision.buttons[Outcome.AMEND].is_solid


def test_change_keeps_the_draft_and_goes_to_the_checklist(stage):
    stage.press(K.Key_1, ALT)
    stage.press(K.Key_E)
    stage.write(" More.")
    change = next(
        one for one in stage.pane.amend_pane.checklist.findChildren(QAbstractButton) if one.text() == "Change"
    )
    change.setFocus()
    stage.press(K.Key_Space)
    assert not stage.session.is_amending and stage.read.draft.isVisible()
    second = stage.read.checklist.rows[1]
    assert second.isAncestorOf(stage.focus)
    stage.press(K.Key_E)
    assert stage.pane.amend_pane.field.toPlainText().endswith(" More.")


def test_a_note_is_written_beside_the_amendment_and_gives_the_keyboard_back(stage):
    before = stage.focus
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_N, ALT)
    note = stage.pane.amend_pane.note
    assert note.isVisible() and stage.focus is note.field
    stage.write("Ask the court.")
    stage.press(K.Key_Escape)
    assert not note.isVisible() and stage.session.is_amending
    assert stage.focus is stage.pane.amend_pane.field
    stage.press(K.Key_N, ALT)
    assert note.text == "Ask the court."
    stage.press(K.Key_Return, CONTROL)
    assert stage.review("000.txt").standing.note == "Ask the court." and stage.session.is_amending
    assert stage.focus is stage.pane.amend_pane.field and stage.focus.toPlainText().endswith(" More.")
    stage.press(K.Key_Return, CONTROL)
    assert stage.state("000.txt") is State.AMENDED and stage.focus is before


def test_the_text_is_gone_back_to_from_the_wire_and_a_passage_is_quoted_from_there(stage):
    stage.press(K.Key_E)
    stage.write(" As it says: ")
    view = stage.window.document_pane.view
    stage.window.document_pane.focus_text()
    stage.press(K.Key_E)
    assert stage.focus is stage.pane.amend_pane.field and stage.focus.textCursor().atEnd()
    stage.window.document_pane.focus_text()
    view.setTextCursor(view.document().find(PASSAGE))
    stage.press(K.Key_Q, CONTROL | SHIFT)
    assert stage.focus is stage.pane.amend_pane.field
    assert stage.focus.toPlainText().endswith(f" As it says: “{PASSAGE}”")


def test_figures_of_the_change_are_told_where_there_are_some(stage):
    stage.press(K.Key_E)
    stage.write(" One more.")
    change = stage.pane.amend_pane.change
    stage.qtbot.waitUntil(lambda: change.figures == "+2 words")
    stage.press(K.Key_A, CONTROL)
    stage.write("Two words")
    stage.qtbot.waitUntil(lambda: change.figures == "−41 +2 words")
    for _ in range(9):
        stage.press(K.Key_Backspace)
    stage.qtbot.waitUntil(lambda: change.figures == "−41 words")


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_head_of_the_change_is_never_cut(qtbot, tmp_path, size):
    stage = Stage(qtbot, tmp_path, size)
    stage.press(K.Key_E)
    stage.press(K.Key_A, CONTROL)
    stage.write("Quite another text")
    stage.qtbot.waitUntil(lambda: bool(stage.pane.amend_pane.change.figures))
    stage.settle()
    assert stage.pane.amend_pane.change.title in ("Changes from the bulk text", "Changes")
    stage.close()


def test_escape_keeps_the_draft_and_the_wire_tells_of_it(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Escape)
    assert stage.is_untouched()
    assert stage.read.draft.isVisible() and stage.read.draft.text.endswith("42 words")
    stage.show("001.txt")
    assert not stage.read.draft.isVisible()
    stage.show("000.txt")
    assert "You have a draft from" in stage.read.draft.text
    stage.press(K.Key_E)
    assert stage.pane.amend_pane.text == f"{BULK} More."


def test_a_draft_can_be_thrown_away(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Escape)
    stage.read.draft.discarded.emit()
    stage.settle()
    assert not stage.read.draft.isVisible()
    assert stage.review("000.txt").draft is None


def test_a_text_that_was_only_looked_at_leaves_no_draft(stage):
    stage.press(K.Key_E)
    stage.press(K.Key_Escape)
    assert not stage.read.draft.isVisible()
    assert stage.review("000.txt").draft is None


def test_the_draft_is_kept_while_writing_and_said_to_be(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.qtbot.waitUntil(lambda: stage.pane.amend_pane.says_kept, timeout=5000)
    assert "More." in stage.review("000.txt").draft.payload
    stage.write("!")
    assert not stage.pane.amend_pane.says_kept


def test_what_changes_follows_the_typing(stage):
    stage.press(K.Key_E)
    diff = stage.pane.amend_pane.change.diff
    assert {stretch.change for stretch in diff.stretches} == {Change.EQUAL}
    stage.write(" Two words.")
    stage.qtbot.waitUntil(lambda: Change.INSERTED in {s.change for s in diff.stretches})
    assert diff.accessibleDescription().endswith("Two words.")
    diff.set_mode(DiffMode.SIDE_BY_SIDE)
    assert "Two words." not in diff.texts[0] and "Two words." in diff.texts[1]
    diff.set_mode(DiffMode.ORIGINAL)
    assert diff.texts == (BULK,)


def test_the_answers_can_be_given_while_writing(stage):
    stage.press(K.Key_E)
    stage.press(K.Key_1, ALT)
    stage.press(K.Key_2, ALT)
    stage.press(K.Key_2, ALT)
    gates = stage.session.working.gates
    assert (gates.verifiable, gates.but_for) == (Answer.YES, Answer.NO)
    assert stage.session.is_amending


def test_a_selected_passage_is_inserted_as_a_quotation(stage):
    assert stage.window.document_pane.view.find(PASSAGE)
    stage.press(K.Key_E)
    stage.press(K.Key_Q, CONTROL | SHIFT)
    assert stage.pane.amend_pane.text == f"{BULK}“{PASSAGE}”"


def test_undo_gives_text_and_reason_back_as_a_draft(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.pane.amend_pane.why_field.setFocus()
    stage.write("why")
    stage.press(K.Key_Return, CONTROL)
    stage.press(K.Key_U)
    assert stage.headline == "A court finds a chatbot at fault"
    assert stage.read.draft.isVisible()
    stage.press(K.Key_E)
    assert (stage.pane.amend_pane.text, stage.pane.amend_pane.why) == (f"{BULK} More.", "why")


def test_a_document_without_a_rationale_gets_one_written(stage):
    stage.show("004.txt")
    stage.press(K.Key_E)
    assert stage.pane.amend_pane.text == ""
    assert not stage.pane.amend_pane.change.isVisible()
    stage.write("A rationale of our own.")
    stage.press(K.Key_S, CONTROL)
    assert stage.state("004.txt") is State.AMENDED


def test_the_last_amendment_is_offered_again(stage):
    stage.press(K.Key_Period)
    assert stage.told[-1] == "No amendment of yours stands in this desk"
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    stage.press(K.Key_Period)
    assert stage.pane.amend_pane.text == f"{BULK} More."
    assert stage.state("001.txt") is State.PENDING


@pytest.mark.parametrize("where", ["rationale", "why", "note", "reject filter", "reject note", "search"])
def test_typing_are_decides_nothing_anywhere(stage, where):
    stage.press(K.Key_1)
    stage.press(K.Key_2)
    steps = {
        "rationale": [(K.Key_E,)],
        "why": [(K.Key_E,)],
        "note": [(K.Key_N,)],
        "reject filter": [(K.Key_R,)],
        "reject note": [(K.Key_R,), (K.Key_Tab,)],
        "search": [(K.Key_Slash,)],
    }
    for step in steps[where]:
        stage.press(*step)
    if where == "why":
        stage.pane.amend_pane.why_field.setFocus()
    target = stage.focus
    QTest.keyClicks(target, "are")
    stage.settle()
    assert stage.is_untouched()
    written = target.toPlainText() if hasattr(target, "toPlainText") else target.text()
    assert written.endswith("are")


def test_the_text_form_of_a_change():
    from editor_app.domain.diff import compare

    assert text_form(compare("one two three", "one 2 three")) == "Removed: two. Added: 2."
    assert text_form(compare("same", "same")) == "Nothing is changed."
