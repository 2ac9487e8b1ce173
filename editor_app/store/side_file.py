"""A file of derived data beside the desk: made from it, and thrown away at need.

It knows of one desk file alone (by its replica id) and up to which document it has got. Keys of documents are
never used again, so what is removed from the desk needs no removal here. A file that is missing, damaged, of
another desk or of another make is made anew.
"""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import ClassVar, TypeVar

from editor_app.store.engine import Mode, connect_derived

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")
_ENDINGS = ("", "-wal", "-shm", "-journal")
_MARK = "CREATE TABLE mark (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID"


class SideFile:
    """One such file of an open desk; where it will not do and may not be written it is kept in memory.

    Any thread may ask it; whoever fills it holds `filling`, between whose steps others are answered. `make`
    is another whenever what lies in it is made differently, `probe` reads what a file of this make has.
    """

    make: ClassVar[str]
    tables: ClassVar[tuple[str, ...]]
    probe: ClassVar[str]

    def __init__(self, path: Path, replica: str, *, is_read_only: bool) -> None:
        """Know where the file lies; nothing is opened before somebody asks."""
        self._path = path
        self.replica = replica
        self._is_read_only = is_read_only
        self._connection: sqlite3.Connection | None = None
        self._is_in_memory = False
        self._turn = RLock()
        self.filling = RLock()

    @property
    def place(self) -> Path | None:
        """Where the file lies, None while it is kept in memory."""
        return None if self._is_in_memory or self._is_read_only else self._path

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def mark(self) -> tuple[int, str]:
        """Give key and id of the last document the file holds; 0 and "" while it is empty."""
        with self._turn:
            facts = dict(self._opened().execute("SELECT name, value FROM mark"))
        return int(facts.get("key", 0)), facts.get("id", "")

    def start_anew(self) -> None:
        """Throw the file away and begin an empty one, in memory where nothing may be written."""
        with self._turn:
            self.close()
            self._connection = self._fresh()

    def make_writable(self) -> None:
        """Go on with a file that can be added to: for a desk that is only read, one in memory."""
        with self._turn:
            self._opened()
            if self._is_read_only and not self._is_in_memory:
                self.start_anew()

    def use(self, ask: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """Give the answer to a question that only reads."""
        with self._turn:
            return ask(self._opened())

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._existing() or self._fresh()
        return self._connection

    def _existing(self) -> sqlite3.Connection | None:
        """Open the file if it is this desk's, else give None."""
        if not self._path.is_file():
            return None
        for mode in (Mode.READ, Mode.FIXED) if self._is_read_only else (Mode.WRITE,):
            with contextlib.suppress(sqlite3.DatabaseError):
                connection = connect_derived(self._path, mode)
                if self._is_ours(connection):
                    return connection
                connection.close()
        return None

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        try:
            facts = dict(connection.execute("SELECT name, value FROM mark"))
            connection.execute(self.probe).fetchall()
        except (sqlite3.DatabaseError, ValueError):
            return False
        return facts.get("make") == self.make and facts.get("replica") == self.replica

    def _new(self) -> sqlite3.Connection:
        self._is_in_memory = self._is_read_only
        if not self._is_in_memory:
            try:
                return _new_file(self._path)
            except OSError as fault:
                _log.warning("%s is kept in memory: %s", type(self).__name__, fault.strerror)
                self._is_in_memory = True
        return connect_derived(None, Mode.WRITE)

    def _fresh(self) -> sqlite3.Connection:
        connection = self._new()
        with transaction(connection):
            for statement in (_MARK, *self.tables):
                connection.execute(statement)
            remember(connection, {"make": self.make, "replica": self.replica})
        return connection


def remember(connection: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    """Write facts about the file itself, by name."""
    connection.executemany("INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)", list(facts.items()))


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _new_file(path: Path) -> sqlite3.Connection:
    """Make an empty private file in the place of whatever is there."""
    for ending in _ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return connect_derived(path, Mode.WRITE)
