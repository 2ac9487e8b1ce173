"""The session over a desk made of memory, so that it can fail and be slow when a test says so."""

from array import array
from dataclasses import replace
from threading import Event
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from editor_app.desk.changes import Changes
from editor_app.desk.reading_blind import Mode, mode_of
from editor_app.desk.vocabularies import shipped_vocabulary
from editor_app.domain.documents import Kind
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Counts, Criteria, Draft, Editor, ListName, ListRow, View
from editor_app.domain.problems import Problem
from editor_app.domain.query_reading import read_query
from editor_app.domain.standing import STATE_OF_OUTCOME, TO_DO_STATES, Standing, State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from editor_app.formats.wire_text import read_document
from editor_app.ui.background import Background
from editor_app.ui.session import Session

ACCEPT = Verdict(Outcome.ACCEPT, gates=Gates(Answer.YES, None, Answer.YES))
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


class Door:
    """A desk in memory."""

    workplace = None
    path = "memory"
    vocabulary = shipped_vocabulary()
    mode = Mode.OPEN

    def __init__(self, count=5):
        self.editor = Editor("e1", "Ada Example")
        self.read_only = None
        self.states = {f"id{key}": State.PENDING for key in range(count)}
        self.drafts = {}
        self.viewed, self.fetched, self.kept = [], [], []
        self.problem = None
        self.broken = set()
        self.is_closed = False
        self.bookmarks = []

    def read_as(self, criteria):
        self.mode = mode_of(criteria)

    def now(self):
        return "2026-11-21T09:00:00.000Z"

    def bookmark(self):
        return self.bookmarks[-1] if self.bookmarks else None

    def keep_bookmark(self, place):
        self.bookmarks.append(place)

    def close(self):
        self.is_closed = True

    def read(self, typed):
        return read_query(typed, self.vocabulary)

    def ids(self, criteria, watch=None):
        wanted = {
            ListName.ALL: set(State),
            ListName.TO_DO: TO_DO_STATES,
            ListName.DONE: set(State) - TO_DO_STATES,
        }
        found = [
            int(name[2:]) for name, state in self.states.items() if state in wanted.get(criteria.list, ())
        ]
        return array("q", [] if criteria.search == "nothing" else found)

    def row(self, key):
        return ListRow(
            key,
            f"id{key}",
            f"{key}.txt",
            "a",
            Kind.WIRE,
            "s",
            f"Headline {key}",
            None,
            self.states[f"id{key}"],
            None,
            None,
            False,
        )

    def rows(self, keys):
        self.fetched.append(len(keys))
        return [self.row(key) for key in keys]

    def next_to_do(self, _criteria, key, step):
        behind = range(key + step, len(self.states) if step > 0 else -1, step)
        return next((other for other in behind if self.states[f"id{other}"] in TO_DO_STATES), None)

    def to_do_among(self, keys):
        return {key for key in keys if self.states[f"id{key}"] in TO_DO_STATES}

    def counts(self, _archive):
        by_state = {state: list(self.states.values()).count(state) for state in State}
        return Counts(len(self.states), by_state, 0, len(self.drafts))

    def archives(self):
        return []

    def is_search_behind(self):
        return False

    def view(self, name):
        if name in self.broken:
            raise Problem("desk_damaged")
        self.viewed.append(name)
        section = "Why this is an AI incident\nBatch (10 May 2026). Reason.\n"
        text = f"[source-a] Headline {name[2:]}\nText.\n{section}"
        draft = self.drafts.get(name)
        kept = Draft(name, "e1", "2026-05-20T10:00:00.000Z", draft.payload()) if draft else None
        row = self.row(int(name[2:]))
        return View(
            row,
            read_document(text.encode()),
            "f",
            0,
            Standing(),
            None,
            None,
            (),
            (),
            kept,
            "2026-05-12T09:00:00Z",
            {},
        )

    def decide(self, name, verdict, seen):
        if self.problem:
            raise self.problem
        self.states[name] = STATE_OF_OUTCOME[verdict.outcome]
        self.drafts.pop(name, None)
        return Changes("decided", (name,), (f"event-{name}",))

    def keep(self, name, working):
        if self.problem:
            raise self.problem
        self.kept.append((name, working))
        self.drafts[name] = working

    def undo(self, _watch=None):
        name = next(name for name, state in reversed(self.states.items()) if state not in TO_DO_STATES)
        self.states[name] = State.PENDING
        act = SimpleNamespace(kind="decided", run=0)
        return SimpleNamespace(changes=Changes("undone", (name,), ("x",)), act=act, working={})


class Stage:
    def __init__(self, qtbot, door):
        self.door, self.now = door, 0.0
        self.background = Background()
        self.session = Session(self.background, open_desk=lambda _path: door, clock=lambda: self.now)
        self.told, self.not_saved = [], []
        self.session.told.connect(lambda message: self.told.append(message.text))
        self.session.not_saved.connect(self.not_saved.append)
        self.session.open("memory")
        self.settle()

    def settle(self):
        for _ in range(3):
            self.background.wait()
            QApplication.processEvents()

    def close(self):
        self.session.close()
        self.background.close()

    def paint(self):
        if self.session.view is not None:
            self.session.mark_painted(self.session.view.row.id)

    def decide(self, verdict, **more):
        self.paint()
        self.now += 10
        return self.session.decide(verdict, **more)


@pytest.fixture
def door():
    return Door()


@pytest.fixture
def stage(qtbot, door):
    made = Stage(qtbot, door)
    yield made
    made.close()


def test_the_first_undecided_document_is_shown(qtbot):
    door = Door()
    door.states["id0"] = State.ACCEPTED
    made = Stage(qtbot, door)
    assert made.session.view.row.id == "id1" and made.session.position == 1
    made.close()


def test_a_decision_goes_on_before_it_is_written(stage, door):
    gate = Event()
    stage.background.submit(gate.wait)
    assert stage.decide(ACCEPT)
    assert door.states["id0"] is State.PENDING
    assert stage.session.view.row.id == "id1"
    assert stage.session.row(0).state is State.ACCEPTED
    assert stage.session.counts.to_do == 4
    gate.set()
    stage.settle()
    assert door.states["id0"] is State.ACCEPTED
    assert stage.session.counts.to_do == 4


def test_nothing_is_decided_until_the_document_was_painted(stage, door):
    assert stage.session.is_loading
    stage.now += 10
    assert not stage.session.decide(ACCEPT)
    stage.session.mark_painted("id3")
    assert not stage.session.decide(ACCEPT)
    stage.settle()
    assert set(door.states.values()) == {State.PENDING}


@pytest.mark.parametrize(
    ("after", "verdict", "decided"), [(0.2, ACCEPT, 1), (0.3, ACCEPT, 2), (0.1, REJECT, 2)]
)
def test_the_same_key_right_after_going_on_is_a_bounce(stage, door, after, verdict, decided):
    stage.decide(ACCEPT)
    stage.paint()
    stage.now += after
    stage.session.decide(verdict)
    stage.settle()
    assert list(door.states.values()).count(State.PENDING) == 5 - decided


def test_a_rejection_takes_two_keys_and_is_never_a_bounce(stage, door):
    stage.decide(REJECT)
    stage.paint()
    stage.now += 0.1
    stage.session.decide(REJECT)
    stage.settle()
    assert list(door.states.values()).count(State.REJECTED) == 2


def test_a_refused_decision_changes_nothing_and_is_told(stage, door):
    stage.paint()
    assert not stage.session.decide(Verdict(Outcome.REJECT))
    assert stage.told == ["A rejection needs at least one reason. Nothing was decided."]
    assert stage.session.position == 0


def test_a_full_disk_takes_the_editor_back(stage, door):
    stage.session.answer(ACCEPT.gates)
    stage.session.write_note("worth keeping")
    door.problem = Problem("disk_full")
    stage.decide(ACCEPT)
    assert stage.session.position == 1
    stage.settle()
    assert stage.session.position == 0 and stage.session.has_unsaved
    assert stage.session.working.gates == ACCEPT.gates and stage.session.working.note == "worth keeping"
    assert [problem.code for problem in stage.not_saved][-1] == "disk_full"
    assert stage.session.row(0).state is State.PENDING
    assert stage.told == []


def test_what_is_not_saved_cannot_be_left(stage, door):
    door.problem = Problem("disk_full")
    stage.decide(ACCEPT)
    stage.settle()
    assert not stage.session.step(1) and not stage.session.show("id3")
    stage.session.set_criteria(Criteria(search="other"))
    assert stage.session.criteria == Criteria() and stage.session.position == 0


def test_saving_again_works_when_there_is_room(stage, door):
    door.problem = Problem("disk_full")
    stage.decide(ACCEPT)
    stage.settle()
    door.problem = None
    stage.session.save_again()
    stage.settle()
    assert not stage.session.has_unsaved and door.states["id0"] is State.ACCEPTED
    assert stage.told[-1].startswith("Accepted") and stage.session.pace.decisions == 1


def test_undo_of_what_was_never_saved_gives_it_up(stage, door):
    door.problem = Problem("disk_full")
    stage.decide(ACCEPT)
    stage.settle()
    stage.session.undo()
    assert not stage.session._decisions.unsaved
    door.problem = None
    stage.settle()
    assert stage.session.step(1) and door.states["id0"] is State.PENDING


def test_what_the_desk_refuses_is_told_and_given_back(stage, door):
    door.problem = Problem("no_such_document", id="x")
    stage.decide(ACCEPT)
    stage.settle()
    assert stage.session.position == 0 and not stage.session._decisions.unsaved


def test_one_document_is_read_a_step(stage, door):
    stage.session._fetch_ahead()
    door.viewed.clear()
    stage.decide(ACCEPT)
    assert stage.session.view.row.id == "id1" and door.viewed == []
    stage.session._fetch_ahead()
    assert door.viewed == ["id2"]


def test_ten_thousand_rows_are_not_read_to_open(qtbot):
    door = Door(10_000)
    made = Stage(qtbot, door)
    assert sum(door.fetched) <= 512
    made.session.show_position(9_000)
    assert sum(door.fetched) <= 1024
    made.close()


@pytest.mark.parametrize("looked_at", [40_000, 0])
def test_a_far_undecided_document_is_found_by_keys(qtbot, monkeypatch, looked_at):
    monkeypatch.setattr("editor_app.ui.wire_list._KEYS_LOOKED_AT", looked_at)
    door = Door(10_000)
    for number in range(1, 9_990):
        door.states[f"id{number}"] = State.REJECTED
    made = Stage(qtbot, door)
    assert made.session.position == 0
    door.fetched.clear()
    assert made.session.step_undecided(1) and made.session.position == 9_990
    assert sum(door.fetched) <= 2048
    made.close()


def test_the_end_is_a_state_and_the_last_one_can_be_gone_back_to(stage):
    for _ in range(5):
        assert stage.decide(ACCEPT)
    assert stage.session.is_at_end and stage.session.view is None
    assert stage.session.step(-1) and stage.session.position == 4
    assert not stage.session.is_at_end


def test_at_either_end_nothing_happens_and_it_is_said(stage):
    assert not stage.session.step(-1)
    assert stage.told == ["This is the first wire of the list"]
    assert stage.session.view.row.id == "id0"


def test_undo_brings_the_document_back(stage, door):
    stage.decide(ACCEPT)
    stage.settle()
    stage.session.undo()
    stage.settle()
    assert stage.session.view.row.id == "id0" and stage.session.row(0).state is State.PENDING
    assert stage.told[-1] == "Undone. The wire is to do again."


def test_a_draft_is_kept_after_a_pause(stage, door, qtbot):
    with qtbot.waitSignal(stage.session.draft_kept):
        stage.session.answer(Gates(Answer.YES))
    assert door.kept == [("id0", Working(Gates(Answer.YES)))]


def test_typing_without_a_pause_is_kept_all_the_same(stage, door, qtbot):
    typed = []

    def type_on():
        typed.append("x")
        stage.session.write_note("".join(typed))
        return bool(door.kept)

    qtbot.waitUntil(type_on)
    assert door.kept[0][1].note


def test_leaving_a_wire_keeps_its_draft_and_coming_back_shows_it(stage, door):
    stage.session.answer(Gates(Answer.NO))
    stage.session.step(1)
    assert stage.session.working == Working()
    stage.session.step(-1)
    assert stage.session.working.gates == Gates(Answer.NO)
    stage.settle()
    assert door.drafts["id0"].gates == Gates(Answer.NO)


def test_closing_keeps_what_was_begun(stage, door):
    stage.session.write_note("half a")
    stage.session.close()
    assert door.drafts["id0"].note == "half a" and door.is_closed


def test_a_decision_takes_its_draft_along(stage, door):
    stage.session.answer(ACCEPT.gates)
    stage.decide(ACCEPT)
    stage.settle()
    assert door.drafts == {} and door.kept == []


def test_an_amendment_that_was_not_touched_leaves_no_draft(stage, door):
    stage.session.begin_amendment()
    assert stage.session.working.text == "Reason."
    stage.session.leave_amendment()
    stage.settle()
    assert stage.session.working.text is None and not any(w.text for _, w in door.kept)


def test_an_amendment_goes_with_its_wire(stage, door):
    stage.session.begin_amendment()
    stage.session.write_amendment("A better reason.", "")
    stage.session.step(1)
    assert not stage.session.is_amending
    stage.settle()
    assert door.drafts["id0"].text == "A better reason."


@pytest.mark.parametrize("reason", ["desk_locked", None])
def test_nothing_is_written_to_a_desk_that_cannot_take_it(qtbot, reason):
    door = Door()
    if reason:
        door.read_only = Problem(reason, holder="pid 7")
    else:
        door.editor = None
    made = Stage(qtbot, door)
    made.session.answer(ACCEPT.gates)
    assert not made.decide(ACCEPT)
    made.session.flag()
    made.session.note("x")
    made.session.close()
    assert door.kept == [] and set(door.states.values()) == {State.PENDING}
    made.close()


def test_a_document_that_cannot_be_read_is_told_and_tried_again(stage, door, qtbot):
    door.broken.add("id1")
    stage.session._shelf.clear()
    with qtbot.waitSignal(stage.session.showing_failed):
        stage.session.step(1)
    assert stage.session.view is None
    door.broken.clear()
    assert stage.session.show_again()
    assert stage.session.view.row.id == "id1"


def test_another_list_keeps_the_document_where_it_can(stage):
    stage.session.show_position(2)
    stage.session.set_criteria(replace(Criteria(), list=ListName.TO_DO))
    assert stage.session.position == 2 and stage.session.view.row.id == "id2"
    stage.session.set_criteria(Criteria(search="nothing"))
    assert stage.session.view is None and len(stage.session.ids) == 0


def test_a_desk_that_is_no_longer_wanted_is_let_go_of(qtbot):
    door = Door()
    background = Background()
    session = Session(background, open_desk=lambda _path: door)
    session.open("memory")
    session.cancel_opening()
    for _ in range(3):
        background.wait()
        QApplication.processEvents()
    assert session.door is None and door.is_closed
    background.close()


def test_a_desk_that_cannot_be_opened_is_told(qtbot):
    def refuse(_path):
        raise Problem("desk_newer", path="x")

    background = Background()
    session = Session(background, open_desk=refuse)
    with qtbot.waitSignal(session.opening_failed) as told:
        session.open("memory")
    assert told.args[0].code == "desk_newer" and session.door is None and not session.is_opening
    background.close()
