"""The schema of a desk: how a fresh one is made, and whether one is as it should be.

The statements themselves are frozen in `migrations/schema-N.sql`, triggers included, so that a desk does not
depend on how a library happens to spell them; a test holds the tables of `store/tables.py` to them.
"""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Final

from editor_app.store.engine import stamp

SCHEMA: Final = 3
# Alembic's own table; written by us, so that a fresh desk and a migrated one hold the same text.
STAMP_TABLE: Final = "CREATE TABLE alembic_version"
MIGRATIONS: Final = Path(__file__).with_name("migrations")


def revision_of(schema: int) -> str:
    """Give the name under which the migrations know a schema."""
    return f"{schema:04}"


@cache
def statements(schema: int = SCHEMA) -> tuple[str, ...]:
    """Give the statements that make an empty file a desk; a blank line parts them in their file."""
    written = (MIGRATIONS / f"schema-{schema}.sql").read_text(encoding="utf-8")
    return tuple(statement.strip().removesuffix(";") for statement in written.split("\n\n"))


def added_by(schema: int) -> tuple[str, ...]:
    """Give the statements a schema adds to the one before it, in their order."""
    before = frozenset(statements(schema - 1))
    return tuple(statement for statement in statements(schema) if statement not in before)


def prepare_stamp(connection: sqlite3.Connection) -> None:
    """Make the table in which the migrations note how far they have got, where it is not there yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        connection.execute(next(one for one in statements() if one.startswith(STAMP_TABLE)))


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of a desk in an empty file, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements():
            connection.execute(statement)
        # A fresh desk is stamped as if it had been migrated.
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision_of(SCHEMA),))
        stamp(connection, SCHEMA)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_stamped(connection: sqlite3.Connection, schema: int = SCHEMA) -> bool:
    """Tell whether the migrations will know a schema again; one of nothing, 0, has no stamp."""
    expected = [(revision_of(schema),)] if schema else []
    return connection.execute("SELECT version_num FROM alembic_version").fetchall() == expected


def differences(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give the statements a file lacks, or holds beyond the current schema; none where all is well."""
    return tuple(sorted(_wanted() ^ frozenset(_held(connection))))


@cache
def _wanted() -> frozenset[str]:
    connection = sqlite3.connect(":memory:")
    try:
        create(connection)
        return frozenset(_held(connection))
    finally:
        connection.close()


def _held(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " ORDER BY type DESC, tbl_name, name"
    )
    return [sql for (sql,) in rows]
