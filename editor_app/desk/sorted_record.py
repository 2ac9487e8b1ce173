"""The record of a package sorted by documents, without ever holding it: it waits in files meanwhile."""

import json
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Self

from editor_app.domain.canonical import canonical_json
from editor_app.domain.events import KNOWN_KINDS, NAMED, TAKEN_BACK, Event, read_event
from editor_app.domain.record import by_document, editor_names, targets_of
from editor_app.formats.package.reading import Package
from editor_app.formats.package.sorted_lines import SortedLines

_NO_LINES: Final[list[bytes]] = []


class SortedRecord:
    """Events and states of a package whose lines were checked; it is left as a context.

    `is_known` is False where it holds events of kinds this version does not know; `names` are the editors'.
    Kept are the undos alone, and the events they take back: they bear on documents elsewhere in the record.
    """

    def __init__(self, package: Package, scratch: Path) -> None:
        """Read a package; what waits meanwhile lies in the folder `scratch`."""
        self._package = package
        self._events, self._states = SortedLines(scratch), SortedLines(scratch)
        self._stack = ExitStack()
        self._undos: dict[str, list[Event]] = {}
        self.is_known = True
        self.names: dict[str, str] = {}

    def __enter__(self) -> Self:
        self._stack.enter_context(self._events)
        self._stack.enter_context(self._states)
        self._read_events()
        for state in self._package.states():
            self._states.add(_line(str(state.get("id")), canonical_json(state).encode()))
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stack.close()

    def by_document(
        self, documents: Collection[str]
    ) -> Iterator[tuple[str, list[dict[str, Any]], list[Event]]]:
        """Give states and events of documents in the order of their ids: of these, and of all with states."""
        events, states = _Groups(self._events), _Groups(self._states)
        named = {document for document, _ in groupby(map(_document, self._states))}
        for document in sorted(named.union(documents)):
            said = [json.loads(line) for line in states.of(document)]
            own = [read_event(json.loads(line)) for line in events.of(document)]
            yield document, said, own + self._undos.get(document, [])

    def _read_events(self) -> None:
        named, undos = [], []
        for event, line in self._package.event_lines():
            self.is_known = self.is_known and event.kind in KNOWN_KINDS
            if event.kind == TAKEN_BACK:
                undos.append(event)
            elif event.document is not None:
                self._events.add(_line(event.document, line))
            elif event.kind == NAMED:
                named.append(event)
        self.names = editor_names(named)
        if undos:
            self._undos = self._reached(undos)

    def _reached(self, undos: list[Event]) -> dict[str, list[Event]]:
        """Give the undos that bear on each document."""
        targets = {target for undo in undos for target in targets_of(undo)}
        found = (read_event(json.loads(line.partition(b"\0")[2])) for line in self._events)
        taken = [event for event in found if event.id in targets]
        return {
            document: [event for event in events if event.kind == TAKEN_BACK]
            for document, events in by_document([*taken, *undos]).items()
        }


class _Groups:
    """Sorted lines, asked for document by document in the same order."""

    def __init__(self, lines: SortedLines) -> None:
        self._groups = groupby(lines, key=_document)
        self._next = next(self._groups, None)

    def of(self, document: str) -> list[bytes]:
        """Give what stands in the lines of a document, and pass over those of all before it."""
        while self._next is not None and self._next[0] < document:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != document:
            return _NO_LINES
        return [line.partition(b"\0")[2] for line in self._next[1]]


def _line(document: str, line: bytes) -> bytes:
    return b"%b\0%b\n" % (document.encode(), line)


def _document(line: bytes) -> str:
    return line.partition(b"\0")[0].decode("utf-8")
