"""The record and what goes with it: events, acts, standings, drafts, figures."""

import pytest

from editor_app.domain.canonical import canonical_json
from editor_app.domain.events import DECIDED, NAMED, TAKEN_BACK, Event
from editor_app.domain.lists import Draft
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State, fold
from editor_app.domain.verdicts import Outcome
from editor_app.store.values import DONE, UNDONE, Act, StandingRow
from tests.store.pieces import NOW, event, fill, plain, wire


def append(store, *events, merged=False):
    with store.writing() as work:
        added = work.events.append(events, merged=merged)
        work.commit()
    return added


def taken(seq, *targets, **fields):
    return event(seq, kind=TAKEN_BACK, payload={"events": list(targets), "act": "a"}, **fields)


def test_events_come_back_as_they_were(store):
    made = event(
        1, document="d" * 64, rationale="e" * 64, supersedes=("x", "y"), at="2026-01-01T00:00:00.001Z"
    )
    assert append(store, made, merged=True) == 1
    with store.reading() as work:
        assert work.events.get(["r1-1", "none"]) == [made]
        assert work.events.known(["r1-1", "none"]) == {"r1-1"}
        assert work.events.of("d" * 64) == [made]


def test_the_end_of_each_chain(store):
    first = event(1)
    second = event(2, previous=first.hash)
    append(store, first, second, event(1, replica="r2"))
    with store.reading() as work:
        assert work.events.head("r1") == (2, second.hash)
        assert work.events.head("nobody") == (0, "")
        assert [(e.replica, e.seq) for e in work.events.all()] == [("r1", 1), ("r1", 2), ("r2", 1)]


def test_an_event_with_other_content_is_refused(store):
    append(store, event(1))
    with pytest.raises(Problem) as problem:
        append(store, event(2), event(1, editor="somebody else"))
    assert (problem.value.code, problem.value.status) == ("event_differs", 3)
    with store.reading() as work:
        assert [e.id for e in work.events.all()] == ["r1-1"]


@pytest.mark.parametrize(
    "bad",
    [
        event(1, id="another", editor="x"),
        event(0, id="nought"),
        event(3, at="yesterday"),
        Event(**{n: getattr(event(4), n) for n in Event.__dataclass_fields__} | {"hash": "short"}),
    ],
    ids=["a place taken", "no number", "no time", "no hash"],
)
def test_an_event_that_contradicts_the_record_is_refused(store, bad):
    append(store, event(1))
    with pytest.raises(Problem) as problem:
        append(store, event(2), bad)
    assert problem.value.code == "events_refused"
    with store.reading() as work:
        assert [e.id for e in work.events.all()] == ["r1-1"]


def test_undo_and_redo_of_several_documents_reach_each(store):
    one, two, three = "1" * 64, "2" * 64, "3" * 64
    append(store, event(1, document=one), event(2, document=two), event(3, document=three))
    append(store, taken(4, "r1-1", "r1-2"))
    append(store, taken(1, "r1-4", replica="r2"))
    append(store, taken(2, "r2-1", replica="r2"))
    with store.reading() as work:
        many = work.events.of_many([one, two, three, "4" * 64])
        assert {e.id for e in many[one]} == {"r1-1", "r1-4", "r2-1", "r2-2"}
        assert {e.id for e in many[two]} == {"r1-2", "r1-4", "r2-1", "r2-2"}
        assert {e.id for e in many[three]} == {"r1-3"}
        assert many["4" * 64] == []
        assert fold(many[one]).verdicts == ()
        assert work.events.of(two) == many[two]


def test_an_undo_that_came_before_its_event_reaches_it_all_the_same(store):
    append(store, taken(1, "r1-1", replica="r2"), merged=True)
    append(store, event(1, document="1" * 64), merged=True)
    with store.reading() as work:
        assert fold(work.events.of("1" * 64)).verdicts == ()


def test_undos_in_a_ring_end(store):
    append(store, event(1, document="1" * 64), taken(2, "r1-1", "r1-3"), taken(3, "r1-2"))
    with store.reading() as work:
        assert {e.id for e in work.events.of("1" * 64)} == {"r1-1", "r1-2", "r1-3"}


def test_editors_bear_the_name_given_last(store):
    append(
        store,
        event(1, kind=NAMED, payload={"editor": "e1", "name": "Ada"}, at="2026-01-01T00:00:00Z"),
        event(2, kind=NAMED, payload={"editor": "e1", "name": "Ada Example"}, at="2026-01-03T00:00:00Z"),
        event(1, replica="r2", kind=NAMED, payload={"editor": "e1", "name": "A."}, at="2026-01-02T00:00:00Z"),
        event(2, replica="r2", kind=NAMED, payload={"editor": "e2", "name": "Grace"}),
        event(3, replica="r2", document="1" * 64),
    )
    with store.reading() as work:
        assert work.events.named_editors() == {"e1": "Ada Example", "e2": "Grace"}
        assert len(work.events.about_no_document()) == 4


def test_acts_are_walked_back_and_forth(store):
    with store.writing() as work:
        acts = work.acts
        acts.push("a1", "e1", DECIDED, ["x"])
        acts.push("a2", "e1", DECIDED, ["y", "z"])
        acts.push("b1", "e2", DECIDED, ["w"])
        assert acts.last_done("e1") == Act("a2", "e1", DECIDED, ("y", "z"), DONE)
        assert acts.first_undone("e1") is None
        acts.mark("a2", UNDONE)
        acts.mark("a1", UNDONE)
        assert acts.last_done("e1") is None
        assert acts.first_undone("e1").id == "a1"
        assert acts.last_done("e2").id == "b1"
        acts.mark("a1", DONE)
        assert acts.first_undone("e1").id == "a2"
        acts.push("a3", "e1", DECIDED, ["v"])
        assert acts.first_undone("e1") is None
        assert acts.last_done("e1").id == "a3"


def test_standings_come_back(store):
    ids = fill(store, [wire(1), plain()])
    row = StandingRow(
        ids[0],
        State.REJECTED,
        outcome=Outcome.REJECT,
        is_flagged=True,
        has_note=True,
        editor="e1",
        at=NOW,
        reasons=("duplicate", "other"),
        decided="r1-1",
        source="court",
    )
    with store.writing() as work:
        assert work.standings.get(ids) == {
            ids[0]: StandingRow(ids[0], State.PENDING, source="some-office"),
            ids[1]: StandingRow(ids[1], State.NONE),
        }
        work.standings.put([row])
        assert list(work.standings.all()) == [row, StandingRow(ids[1], State.NONE)]
        with pytest.raises(Problem) as problem:
            work.standings.put([StandingRow("0" * 64, State.PENDING)])
    assert problem.value.code == "no_such_document"


def test_drafts(store):
    ids = fill(store, [wire(1)])
    first, second = Draft(ids[0], "e1", NOW, '{"a":1}'), Draft(ids[0], "e1", NOW, '{"a":2}')
    with store.writing() as work:
        work.drafts.put(first)
        work.drafts.put(Draft(ids[0], "e2", NOW, "{}"))
        work.drafts.put(second)
        assert work.drafts.get(ids[0], "e1") == second
        assert len(work.drafts.all()) == 2
        work.drafts.remove(ids[0], "e1")
        assert work.drafts.get(ids[0], "e1") is None
        assert [draft.editor for draft in work.drafts.all()] == ["e2"]
        with pytest.raises(Problem):
            work.drafts.put(Draft("0" * 64, "e1", NOW, "{}"))


def test_figures(store):
    ids = fill(store, [wire(1), wire(2, source="court"), wire(3, rationale="An own one."), plain()])
    fill(store, [wire(9)], names=["000.txt"], revision=1)
    with store.writing() as work:
        decided = {"outcome": Outcome.REJECT, "editor": "e1", "decided": "x"}
        work.standings.put(
            [
                StandingRow(
                    ids[1], State.REJECTED, reasons=("duplicate", "other"), source="court", **decided
                ),
                StandingRow(ids[2], State.REJECTED, reasons=("other",), source="some-office", **decided),
                StandingRow(ids[3], State.CONTEXT, outcome=Outcome.CONTEXT, editor="e2", decided="y"),
            ]
        )
        work.commit()
    with store.reading() as work:
        figures = work.figures
        assert figures.by_kind() == {"document": 1, "wire": 3}
        assert figures.by_state() == {State.CONTEXT: 1, State.PENDING: 1, State.REJECTED: 2}
        assert figures.by_source() == {"court": 1, "some-office": 2}
        assert figures.by_batch() == {"Launch-archive bulk classification": 3}
        assert figures.by_reason() == {"duplicate": 1, "other": 2}
        assert figures.by_editor() == {"e1": 2, "e2": 1}
        assert figures.shared_rationales() == {State.PENDING: 1, State.REJECTED: 1}


def test_payloads_pass_through_unread(store):
    payload = {"later": [1, "two", None], "ünï": "\u2028"}
    append(store, event(1, kind="later", payload=payload))
    with store.reading() as work:
        assert next(work.events.all()).payload == canonical_json(payload)
