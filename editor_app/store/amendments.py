"""The amendments of an editor that stand, the newest first."""

from sqlalchemy import Connection, select

from editor_app.domain.events import Event
from editor_app.domain.standing import State
from editor_app.store.events import Events
from editor_app.store.tables import DONE, STANDINGS


class Amendments:
    """Looks among the decided documents of the lists, by their index: what was taken back is none of them."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def last(self, editor: str, limit: int) -> list[Event]:
        """Give the last amendments this editor made that still stand, as the events that made them."""
        statement = (
            select(STANDINGS.c.decided)
            .where(DONE, STANDINGS.c.state == State.AMENDED.value, STANDINGS.c.editor == editor)
            .order_by(STANDINGS.c.at.desc(), STANDINGS.c.decided.desc())
            .limit(limit)
        )
        return Events(self._connection).get(self._connection.scalars(statement))
