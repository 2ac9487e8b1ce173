"""The lists that are kept under a name, in the order in which they are offered."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from editor_app.domain.saved_lists import SavedList
from editor_app.store.facts import sealed
from editor_app.store.tables import SAVED_LISTS


class SavedLists:
    """The saved lists of a desk; they are few, and are written down anew as a whole."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def all(self) -> list[SavedList]:
        """Give the lists in their order."""
        rows = self._connection.execute(select(SAVED_LISTS).order_by(SAVED_LISTS.c.number))
        return [SavedList(row.name, row.query, row.order_by, _slot(row.shortcut)) for row in rows]

    def keep(self, lists: Iterable[SavedList]) -> None:
        """Keep these lists in this order instead of those kept so far."""
        self._connection.execute(delete(SAVED_LISTS))
        rows = [_row(number, one) for number, one in enumerate(lists, 1)]
        if rows:
            self._connection.execute(insert(SAVED_LISTS), rows)


def _row(number: int, one: SavedList) -> dict[str, Any]:
    values = {"name": one.name, "query": one.query, "order_by": one.order, "shortcut": _written(one)}
    return sealed(SAVED_LISTS, {"number": number, **values})


def _slot(shortcut: str) -> int | None:
    return int(shortcut) if shortcut.isascii() and shortcut.isdigit() else None


def _written(one: SavedList) -> str:
    return "" if one.slot is None else str(one.slot)
