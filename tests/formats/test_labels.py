"""How public pages spell a review: labels of the shipped vocabulary, unknown ids in letters, all details."""

import pytest

from editor_app.formats.labels import details_text, gates_text, kind_label, reason_label, state_label
from editor_app.formats.report import said_of

DETAILS = {
    "answers": {"B1": "yes", "B2": "near", "X9": "some_day"},
    "category": "hallucination",
    "confidence": "reported",
    "severity": "minor",
    "severity_reason": "one person, a day",
    "harm_types": ["rights", "economic_property"],
    "wording": "alleged",
    "deviation": {"signed_off_by": "Grace", "signed_off_at": "2026-05-12", "ledger_text": "Kept."},
    "realisation": "near",
}
SAID = (
    "hallucination; confidence: reported; wording: alleged; severity: minor (one person, a day); "
    "harm: rights, economic or property; B1 yes, B2 near harm, X9 some day; "
    "deviation from the Guide (Grace, 2026-05-12): Kept."
)


def test_known_words_have_their_label_and_others_their_letters():
    assert reason_label("no_harm_event") == "No harm or near-harm event"
    assert reason_label("our_own_reason") == "our own reason"
    assert kind_label("near_miss") == "Near miss" and kind_label("ours") == "ours"


def test_states_say_by_themselves_what_they_count():
    assert state_label("none") == "without a rationale" and state_label("pending") == "not yet reviewed"
    assert state_label("disputed") == "disputed"


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (("yes", "two_sources", "unclear"), "Event verifiable: yes (two sources); but-for: unclear"),
        (("no", None, None), "Event verifiable: no"),
        ((None, None, "no"), "But-for: no"),
        ((None, None, None), ""),
    ],
)
def test_the_gates_are_said_as_far_as_they_were_answered(review, said):
    assert gates_text(dict(zip(("verifiable", "route", "but_for"), review, strict=True))) == said


def test_the_report_says_of_an_accepted_wire_how_its_gates_were_answered():
    review = {
        "reasons": [],
        "verifiable": "yes",
        "route": "artefact",
        "but_for": "yes",
        "note": None,
        "rationale": None,
        "editor": "Ada",
        "at": "2026-05-12T10:00:00.000Z",
    }
    record = {
        "headline": "A wire",
        "name": "a.txt",
        "state": "accepted",
        "rationale": "Old.",
        "review": review,
    }
    assert dict(said_of(record))["Why"] == "Event verifiable: yes (artefact); but-for: yes"


def test_all_details_are_said_and_none_where_there_are_none():
    assert details_text(DETAILS) == SAID
    assert details_text(None) == "" and details_text({"answers": {}, "harm_types": []}) == ""


def test_the_report_says_reasons_kind_note_and_details():
    review = {
        "reasons": ["no_harm_event", "spam"],
        "is": "complementary",
        "note": "As agreed.",
        "details": DETAILS,
        "rationale": None,
        "editor": "Ada",
        "at": "2026-05-12T10:00:00.000Z",
    }
    record = {
        "headline": "A wire",
        "name": "a.txt",
        "state": "rejected",
        "rationale": "Old.",
        "review": review,
    }
    assert dict(said_of(record))["Why"] == (
        "No harm or near-harm event; Spam\nIt is: Complementary\nAs agreed.\nDetails: " + SAID
    )
