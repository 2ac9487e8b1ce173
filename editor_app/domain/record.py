"""The whole record of an archive, sorted so that each document can be folded on its own."""

import json
from collections import defaultdict
from collections.abc import Iterable

from editor_app.domain.events import ARCHIVE_RENAMED, NAMED, TAKEN_BACK, Event


def by_document(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Sort events by the documents they bear on; an undo bears on every document whose events it reaches."""
    found: dict[str, list[Event]] = defaultdict(list)
    owner: dict[str, str] = {}
    undos: dict[str, Event] = {}
    for event in events:
        if event.kind == TAKEN_BACK:
            undos[event.id] = event
        elif event.document is not None:
            owner[event.id] = event.document
            found[event.document].append(event)
    for undo in undos.values():
        for document in _reached(undo, undos, owner):
            found[document].append(undo)
    return found


def targets_of(event: Event) -> tuple[str, ...]:
    """Give the ids an undo takes back."""
    return tuple(json.loads(event.payload)["events"])


def editor_names(events: Iterable[Event]) -> dict[str, str]:
    """Give the name each editor bears now: the one given last."""
    return _latest(events, NAMED, "editor")


def archive_names(events: Iterable[Event]) -> dict[str, str]:
    """Give the name each renamed archive bears now, by its key."""
    return _latest(events, ARCHIVE_RENAMED, "archive")


def _latest(events: Iterable[Event], kind: str, subject: str) -> dict[str, str]:
    names: dict[str, str] = {}
    of_kind = (event for event in events if event.kind == kind)
    for event in sorted(of_kind, key=lambda event: (event.at, event.id)):
        payload = json.loads(event.payload)
        names[payload[subject]] = payload["name"]
    return names


def _reached(undo: Event, undos: dict[str, Event], owner: dict[str, str]) -> set[str]:
    documents: set[str] = set()
    seen = {undo.id}
    pending = list(targets_of(undo))
    while pending:
        target = pending.pop()
        if target in owner:
            documents.add(owner[target])
        elif target in undos and target not in seen:
            seen.add(target)
            pending.extend(targets_of(undos[target]))
    return documents
