"""Facts about the desk file itself."""

from sqlalchemy import Connection, select

from editor_app.store.dialects import upsert
from editor_app.store.facts import sealed
from editor_app.store.tables import META


class Meta:
    """Named texts: the replica id, and whatever a use case must remember with the file."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Give a fact, or None where nobody wrote it."""
        return self._connection.scalar(select(META.c.value).where(META.c.name == name))

    def put(self, name: str, value: str) -> None:
        """Write a fact down in the place of the one before."""
        upsert(self._connection, META, [sealed(META, {"name": name, "value": value})])
