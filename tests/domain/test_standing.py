"""Where a document stands is the same whatever the order its events arrive in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.canonical import canonical_json
from editor_app.domain.events import DECIDED, FLAGGED, NOTED, TAKEN_BACK, read_event, sealed
from editor_app.domain.standing import State, fold, taken_back
from editor_app.domain.verdicts import Outcome, Verdict

DOCUMENT = "d" * 64


def event(name, kind, payload, supersedes=(), at=None):
    fields = {
        "id": name,
        "replica": "r",
        "seq": 1,
        "editor": "e",
        "at": at or f"2026-11-21T09:00:{ord(name[0]) - 97:02}.000Z",
        "document": DOCUMENT,
        "rationale": None,
        "guide": "v1",
        "vocabulary": "1",
        "kind": kind,
        "payload": canonical_json(payload),
        "supersedes": tuple(supersedes),
        "act": name,
        "previous": "",
    }
    return sealed(fields)


def decided(name, outcome, supersedes=(), **said):
    return event(name, DECIDED, Verdict(Outcome(outcome), **said).payload(), supersedes)


def undo(name, *targets):
    return event(name, TAKEN_BACK, {"events": list(targets), "act": targets[0]})


def state(events, has_rationale=True, earlier=None):
    return fold(events).state(has_rationale=has_rationale, earlier=earlier)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("accept", State.ACCEPTED),
        ("amend", State.AMENDED),
        ("reject", State.REJECTED),
        ("defer", State.DEFERRED),
        ("context", State.CONTEXT),
        ("reopen", State.PENDING),
    ],
)
def test_a_verdict_gives_its_state(outcome, expected):
    assert state([decided("a", outcome)]) is expected


def test_without_a_verdict_it_depends_on_what_is_proposed():
    assert state([]) is State.PENDING
    assert state([], has_rationale=False) is State.NONE
    assert state([decided("a", "reopen")], has_rationale=False) is State.NONE


def test_a_later_verdict_that_knew_the_earlier_one_stands_alone():
    standing = fold([decided("a", "accept"), decided("b", "reject", ["a"])])
    assert (standing.verdict_event.id, standing.is_disputed) == ("b", False)


def test_verdicts_that_did_not_know_of_each_other_and_differ_are_a_dispute():
    events = [decided("a", "accept"), decided("b", "reject")]
    assert state(events) is State.DISPUTED
    assert state([*events, decided("c", "accept", ["a", "b"])]) is State.ACCEPTED


def test_equal_verdicts_with_other_reasons_are_no_dispute():
    events = [decided("a", "reject", reasons=("spam",)), decided("b", "reject", reasons=("other",))]
    assert state(events) is State.REJECTED


def test_two_amendments_are_in_dispute_only_where_their_texts_differ():
    assert (
        state([decided("a", "amend", rationale="x"), decided("b", "amend", rationale="x")]) is State.AMENDED
    )
    assert (
        state([decided("a", "amend", rationale="x"), decided("b", "amend", rationale="y")]) is State.DISPUTED
    )


def test_undo_redo_undo_redo():
    chain = [decided("a", "accept"), decided("b", "reject", ["a"])]
    expected = [State.REJECTED]
    for name, before in zip("cdef", "bcde", strict=True):
        chain.append(undo(name, before))
    expected = [State.REJECTED, State.ACCEPTED, State.REJECTED, State.ACCEPTED, State.REJECTED]
    assert [state(chain[: 2 + number]) for number in range(5)] == expected


def test_a_verdict_that_was_superseded_does_not_rise_again_while_its_heir_stands():
    events = [decided("a", "accept"), decided("b", "reject", ["a"]), decided("c", "context", ["b"])]
    assert state([*events, undo("d", "b")]) is State.CONTEXT
    assert state([*events, undo("d", "b"), undo("e", "c")]) is State.ACCEPTED


def test_what_two_people_took_back_is_taken_back_once():
    events = [decided("a", "accept"), undo("b", "a"), undo("c", "a")]
    assert state(events) is State.PENDING
    assert state([*events, undo("d", "b")]) is State.PENDING
    assert state([*events, undo("d", "b"), undo("e", "c")]) is State.ACCEPTED


def test_a_very_long_chain_of_undo_and_redo_is_followed():
    chain = [decided("a", "accept")]
    for number in range(5_000):
        chain.append(undo(f"b{number:05}", chain[-1].id))
    assert taken_back(chain) == {e.id for e in chain[-2::-2]}


def test_a_forged_ring_stays_in_force_and_takes_nothing_back():
    ring = [undo("b", "c", "a"), undo("c", "d"), undo("d", "b", "d")]
    assert taken_back([decided("a", "accept"), *ring]) == frozenset()
    outside = undo("e", "a")
    assert taken_back([decided("a", "accept"), *ring, outside]) == {"a"}


def test_an_undo_of_something_unknown_changes_nothing():
    assert taken_back([decided("a", "accept"), undo("b", "zzz")]) == frozenset()


def test_flags_and_notes_of_several_editors():
    up, down = event("a", FLAGGED, {"on": True}), event("b", FLAGGED, {"on": False}, ["a"])
    assert fold([up]).is_flagged
    assert not fold([up, down]).is_flagged
    assert fold([up, event("b", FLAGGED, {"on": False})]).is_flagged
    notes = [event("a", NOTED, {"text": "one"}), event("b", NOTED, {"text": "two"})]
    assert fold(notes).note == "one\ntwo"
    assert fold([*notes, event("c", NOTED, {"text": ""}, ["a", "b"])]).note is None


class TestEarlierRevisions:
    def test_a_decided_one_makes_the_new_text_changed(self):
        for outcome in ("accept", "amend", "reject", "context"):
            assert state([], earlier=fold([decided("a", outcome)])) is State.CHANGED
            assert state([], has_rationale=False, earlier=fold([decided("a", outcome)])) is State.CHANGED

    def test_an_open_one_does_not(self):
        for outcome in ("defer", "reopen"):
            assert state([], earlier=fold([decided("a", outcome)])) is State.PENDING

    def test_a_dispute_goes_before_changed(self):
        earlier = fold([decided("a", "accept"), decided("b", "reject")])
        assert state([], earlier=earlier) is State.DISPUTED

    def test_an_own_verdict_goes_before_both(self):
        assert state([decided("c", "accept")], earlier=fold([decided("a", "reject")])) is State.ACCEPTED


NAMES = "abcdefgh"


@st.composite
def histories(draw):
    """A history as several desks can write it: verdicts that saw some, undos of some."""
    events = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        before = [item.id for item in events]
        seen = draw(st.lists(st.sampled_from(before), unique=True)) if before else []
        if seen and draw(st.booleans()):
            events.append(undo(name, *seen))
        else:
            outcome = draw(st.sampled_from(["accept", "amend", "reject", "reopen"]))
            events.append(decided(name, outcome, seen, rationale=draw(st.sampled_from(["x", "y"]))))
    return events


@given(histories(), st.randoms())
def test_the_order_of_arrival_does_not_matter(events, random):
    shuffled = events[:]
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(events)
    assert taken_back(shuffled) == taken_back(events)


@given(histories())
def test_an_event_is_gone_just_when_an_undo_of_it_is_in_force(events):
    gone = taken_back(events)
    for item in events:
        undoers = [u for u in events if u.kind == TAKEN_BACK and item.id in json.loads(u.payload)["events"]]
        assert (item.id in gone) == any(undoer.id not in gone for undoer in undoers)


@given(histories())
def test_taking_everything_back_leaves_what_was_before(events):
    all_back = undo("z", *[item.id for item in events])
    assert fold([*events, all_back]).verdicts == ()


@given(histories())
def test_an_event_comes_through_its_record_unchanged(events):
    for item in events:
        again = read_event(json.loads(canonical_json(item.record())))
        assert again == item
        assert again.computed_hash() == item.hash
