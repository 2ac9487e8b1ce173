"""Undo and redo: an editor's last act in this desk, also after a restart; both are events of their own."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.desk.changes import Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.settling import took_a_reading
from editor_app.desk.undoing_together import do_run_again, take_back_run
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.details import joined
from editor_app.domain.drafts import Working
from editor_app.domain.events import DECIDED, TAKEN_BACK, Event
from editor_app.domain.lists import Draft
from editor_app.domain.problems import Problem
from editor_app.domain.standing import taken_back, verdict_of
from editor_app.domain.verdicts import Gates
from editor_app.store.values import DONE, UNDONE, Act

if TYPE_CHECKING:
    from editor_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo came to.

    `working` is what each document the act decided on has on the desk again: answers, quotes, note, text.
    """

    changes: Changes
    act: Act
    working: dict[str, Working]


def undo(desk: Workplace, watch: Watch | None = None) -> Undone:
    """Take back this editor's last act; what a decision took from the desk is put back as a draft.

    An act on many documents is taken back whole; stopped on the way, none of it is.
    """
    editor = desk.writer()
    with desk.store.writing() as work:
        act = work.acts.last_done(editor.id)
        if act is None:
            raise Problem("nothing_to_undo")
        recorder = Recorder(desk, work, editor)
        if act.run:
            changes, working = take_back_run(recorder, act, watch or Watch()), {}
        else:
            events = work.events.get(act.events)
            changes = _take_back(recorder, act, events, [event.id for event in events])
            working = _put_back(desk, work, editor.id, events)
        work.acts.mark(act.id, UNDONE)
        work.commit()
    return Undone(replace(changes, act="undone"), act, working)


def redo(desk: Workplace, watch: Watch | None = None) -> Undone:
    """Do again what this editor undid last; a draft that the undo put back, and nobody touched, goes."""
    editor = desk.writer()
    with desk.store.writing() as work:
        act = work.acts.first_undone(editor.id)
        if act is None:
            raise Problem("nothing_to_redo")
        recorder = Recorder(desk, work, editor)
        if act.run:
            changes, working = do_run_again(recorder, act, watch or Watch()), {}
        else:
            events = work.events.get(act.events)
            changes = _take_back(recorder, act, events, _undoers(work, events))
            working = _take_drafts(work, editor.id, events)
        work.acts.mark(act.id, DONE)
        work.commit()
    return Undone(replace(changes, act="redone"), act, working)


def last_act(desk: Workplace) -> Act | None:
    """Give the act that undo would take back, or None."""
    return _act(desk, is_undone=False)


def next_act(desk: Workplace) -> Act | None:
    """Give the act that redo would do again, or None."""
    return _act(desk, is_undone=True)


def _act(desk: Workplace, *, is_undone: bool) -> Act | None:
    if desk.editor is None:
        return None
    with desk.store.reading() as work:
        look = work.acts.first_undone if is_undone else work.acts.last_done
        return look(desk.editor.id)


def _take_back(recorder: Recorder, act: Act, events: Sequence[Event], targets: Sequence[str]) -> Changes:
    """Append the one event that takes `targets` back; it names the document where the act had only one."""
    touched = {event.document for event in events if event.document is not None}
    only = next(iter(events)) if len(touched) == 1 else None
    recorder.append(
        Entry(
            TAKEN_BACK,
            {"events": list(targets), "act": act.id},
            document=None if only is None else only.document,
            rationale=None if only is None else only.rationale,
        )
    )
    recorder.finish("", touched)
    return recorder.changes(act.kind, touched)


def _undoers(work: "Work", events: Sequence[Event]) -> list[str]:
    """Give the undo events that keep the events of an act out of force, whoever wrote them."""
    wanted = {event.id for event in events}
    in_force: dict[str, Event] = {}
    for history in work.events.of_many({event.document for event in events if event.document}).values():
        gone = taken_back(history)
        in_force.update(
            {event.id: event for event in history if event.kind == TAKEN_BACK and event.id not in gone}
        )
    return sorted(name for name, event in in_force.items() if wanted & _targets(event))


def _targets(event: Event) -> set[str]:
    return set(json.loads(event.payload)["events"])


def _decisions(events: Iterable[Event]) -> list[tuple[str, Working]]:
    """Give what each decision said in an editor's own words; one that took another's reading has none."""
    return [
        (event.document, Working.of_verdict(verdict_of(event)))
        for event in events
        if event.kind == DECIDED and event.document is not None and not took_a_reading(event)
    ]


def _put_back(desk: Workplace, work: "Work", editor: str, events: Sequence[Event]) -> dict[str, Working]:
    """Put back what each decision took from the desk; what was begun since then goes before it."""
    decided = dict(_decisions(events))
    known = work.drafts.of_many(decided, editor)
    put = {
        document: _joined(Working.read(known[document].payload), before) if document in known else before
        for document, before in decided.items()
    }
    now = desk.now()
    begun = [(document, working) for document, working in put.items() if not working.is_empty]
    work.drafts.put_all([Draft(document, editor, now, working.payload()) for document, working in begun])
    return put


def _joined(newer: Working, older: Working) -> Working:
    return Working(
        gates=older.gates if newer.gates == Gates() else newer.gates,
        quotes=newer.quotes or older.quotes,
        sources=newer.sources or older.sources,
        note=newer.note or older.note,
        text=older.text if newer.text is None else newer.text,
        why=newer.why or older.why,
        what_it_is=newer.what_it_is or older.what_it_is,
        details=joined(newer.details, older.details),
        question=newer.question,
    )


def _take_drafts(work: "Work", editor: str, events: Sequence[Event]) -> dict[str, Working]:
    """Remove the drafts that are still as the undo left them; give what is on the desk now."""
    decided = dict(_decisions(events))
    known = work.drafts.of_many(decided, editor)
    gone = {document for document, draft in known.items() if draft.payload == decided[document].payload()}
    work.drafts.remove_all(gone, editor)
    kept = {document: draft for document, draft in known.items() if document not in gone}
    return {
        document: Working.read(kept[document].payload) if document in kept else Working()
        for document in decided
    }
