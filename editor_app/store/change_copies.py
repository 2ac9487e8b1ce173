"""Copies of what changes in a large desk: its record since the last whole copy, drafts, lists, templates.

They go with a whole copy, from which `apply` makes the desk again. They can be made as long as no document
came in or went since.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.backup_shelf import Facts, facts_of
from editor_app.store.copying import write_checked
from editor_app.store.engine import connect_apart
from editor_app.store.faults import told
from editor_app.store.files import files_told, sync_file

# The record grows, and is the one table of which only the end is copied.
_WHOLE: Final = ("meta", "archives", "imports", "acts", "drafts", "saved_lists", "templates")


def copy_changes(desk: Path, target: Path, before: Facts) -> Facts:
    """Write what changed since a whole copy to a new file, and give what the desk held at that very moment.

    Others write meanwhile: the answer tells whether the desk still holds the documents of the whole copy.
    """
    held: list[Facts] = []
    digest = write_checked(target, lambda part: held.append(_fill(desk, part, before.events)))
    return replace(held[0], sha256=digest, size=target.stat().st_size)


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


def _fill(desk: Path, part: Path, events_after: int) -> Facts:
    with closing(connect_apart(part)) as connection:
        connection.execute("ATTACH ? AS desk", (f"{desk.absolute().as_uri()}?mode=ro",))
        facts = _write(connection, events_after)
    sync_file(part)
    return facts


def _write(connection: sqlite3.Connection, events_after: int) -> Facts:
    connection.execute("BEGIN")
    # The copy has no table yet, so that every name is the desk's; from here on the desk is seen as it is now.
    facts = facts_of(connection)
    for table in _WHOLE:
        connection.execute(f"CREATE TABLE main.{table} AS SELECT * FROM desk.{table}")  # noqa: S608
    later = "CREATE TABLE main.events AS SELECT * FROM desk.events WHERE key > ?"
    connection.execute(later, (events_after,))
    connection.execute("COMMIT")
    return facts
