"""The record of a desk: events are appended and read, never changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, insert, select
from sqlalchemy.exc import IntegrityError

from editor_app.domain.events import ASKED, DECIDED, FIRST_PREVIOUS, JOINED, NAMED, TAKEN_BACK, Event
from editor_app.domain.persons import Persons, joined
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.standing import taken_back
from editor_app.store.dialects import AnyRow, AnySelect, insert_rows
from editor_app.store.lookup import Lookup
from editor_app.store.tables import ARCHIVES, DOCUMENTS, EVENTS, PLACEMENTS, TAKEN

_FIELDS = tuple(Event.__dataclass_fields__)
_SUPERSEDES = _FIELDS.index("supersedes")
_EVENT = select(*(EVENTS.c[name] for name in _FIELDS))
_BY_ID = Lookup(_EVENT, EVENTS.c.id)
_ON_DOCUMENTS = Lookup(_EVENT, EVENTS.c.document)
_WORKED_ON = Lookup(select(EVENTS.c.document).distinct(), EVENTS.c.document)
_REACHED = Lookup(select(EVENTS.c.kind, EVENTS.c.document, EVENTS.c.payload), EVENTS.c.id)
_HASHES = Lookup(select(EVENTS.c.id, EVENTS.c.hash), EVENTS.c.id)
_TAKEN = Lookup(select(TAKEN), TAKEN.c.target)
_UNDONE = (
    select(EVENTS.c.document)
    .distinct()
    .join(TAKEN, TAKEN.c.target == EVENTS.c.id)
    .where(EVENTS.c.kind == DECIDED, EVENTS.c.document.is_not(None))
)
# The keys are those of `Event.record`, in the order of canonical JSON, in which payloads are kept too.
_LINES = """
SELECT json_object('act', act, 'at', at, 'document', document, 'editor', editor, 'guide', guide, 'hash', hash,
    'id', id, 'kind', kind, 'payload', json(payload), 'previous', previous, 'rationale', rationale,
    'replica', replica, 'seq', seq, 'supersedes', json(supersedes), 'vocabulary', vocabulary)
FROM events ORDER BY replica, seq
"""
_AT_A_TIME = 1_000
# So many events are taken back by one undo at most: its list is read again with each of their documents.
_RUN = 10_000
_LONG = 4_096


class Events:
    """The append-only log."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection
        self._long: dict[str, Event] = {}

    def append(self, events: Sequence[Event], merged: bool) -> int:  # noqa: FBT001
        """Append events and give how many were new.

        An event that is here already, byte for byte, is left as it is, so that trying again after a failure
        is safe. One that contradicts the log (its id with other content, another event's place in a
        replica's chain) is a Problem, and nothing is appended.
        """
        new = self.unknown(dict.fromkeys(events))
        self.append_unknown(new, merged=merged)
        return len(new)

    def append_unknown(self, events: Sequence[Event], *, merged: bool) -> None:
        """Append events that are not here, as `unknown` gave them; refuses as `append` does."""
        if not events:
            return
        try:
            insert_rows(self._connection, EVENTS, [_row(event, merged=merged) for event in events])
        except IntegrityError as fault:
            cause = str(fault.orig)
            raise Problem("events_refused", ExitStatus.INTEGRITY, event=events[0].id, cause=cause) from fault
        self.note_taken(events)

    def of(self, document: str) -> list[Event]:
        """Give the events of a document, and every undo or redo that reaches them, the oldest first."""
        return self.of_many([document])[document]

    def of_many(self, documents: Iterable[str]) -> dict[str, list[Event]]:
        """Give the events of several documents as `of` does for one."""
        found: dict[str, dict[str, Event]] = {document: {} for document in documents}
        for event in map(_event, _ON_DOCUMENTS.rows(self._connection, found)):
            found[str(event.document)][event.id] = event
        self._add_undos(found)
        return {document: sorted(own.values(), key=_age) for document, own in found.items()}

    def head(self, replica: str) -> tuple[int, str]:
        """Give number and hash of a replica's last event; 0 and "" where it has none."""
        last = (
            select(EVENTS.c.seq, EVENTS.c.hash)
            .where(EVENTS.c.replica == replica)
            .order_by(EVENTS.c.seq.desc())
        )
        row = self._connection.execute(last.limit(1)).first()
        return (0, FIRST_PREVIOUS) if row is None else (row.seq, row.hash)

    def heads(self) -> dict[str, tuple[int, str]]:
        """Give number and hash of the last event of every replica."""
        last = select(EVENTS.c.replica, func.max(EVENTS.c.seq)).group_by(EVENTS.c.replica)
        return {replica: self.head(replica) for replica, _ in self._connection.execute(last).all()}

    def reached(self, targets: Iterable[str]) -> set[str]:
        """Give the documents that undos of these events bear on, through whichever undos they lead."""
        documents: set[str] = set()
        seen: set[str] = set()
        frontier = set(targets)
        while frontier:
            seen |= frontier
            following: set[str] = set()
            for kind, document, payload in _REACHED.rows(self._connection, frontier):
                if kind == TAKEN_BACK:
                    following.update(json.loads(payload)["events"])
                elif document is not None:
                    documents.add(document)
            frontier = following - seen
        return documents

    def known(self, ids: Iterable[str]) -> set[str]:
        """Give those of the ids whose events are here."""
        return set(self._hashes(ids))

    def worked_on(self, documents: Iterable[str]) -> set[str]:
        """Give those of the documents that have events; a part of a record may come before its document."""
        return {row.document for row in _WORKED_ON.rows(self._connection, documents)}

    def get(self, ids: Iterable[str]) -> list[Event]:
        """Give the events of some ids, in their order, without those that are not here."""
        wanted = list(ids)
        found = {event.id: event for event in map(_event, _BY_ID.rows(self._connection, wanted))}
        return [found[id_] for id_ in wanted if id_ in found]

    def run(self, first: str, count: int) -> Iterator[list[tuple[str, str]]]:
        """Give id and document of the events of a run, a few thousand at a time, in their order.

        `first` is the id of the run's first event, `count` how many events of its replica belong to it.
        """
        begin = self._connection.execute(
            select(EVENTS.c.replica, EVENTS.c.seq).where(EVENTS.c.id == first)
        ).first()
        if begin is None:
            return
        own = select(EVENTS.c.id, EVENTS.c.document).where(EVENTS.c.replica == begin.replica)
        for start in range(begin.seq, begin.seq + count, _RUN):
            end = min(start + _RUN, begin.seq + count) - 1
            part = own.where(EVENTS.c.seq.between(start, end)).order_by(EVENTS.c.seq)
            yield [(row.id, row.document) for row in self._connection.execute(part)]

    def undos_of(self, targets: Iterable[str]) -> list[Event]:
        """Give every undo and redo that reaches some events, directly or through others, in time order."""
        found: dict[str, Event] = {}
        frontier = set(targets)
        while frontier:
            names = {name for by in self._taken_by(frontier).values() for name in by} - found.keys()
            found.update((event.id, event) for event in self.get(names))
            frontier = names
        return sorted(found.values(), key=_age)

    def last_key(self) -> int:
        """Give the key of the event that was appended last, 0 where there is none."""
        return int(self._connection.scalar(select(func.max(EVENTS.c.key))) or 0)

    def decisions_after(self, key: int) -> int:
        """Count the decisions that were appended behind a key."""
        decided = select(func.count()).where(EVENTS.c.key > key, EVENTS.c.kind == DECIDED)
        return int(self._connection.scalar(decided) or 0)

    def all(self) -> Iterator[Event]:
        """Give the whole record in canonical order: replica, then number."""
        statement = _EVENT.order_by(EVENTS.c.replica, EVENTS.c.seq).execution_options(yield_per=_AT_A_TIME)
        for row in self._connection.execute(statement):
            yield _event(row)

    def lines(self) -> Iterator[str]:
        """Give the whole record as `all` does, as lines of canonical JSON put together in the database."""
        cursor: Any = self._connection.exec_driver_sql(_LINES).cursor
        for (line,) in cursor:
            yield line

    def count(self) -> int:
        """Count the events of the whole record."""
        return int(self._connection.scalar(select(func.count()).select_from(EVENTS)) or 0)

    def readable(self) -> Iterator[Event | str]:
        """Give the whole record as `all` does; of an event that can no longer be read its id."""
        statement = _EVENT.order_by(EVENTS.c.replica, EVENTS.c.seq).execution_options(yield_per=_AT_A_TIME)
        for row in self._connection.execute(statement):
            try:
                yield _event(row)
            except (ValueError, TypeError):
                yield str(row.id)

    def about_no_document(self) -> list[Event]:
        """Give the events about editors and archives, and undos of several documents, the oldest first."""
        return sorted(self._read(EVENTS.c.document.is_(None)), key=_age)

    def of_kind(self, kind: str) -> Iterator[Event]:
        """Give the events of a kind."""
        return self._read(EVENTS.c.kind == kind)

    def decided_by_several(self, archive: str | None) -> list[str]:
        """Give the documents more than one editor decided on, in an archive (by its key) or in all."""
        statement = select(EVENTS.c.document).where(EVENTS.c.kind == DECIDED, EVENTS.c.document.is_not(None))
        if archive is not None:
            statement = statement.where(EVENTS.c.document.in_(_placed_in(archive)))
        several = func.count(EVENTS.c.editor.distinct()) > 1
        rows = self._connection.execute(statement.group_by(EVENTS.c.document).having(several))
        return [row[0] for row in rows]

    def decided_on(self, persons: Mapping[str, str]) -> dict[str, int]:
        """Count the documents each person decided on; those of `with_undone_decisions` are left out.

        `persons` gives the id a joined editor goes by; whoever is not among them goes by their own.
        """
        who = case(persons, value=EVENTS.c.editor, else_=EVENTS.c.editor) if persons else EVENTS.c.editor
        statement = select(who, func.count(EVENTS.c.document.distinct())).where(
            EVENTS.c.kind == DECIDED, EVENTS.c.document.is_not(None), EVENTS.c.document.not_in(_UNDONE)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement.group_by(who))}

    def with_undone_decisions(self) -> list[str]:
        """Give the documents of which a decision was ever taken back, were it done again or not."""
        return [row[0] for row in self._connection.execute(_UNDONE.order_by(EVENTS.c.document))]

    def asked_about(self) -> list[str]:
        """Give the documents about which anybody asked something, in the order of the first questions."""
        first = func.min(EVENTS.c.at)
        statement = select(EVENTS.c.document).where(EVENTS.c.kind == ASKED, EVENTS.c.document.is_not(None))
        rows = self._connection.execute(statement.group_by(EVENTS.c.document).order_by(first))
        return [row[0] for row in rows]

    def named_editors(self) -> dict[str, str]:
        """Give the names of all editors by their ids: of each the name given last, the latest at the end."""
        names: dict[str, str] = {}
        for event in sorted(self._read(EVENTS.c.document.is_(None) & (EVENTS.c.kind == NAMED)), key=_age):
            payload = json.loads(event.payload)
            names.pop(payload["editor"], None)
            names[payload["editor"]] = payload["name"]
        return names

    def joins(self) -> list[Event]:
        """Give what joins editors to persons and is in force, the oldest first."""
        given = sorted(self._read(EVENTS.c.document.is_(None) & (EVENTS.c.kind == JOINED)), key=_age)
        gone = taken_back([*given, *self.undos_of(event.id for event in given)]) if given else frozenset()
        return [event for event in given if event.id not in gone]

    def persons(self) -> Persons:
        """Give which editors are one person."""
        return joined(self.joins())

    def note_taken(self, events: Iterable[Event]) -> None:
        """Write down which events are taken back by which, for events it was not written down for yet."""
        pairs = {
            (str(target), event.id)
            for event in events
            if event.kind == TAKEN_BACK
            for target in json.loads(event.payload)["events"]
        }
        if pairs:
            self._connection.execute(insert(TAKEN), [{"target": t, "by": by} for t, by in sorted(pairs)])

    def unknown(self, events: Iterable[Event]) -> list[Event]:
        """Give those of some events that are not here; Problem event_differs for one that is other here."""
        given = list(events)
        hashes = self._hashes(event.id for event in given)
        for event in given:
            if hashes.get(event.id, event.hash) != event.hash:
                raise Problem("event_differs", ExitStatus.INTEGRITY, event=event.id)
        return [event for event in given if event.id not in hashes]

    def _hashes(self, ids: Iterable[str]) -> dict[str, str]:
        return {row.id: row.hash for row in _HASHES.rows(self._connection, ids)}

    def _read(self, condition: ColumnElement[bool]) -> Iterator[Event]:
        return map(_event, self._connection.execute(_EVENT.where(condition)).all())

    def _add_undos(self, found: dict[str, dict[str, Event]]) -> None:
        """Follow the undos of each document's events, and the undos of those, until no new one is reached."""
        reached = {event: {document} for document, own in found.items() for event in own}
        frontier = set(reached)
        while frontier:
            by = self._taken_by(frontier)
            undos = self._undos({name for names in by.values() for name in names})
            frontier = set()
            for target, names in by.items():
                for name in names & undos.keys():
                    known = reached.setdefault(name, set())
                    if not reached[target] <= known:
                        known |= reached[target]
                        frontier.add(name)
            for name in frontier:
                for document in reached[name]:
                    found[document][name] = undos[name]

    def _undos(self, names: set[str]) -> dict[str, Event]:
        """Give undo events by id; the list of an act on many documents is read once, not for each."""
        read = {event.id: event for event in self.get(names - self._long.keys())}
        known = {name: self._long[name] for name in names & self._long.keys()}
        self._long.update((name, event) for name, event in read.items() if len(event.payload) > _LONG)
        return read | known

    def _taken_by(self, targets: Iterable[str]) -> dict[str, set[str]]:
        by: dict[str, set[str]] = defaultdict(set)
        for target, name in _TAKEN.rows(self._connection, targets):
            by[target].add(name)
        return by


def _placed_in(archive: str) -> AnySelect:
    placed = select(DOCUMENTS.c.id).join(PLACEMENTS, PLACEMENTS.c.document == DOCUMENTS.c.key)
    return placed.join(ARCHIVES, ARCHIVES.c.number == PLACEMENTS.c.archive).where(ARCHIVES.c.key == archive)


def _age(event: Event) -> tuple[str, str]:
    return event.at, event.id


def _row(event: Event, *, merged: bool) -> tuple[Any, ...]:
    """Give a row with its values in the order of the columns of `tables.EventRow`; its key is given to it."""
    return (
        None,
        event.id,
        event.replica,
        event.seq,
        event.editor,
        event.at,
        event.document,
        event.rationale,
        event.guide,
        event.vocabulary,
        event.kind,
        event.payload,
        json.dumps(event.supersedes) if event.supersedes else "[]",
        event.act,
        event.previous,
        event.hash,
        int(merged),
    )


def _event(row: AnyRow) -> Event:
    values = list(row)
    values[_SUPERSEDES] = () if values[_SUPERSEDES] == "[]" else tuple(json.loads(values[_SUPERSEDES]))
    return Event(*values)
