"""Statements that find rows by the many values of one column, put together once and run often.

Putting a statement together took longer than running it: half the time it took to show the next wire.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    RowMapping,
    String,
    bindparam,
    func,
    select,
)

from editor_app.store.dialects import AnyRow, AnySelect, in_parts

_WANTED = "wanted"
_NUL = "\\u0000"


class Lookup:
    """A statement for the rows in which a column holds one of many values."""

    def __init__(self, statement: AnySelect, column: ColumnElement[Any]) -> None:
        """Make the statement; parameters it has by itself are given to `rows` by name."""
        each = func.json_each(bindparam(_WANTED, type_=String)).table_valued("value")
        self._together = statement.where(column.in_(select(each.c.value)))
        self._by_themselves = statement.where(column.in_(bindparam(_WANTED, expanding=True)))

    def rows(self, connection: Connection, values: Iterable[Any], **given: object) -> Iterator[AnyRow]:
        """Give the rows that hold one of the values, in no order."""
        for result in self._results(connection, values, given):
            yield from result.all()

    def mappings(self, connection: Connection, values: Iterable[Any]) -> Iterator[RowMapping]:
        """Give the same rows by the names of their columns."""
        for result in self._results(connection, values, {}):
            yield from result.mappings().all()

    def _results(
        self, connection: Connection, values: Iterable[Any], given: dict[str, object]
    ) -> Iterator[CursorResult[Any]]:
        """Run the statement, mostly once.

        The values go in as one parameter: taking in a thousand by themselves cost as much as looking them up.
        """
        wanted = list(values)
        written = json.dumps(wanted, ensure_ascii=False)
        if _NUL in written:  # the database would read a text only up to there
            for part in in_parts(wanted):
                yield connection.execute(self._by_themselves, {_WANTED: part, **given})
        elif wanted:
            yield connection.execute(self._together, {_WANTED: written, **given})
