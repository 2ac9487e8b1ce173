"""Copies of a desk that is open: whole, or of what changed where the desk is large."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from editor_app.domain.backups import Occasion, name_of
from editor_app.domain.problems import Problem
from editor_app.store.backup_shelf import Facts, Shelf, Standing, decisions_after, facts_of, hash_at
from editor_app.store.change_copies import copy_changes
from editor_app.store.copying import copy
from editor_app.store.engine import Mode, connect
from editor_app.store.faults import told
from editor_app.store.header import refuse_no_desk
from editor_app.store.schema import SCHEMA
from editor_app.store.values import Watching

LARGE: Final = 1 << 30
_A_MOMENT = timedelta(milliseconds=1)


class Copies:
    """Makes copies of an open desk through connections of their own, so that others go on meanwhile.

    `refuse_replaced` is asked before anything is read by the desk's name. Of a desk larger than `large` bytes
    one whole copy is kept, and what changed since, until documents come in or go.
    """

    def __init__(self, desk: Path, mode: Mode, refuse_replaced: Callable[[], None]) -> None:
        """Know where the desk lies and how it is read."""
        self._desk = desk
        self._mode = Mode.READ if mode is Mode.WRITE else mode
        self._refuse_replaced = refuse_replaced
        self.large = LARGE

    def state(self) -> Facts:
        """Give what the desk holds now."""
        with self._still() as connection:
            return facts_of(connection)

    def decisions_since(self, before: Facts) -> int | None:
        """Count the decisions behind those of a copy; None where the copy is not of an earlier state."""
        with self._still() as connection:
            if hash_at(connection, before.events) != before.head:
                return None
            return decisions_after(connection, before.events)

    def write(self, target: Path, watch: Watching | None = None) -> Facts:
        """Copy the whole desk to a new file and give what is in it."""
        with self._still() as connection:
            facts = facts_of(connection)
            digest = copy(connection, target, watch)
        return replace(facts, sha256=digest, size=target.stat().st_size)

    def back_up(
        self, shelf: Shelf, occasion: Occasion, at: datetime, watch: Watching | None = None
    ) -> tuple[Path, Facts]:
        """Put a copy on the shelf, and take off what need not be kept any more."""
        shelf.prepare()
        base = shelf.newest_whole() if self._desk.stat().st_size > self.large else None
        made = None if base is None else self._changes(shelf, base, occasion, at)
        if made is None:
            path = _free(shelf.folder, occasion, at, is_whole=True)
            made = path, self.write(path, watch)
        shelf.keep_facts(*made)
        shelf.thin()
        return made

    def _changes(
        self, shelf: Shelf, base: Standing, occasion: Occasion, at: datetime
    ) -> tuple[Path, Facts] | None:
        """Copy what changed since a whole copy; None where the two would not give the desk back."""
        before = base.facts
        if before is None or base.path.parent != shelf.folder or not _is_of_this_schema(base.path):
            return None
        with self._still() as connection:
            if hash_at(connection, before.events) != before.head:
                return None
        path = _free(shelf.folder, occasion, at, is_whole=False)
        copied = copy_changes(self._desk, path, before)
        if not copied.has_the_documents_of(before):
            path.unlink()
            return None
        return path, replace(copied, base=base.path.name)

    @contextmanager
    def _still(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the desk as long as it is open."""
        self._refuse_replaced()
        with told(self._desk), closing(connect(self._desk, self._mode)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM meta").fetchone()
            self._refuse_replaced()
            yield connection


def _is_of_this_schema(copy: Path) -> bool:
    try:
        return refuse_no_desk(copy) == SCHEMA
    except Problem:
        return False


def _free(folder: Path, occasion: Occasion, at: datetime, *, is_whole: bool) -> Path:
    """Name a file that is not there yet."""
    while (path := folder / name_of(at, occasion, is_whole=is_whole)).exists():
        at += _A_MOMENT
    return path
