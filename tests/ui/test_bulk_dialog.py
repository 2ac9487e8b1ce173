"""Acts on marked wires in the window: told first, read, done whole, taken back by one U."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.desk import reviewing
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Outcome, Verdict
from editor_app.ui.bulk_dialog import BulkDialog
from editor_app.ui.undo_dialog import UndoDialog
from tests.ui.dialog_stage import DialogStage
from tests.ui.review_stage import ALT, CONTROL, SHIFT

BULK_WIRES = ("000.txt", "001.txt", "002.txt")
RETURN, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
ACTS = ["accept", "reject", "skip", "context", "flag", "unflag", "tag_source"]


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


def mark(stage, *names):
    with stage.session.desk.store.reading() as work:
        for key in work.documents.keys(stage.ids[name] for name in names).values():
            stage.session.marks.put(key, on=True)


def opened(stage, act, *names):
    mark(stage, *(names or stage.ids))
    dialog = stage.open(f"bulk.{act}")
    assert isinstance(dialog, BulkDialog)
    stage.until(lambda: dialog.plan is not None)
    stage.settle()
    return dialog


def read_all(stage, dialog):
    for _ in range(len(dialog.plan.sample)):
        stage.settle()
        stage.press(DOWN, ALT)


def states(stage):
    return {name: stage.state(name) for name in stage.ids}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_off_while_nothing_is_marked(stage, act):
    assert not stage.commands.trigger(f"bulk.{act}")
    assert stage.told[-1] == "Nothing is marked. V marks a wire."


@pytest.mark.parametrize("act", ACTS)
def test_no_act_on_many_has_a_key(stage, act):
    assert stage.commands.keymap.all_keys(f"bulk.{act}") in ((), [])


def test_it_tells_what_would_happen_before(stage):
    reviewing.decide(stage.session.desk, stage.ids["003.txt"], Verdict(Outcome.ACCEPT))
    dialog = opened(stage, "reject")

    assert dialog.title == "Reject 4 wires"
    sentence, *facts = dialog.facts
    assert sentence == "Reject 4 wires, all of them in sight."
    assert facts[:2] == ["3 to do, 1 no rationale", "Bulk text on 3 of them"]
    assert "1 left out, decided already" in facts[2]
    assert "Ada Example" in facts[2]
    assert stage.state("000.txt") is State.PENDING


def test_a_sample_is_read_by_being_shown_and_by_nothing_else(stage):
    dialog = opened(stage, "reject", *BULK_WIRES)
    stage.write("1")
    assert dialog.reader.read == {dialog.reader.shown}
    assert not dialog.go.isEnabled()
    assert dialog.hint == "Read the sample first: 2 wires left."
    stage.press(DOWN, ALT)
    assert dialog.reader.facts == "2 of 3, 2 read"
    stage.press(DOWN, ALT)
    assert dialog.reader.read == set(dialog.plan.sample)
    assert dialog.go.isEnabled()


def test_left_and_right_walk_the_sample_in_its_text(stage):
    dialog = opened(stage, "reject", *BULK_WIRES)
    dialog.reader.text.setFocus()
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        stage.press(key)
        assert dialog.reader.shown == dialog.plan.sample[place]


def test_reject_by_keys_and_one_u_takes_all_of_it_back(stage):
    dialog = opened(stage, "reject")
    stage.write("12")
    read_all(stage, dialog)
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    stage.settle()

    assert stage.told[-1] == "5 wires rejected"
    assert set(states(stage).values()) == {State.REJECTED}
    verdict = stage.verdict("000.txt")
    assert verdict.reasons == ("no_harm_event", "policy_or_governance")
    assert verdict.what_it_is == "complementary"
    assert len(stage.session.marks) == 0
    assert stage.session.view.row.state is State.REJECTED
    assert stage.session.pace.decisions == 5 and stage.session.pace.per_hour() is None

    stage.window.activateWindow()
    stage.window.document_pane.focus_text()
    stage.press(Qt.Key.Key_U)
    assert stage.told[-1] == "Undone. 5 wires stand as before."
    assert stage.is_untouched()
    stage.until(lambda: stage.session.counts.to_do == 4)
    assert stage.session.pace.decisions == 0
    stage.press(Qt.Key.Key_U, SHIFT)
    assert stage.session.pace.decisions == 5


def test_enter_never_rejects(stage):
    dialog = opened(stage, "reject", "003.txt", "004.txt")
    stage.write("1")
    assert dialog.go.isEnabled()
    for place in (dialog.form.filter, dialog.form.note, dialog.reader.text, dialog.go):
        place.setFocus()
        QTest.keyClick(place, RETURN)
        QTest.keyClick(place, Qt.Key.Key_Enter)
        stage.settle()
        assert dialog.isVisible()
    assert stage.is_untouched()


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_S, Qt.Key.Key_Y, Qt.Key.Key_1])
def test_decision_keys_do_not_fire_inside(stage, key):
    dialog = opened(stage, "flag", *BULK_WIRES)
    dialog.reader.text.setFocus()
    stage.press(key)
    dialog.go.setFocus()
    stage.press(key)
    assert dialog.isVisible()
    assert stage.is_untouched()


def test_a_reason_that_needs_a_note_waits_for_it(stage):
    dialog = opened(stage, "reject", "003.txt", "004.txt")
    assert dialog.hint == "Choose a reason."
    dialog.form.filter.setFocus()
    stage.write("9")
    assert dialog.hint == "A note is required for this reason."
    dialog.form.note.setFocus()
    stage.write("seen")
    assert dialog.go.isEnabled()


def test_duplicates_name_the_wire_which_is_left_out_itself(stage):
    dialog = opened(stage, "reject", "003.txt", "004.txt")
    stage.write("6")
    assert dialog.hint == "Say which wire they duplicate."
    stage.write("benchmark")
    stage.until(lambda: dialog.form.picker.found == (stage.ids["003.txt"],))
    stage.press(RETURN)
    stage.until(lambda: dialog.title == "Reject 1 wire")
    stage.settle()
    assert any("it is the wire the others duplicate" in fact for fact in dialog.facts)
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    assert stage.state("003.txt") is State.PENDING
    assert stage.verdict("004.txt").duplicate_of == stage.ids["003.txt"]


def test_accept_wants_both_gates_and_a_note_and_the_sample(stage):
    dialog = opened(stage, "accept")
    assert dialog.title == "Accept 4 wires"
    read_all(stage, dialog)
    assert dialog.hint == "Answer both criteria for all of them."
    for gate in dialog.form.rows:
        gate._answers.segments()[0].click()
    stage.settle()
    assert dialog.hint == "A note is required: why they can be accepted together."
    dialog.form.note.setFocus()
    stage.write("checked")
    assert dialog.go.isEnabled()
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    assert stage.told[-1] == "4 wires accepted"
    verdict = stage.verdict("000.txt")
    assert (verdict.gates.verifiable, verdict.gates.but_for, verdict.note) == (
        Answer.YES,
        Answer.YES,
        "checked",
    )
    assert stage.state("004.txt") is State.NONE


def test_decided_ones_are_decided_anew_when_asked_for(stage):
    reviewing.decide(stage.session.desk, stage.ids["003.txt"], Verdict(Outcome.ACCEPT))
    dialog = opened(stage, "skip", "003.txt", "004.txt")
    assert dialog.title == "Skip 1 wire"
    dialog.again.click()
    stage.until(lambda: dialog.title == "Skip 2 wires")
    stage.settle()
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    assert stage.state("003.txt") is State.DEFERRED


def test_flags_keep_the_marks_for_a_second_act(stage):
    opened(stage, "flag")
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    stage.settle()
    assert stage.told[-1] == "5 wires flagged"
    stage.until(lambda: stage.session.counts.flagged == 5)
    assert len(stage.session.marks) == 5
    dialog = stage.open("bulk.flag")
    stage.until(lambda: dialog.plan is not None)
    assert dialog.hint == "None of the marked wires would change."
    stage.press(Qt.Key.Key_Escape)
    opened(stage, "unflag")
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    assert stage.told[-1] == "5 flags taken off"
    assert stage.session.door.counts(None).flagged == 0


def test_a_source_is_typed_or_chosen_and_what_has_it_is_left_out(stage):
    dialog = opened(stage, "tag_source")
    assert dialog.hint == "Name a source."
    stage.write("two words")
    stage.until(lambda: "no blanks" in dialog.hint)
    dialog.form.source.field.clear()
    stage.write("some")
    stage.press(RETURN)
    stage.until(lambda: dialog.title == "Change the source of 1 wire")
    dialog.form.source.field.setText("court-docket")
    stage.until(lambda: dialog.title == "Change the source of 5 wires")
    stage.settle()
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    stage.settle()
    assert [stage.session.row(place).source for place in range(5)] == ["court-docket"] * 5
    assert stage.session.sources() == [("court-docket", 5)]


def test_escape_leaves_everything_as_it_was(stage):
    opened(stage, "reject")
    stage.write("1")
    stage.press(Qt.Key.Key_Escape)
    stage.until(lambda: not stage.dialogs)
    assert stage.is_untouched()
    assert len(stage.session.marks) == 5


def test_one_wire_is_listed_under_another_source_and_back(stage):
    dialog = stage.open("wire.tag_source")
    assert not dialog.list.isEnabled()
    stage.write("court-docket")
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    stage.settle()
    assert stage.told[-1] == "Listed under \u2068court-docket\u2069"
    assert stage.session.view.row.source == "court-docket"
    dialog = stage.open("wire.tag_source")
    dialog.source.own.click()
    stage.press(RETURN, CONTROL)
    stage.until(lambda: stage.session.view.row.source == "some-office")
    stage.commands.trigger("decide.undo")
    stage.settle()
    assert stage.told[-1] == "Undone. The source is as before."


def test_a_long_undo_shows_how_far_it_is_and_ends_by_itself(stage, monkeypatch):
    seen = []
    begin = UndoDialog.__init__

    def watched(dialog, *arguments):
        begin(dialog, *arguments)
        seen.append(dialog)

    monkeypatch.setattr(UndoDialog, "__init__", watched)
    opened(stage, "flag")
    stage.press(RETURN, CONTROL)
    stage.until(lambda: not stage.dialogs)
    stage.commands.trigger("decide.undo")
    stage.until(lambda: stage.told[-1] == "Undone. 5 flags are as before.")
    stage.until(lambda: not stage.dialogs)
    assert len(seen) == 1
    assert stage.session.door.counts(None).flagged == 0


def test_read_only_desks_take_no_act(stage, monkeypatch):
    mark(stage, *stage.ids)
    monkeypatch.setattr(stage.session.door.workplace, "editor", None)
    assert not stage.commands.trigger("bulk.reject")
    assert stage.told[-1] == "Give your name first, in the settings"
