"""One act on many documents: told first, done whole or not at all, taken back as one."""

import json
import subprocess
import sys

import pytest

from editor_app.desk import (
    checking,
    counting,
    deciding_together,
    drafting,
    exporting,
    listing,
    merging,
    reviewing,
    undoing,
    verifying,
    viewing,
)
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.desk.watch import Watch
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Interrupted, Problem
from editor_app.domain.standing import State
from editor_app.domain.together import Flag, Tag
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from tests.architecture.tree import ROOT
from tests.desk.sample import WIRES, add, open_sample, wire_text

REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
BOTH = Gates(Answer.YES, Route.ARTEFACT, Answer.YES)
ACCEPT = Verdict(Outcome.ACCEPT, gates=BOTH, note="Checked with the regulator.")
SKIP = Verdict(Outcome.DEFER)
MANY = 603


@pytest.fixture
def many(desk):
    """More wires than fit into one batch, all with the same rationale; their keys."""
    add(desk, {f"{number:04}.txt": wire_text(f"Wire {number}") for number in range(MANY)})
    return listing.ids(desk, Criteria())


def keys_of(desk, *ids):
    with desk.store.reading() as work:
        return list(work.documents.keys(ids).values())


def plan(desk, keys, act=REJECT, **options):
    return deciding_together.plan(desk, keys, act, **{"seed": 7, **options})


def run(desk, keys, act=REJECT, **options):
    made = plan(desk, keys, act, **options)
    return deciding_together.run(desk, made, made.sample)


def state(desk, id):
    return viewing.view(desk, id).row.state


def events_of(desk, id):
    return [(event, json.loads(event.payload)) for event in viewing.view(desk, id).history]


def test_a_plan_tells_what_would_happen_and_changes_nothing(desk, ids):
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.ACCEPT))
    drafting.keep(desk, ids["000.txt"], Working(note="half"))

    made = plan(desk, listing.ids(desk, Criteria()))

    assert made.chosen == 4
    assert sorted(made.keys) == sorted(keys_of(desk, ids["000.txt"], ids["002.txt"], ids["003.txt"]))
    assert made.by_state == {State.NONE: 1, State.PENDING: 2}
    assert made.decided == {"Ada Example": 1}
    assert (made.unchanged, made.refused, made.drafts) == (0, {}, 1)
    assert (made.rationales, made.shared, made.wants_reading) == (2, 0, False)
    assert set(made.sample) == {ids["000.txt"], ids["002.txt"], ids["003.txt"]}
    assert state(desk, ids["000.txt"]) is State.PENDING
    assert undoing.last_act(desk).kind == "decided"


def test_decided_ones_are_decided_anew_only_when_asked_for(desk, ids):
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.ACCEPT))
    keys = keys_of(desk, ids["000.txt"], ids["001.txt"])

    assert run(desk, keys).done == 1
    assert state(desk, ids["001.txt"]) is State.ACCEPTED
    assert run(desk, keys, again=True).done == 1
    assert state(desk, ids["001.txt"]) is State.REJECTED


def test_what_cannot_be_accepted_is_told_and_left_out(desk, ids):
    made = plan(desk, listing.ids(desk, Criteria()), ACCEPT)
    assert made.refused == {"nothing_to_accept": 1}
    deciding_together.run(desk, made, made.sample)
    assert [state(desk, ids[name]) for name in sorted(ids)] == [State.ACCEPTED] * 3 + [State.NONE]


def test_a_wire_is_no_duplicate_of_itself_among_many(desk, ids):
    act = Verdict(Outcome.REJECT, reasons=("duplicate",), duplicate_of=ids["000.txt"])
    made = plan(desk, keys_of(desk, ids["000.txt"], ids["001.txt"]), act)
    assert made.refused == {"duplicate_of_itself": 1}


def test_each_document_gets_an_event_that_says_it_was_one_of_many(desk, many):
    made = plan(desk, many)
    read = set(made.sample)

    done = deciding_together.run(desk, made, read)

    assert (done.done, done.unchanged, len(done.changes.events)) == (MANY, 0, MANY)
    assert made.wants_reading
    marks = {}
    for row in listing.rows(desk, many):
        ((event, payload),) = events_of(desk, row.id)
        assert (row.state, event.kind, payload["reasons"]) == (
            State.REJECTED,
            "decided",
            ["no_harm_event"],
        )
        assert (payload["bulk"]["size"], payload["bulk"]["seed"]) == (MANY, 7)
        assert event.rationale is not None
        marks[row.id] = payload["bulk"]["sampled"], payload["bulk"]["read"]
    assert {id for id, mark in marks.items() if mark == (True, True)} == set(made.sample)
    assert checking.check(desk) == []


def test_a_bulk_text_is_judged_only_when_the_sample_was_read(desk, many):
    made = plan(desk, many)
    for read in ((), made.sample[:4]):
        with pytest.raises(Problem, match="sample_unread"):
            deciding_together.run(desk, made, read)
    assert counting.stats(desk)["by_state"] == {"pending": MANY}
    assert run(desk, many, SKIP).done == MANY


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Verdict(Outcome.REJECT), "reject_without_reason"),
        (Verdict(Outcome.ACCEPT, gates=BOTH), "accept_together_note"),
        (Verdict(Outcome.ACCEPT, note="Fine."), "accept_together_open"),
        (Verdict(Outcome.AMEND, rationale="Other words."), "amend_together"),
    ],
)
def test_an_unsound_act_changes_nothing(desk, ids, act, code):
    made = plan(desk, keys_of(desk, *ids.values()), act)
    assert deciding_together.refusal(made, desk.vocabulary, made.sample).code == code
    with pytest.raises(Problem, match=code):
        deciding_together.run(desk, made, made.sample)
    assert undoing.last_act(desk) is None


def test_an_act_is_said_in_full_after_the_plan(desk, ids):
    made = plan(desk, keys_of(desk, ids["000.txt"]), Verdict(Outcome.REJECT))
    deciding_together.run(desk, made.saying(REJECT))
    assert state(desk, ids["000.txt"]) is State.REJECTED


def test_nothing_is_done_to_nothing(desk, ids):
    made = plan(desk, [])
    with pytest.raises(Problem, match="nothing_together"):
        deciding_together.run(desk, made)


def test_disputed_ones_are_settled_on_their_own(desk, ids, tmp_path):
    with open_sample(tmp_path / "other.desk", "Grace Example") as other:
        add(other, WIRES)
        reviewing.decide(other, ids["000.txt"], Verdict(Outcome.ACCEPT))
        package = exporting.run(other, Choice(Format.PACKAGE, tmp_path / "o.review.zip")).path
    reviewing.decide(desk, ids["000.txt"], REJECT)
    merging.run(desk, [package])

    made = plan(desk, keys_of(desk, ids["000.txt"], ids["001.txt"]), again=True)

    assert made.refused == {"disputed_together": 1}


def test_one_undo_takes_all_of_it_back_also_after_a_restart(desk, many):
    run(desk, many)
    path = desk.path
    desk.close()

    with open_sample(path) as again:
        undone = undoing.undo(again)
        assert (undone.act.kind, len(undone.changes.documents)) == ("decided_together", MANY)
        assert counting.stats(again)["by_state"] == {"pending": MANY}
        assert undoing.redo(again).act.kind == "decided_together"
        assert counting.stats(again)["by_state"] == {"rejected": MANY}
        undoing.undo(again)
        undoing.redo(again)
        undoing.undo(again)
        assert counting.stats(again)["by_state"] == {"pending": MANY}
        assert undoing.last_act(again) is None
        assert checking.check(again) == []


def test_undo_walks_through_bulk_acts_and_single_ones(desk, ids):
    keys = keys_of(desk, *ids.values())
    run(desk, keys, Flag(on=True))
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    run(desk, keys, Tag("court-docket"))
    run(desk, keys)

    kinds = [undoing.undo(desk).act.kind for _ in range(4)]

    assert kinds == ["decided_together", "tagged_together", "decided", "flagged_together"]
    assert [undoing.redo(desk).act.kind for _ in range(4)] == kinds[::-1]
    assert checking.check(desk) == []


def test_flags_and_tags_touch_decided_ones_and_leave_out_what_stands_so(desk, ids):
    keys = keys_of(desk, *ids.values())
    reviewing.decide(desk, ids["000.txt"], REJECT)
    reviewing.flag(desk, ids["001.txt"], True)

    assert plan(desk, keys, Flag(on=True)).unchanged == 1
    assert run(desk, keys, Flag(on=True)).done == 3
    assert listing.counts(desk).flagged == 4
    assert run(desk, keys, Tag("some-office")).done == 1
    assert run(desk, keys, Flag(on=False)).done == 4
    assert listing.counts(desk).flagged == 0
    assert listing.sources(desk) == [("some-office", 4)]
    assert checking.check(desk) == []


def test_what_was_decided_since_the_plan_is_left_alone(desk, ids):
    made = plan(desk, keys_of(desk, ids["000.txt"], ids["001.txt"]))
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))

    done = deciding_together.run(desk, made, made.sample)

    assert (done.done, done.unchanged) == (1, 1)
    assert state(desk, ids["000.txt"]) is State.ACCEPTED


def test_half_written_texts_stay_through_act_and_undo(desk, ids):
    working = Working(text="Half a rationale", why="because")
    drafting.keep(desk, ids["000.txt"], working)
    run(desk, keys_of(desk, *ids.values()))
    undoing.undo(desk)
    kept = {name: viewing.view(desk, id).draft for name, id in ids.items()}
    assert Working.read(kept["000.txt"].payload) == working
    assert [draft for name, draft in kept.items() if name != "000.txt"] == [None] * 3


class StopAt(Watch):
    """Stops a job at the second step of a phase."""

    def __init__(self, phase):
        super().__init__()
        self._wanted, self._left = phase, 2

    def step(self, phase, done, total=None, item=""):
        self._left -= phase == self._wanted
        if not self._left:
            raise Interrupted


def test_stopped_on_the_way_nothing_was_done(desk, many):
    made = plan(desk, many)
    with pytest.raises(Interrupted):
        deciding_together.run(desk, made, made.sample, watch=StopAt("deciding"))
    assert counting.stats(desk)["by_state"] == {"pending": MANY}
    assert undoing.last_act(desk) is None

    run(desk, many)
    with pytest.raises(Interrupted):
        undoing.undo(desk, watch=StopAt("taking_back"))
    assert counting.stats(desk)["by_state"] == {"rejected": MANY}
    assert undoing.last_act(desk).kind == "decided_together"
    assert checking.check(desk) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from editor_app.desk import deciding_together, listing, undoing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import open_desk
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict

class Killed(Watch):
    def step(self, phase, done, total=None, item=""):
        if phase == sys.argv[2] and done >= 500:
            os.kill(os.getpid(), signal.SIGKILL)

desk = open_desk(Path(sys.argv[1]), settings_file=Path(sys.argv[1]).with_name("settings.toml"))
sign_in(desk, "Ada Example")
if sys.argv[2] == "deciding":
    plan = deciding_together.plan(
        desk, listing.ids(desk, Criteria()), Verdict(Outcome.REJECT, reasons=("spam",))
    )
    deciding_together.run(desk, plan, plan.sample, watch=Killed())
else:
    undoing.undo(desk, watch=Killed())
"""


@pytest.mark.parametrize("phase", ["deciding", "taking_back"])
def test_killed_on_the_way_nothing_was_done(tmp_path, phase):
    path = tmp_path / "review.desk"
    with open_sample(path, settings_file=tmp_path / "settings.toml") as desk:
        add(desk, {f"{number:04}.txt": wire_text(f"Wire {number}") for number in range(MANY)})
        if phase == "taking_back":
            run(desk, listing.ids(desk, Criteria()))

    done = subprocess.run([sys.executable, "-c", KILLED, path, phase], cwd=ROOT, check=False)

    assert done.returncode == -9
    with open_sample(path, settings_file=tmp_path / "settings.toml") as desk:
        expected = {"rejected": MANY} if phase == "taking_back" else {"pending": MANY}
        assert counting.stats(desk)["by_state"] == expected
        assert (undoing.last_act(desk) is not None) == (phase == "taking_back")
        assert checking.check(desk) == []


def test_a_bulk_act_and_its_undo_travel_in_a_package(desk, many, tmp_path):
    run(desk, many)
    decided = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "decided.review.zip")).path
    undoing.undo(desk)
    undone = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "undone.review.zip")).path

    assert verifying.verify(undone) == []
    with open_sample(tmp_path / "other.desk", "Grace Example") as other:
        merging.run(other, [decided])
        assert counting.stats(other)["by_state"] == {"rejected": MANY}
        merging.run(other, [undone])
        assert counting.stats(other)["by_state"] == {"pending": MANY}
        assert checking.check(other) == []


def test_a_very_long_act_is_undone_and_redone_in_pieces(desk, many, monkeypatch):
    monkeypatch.setattr("editor_app.store.events._RUN", 250)
    run(desk, many)
    undone = undoing.undo(desk)
    assert len(undone.changes.events) == 3
    assert counting.stats(desk)["by_state"] == {"pending": MANY}
    undoing.redo(desk)
    assert counting.stats(desk)["by_state"] == {"rejected": MANY}
    assert checking.check(desk) == []


def test_each_editor_undoes_their_own_bulk_act(desk, ids):
    run(desk, keys_of(desk, *ids.values()))
    sign_in(desk, "Grace Example")
    with pytest.raises(Problem, match="nothing_to_undo"):
        undoing.undo(desk)
