"""Placements: under which names, at which places and as which revisions documents stand in archives."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select

from editor_app.domain.lists import Placement
from editor_app.store.dialects import AnyRow, in_parts, insert_rows
from editor_app.store.documents import Documents
from editor_app.store.facts import with_digest
from editor_app.store.imports import number_of
from editor_app.store.listed import Place, listed_places, places_in, places_of, relist
from editor_app.store.tables import ARCHIVES, DOCUMENTS, PLACEMENTS

_ALL = (
    select(ARCHIVES.c.key, PLACEMENTS, DOCUMENTS.c.id)
    .join(ARCHIVES, ARCHIVES.c.number == PLACEMENTS.c.archive)
    .join(DOCUMENTS, DOCUMENTS.c.key == PLACEMENTS.c.document)
)
_AT_A_TIME = 1_000
_DOCUMENT = 3


class Placements:
    """Where the documents of a desk stand in its archives."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection
        self._documents = Documents(connection)

    def add(self, placements: Sequence[Placement], import_id: str) -> None:
        """Place documents in archives, both of which the desk has; what is placed so already stays so."""
        archives = self._archives()
        keys = self._documents.keys({placement.document for placement in placements})
        slots = {(archives[placement.archive], placement.name) for placement in placements}
        before = places_in(self._connection, slots)
        there = {(place.slot, place.age) for place in before}
        number = number_of(self._connection, import_id)
        rows = [
            _row(placement, archives[placement.archive], keys[placement.document], number)
            for placement in dict.fromkeys(placements)
            if ((archives[placement.archive], placement.name), (placement.revision, placement.document))
            not in there
        ]
        if rows:
            insert_rows(self._connection, PLACEMENTS, rows)
            relist(self._connection, {place.document for place in before} | {row[_DOCUMENT] for row in rows})

    def current(self, archive_key: str, names: Iterable[str]) -> dict[str, Placement]:
        """Give the listed placement of each name an archive has."""
        number = self._archives().get(archive_key)
        if number is None:
            return {}
        places = listed_places(self._connection, [(number, name) for name in dict.fromkeys(names)])
        return {place.name: _placement(place, archive_key) for place in places}

    def of(self, document: str) -> list[Placement]:
        """Give all placements of a document, in canonical order."""
        statement = _ALL.where(DOCUMENTS.c.id == document).order_by(*_CANONICAL)
        return [_read(row) for row in self._connection.execute(statement)]

    def chain(self, document: str) -> list[str]:
        """Give the earlier revisions of a document under any of its names, the newest first."""
        own, beside = self._slots_of(document)
        newest: dict[tuple[int, str], tuple[int, str]] = {}
        for place in own:
            newest[place.slot] = max(place.age, newest.get(place.slot, place.age))
        earlier = [place for place in beside if place.id != document and place.age < newest[place.slot]]
        return list(dict.fromkeys(place.id for place in sorted(earlier, key=lambda p: p.age, reverse=True)))

    def related(self, document: str) -> set[str]:
        """Give the other documents that share a name in an archive with a document."""
        _, beside = self._slots_of(document)
        return {place.id for place in beside} - {document}

    def around(self, documents: Iterable[str]) -> list[Placement]:
        """Give everything placed under the names that some documents stand under, in no order."""
        own = places_of(self._connection, self._documents.keys(documents).values())
        keys = {number: key for key, number in self._archives().items()}
        places = places_in(self._connection, {place.slot for place in own})
        return [_placement(place, keys[place.archive]) for place in places]

    def next_position(self, archive_key: str) -> int:
        """Give the place behind the last document of an archive."""
        number = select(ARCHIVES.c.number).where(ARCHIVES.c.key == archive_key).scalar_subquery()
        last = self._connection.scalar(
            select(func.max(PLACEMENTS.c.position)).where(PLACEMENTS.c.archive == number)
        )
        return 0 if last is None else int(last) + 1

    def placed_by(self, import_id: str, among_these: Collection[str] | None = None) -> list[str]:
        """Give the documents, or those of some, that an import placed, also those another one had brought."""
        here = PLACEMENTS.c["import"] == number_of(self._connection, import_id)
        statement = select(DOCUMENTS.c.id).join(PLACEMENTS, PLACEMENTS.c.document == DOCUMENTS.c.key)
        statement = statement.where(here).distinct()
        if among_these is None:
            return list(self._connection.scalars(statement))
        found = (statement.where(DOCUMENTS.c.id.in_(part)) for part in in_parts(among_these))
        return [id_ for part in found for id_ in self._connection.scalars(part)]

    def brought_by(self, import_id: str) -> tuple[int, int]:
        """Count the documents an import placed under names that were new, and those that revised a name."""
        here = PLACEMENTS.c["import"] == number_of(self._connection, import_id)
        number = func.count(PLACEMENTS.c.document.distinct())
        first, later = (
            int(self._connection.scalar(select(number).where(here, condition)) or 0)
            for condition in (PLACEMENTS.c.revision == 0, PLACEMENTS.c.revision > 0)
        )
        return first, later

    def remove_import(self, import_id: str, keep: Collection[str] = ()) -> None:
        """Take back the placements an import made, but for those of the documents to keep.

        Where an older revision stood under a name, it is listed again.
        """
        number = number_of(self._connection, import_id)
        kept = set(self._documents.keys(keep).values())
        made = select(PLACEMENTS.c.archive, PLACEMENTS.c.name, PLACEMENTS.c.document)
        rows = self._connection.execute(made.where(PLACEMENTS.c["import"] == number)).all()
        gone = [row for row in rows if row.document not in kept]
        slots = {(row.archive, row.name) for row in gone}
        touched = {place.document for place in places_in(self._connection, slots)}
        for part in in_parts({row.document for row in gone}):
            own = (PLACEMENTS.c["import"] == number) & PLACEMENTS.c.document.in_(part)
            self._connection.execute(delete(PLACEMENTS).where(own))
        relist(self._connection, touched)

    def all(self) -> Iterator[Placement]:
        """Give all placements in canonical order: archive key, position, name, revision, document."""
        statement = _ALL.order_by(*_CANONICAL).execution_options(yield_per=_AT_A_TIME)
        for row in self._connection.execute(statement):
            yield _read(row)

    def _archives(self) -> dict[str, int]:
        return {
            row.key: row.number for row in self._connection.execute(select(ARCHIVES.c.key, ARCHIVES.c.number))
        }

    def _slots_of(self, document: str) -> tuple[list[Place], list[Place]]:
        """Give a document's own places, and all places of the names it stands under."""
        own = places_of(self._connection, self._documents.keys([document]).values())
        return own, places_in(self._connection, {place.slot for place in own})


_CANONICAL = (
    ARCHIVES.c.key,
    PLACEMENTS.c.position,
    PLACEMENTS.c.name,
    PLACEMENTS.c.revision,
    DOCUMENTS.c.id,
)


def _row(placement: Placement, archive: int, document: int, number: int | None) -> tuple[Any, ...]:
    """Give a row with its values in the order of the columns of `tables.PlacementRow`."""
    return with_digest((archive, placement.name, placement.revision, document, placement.position, number))


def _placement(place: Place, archive: str) -> Placement:
    return Placement(archive, place.name, place.position, place.revision, place.id)


def _read(row: AnyRow) -> Placement:
    return Placement(row.key, row.name, row.position, row.revision, row.id)
