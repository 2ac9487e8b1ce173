"""Imports: what came in together and can be taken back together."""

from sqlalchemy import Connection, delete, insert, select, update

from editor_app.domain.lists import Import
from editor_app.store.dialects import AnyRow
from editor_app.store.facts import is_as_written, sealed
from editor_app.store.tables import DOCUMENTS, IMPORTS

_ALL = select(IMPORTS).order_by(IMPORTS.c.number)


class Imports:
    """The imports into a desk, in their order."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def begin(self, id: str, archive: str, origin: str, at: str) -> None:
        """Note that an import into the archive of this key has begun; until finished it counts as cut off."""
        row = {"id": id, "archive": archive, "origin": origin, "at": at, "added": 0, "finished": 0}
        self._connection.execute(insert(IMPORTS), sealed(IMPORTS, row))

    def finish(self, id: str, added: int) -> None:
        """Note that an import is complete."""
        own = IMPORTS.c.id == id
        row = self._connection.execute(select(IMPORTS).where(own)).mappings().one()
        values = sealed(IMPORTS, {**row, "added": added, "finished": 1})
        self._connection.execute(update(IMPORTS).where(own).values(values))

    def all(self) -> list[Import]:
        """Give all imports, the oldest first."""
        return [_import(row) for row in self._connection.execute(_ALL)]

    def unfinished(self) -> list[Import]:
        """Give the imports that were cut off, which may be taken back.

        A row that is not as it was written may be of an import that is complete; a check names it.
        """
        found = self._connection.execute(_ALL.where(IMPORTS.c.finished == 0))
        return [_import(row) for row in found if is_as_written(IMPORTS, row._asdict())]

    def documents(self, id: str) -> list[str]:
        """Give the documents that an import added and that are still here, in the order they came."""
        statement = (
            select(DOCUMENTS.c.id)
            .join(IMPORTS, DOCUMENTS.c["import"] == IMPORTS.c.number)
            .where(IMPORTS.c.id == id)
            .order_by(DOCUMENTS.c.key)
        )
        return list(self._connection.scalars(statement))

    def remove(self, id: str) -> None:
        """Forget an import; its documents stay as they are."""
        self._connection.execute(delete(IMPORTS).where(IMPORTS.c.id == id))


def number_of(connection: Connection, id: str) -> int | None:
    """Give the number of an import, None for an id that was never begun: what came another way has none."""
    return connection.scalar(select(IMPORTS.c.number).where(IMPORTS.c.id == id))


def _import(row: AnyRow) -> Import:
    return Import(row.id, row.archive, row.origin, row.at, row.added, bool(row.finished))
