"""Copies of what changes in a large desk: its record since the last whole copy, drafts, lists, templates.

They go with a whole copy, from which `apply` makes the desk again. They can be made as long as no document
came in or went since.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.copying import write_checked
from editor_app.store.engine import connect_apart
from editor_app.store.faults import told
from editor_app.store.files import files_told, sync_file

# The record grows, and is the one table of which only the end is copied.
_WHOLE: Final = ("meta", "archives", "imports", "acts", "drafts", "saved_lists", "templates")


def copy_changes(desk: Path, target: Path, events_after: int) -> str:
    """Write what changed to a new file, all of one moment, and give the SHA-256 of it."""
    return write_checked(target, lambda part: _fill(desk, part, events_after))


def apply_changes(desk: Path, changes: Path) -> None:
    """Bring what a copy of changes holds into a copy of the whole desk.

    Where documents stand, and what else is derived from the record, is to be made anew then.
    """
    with told(changes), files_told(changes), closing(connect_apart(desk)) as connection:
        connection.execute("ATTACH ? AS changes", (f"{changes.absolute().as_uri()}?immutable=1",))
        connection.execute("BEGIN IMMEDIATE")
        try:
            for table in _held(connection):
                connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - a name of our own
                connection.execute(f"INSERT INTO main.{table} SELECT * FROM changes.{table}")  # noqa: S608
            connection.execute("INSERT INTO main.events SELECT * FROM changes.events")
        except sqlite3.IntegrityError as fault:
            connection.execute("ROLLBACK")
            cause = str(fault)
            raise Problem("backup_damaged", ExitStatus.INTEGRITY, path=str(changes), cause=cause) from fault
        connection.execute("COMMIT")


def _held(connection: sqlite3.Connection) -> list[str]:
    """Name the tables that a copy of changes holds whole; one of an older schema lacks the later ones."""
    found = {name for (name,) in connection.execute("SELECT name FROM changes.sqlite_master")}
    return [table for table in _WHOLE if table in found]


def _fill(desk: Path, part: Path, events_after: int) -> None:
    with closing(connect_apart(part)) as connection:
        connection.execute("ATTACH ? AS desk", (f"{desk.absolute().as_uri()}?mode=ro",))
        _write(connection, events_after)
    sync_file(part)


def _write(connection: sqlite3.Connection, events_after: int) -> None:
    connection.execute("BEGIN")
    for table in _WHOLE:
        connection.execute(f"CREATE TABLE main.{table} AS SELECT * FROM desk.{table}")  # noqa: S608
    later = "CREATE TABLE main.events AS SELECT * FROM desk.events WHERE key > ?"
    connection.execute(later, (events_after,))
    connection.execute("COMMIT")
