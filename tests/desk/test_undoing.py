"""Undo and redo: the last act in this desk, across restarts, copies and merges."""

import json
import shutil

import pytest

from editor_app.desk import drafting, reviewing, signing_in, undoing, viewing
from editor_app.domain.drafts import Working
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Quote, Route, Verdict
from tests.desk.sample import REVISED, add, open_sample

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


def state(desk, id):
    return viewing.view(desk, id).row.state


def test_undo_takes_the_last_decision_back_and_redo_does_it_again(desk, ids):
    id = ids["000.txt"]
    decided = reviewing.decide(desk, id, ACCEPT)

    undone = undoing.undo(desk)
    assert undone.act.kind == "decided"
    assert undone.changes.act == "undone"
    assert undone.changes.documents == (id,)
    assert state(desk, id) is State.PENDING

    redone = undoing.redo(desk)
    assert redone.act.events == decided.events
    assert state(desk, id) is State.ACCEPTED


def test_undo_walks_back_through_all_acts_and_redo_forward_again(desk, ids):
    id = ids["000.txt"]
    reviewing.decide(desk, id, REJECT)
    reviewing.flag(desk, id, True)
    reviewing.note(desk, id, "A note.")
    reviewing.decide(desk, id, ACCEPT)

    kinds = [undoing.undo(desk).act.kind for _ in range(4)]

    assert kinds == ["decided", "noted", "flagged", "decided"]
    view = viewing.view(desk, id)
    assert (view.row.state, view.standing.is_flagged, view.standing.note) == (State.PENDING, False, None)
    with pytest.raises(Problem, match="nothing_to_undo"):
        undoing.undo(desk)

    assert [undoing.redo(desk).act.kind for _ in range(4)] == ["decided", "flagged", "noted", "decided"]
    view = viewing.view(desk, id)
    assert (view.row.state, view.standing.is_flagged, view.standing.note) == (State.ACCEPTED, True, "A note.")
    with pytest.raises(Problem, match="nothing_to_redo"):
        undoing.redo(desk)


def test_undo_of_a_second_decision_brings_the_first_back(desk, ids):
    reviewing.decide(desk, ids["000.txt"], REJECT)
    reviewing.decide(desk, ids["000.txt"], ACCEPT)

    undoing.undo(desk)

    assert state(desk, ids["000.txt"]) is State.REJECTED


def test_undo_and_redo_again_and_again(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    for _ in range(5):
        undoing.undo(desk)
        assert state(desk, ids["000.txt"]) is State.PENDING
        undoing.redo(desk)
        assert state(desk, ids["000.txt"]) is State.ACCEPTED


def test_a_new_act_leaves_nothing_to_redo(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    undoing.undo(desk)
    reviewing.flag(desk, ids["001.txt"], True)

    with pytest.raises(Problem, match="nothing_to_redo"):
        undoing.redo(desk)


def test_undo_is_one_event_that_names_document_act_and_events(desk, ids):
    decided = reviewing.decide(desk, ids["000.txt"], ACCEPT)
    undoing.undo(desk)

    event = viewing.view(desk, ids["000.txt"]).history[-1]
    assert event.kind == "taken_back"
    assert event.document == ids["000.txt"]
    assert json.loads(event.payload) == {"events": list(decided.events), "act": decided.events[0]}


def test_undo_puts_answers_quotes_note_and_text_back_on_the_desk(desk, ids):
    quote = Quote("The body", "", " [source].", 49, 57)
    gates = Gates(Answer.YES, Route.TWO_SOURCES, Answer.UNCLEAR)
    verdict = Verdict(Outcome.AMEND, rationale="New words.", gates=gates, quotes=(quote,), note="Why.")
    reviewing.decide(desk, ids["000.txt"], verdict)

    undone = undoing.undo(desk)

    expected = Working(gates=gates, quotes=(quote,), text="New words.", why="Why.")
    assert undone.working == {ids["000.txt"]: expected}
    assert drafting.begun(desk, ids["000.txt"]) == expected

    undoing.redo(desk)
    assert drafting.begun(desk, ids["000.txt"]).is_empty


def test_undo_overwrites_nothing_that_was_begun_since(desk, ids):
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.AMEND, rationale="Old words.", note="Why."))
    drafting.keep(desk, ids["000.txt"], Working(text="Newer words."))

    undoing.undo(desk)

    assert drafting.begun(desk, ids["000.txt"]) == Working(text="Newer words.", why="Why.")
    undoing.redo(desk)
    assert drafting.begun(desk, ids["000.txt"]).text == "Newer words."


def test_undo_goes_on_after_a_restart(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], REJECT)
    undoing.undo(desk)
    desk.close()

    with open_sample(desk.path) as again:
        undoing.undo(again)
        assert state(again, ids["000.txt"]) is State.PENDING
    with open_sample(desk.path) as again:
        undoing.redo(again)
        undoing.redo(again)
        assert state(again, ids["000.txt"]) is State.ACCEPTED
        assert state(again, ids["001.txt"]) is State.REJECTED


def test_undo_goes_on_in_a_copy_which_numbers_its_events_as_its_own(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], ACCEPT)
    undoing.undo(desk)
    desk.close()
    copied = tmp_path / "elsewhere" / "review.desk"
    copied.parent.mkdir()
    shutil.copyfile(desk.path, copied)

    with open_sample(copied) as copy, open_sample(desk.path) as original:
        assert copy.store.replica != original.store.replica
        undoing.redo(copy)
        undoing.undo(copy)
        undoing.undo(copy)
        assert state(copy, ids["000.txt"]) is State.PENDING
        undoing.redo(copy)
        assert state(copy, ids["000.txt"]) is State.ACCEPTED
        assert state(original, ids["000.txt"]) is State.ACCEPTED


def test_redo_outweighs_every_undo_of_the_act_not_this_desks_alone(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    undoing.undo(desk)
    desk.close()
    copied = tmp_path / "elsewhere.desk"
    shutil.copyfile(desk.path, copied)
    with open_sample(copied) as copy:
        undoing.redo(copy)
        undoing.undo(copy)
        with copy.store.reading() as work:
            theirs = list(work.events.all())

    with open_sample(desk.path) as merged:
        with merged.store.writing() as work:
            work.events.append(theirs, merged=True)
            work.commit()
        undoing.redo(merged)
        assert state(merged, ids["000.txt"]) is State.ACCEPTED


def test_each_editor_walks_their_own_acts(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    signing_in.sign_in(desk, "Grace Example")
    with pytest.raises(Problem, match="nothing_to_undo"):
        undoing.undo(desk)
    reviewing.decide(desk, ids["001.txt"], REJECT)

    signing_in.sign_in(desk, "Ada Example")
    undoing.undo(desk)

    assert state(desk, ids["000.txt"]) is State.PENDING
    assert state(desk, ids["001.txt"]) is State.REJECTED


def test_what_undo_and_redo_would_do_can_be_asked(desk, ids):
    assert undoing.last_act(desk) is None
    decided = reviewing.decide(desk, ids["000.txt"], ACCEPT)
    assert undoing.last_act(desk).events == decided.events
    undoing.undo(desk)
    assert undoing.last_act(desk) is None
    assert undoing.next_act(desk).events == decided.events


def test_undo_of_the_decision_on_an_earlier_text_changes_where_the_later_one_stands(desk, ids):
    revised = add(desk, {"000.txt": REVISED}, revision=1)["000.txt"]
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    assert state(desk, revised) is State.CHANGED

    undoing.undo(desk)

    assert state(desk, revised) is State.PENDING
