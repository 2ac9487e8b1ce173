"""Details: what they are stored as, what they come to, and that they decide nothing."""

import json
import tomllib
from dataclasses import replace

import pytest

from editor_app import paths
from editor_app.domain.detail_rules import Hint, Speaks, hint, missing_field, overstated
from editor_app.domain.details import Details, Deviation, joined
from editor_app.domain.drafts import Working
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from editor_app.domain.vocabulary import read_vocabulary

DATA = tomllib.loads(paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8"))
WORDS = read_vocabulary(DATA)
ROUTE = Gates(Answer.YES, Route.ARTEFACT)
WHOLE = Details(
    answers=(("B1", "yes"), ("B2", "near")),
    category="hallucination",
    confidence="reported",
    severity="minor",
    severity_reason="Soon made good.",
    harm_types=("rights", "other"),
    wording="alleged",
    deviation=Deviation("Ada", "2026-05-10", "Kept all the same."),
)


def said(**answers):
    return Details(answers=tuple(sorted(answers.items())))


FOR = said(B1="yes", B2="actual", B4="yes", B5="yes", B7="no", B8="yes")


def test_a_verdict_with_details_reads_back_as_it_was():
    verdict = Verdict(Outcome.ACCEPT, details=WHOLE)
    assert Verdict.read(json.loads(json.dumps(verdict.payload()))) == verdict


def test_what_was_written_before_there_were_details_reads_as_none():
    before = Verdict(Outcome.ACCEPT).payload()
    assert "details" not in before
    assert Verdict.read(before).details == Details()
    draft = '{"but_for":null,"note":"n","quotes":[],"route":null,"text":null,"verifiable":"yes","why":""}'
    assert Working.read(draft) == Working(gates=Gates(Answer.YES), note="n")
    assert json.loads(Working.read(draft).payload()).keys().isdisjoint({"details", "is"})


def test_a_draft_keeps_details_and_what_it_is_then():
    working = Working(details=WHOLE, what_it_is="hazard")
    assert Working.read(working.payload()) == working
    assert not working.is_empty


def test_keys_of_a_later_version_are_passed_on():
    payload = {"category": "other", "grade": {"of": "a later version"}}
    assert Details.read(payload).payload()["grade"] == {"of": "a later version"}
    assert Verdict.read({"outcome": "accept", "details": payload}).payload()["details"]["grade"]


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        "text",
        {"answers": ["B1"]},
        {"answers": {"B1": 1}},
        {"category": 3},
        {"harm_types": "rights"},
        {"deviation": {"signed_off_by": 7}},
    ],
)
def test_details_of_another_shape_are_no_details(wrong):
    with pytest.raises(ValueError, match="no "):
        Details.read(wrong)


def test_an_answer_can_be_given_changed_and_taken_away():
    details = Details().answered("B4", "no").answered("B1", "yes").answered("B4", "unclear")
    assert details.answers == (("B1", "yes"), ("B4", "unclear"))
    assert details.answered("B1", None).answered("B4", None).is_empty


def test_the_realisation_is_the_answer_to_who_was_harmed():
    question = WORDS.question("B2")
    assert question.answers == "realisation"
    assert said(B2="near").record()["realisation"] == "near"


@pytest.mark.parametrize(
    ("changed", "gates", "expected"),
    [
        ({}, ROUTE, Hint(Speaks.FOR)),
        ({}, Gates(), Hint(Speaks.OPEN, ("route",))),
        ({"B5": None, "B6": "yes"}, ROUTE, Hint(Speaks.FOR)),
        ({"B5": "no", "B6": "no"}, ROUTE, Hint(Speaks.AGAINST, ("B5", "B6"))),
        ({"B5": "no", "B6": None}, ROUTE, Hint(Speaks.OPEN, ("B6",))),
        ({"B2": "near", "B3": "yes"}, ROUTE, Hint(Speaks.FOR)),
        ({"B2": "near", "B3": "no"}, ROUTE, Hint(Speaks.AGAINST, ("B2",))),
        ({"B2": "near"}, ROUTE, Hint(Speaks.OPEN, ("B2",))),
        ({"B2": "hazard"}, ROUTE, Hint(Speaks.AGAINST, ("B2",))),
        ({"B2": "unclear"}, ROUTE, Hint(Speaks.OPEN, ("B2",))),
        ({"B7": "yes"}, ROUTE, Hint(Speaks.AGAINST, ("B7",))),
        ({"B7": None}, ROUTE, Hint(Speaks.OPEN, ("B7",))),
        ({"B1": "no", "B8": "no"}, ROUTE, Hint(Speaks.AGAINST, ("B1", "B8"))),
        ({"B9": "no"}, ROUTE, Hint(Speaks.FOR, amend=True)),
        ({"B9": "yes"}, ROUTE, Hint(Speaks.FOR)),
    ],
)
def test_the_hint_follows_from_the_answers(changed, gates, expected):
    details = FOR
    for question, answer in changed.items():
        details = details.answered(question, answer)
    assert hint(details, gates, WORDS.hint) == expected


def test_nothing_answered_hints_at_nothing():
    assert hint(replace(WHOLE, answers=()), ROUTE, WORDS.hint) is None


@pytest.mark.parametrize(
    ("rationale", "wording", "found"),
    [
        ("The chatbot Caused a refund.", "alleged", "Caused"),
        ("The chatbot caused a refund.", "reported", None),
        ("The chatbot caused a refund.", None, None),
        ("What was becaused is no word.", "alleged", None),
        (None, "alleged", None),
    ],
)
def test_a_rationale_that_says_more_than_the_wording_is_found(rationale, wording, found):
    assert overstated(rationale, Details(wording=wording), WORDS) == found


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (Details(), None),
        (WHOLE, None),
        (Details(severity="minor"), "severity_reason"),
        (Details(severity_reason="A reason alone."), None),
        (Details(deviation=Deviation(ledger_text="Kept.")), "signed_off_by"),
        (Details(deviation=Deviation("Ada", "", "Kept.")), "signed_off_at"),
        (Details(deviation=Deviation("Ada", "2026-02-30", "Kept.")), "signed_off_at"),
        (Details(deviation=Deviation("Ada", "2026-02-28")), "ledger_text"),
    ],
)
def test_what_is_half_said_names_the_field_it_needs(details, field):
    assert missing_field(details) == field


def test_the_newer_word_counts_and_the_older_fills_in():
    newer = Details(answers=(("B1", "no"),), wording="found")
    put_together = joined(newer, WHOLE)
    assert put_together == replace(WHOLE, answers=(("B1", "no"), ("B2", "near")), wording="found")


def with_table(name, rows):
    return DATA | {name: rows}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({}, "gates"),
        (with_table("answers", DATA["answers"][:2]), "answers"),
        (with_table("reasons", [DATA["reasons"][0]] * 2), "reasons"),
        (with_table("categories", [{"id": "x"}]), "label"),
        (with_table("categories", [{"id": "x", "label": 3}]), "3"),
        (with_table("categories", "none"), "categories"),
        (with_table("questions", DATA["questions"][1:]), "hint"),
    ],
)
def test_a_vocabulary_that_does_not_fit_is_no_vocabulary(data, fault):
    with pytest.raises((KeyError, TypeError, ValueError), match=fault):
        read_vocabulary(data)
