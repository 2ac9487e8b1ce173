"""The details of a wire by keyboard: questions, words, a deviation; they hint and never decide."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from editor_app.domain.details import Details, Deviation
from editor_app.domain.drafts import Working
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route
from editor_app.ui.widgets.choice_chips import ChoiceChip
from tests.ui.review_stage import CONTROL, LARGE, SMALL, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    opened = Stage(qtbot, tmp_path)
    opened.take_time()
    yield opened
    opened.close()


@pytest.fixture(params=[LARGE, SMALL], ids=["large", "small"])
def any_stage(request, qtbot, tmp_path):
    opened = Stage(qtbot, tmp_path, request.param)
    opened.take_time()
    yield opened
    opened.close()


def section(stage):
    return stage.read.details


def is_seen(stage, part):
    area = stage.read.scroll_area
    top = part.mapTo(area.viewport(), part.rect().topLeft()).y()
    return top >= 0 and top + part.height() <= area.viewport().height()


def chip_text(stage):
    assert isinstance(stage.focus, ChoiceChip)
    return stage.focus.accessibleName()


def begun(stage, name):
    draft = stage.review(name).draft
    return Working() if draft is None else Working.read(draft.payload)


def test_the_key_opens_the_details_at_the_first_open_question(any_stage):
    stage = any_stage
    assert not section(stage).is_open
    stage.press(K.Key_D, CONTROL)
    assert section(stage).is_open
    assert chip_text(stage).startswith("B1. ")
    assert is_seen(stage, stage.focus)
    assert not stage.read.decision.visibleRegion().isEmpty()
    stage.press(K.Key_Space)
    stage.press(K.Key_D, CONTROL)
    assert not section(stage).is_open
    stage.press(K.Key_D, CONTROL)
    assert chip_text(stage).startswith("B2. ")


def test_an_answer_has_the_colour_of_what_it_speaks_for(stage):
    stage.press(K.Key_D, CONTROL)
    asked = [one for one in section(stage).form.findChildren(ChoiceChip) if one.text() == "Yes"]
    tones = {one.accessibleName().split(".")[0]: one.offer.tone for one in asked}
    assert tones["B7"] == "reject" and tones["B5"] == "accept"


def test_arrows_go_from_answer_to_answer_and_from_row_to_row(any_stage):
    stage = any_stage
    stage.press(K.Key_D, CONTROL)
    stage.press(K.Key_Right)
    stage.press(K.Key_Space)
    assert stage.session.working.details.answers == (("B1", "no"),)
    for _ in range(30):
        stage.press(K.Key_Down)
        assert is_seen(stage, stage.focus)
    assert stage.focus is section(stage).form.texts["ledger_text"].field
    stage.press(K.Key_Up)
    assert stage.focus is section(stage).form.texts["signed_off_at"].field
    stage.press(K.Key_Escape)
    assert not section(stage).is_open
    assert stage.is_untouched()


def test_tab_goes_from_row_to_row_after_the_line_that_opens_them(stage):
    stage.press(K.Key_D, CONTROL)
    stage.press(K.Key_Backtab)
    stage.press(K.Key_Tab)
    assert chip_text(stage).startswith("B1. ")
    for question in ("B2", "B3"):
        stage.press(K.Key_Tab)
        assert chip_text(stage).startswith(f"{question}. ")


def test_what_is_answered_stays_a_draft_and_goes_with_the_decision(stage):
    stage.press(K.Key_D, CONTROL)
    stage.press(K.Key_Space)
    stage.press(K.Key_Down)
    stage.press(K.Key_Right)
    stage.press(K.Key_Space)
    stage.session.flush()
    stage.settle()
    said = (("B1", "yes"), ("B2", "near"))
    assert begun(stage, "000.txt").details.answers == said
    stage.press(K.Key_Space)
    stage.press(K.Key_Space)
    for key in (K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.state("000.txt") is State.ACCEPTED
    assert stage.verdict("000.txt").details.answers == said
    assert stage.session.working.details.is_empty
    stage.press(K.Key_U)
    assert stage.session.working.details.answers == said
    assert section(stage).summary.startswith("2 of 9 answered")


def test_a_rejection_and_an_amendment_carry_the_details_too(stage):
    details = Details(category="other", harm_types=("rights",))
    stage.session.describe(details)
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    assert stage.verdict("000.txt").details == details
    stage.session.describe(details)
    stage.session.say_what_it_is("incident")
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    assert stage.verdict("001.txt").details == details
    assert stage.verdict("001.txt").what_it_is == "incident"


def test_the_hint_is_a_sentence_that_follows_the_answers(stage):
    stage.press(K.Key_D, CONTROL)
    hint = section(stage).form.hint
    assert "you decide" in hint.text
    stage.session.describe(Details(answers=(("B7", "yes"), ("B9", "no"))))
    assert hint.text == (
        "B7 speaks against an incident. You decide. The rationale has to be amended at least."
    )
    assert "speaks against: B7" in section(stage).summary
    answers = {"B1": "yes", "B2": "actual", "B4": "yes", "B5": "yes", "B7": "no", "B8": "yes"}
    stage.session.describe(Details(answers=tuple(answers.items())))
    assert "Still open: route." in hint.text
    stage.session.answer(Gates(Answer.YES, Route.ARTEFACT))
    assert hint.text == "By these answers both criteria could hold. You decide."
    assert stage.is_untouched()
    assert stage.session.working.gates == Gates(Answer.YES, Route.ARTEFACT)


def test_what_is_half_said_stops_the_decision_and_takes_the_keyboard_there(any_stage):
    stage = any_stage
    stage.session.describe(Details(severity="minor"))
    for key in (K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.told[-1].startswith("A severity needs its reason.")
    field = section(stage).form.texts["severity_reason"].field
    assert stage.focus is field
    assert is_seen(stage, field)
    assert section(stage).form.missing == "A severity needs its reason."
    stage.write("are")
    assert stage.is_untouched()
    stage.press(K.Key_Escape)
    stage.press(K.Key_A)
    assert stage.verdict("000.txt").details == Details(severity="minor", severity_reason="are")


def test_a_deviation_is_written_by_keyboard_and_asks_for_what_it_lacks(stage):
    stage.session.describe(Details(deviation=Deviation(signed_off_by="Ada")))
    for key in (K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.focus is section(stage).form.texts["signed_off_at"].field
    stage.write("2026-05-10")
    stage.press(K.Key_Tab)
    stage.write("Kept all the same.")
    assert section(stage).form.missing == ""
    stage.press(K.Key_Escape)
    stage.press(K.Key_A)
    deviation = stage.verdict("000.txt").details.deviation
    assert deviation == Deviation("Ada", "2026-05-10", "Kept all the same.")


def test_half_said_details_wait_with_a_wire_that_is_put_off(stage):
    stage.session.describe(Details(severity="minor"))
    stage.press(K.Key_S)
    assert stage.state("000.txt") is State.DEFERRED
    stage.show("000.txt")
    assert stage.session.working.details == Details(severity="minor")


def test_one_word_at_most_is_taken_but_several_harm_types(stage):
    stage.press(K.Key_D, CONTROL)
    fields = section(stage).form.fields
    for name in ("category", "harm_types"):
        chips = fields[name].chips.chips
        chips[0].click()
        chips[1].click()
    details = stage.session.working.details
    assert details.category == "tos_breaking_output"
    assert details.harm_types == ("physical_injury", "death")
    fields["category"].chips.chips[1].click()
    assert stage.session.working.details.category is None


def test_a_rationale_that_says_more_than_the_wording_is_shown(stage):
    stage.press(K.Key_E)
    stage.write(" It caused harm.")
    stage.session.describe(Details(wording="alleged"))
    remark = stage.pane.amend_pane.remark
    assert remark.text == "The rationale says “caused”, and the wording is alleged."
    stage.press(K.Key_Return, CONTROL)
    stage.show("000.txt")
    stage.press(K.Key_D, CONTROL)
    assert section(stage).form.wording_check.text == remark.text
    stage.session.describe(Details(wording="found"))
    assert section(stage).form.wording_check.text == ""


def test_the_key_of_the_details_works_while_a_rationale_is_written(stage):
    stage.press(K.Key_E)
    stage.press(K.Key_D, CONTROL)
    assert stage.pane.amend_pane.details.is_open and chip_text(stage).startswith("B1. ")
    stage.press(K.Key_D, CONTROL)
    assert not stage.pane.amend_pane.details.is_open
    assert stage.focus is stage.pane.amend_pane.field and stage.session.is_amending


def test_details_can_be_given_while_amending(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.commands.trigger("check.details")
    stage.settle()
    assert stage.pane.amend_pane.details.is_open
    stage.press(K.Key_Space)
    stage.press(K.Key_Return, CONTROL)
    assert stage.verdict("000.txt").details.answers == (("B1", "yes"),)


def test_what_a_rejection_said_the_wire_is_does_not_go_on_when_it_is_accepted(stage):
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    stage.show("000.txt")
    assert stage.session.working.what_it_is == "complementary"
    for key in (K.Key_1, K.Key_2, K.Key_A):
        stage.press(key)
    assert stage.verdict("000.txt").outcome is Outcome.ACCEPT
    assert stage.verdict("000.txt").what_it_is is None


def test_what_was_said_in_the_details_goes_before_what_the_reason_suggests(stage):
    stage.session.say_what_it_is("hazard")
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    assert stage.verdict("000.txt").what_it_is == "hazard"
    stage.show("000.txt")
    stage.session.say_what_it_is(None)
    stage.press(K.Key_R)
    stage.press(K.Key_8)
    assert stage.verdict("000.txt").what_it_is == "complementary"


def test_a_field_of_the_details_takes_letters_as_text(stage):
    stage.press(K.Key_D, CONTROL)
    section(stage).form.take_focus("severity_reason")
    assert isinstance(stage.focus, QLineEdit)
    stage.write("arejk12")
    assert stage.is_untouched()
    assert stage.session.working.details.severity_reason == "arejk12"
    assert stage.session.working.gates == Gates()


def test_what_the_desk_noticed_is_said_and_explained(any_stage):
    stage = any_stage
    words = stage.read.flags.words
    assert {"Names no system", "Names no harm", "Test named, not done"} <= set(words)
    assert "Same text elsewhere" not in words
    assert stage.read.flags.isVisible() is not stage.window.is_compact
    stage.read.flags.explain(stage.read.card)
    shown = stage.read.flags.popup
    assert shown.isVisible()
    stage.press(K.Key_A)
    assert stage.is_untouched()
    stage.press(K.Key_Escape)
    assert not shown.isVisible()
    stage.press(K.Key_E)
    stage.write(" The chatbot misled a customer.")
    stage.press(K.Key_S, CONTROL)
    stage.show("000.txt")
    assert not {"Names no system", "Names no harm"} & set(stage.read.flags.words)


def test_a_word_that_is_no_longer_offered_stays_readable(stage):
    stage.session.describe(Details(category="retired_word"))
    stage.press(K.Key_D, CONTROL)
    chips = section(stage).form.fields["category"].chips
    assert chips.ids == ("retired_word",)
    assert chips.chip("retired_word").text() == "retired_word"
