"""The reasons to reject: on digits, by typing, several at once, with the fields some of them need."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome
from tests.ui.review_stage import CONTROL, SHIFT, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def reasons(stage, name="000.txt"):
    return stage.verdict(name).reasons


def test_two_keys_reject_and_the_next_wire_is_there(stage):
    stage.press(K.Key_R)
    assert stage.is_untouched()
    stage.press(K.Key_1)
    assert reasons(stage) == ("no_harm_event",)
    assert stage.verdict("000.txt").what_it_is == "complementary"
    assert stage.headline == "Two countries sign an agreement"
    assert stage.popup is None


def test_escape_leaves_without_deciding_and_gives_the_focus_back(stage):
    before = stage.focus
    stage.press(K.Key_R)
    assert stage.popup is not None and stage.focus is not before
    stage.press(K.Key_Escape)
    assert stage.popup is None and stage.focus is before
    assert stage.is_untouched()


def test_shift_and_a_digit_take_several_reasons_and_enter_commits(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_2, SHIFT)
    stage.press(K.Key_7, SHIFT)
    stage.press(K.Key_7, SHIFT)
    stage.press(K.Key_1, SHIFT)
    assert stage.is_untouched()
    stage.press(K.Key_Return)
    assert reasons(stage) == ("policy_or_governance", "no_harm_event")


def test_a_digit_after_shift_takes_that_reason_too(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_2, SHIFT)
    stage.press(K.Key_1)
    assert reasons(stage) == ("policy_or_governance", "no_harm_event")


def test_enter_takes_the_reason_that_follows_and_nothing_else(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_Return)
    assert stage.is_untouched() and stage.popup is not None
    stage.press(K.Key_Escape)
    stage.press(K.Key_2)
    stage.press(K.Key_2)
    stage.press(K.Key_R)
    assert stage.popup.reasons.highlighted.id == "fails_but_for"
    assert stage.is_untouched()
    stage.press(K.Key_Return)
    assert reasons(stage) == ("fails_but_for",)


def test_arrows_move_the_highlight(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_Down)
    stage.press(K.Key_Down)
    stage.press(K.Key_Up)
    assert stage.popup.reasons.highlighted.id == "no_harm_event"


def test_typing_finds_a_reason_without_a_key(stage):
    stage.press(K.Key_R)
    stage.write("outage")
    assert [reason.id for reason in stage.popup.reasons.shown] == ["non_ai_tech"]
    stage.press(K.Key_Return)
    assert reasons(stage) == ("non_ai_tech",)


def test_other_goes_to_the_note_it_needs(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_9)
    assert stage.focus is stage.popup.note
    stage.press(K.Key_Return)
    assert stage.is_untouched()
    assert stage.popup.note.property("wrong") is True
    stage.write("withdrawn by 1 source")
    stage.press(K.Key_Return)
    assert reasons(stage) == ("other",)
    assert stage.verdict("000.txt").note == "withdrawn by 1 source"


def test_tab_goes_to_the_note_and_what_is_written_goes_with_the_reason(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_1, SHIFT)
    stage.press(K.Key_Tab)
    assert stage.focus is stage.popup.note
    stage.write("an agreement")
    stage.press(K.Key_Return)
    assert stage.verdict("000.txt").note == "an agreement"


def test_a_duplicate_names_the_wire_it_duplicates(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_6)
    assert stage.focus is stage.popup.picker.field
    assert stage.ids["001.txt"] in stage.popup.picker.found
    assert stage.ids["000.txt"] not in stage.popup.picker.found
    picker = stage.popup.picker
    # Return comes right behind the last letter, however slow the machine: the list is not of these words yet.
    QTest.keyClicks(picker.field, "benchmark")
    QTest.keyClick(picker.field, K.Key_Return)
    stage.settle()
    assert stage.is_untouched()
    stage.qtbot.waitUntil(lambda: picker.found == (stage.ids["003.txt"],))
    stage.press(K.Key_Return)
    verdict = stage.verdict("000.txt")
    assert verdict.reasons == ("duplicate",)
    assert verdict.duplicate_of == stage.ids["003.txt"]


def test_words_no_wire_has_are_said_to_find_nothing(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_6)
    stage.write("zzzz")
    stage.qtbot.waitUntil(lambda: stage.popup.picker.found == ())
    stage.press(K.Key_Return)
    assert stage.is_untouched()


def test_a_standing_rejection_is_taken_up_again(stage):
    stage.take_time()
    stage.press(K.Key_R)
    stage.press(K.Key_2)
    stage.show("000.txt")
    stage.press(K.Key_R)
    assert stage.popup.choice.reasons == ("policy_or_governance",)
    stage.press(K.Key_3)
    assert reasons(stage) == ("policy_or_governance", "evidence_insufficient")


def test_it_can_be_reached_while_amending(stage):
    stage.press(K.Key_E)
    stage.press(K.Key_R, CONTROL | SHIFT)
    assert stage.popup is not None
    stage.press(K.Key_1)
    assert stage.state("000.txt") is State.REJECTED
    assert not stage.session.is_amending


def test_keys_of_the_window_rest_while_the_panel_is_open(stage):
    stage.press(K.Key_1)
    stage.press(K.Key_2)
    stage.press(K.Key_R)
    stage.press(K.Key_Tab)
    stage.write("are us")
    stage.press(K.Key_S, Qt.KeyboardModifier.AltModifier)
    assert stage.is_untouched()
    assert stage.popup.note.text() == "are us"


def test_a_click_beside_the_panel_closes_it(stage):
    stage.press(K.Key_R)
    stage.qtbot.mouseClick(stage.window.document_pane, Qt.MouseButton.LeftButton)
    assert stage.popup is None
    assert stage.is_untouched()


def test_tab_goes_round_inside_the_panel(stage):
    stage.press(K.Key_R)
    popup = stage.popup
    seen = set()
    for _ in range(8):
        stage.press(K.Key_Tab)
        seen.add(stage.focus)
        assert popup.isAncestorOf(stage.focus)
    assert {popup.filter, popup.note} <= seen


def test_the_verdict_carries_answers_and_quotes(stage):
    stage.press(K.Key_1)
    stage.press(K.Key_1)
    stage.press(K.Key_R)
    stage.press(K.Key_4)
    verdict = stage.verdict("000.txt")
    assert verdict.outcome is Outcome.REJECT
    assert verdict.gates.verifiable == "no"
