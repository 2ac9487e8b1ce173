"""Taking back an act on many documents, and doing it again: one act, whatever its size."""

import json
from typing import TYPE_CHECKING

from editor_app.desk.changes import Changes
from editor_app.desk.recording import Entry, Recorder, refold
from editor_app.desk.watch import Watch
from editor_app.domain.events import TAKEN_BACK, Event
from editor_app.domain.standing import taken_back
from editor_app.store.values import Act

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH = 500


def take_back_run(recorder: Recorder, act: Act, watch: Watch) -> Changes:
    """Take the events of a run back: one event for all of them, or for every ten thousand of a very long run.

    What editors have begun on the documents stays as it is; the act took nothing of it.
    """
    documents: list[str] = []
    undos: list[str] = []
    for rows in recorder.work.events.run(act.id, act.run):
        payload = {"events": [event for event, _ in rows], "act": act.id}
        undos += [event.id for event in recorder.append_together([Entry(TAKEN_BACK, payload)])]
        documents += [document for _, document in rows]
    return _refolded(recorder, undos, documents, watch)


def do_run_again(recorder: Recorder, act: Act, watch: Watch) -> Changes:
    """Take back whatever keeps the events of a run out of force, whoever wrote it."""
    documents: list[str] = []
    undoers: set[str] = set()
    for rows in recorder.work.events.run(act.id, act.run):
        documents += [document for _, document in rows]
        undoers |= _undoers(recorder.work, {event for event, _ in rows})
    payload = {"events": sorted(undoers), "act": act.id}
    redo = [event.id for event in recorder.append_together([Entry(TAKEN_BACK, payload)])]
    return _refolded(recorder, redo, documents, watch)


def _refolded(recorder: Recorder, events: list[str], documents: list[str], watch: Watch) -> Changes:
    for start in range(0, len(documents), _BATCH):
        watch.step("taking_back", start, len(documents))
        refold(recorder.work, documents[start : start + _BATCH])
    watch.step("saving", len(documents), len(documents))
    return Changes(TAKEN_BACK, tuple(documents), tuple(events))


def _undoers(work: "Work", wanted: set[str]) -> set[str]:
    found = work.events.undos_of(wanted)
    gone = taken_back(found)
    in_force = [event for event in found if event.id not in gone]
    return {event.id for event in in_force if wanted & _targets(event)}


def _targets(event: Event) -> set[str]:
    return set(json.loads(event.payload)["events"])
