"""A dispute is settled by an event with a reason, blind or not, in every desk that hears of it."""

import json

import pytest

from editor_app.desk import drafting, exporting, merging, reviewing, settling, undoing, viewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.drafts import Working
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import WIRES, add, open_sample

ACCEPT = Verdict(Outcome.ACCEPT, note="As it stands.")
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


def packed(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).path


@pytest.fixture
def disputed(desk, ids, tmp_path):
    """The desk once another editor's package is in: two wires are in dispute."""
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", "Grace Example") as other:
        add(other, WIRES)
        for name in ("000.txt", "002.txt"):
            reviewing.decide(desk, ids[name], ACCEPT)
            reviewing.decide(other, ids[name], REJECT)
        merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    return desk


def last_payload(desk, document):
    return json.loads(viewing.view(desk, document).history[-1].payload)


def of(one, outcome):
    return next(reading.event for reading in one.readings if reading.verdict.outcome is outcome)


def test_disputes_come_with_all_that_was_said(disputed, ids):
    found = settling.disputes(disputed)
    assert [one.row.id for one in found] == [ids["000.txt"], ids["002.txt"]]
    assert {reading.editor for reading in found[0].readings} == {"Ada Example", "Grace Example"}
    said = {reading.verdict.outcome: reading.verdict for reading in found[0].readings}
    assert said[Outcome.ACCEPT].note == "As it stands."
    assert said[Outcome.REJECT].reasons == ("no_harm_event",)
    assert found[0].rationale is not None


def test_settling_takes_one_reading_and_says_why(disputed, ids):
    document = ids["000.txt"]
    one = settling.dispute(disputed, document)
    settling.settle(disputed, document, of(one, Outcome.REJECT), " Nobody was harmed. ")
    view = viewing.view(disputed, document)
    assert view.row.state is State.REJECTED and view.standing.verdict.reasons == ("no_harm_event",)
    assert last_payload(disputed, document)["settled"] == {
        "of": sorted(reading.event for reading in one.readings),
        "taken": of(one, Outcome.REJECT),
        "reason": "Nobody was harmed.",
        "blind": True,
    }
    assert settling.dispute(disputed, document) is None


def test_one_undo_brings_the_dispute_back(disputed, ids):
    document = ids["000.txt"]
    one = settling.dispute(disputed, document)
    settling.settle(disputed, document, one.readings[0].event, "Because.", blind=False)
    assert last_payload(disputed, document)["settled"]["blind"] is False
    undoing.undo(disputed)
    assert viewing.view(disputed, document).row.state is State.DISPUTED


def test_undo_puts_nothing_on_the_desk_that_somebody_else_said(disputed, ids):
    document = ids["000.txt"]
    one = settling.dispute(disputed, document)
    settling.settle(disputed, document, of(one, Outcome.ACCEPT), "Because.")
    assert undoing.undo(disputed).working == {}
    assert viewing.view(disputed, document).draft is None
    undoing.redo(disputed)
    assert viewing.view(disputed, document).row.state is State.ACCEPTED


def test_a_text_that_the_settler_was_writing_is_not_lost(disputed, ids):
    for name, begun in (("000.txt", Working(text="Half a sen")), ("002.txt", Working(note="Hm."))):
        drafting.keep(disputed, ids[name], begun)
        one = settling.dispute(disputed, ids[name])
        settling.settle(disputed, ids[name], of(one, Outcome.REJECT), "Because.")
    draft = viewing.view(disputed, ids["000.txt"]).draft
    assert Working.read(draft.payload).text == "Half a sen"
    assert viewing.view(disputed, ids["002.txt"]).draft is None


def test_what_was_settled_is_settled_where_the_package_goes(disputed, ids, tmp_path):
    one = settling.dispute(disputed, ids["000.txt"])
    settling.settle(disputed, ids["000.txt"], of(one, Outcome.ACCEPT), "Because.")
    package = packed(disputed, tmp_path / "out.review.zip")
    with open_sample(tmp_path / "other" / "c.desk", None) as third:
        report = merging.run(third, [package])
        assert report.disputes == (ids["002.txt"],)
        assert viewing.view(third, ids["000.txt"]).row.state is State.ACCEPTED


def test_a_decision_of_its_own_settles_too_and_its_note_is_the_reason(disputed, ids):
    amendment = Verdict(Outcome.AMEND, rationale="Neither.", note="Both missed the point.")
    reviewing.decide(disputed, ids["000.txt"], amendment)
    settled = last_payload(disputed, ids["000.txt"])["settled"]
    assert (settled["taken"], settled["reason"]) == (None, "Both missed the point.")


@pytest.mark.parametrize("code", ["settling_without_reason", "no_dispute", "reading_gone"])
def test_what_cannot_be_settled_is_refused(disputed, ids, code):
    one = settling.dispute(disputed, ids["000.txt"])
    document, reading, reason = ids["000.txt"], one.readings[0].event, "Because."
    if code == "settling_without_reason":
        reason = "  "
    if code == "no_dispute":
        document = ids["001.txt"]
    if code == "reading_gone":
        reading = "another"
    with pytest.raises(Problem) as caught:
        settling.settle(disputed, document, reading, reason)
    assert caught.value.code == code
    assert viewing.view(disputed, ids["000.txt"]).row.state is State.DISPUTED
