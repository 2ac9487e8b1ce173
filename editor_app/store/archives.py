"""Archives: the named collections of a desk."""

from itertools import count

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from editor_app.domain.lists import Archive
from editor_app.domain.problems import Problem
from editor_app.store.dialects import AnyRow
from editor_app.store.facts import sealed
from editor_app.store.tables import ARCHIVES, PLACEMENTS, TALLIES

_LISTED = select(func.coalesce(func.sum(TALLIES.c.documents), 0)).where(
    TALLIES.c.archive == ARCHIVES.c.number
)
_ALL = select(ARCHIVES.c.key, ARCHIVES.c.name, _LISTED.scalar_subquery().label("documents"))


class Archives:
    """The archives of a desk, in the order they came in."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def add(self, key: str, name: str) -> Archive:
        """Add an archive, or give the one of that key; a name that is taken gets a number behind it."""
        found = self.by_key(key)
        if found is not None:
            return found
        free = self._free(name)
        self._connection.execute(insert(ARCHIVES), sealed(ARCHIVES, {"key": key, "name": free}))
        return Archive(key, free, 0)

    def all(self) -> list[Archive]:
        """Give all archives with how many documents each lists."""
        return [_archive(row) for row in self._connection.execute(_ALL.order_by(ARCHIVES.c.number))]

    def rename(self, key: str, name: str) -> None:
        """Give an archive another shown name; a Problem where another archive has it."""
        if self._one((ARCHIVES.c.name == name) & (ARCHIVES.c.key != key)) is not None:
            raise Problem("archive_name_taken", name=name)
        values = sealed(ARCHIVES, {"key": key, "name": name})
        self._connection.execute(update(ARCHIVES).where(ARCHIVES.c.key == key).values(values))

    def find(self, name: str) -> Archive | None:
        """Give the archive shown under a name, else the one that came in under it."""
        return self._one(ARCHIVES.c.name == name) or self.by_key(name)

    def by_key(self, key: str) -> Archive | None:
        """Give the archive that came in under a name, whatever it is called now."""
        return self._one(ARCHIVES.c.key == key)

    def remove_empty(self) -> None:
        """Remove the archives in which no document is placed."""
        placed = select(PLACEMENTS.c.document).where(PLACEMENTS.c.archive == ARCHIVES.c.number)
        self._connection.execute(delete(ARCHIVES).where(~placed.exists()))

    def _one(self, condition: ColumnElement[bool]) -> Archive | None:
        row = self._connection.execute(_ALL.where(condition)).first()
        return None if row is None else _archive(row)

    def _free(self, name: str) -> str:
        candidates = (name if number == 1 else f"{name} ({number})" for number in count(1))
        return next(free for free in candidates if self._one(ARCHIVES.c.name == free) is None)


def _archive(row: AnyRow) -> Archive:
    return Archive(row.key, row.name, row.documents)
