"""The full-text index: a file of its own beside the desk, made from the documents and thrown away at need.

It knows of one desk file alone (by its replica id) and up to which document it has got. Keys of documents are
never used again, so what is removed from the desk needs no removal here. A file that is missing, damaged, of
another desk or of another make is made anew.
"""

import contextlib
import logging
import os
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import Final

from editor_app.store.engine import Mode, connect_derived
from editor_app.store.values import Watching

MAKE: Final = "1"
_log = logging.getLogger(__name__)
_AT_ONCE = 20_000
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
# No prefix index: it doubled time and size, and short beginnings were found in half the few milliseconds.
_TABLES = (
    "CREATE TABLE mark (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE VIRTUAL TABLE texts USING fts5(headline, body, rationale, content='',
    tokenize='unicode61 remove_diacritics 2')""",
)
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, texts, instance)"
_NEXT_TERM = "SELECT term FROM temp.terms WHERE term >= ? LIMIT 1"
_MOST_REMEMBERED = 1_000
_BEHIND = "\x01"  # sorts before every sign a word can go on with
# A word of the headline says more of a document than one of its text.
_RANKED = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 4.0, 1.0, 2.0), rowid"
Words = tuple[int, str, str, str]


class SearchIndex:
    """The index of one open desk; where its file will not do and may not be written it is kept in memory.

    Any thread may ask it; whoever fills it holds `filling`, between whose steps others are answered.
    """

    def __init__(self, path: Path, replica: str, *, is_read_only: bool) -> None:
        """Know where the index lies; nothing is opened before somebody searches."""
        self._path = path
        self._replica = replica
        self._is_read_only = is_read_only
        self._connection: sqlite3.Connection | None = None
        self._is_in_memory = False
        self._turn = RLock()
        self._begun: dict[str, list[str] | None] = {}
        self.filling = RLock()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def mark(self) -> tuple[int, str]:
        """Give key and id of the last document the index holds; 0 and "" while it is empty."""
        with self._turn:
            facts = dict(self._opened().execute("SELECT name, value FROM mark"))
        return int(facts.get("key", 0)), facts.get("id", "")

    def add(self, texts: Sequence[Words], last_id: str) -> None:
        """Add documents (key, headline, body, rationale) and move the mark behind the last of them."""
        with self._turn, _transaction(self._opened()) as connection:
            self._begun.clear()
            connection.executemany(
                "INSERT INTO texts (rowid, headline, body, rationale) VALUES (?, ?, ?, ?)", texts
            )
            _remember(connection, {"key": str(texts[-1][0]), "id": last_id})

    def hits(self, query: str, watch: Watching | None = None) -> "array[int]":
        """Give the keys of the documents a query finds, in the order of their keys."""
        return self._keys("SELECT rowid FROM texts WHERE texts MATCH ?", (query,), watch)

    def first_hits(self, query: str, most: int) -> "array[int]":
        """Give the lowest of the keys that a query finds."""
        return self._keys("SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?", (query, most))

    def hits_between(self, query: str, low: int, high: int) -> "array[int]":
        """Give the keys that a query finds within bounds, both included."""
        statement = "SELECT rowid FROM texts WHERE texts MATCH ? AND rowid BETWEEN ? AND ?"
        return self._keys(statement, (query, low, high))

    def ranked_hits(self, query: str, watch: Watching | None = None) -> "array[int]":
        """Give the keys that a query finds, those it fits best first."""
        return self._keys(_RANKED, (query,), watch)

    def beginnings(self, start: str, most: int) -> list[str] | None:
        """Give all words of the index that begin so, None where they are more than `most`.

        It steps from word to word; asking the index for a beginning itself reads all of it first, however
        few of its hits are wanted. What is found is known while nothing is added, so that only the first
        letter of a word that is typed is looked up.
        """
        with self._turn:
            if start not in self._begun:
                if len(self._begun) >= _MOST_REMEMBERED:
                    self._begun.clear()
                narrower = self._narrower(start)
                self._begun[start] = self._looked_up(start, most) if narrower is None else narrower
            known = self._begun[start]
        return known if known is None or len(known) <= most else None

    def _narrower(self, start: str) -> list[str] | None:
        """Give the words that begin so out of those known for fewer letters, None where none are known."""
        shorter = (self._begun.get(start[:length]) for length in range(1, len(start)))
        known = next((words for words in shorter if words is not None), None)
        return None if known is None else [word for word in known if word.startswith(start)]

    def _looked_up(self, start: str, most: int) -> list[str] | None:
        found: list[str] = []
        at = start
        with self._turn:
            connection = self._opened()
            connection.execute(_TERMS)
            while len(found) <= most:
                row = connection.execute(_NEXT_TERM, (at,)).fetchone()
                if row is None or not row[0].startswith(start):
                    return found
                found.append(row[0])
                at = row[0] + _BEHIND
        return None

    def _keys(
        self, statement: str, values: tuple[object, ...], watch: Watching | None = None
    ) -> "array[int]":
        keys = array("q")
        with self._turn:
            cursor = self._opened().execute(statement, values)
            while rows := cursor.fetchmany(_AT_ONCE):
                keys.extend(chain.from_iterable(rows))
                if watch is not None:
                    watch.step("search", len(keys))
        return keys

    def start_anew(self) -> None:
        """Throw the index away and begin an empty one, in memory where nothing may be written."""
        with self._turn:
            self.close()
            self._begun.clear()
            self._connection = self._fresh()

    def make_writable(self) -> None:
        """Go on with an index that can be added to: for a desk that is only read, one in memory."""
        with self._turn:
            self._opened()
            if self._is_read_only and not self._is_in_memory:
                self.start_anew()

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._existing() or self._fresh()
        return self._connection

    def _existing(self) -> sqlite3.Connection | None:
        """Open the file if it is the index of this desk, else give None."""
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
            connection.execute("SELECT rowid FROM texts WHERE texts MATCH 'a' LIMIT 1").fetchall()
        except (sqlite3.DatabaseError, ValueError):
            return False
        return facts.get("make") == MAKE and facts.get("replica") == self._replica

    def _new(self) -> sqlite3.Connection:
        self._is_in_memory = self._is_read_only
        if not self._is_in_memory:
            try:
                return _new_file(self._path)
            except OSError as fault:
                _log.warning("the search index is kept in memory: %s", fault.strerror)
                self._is_in_memory = True
        return connect_derived(None, Mode.WRITE)

    def _fresh(self) -> sqlite3.Connection:
        connection = self._new()
        with _transaction(connection):
            for statement in _TABLES:
                connection.execute(statement)
            _remember(connection, {"make": MAKE, "replica": self._replica})
        return connection


def _new_file(path: Path) -> sqlite3.Connection:
    """Make an empty private file in the place of whatever is there."""
    for ending in _SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return connect_derived(path, Mode.WRITE)


def _remember(connection: sqlite3.Connection, facts: dict[str, str]) -> None:
    connection.executemany("INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)", facts.items())


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
