"""Desks as the programs of earlier schemas left them, and what a desk holds in the columns of its schema."""

import sqlite3
from contextlib import closing
from pathlib import Path

from editor_app.store.engine import stamp
from editor_app.store.schema import revision_of
from tests.safe.running import ROOT

_GOLDEN = ROOT / "tests" / "golden"
_KEPT = (
    *("documents", "bodies", "events", "placements", "archives", "imports"),
    *("drafts", "saved_lists", "templates"),
)


def lowered(newest: Path, path: Path, number: int) -> Path:
    """Make a desk of an earlier schema that holds what a desk of the current one does."""
    golden = (_GOLDEN / f"schema-{number}.sql").read_text(encoding="utf-8").split("\n\n")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size=16384")
        connection.execute("PRAGMA journal_mode=WAL")
        for statement in (one for one in golden if not one.startswith("CREATE TRIGGER")):
            connection.execute(statement)
        connection.execute("ATTACH ? AS newest", (str(newest),))
        connection.execute("BEGIN")
        for (table,) in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        ).fetchall():
            if not table.startswith(("sqlite_", "alembic_")):
                columns = _columns(connection, table)
                connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM newest.{table}")
        for statement in (one for one in golden if one.startswith("CREATE TRIGGER")):
            connection.execute(statement)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision_of(number),))
        connection.execute("COMMIT")
        stamp(connection, number)
    return path


def rows(desk: Path, as_in: Path | None = None) -> set[str]:
    """Read what a desk holds, in the columns of its own schema or in those of another desk's."""
    with closing(_opened(desk)) as connection, closing(_opened(as_in or desk)) as other:
        return {
            repr(row)
            for table in _KEPT
            if (columns := _columns(other, table))
            for row in connection.execute(f"SELECT '{table}', {columns} FROM {table}").fetchall()
        }


def schema_in(desk: Path) -> int:
    """Read which schema a desk says it is of."""
    with closing(_opened(desk)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def _opened(desk: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{desk}?mode=ro", uri=True)


def _columns(connection: sqlite3.Connection, table: str) -> str:
    found = connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,))
    return ", ".join(f'"{name}"' for (name,) in found)
