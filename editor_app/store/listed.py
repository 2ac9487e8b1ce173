"""Which document of a name is the listed one, and where each document therefore stands in the lists."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from editor_app.store.dialects import AnyRow
from editor_app.store.lookup import Lookup
from editor_app.store.tables import DOCUMENTS, PLACEMENTS, STANDINGS

Slot = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A placement by the numbers of this desk file; `id` is the document's SHA-256."""

    archive: int
    name: str
    position: int
    revision: int
    document: int
    id: str

    @property
    def slot(self) -> Slot:
        """The archive and the name that revisions share."""
        return self.archive, self.name

    @property
    def age(self) -> tuple[int, str]:
        """What orders the documents of a slot; the highest is the listed one."""
        return self.revision, self.id


_RELIST = (
    update(STANDINGS)
    .where(STANDINGS.c.document == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in ("archive", "position", "name", "listed")})
)
_PLACES = select(*PLACEMENTS.c["archive", "name", "position", "revision", "document"], DOCUMENTS.c.id).join(
    DOCUMENTS, DOCUMENTS.c.key == PLACEMENTS.c.document
)
_PLACED = Lookup(_PLACES, PLACEMENTS.c.document)
_NAMED = Lookup(_PLACES.where(PLACEMENTS.c.archive == bindparam("archive_number")), PLACEMENTS.c.name)


def places_in(connection: Connection, slots: Iterable[Slot]) -> list[Place]:
    """Give everything placed in some slots."""
    names = defaultdict(set)
    for archive, name in slots:
        names[archive].add(name)
    found: list[Place] = []
    for archive, wanted in names.items():
        found.extend(map(_place, _NAMED.rows(connection, wanted, archive_number=archive)))
    return found


def places_of(connection: Connection, documents: Iterable[int]) -> list[Place]:
    """Give all places of some documents, by their numbers."""
    return list(map(_place, _PLACED.rows(connection, documents)))


def listed_places(connection: Connection, slots: Collection[Slot]) -> list[Place]:
    """Give the listed place of each slot that has any, in the order of the slots."""
    listed = _newest(places_in(connection, slots))
    return [listed[slot] for slot in slots if slot in listed]


def relist(connection: Connection, documents: Iterable[int]) -> None:
    """Write down anew where documents stand in the lists."""
    rows = listings(connection, documents)
    if rows:
        connection.execute(_RELIST, rows)


def listings(connection: Connection, documents: Iterable[int]) -> list[dict[str, Any]]:
    """Give where documents stand in the lists by their placements.

    A document is listed once: at the first place, in archive order, at which it is the newest of its name.
    One that is the newest nowhere keeps its first place, unlisted.
    """
    own: dict[int, list[Place]] = {document: [] for document in documents}
    for place in places_of(connection, own):
        own[place.document].append(place)
    newest = _newest(places_in(connection, {place.slot for places in own.values() for place in places}))
    return [_listing(document, places, newest) for document, places in own.items()]


def _place(row: AnyRow) -> Place:
    return Place(row.archive, row.name, row.position, row.revision, row.document, row.id)


def _newest(places: Iterable[Place]) -> dict[Slot, Place]:
    newest: dict[Slot, Place] = {}
    for place in places:
        known = newest.get(place.slot)
        if known is None or known.age < place.age:
            newest[place.slot] = place
    return newest


def _listing(document: int, places: list[Place], newest: dict[Slot, Place]) -> dict[str, Any]:
    listed = [place for place in places if newest[place.slot] == place]
    first = min(listed or places, key=lambda place: (place.archive, place.position, place.name), default=None)
    return {
        "key": document,
        "new_archive": None if first is None else first.archive,
        "new_position": 0 if first is None else first.position,
        "new_name": "" if first is None else first.name,
        "new_listed": int(bool(listed)),
    }
