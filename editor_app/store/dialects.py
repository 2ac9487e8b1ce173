"""What differs between databases: addresses, and the statements that insert, update or look up many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Row, Select, Table, text
from sqlalchemy.dialects.sqlite import insert

from editor_app.domain.problems import Problem

_FILE = "sqlite:///"
# Every build of SQLite takes this many parameters in one statement.
_AT_ONCE = 500
# So many rows go into one statement, as long as there are as many.
_ROWS = (100, 10, 1)
_T = TypeVar("_T")
AnyRow: TypeAlias = Row[*tuple[Any, ...]]
AnySelect: TypeAlias = Select[*tuple[Any, ...]]


def desk_path(url: str) -> Path:
    """Give the file an address names; a Problem for an address of another database."""
    if not url.startswith(_FILE) or url == _FILE:
        raise Problem("desk_address_unknown", address=url)
    return Path(url.removeprefix(_FILE)).expanduser().absolute()


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, or update those whose primary key is there already."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    given = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=given), [dict(row) for row in rows]
    )


def insert_rows(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert whole rows, each with its values in the order of the table's columns.

    Many rows go into one statement: where a trigger or a rule may refuse a row, SQLite keeps aside every page
    that a statement changes, and statements of one row made an import twice as long.
    """
    done = 0
    for size in _ROWS:
        while done + size <= len(rows):
            values = tuple(chain.from_iterable(rows[done : done + size]))
            connection.exec_driver_sql(_insertion(table, size), values)
            done += size


def in_parts(items: Iterable[_T]) -> Iterator[list[_T]]:
    """Cut values into lists short enough to be the parameters of one statement."""
    rest = iter(items)
    while part := list(islice(rest, _AT_ONCE)):
        yield part


def last_key_ever(connection: Connection, table: Table) -> int:
    """Give the highest key a table has ever given out, to a row that is gone since then too."""
    statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.scalar(statement, {"name": table.name}) or 0)


@cache
def _insertion(table: Table, size: int) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    row = f"({', '.join('?' * len(table.columns))})"
    return f"INSERT INTO {table.name} ({columns}) VALUES {', '.join([row] * size)}"  # noqa: S608 - our own names
