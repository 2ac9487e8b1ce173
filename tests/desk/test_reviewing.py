"""Deciding, flagging and noting: what is recorded, what is refused, what stands afterwards."""

import json

import pytest

from editor_app.desk import drafting, listing, reviewing, viewing
from editor_app.desk.workplace import Access
from editor_app.domain.canonical import text_digest
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, OtherSource, Outcome, Quote, Route, Stance, Verdict
from tests.desk.sample import BULK, REVISED, WIRES, add, open_sample

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


def state(desk, id):
    return viewing.view(desk, id).row.state


def all_events(desk):
    with desk.store.reading() as work:
        return list(work.events.all())


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (ACCEPT, State.ACCEPTED),
        (Verdict(Outcome.AMEND, rationale="A court found harm."), State.AMENDED),
        (REJECT, State.REJECTED),
        (Verdict(Outcome.DEFER, note="Ask the court."), State.DEFERRED),
        (Verdict(Outcome.CONTEXT), State.CONTEXT),
    ],
)
def test_each_outcome_leads_to_its_state(desk, ids, verdict, expected):
    changes = reviewing.decide(desk, ids["000.txt"], verdict)

    assert changes.act == "decided"
    assert changes.touches(ids["000.txt"])
    assert state(desk, ids["000.txt"]) is expected


def test_a_verdict_is_bound_to_what_was_read(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)

    event = viewing.view(desk, ids["000.txt"]).history[-1]
    assert event.document == ids["000.txt"]
    assert event.rationale == text_digest(BULK)
    assert (event.guide, event.vocabulary) == (desk.vocabulary.guide, desk.vocabulary.version)
    assert event.hash == event.computed_hash()


def test_events_form_a_chain_under_the_desks_replica(desk, ids):
    for id in ids.values():
        reviewing.decide(desk, id, REJECT)

    events = all_events(desk)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.previous for event in events] == ["", *(event.hash for event in events[:-1])]
    assert {event.replica for event in events} == {desk.store.replica}


def test_gates_quotes_route_and_note_are_recorded_with_the_verdict(desk, ids):
    quote = Quote("The body", "", " [source].", 49, 57, gate=2)
    gates = Gates(Answer.YES, Route.ARTEFACT, Answer.UNCLEAR)
    verdict = Verdict(Outcome.ACCEPT, gates=gates, quotes=(quote,), note="Seen in court.")

    reviewing.decide(desk, ids["000.txt"], verdict)

    assert viewing.view(desk, ids["000.txt"]).standing.verdict == verdict


def test_other_documents_are_recorded_as_sources_for_against_and_not_independent(desk, ids):
    passage = Quote("The body", "", " [source].", 49, 57)
    sources = (
        OtherSource(ids["001.txt"], Stance.FOR, passage),
        OtherSource(ids["002.txt"], Stance.NOT_INDEPENDENT),
    )
    verdict = Verdict(Outcome.DEFER, sources=sources)

    reviewing.decide(desk, ids["000.txt"], verdict)

    assert viewing.view(desk, ids["000.txt"]).standing.verdict == verdict


def test_a_source_the_desk_does_not_have_is_refused(desk, ids):
    verdict = Verdict(Outcome.DEFER, sources=(OtherSource("f" * 64, Stance.AGAINST),))

    with pytest.raises(Problem) as refused:
        reviewing.decide(desk, ids["000.txt"], verdict)

    assert refused.value.code == "no_such_document"
    assert viewing.view(desk, ids["000.txt"]).history == ()


def test_accept_with_gates_open_is_recorded_as_such(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)

    assert json.loads(viewing.view(desk, ids["000.txt"]).history[-1].payload)["gates_open"] is True


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict(Outcome.REJECT), "reject_without_reason"),
        (Verdict(Outcome.REJECT, reasons=("other",)), "reason_needs_note"),
        (Verdict(Outcome.REJECT, reasons=("other",), note="  "), "reason_needs_note"),
        (Verdict(Outcome.REJECT, reasons=("nonsense",)), "unknown_reason"),
        (Verdict(Outcome.REJECT, reasons=("duplicate",)), "reason_needs_duplicate"),
        (Verdict(Outcome.AMEND), "amend_without_text"),
        (Verdict(Outcome.AMEND, rationale=f" {BULK}\n"), "amend_unchanged"),
        (Verdict(Outcome.ACCEPT, gates=Gates(verifiable=Answer.NO)), "note_needed_against_no"),
        (Verdict(Outcome.ACCEPT, rationale="Other words."), "rationale_without_amend"),
        (Verdict(Outcome.REJECT, reasons=("duplicate",), duplicate_of="0" * 64), "no_such_document"),
    ],
)
def test_an_unsound_verdict_is_refused_and_nothing_recorded(desk, ids, verdict, code):
    before = all_events(desk)

    with pytest.raises(Problem) as raised:
        reviewing.decide(desk, ids["000.txt"], verdict)

    assert raised.value.code == code
    assert all_events(desk) == before
    assert state(desk, ids["000.txt"]) is State.PENDING


def test_there_is_nothing_to_accept_where_nothing_is_proposed(desk, ids):
    with pytest.raises(Problem, match="nothing_to_accept"):
        reviewing.decide(desk, ids["003.txt"], ACCEPT)
    assert state(desk, ids["003.txt"]) is State.NONE


def test_a_document_without_rationale_can_be_given_one(desk, ids):
    reviewing.decide(desk, ids["003.txt"], Verdict(Outcome.AMEND, rationale="It names an event."))

    assert state(desk, ids["003.txt"]) is State.AMENDED


def test_the_same_verdict_again_makes_no_event(desk, ids):
    verdict = Verdict(Outcome.REJECT, reasons=("no_harm_event", "policy_or_governance"), note="None named.")
    reviewing.decide(desk, ids["000.txt"], verdict)
    before = all_events(desk)

    assert not reviewing.decide(desk, ids["000.txt"], verdict)
    assert all_events(desk) == before


def test_the_same_outcome_for_another_reason_is_a_new_verdict(desk, ids):
    reviewing.decide(desk, ids["000.txt"], REJECT)

    changed = reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("spam",)))

    view = viewing.view(desk, ids["000.txt"])
    assert changed
    assert view.standing.verdict.reasons == ("spam",)
    assert len(view.standing.verdicts) == 1


def test_reopening_makes_a_wire_to_do_again_and_reopening_an_open_one_changes_nothing(desk, ids):
    reopen = Verdict(Outcome.REOPEN)
    assert not reviewing.decide(desk, ids["000.txt"], reopen)

    reviewing.decide(desk, ids["000.txt"], REJECT)
    assert reviewing.decide(desk, ids["000.txt"], reopen)

    assert state(desk, ids["000.txt"]) is State.PENDING


def test_a_verdict_given_on_what_was_seen_earlier_is_a_dispute_where_it_differs(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)

    reviewing.decide(desk, ids["000.txt"], REJECT, seen=())

    assert state(desk, ids["000.txt"]) is State.DISPUTED


def test_deciding_with_both_verdicts_seen_settles_a_dispute(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["000.txt"], REJECT, seen=())

    reviewing.decide(desk, ids["000.txt"], REJECT)

    assert state(desk, ids["000.txt"]) is State.REJECTED


def test_a_decision_takes_the_editors_draft_with_it(desk, ids):
    drafting.keep(desk, ids["000.txt"], Working(text="Half a senten", note="n"))

    reviewing.decide(desk, ids["000.txt"], REJECT)

    assert drafting.begun(desk, ids["000.txt"]).is_empty
    assert drafting.unfinished(desk) == []


def test_flag_and_note_stand_beside_the_verdict(desk, ids):
    id = ids["001.txt"]
    assert reviewing.flag(desk, id, True).act == "flagged"
    assert reviewing.note(desk, id, " Ask the desk in Tokyo. ").act == "noted"

    view = viewing.view(desk, id)
    assert (view.standing.is_flagged, view.standing.note) == (True, "Ask the desk in Tokyo.")
    assert view.row.is_flagged
    assert view.row.state is State.PENDING
    assert list(listing.ids(desk, Criteria(list=ListName.FLAGGED))) == [view.row.key]

    assert not reviewing.flag(desk, id, True)
    assert not reviewing.note(desk, id, "Ask the desk in Tokyo.")
    reviewing.flag(desk, id, False)
    reviewing.note(desk, id, "")
    view = viewing.view(desk, id)
    assert (view.standing.is_flagged, view.standing.note) == (False, None)


def test_nobody_decides_namelessly(tmp_path):
    with open_sample(tmp_path / "nobody.desk", name=None) as desk:
        ids = add(desk, WIRES)
        with pytest.raises(Problem, match="editor_needed"):
            reviewing.decide(desk, ids["000.txt"], ACCEPT)


def test_a_desk_opened_to_read_refuses_to_decide(desk, ids):
    with open_sample(desk.path, access=Access.READ) as reader:
        with pytest.raises(Problem, match="opened_to_read"):
            reviewing.decide(reader, ids["000.txt"], ACCEPT)
        assert state(reader, ids["000.txt"]) is State.PENDING


def test_a_decided_text_that_changes_is_changed_until_it_is_decided_again(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)

    revised = add(desk, {"000.txt": REVISED}, revision=1)["000.txt"]

    view = viewing.view(desk, revised)
    assert view.row.state is State.CHANGED
    assert view.revision_of == ids["000.txt"]
    assert view.earlier.verdict == ACCEPT
    reviewing.decide(desk, revised, REJECT)
    assert state(desk, revised) is State.REJECTED


def test_a_decision_on_the_earlier_text_changes_where_the_later_one_stands(desk, ids):
    revised = add(desk, {"000.txt": REVISED}, revision=1)["000.txt"]
    assert state(desk, revised) is State.PENDING

    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    assert state(desk, revised) is State.CHANGED

    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REOPEN))
    assert state(desk, revised) is State.PENDING


def test_a_decision_comes_back_when_the_text_does(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    add(desk, {"000.txt": REVISED}, revision=1)

    add(desk, {"000.txt": WIRES["000.txt"]}, revision=2)

    assert state(desk, ids["000.txt"]) is State.ACCEPTED
    done = listing.ids(desk, Criteria(list=ListName.DONE))
    assert [row.id for row in listing.rows(desk, done)] == [ids["000.txt"]]


def test_a_rejection_says_what_the_document_is_then_as_its_reason_suggests(desk, ids):
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("no_harm_event",)))
    assert viewing.view(desk, ids["000.txt"]).standing.verdict.what_it_is == "complementary"
    said = Verdict(Outcome.REJECT, reasons=("no_harm_event",), what_it_is="hazard")
    reviewing.decide(desk, ids["000.txt"], said)
    assert viewing.view(desk, ids["000.txt"]).standing.verdict.what_it_is == "hazard"
