"""The full-text index, a side file of the desk."""

import sqlite3
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar, Final

from editor_app.store.side_file import SideFile, remember, transaction
from editor_app.store.values import Watching

MAKE: Final = "1"
_AT_ONCE = 20_000
_IN_A_STATEMENT = 500
# No prefix index: it doubled time and size, and short beginnings were found in half the few milliseconds.
_TEXTS = """CREATE VIRTUAL TABLE texts USING fts5(headline, body, rationale, content='',
tokenize='unicode61 remove_diacritics 2')"""
# Larger leaves and later writing than FTS5 would choose: an eighth less time for an import.
_LEAVES = "INSERT INTO texts (texts, rank) VALUES ('pgsz', 8100)"
_HELD = "INSERT INTO texts (texts, rank) VALUES ('hashsize', 8388608)"
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, texts, instance)"
_NEXT_TERM = "SELECT term FROM temp.terms WHERE term >= ? LIMIT 1"
_MOST_REMEMBERED = 1_000
_BEHIND = "\x01"  # sorts before every sign a word can go on with
# A word of the headline says more of a document than one of its text.
_RANKED = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 4.0, 1.0, 2.0), rowid LIMIT ?"
# A table of this connection alone: nothing of it lies in the file.
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, texts, row)"
Words = tuple[int, str, str, str]


class SearchIndex(SideFile):
    """The full-text index of one open desk."""

    make: ClassVar[str] = MAKE
    tables: ClassVar[tuple[str, ...]] = (_TEXTS, _LEAVES, _HELD)
    probe: ClassVar[str] = "SELECT rowid FROM texts WHERE texts MATCH 'a' LIMIT 1"

    def __init__(self, path: Path, replica: str, *, is_read_only: bool) -> None:
        """Know where the index lies; nothing is opened before somebody searches."""
        super().__init__(path, replica, is_read_only=is_read_only)
        self._begun: dict[str, list[str] | None] = {}
        self._age = 0
        self.is_filled_beside = False

    def start_anew(self) -> None:
        """Throw the index away and begin an empty one, in memory where nothing may be written."""
        with self._turn:
            self._begun.clear()
            self._age += 1
            super().start_anew()

    def add(self, texts: Sequence[Words], last_id: str) -> None:
        """Add documents (key, headline, body, rationale) and move the mark behind the last of them."""
        with self._turn, transaction(self._opened()) as connection:
            self._write(connection, texts)
            _move(connection, texts, last_id)

    def begin_beside(self) -> int:
        """Keep `Search` from adding; the number that is given is another once the index is begun anew."""
        with self._turn:
            self.is_filled_beside = True
            self._opened()
            return self._age

    def add_beside(self, texts: Sequence[Words], last_id: str, age: int) -> bool:
        """Add documents, found at once and kept with the next `commit_beside`; False once begun anew.

        Few at a time: whoever searches waits as long.
        """
        for start in range(0, len(texts), _IN_A_STATEMENT):
            part = texts[start : start + _IN_A_STATEMENT]
            with self._turn:
                if self._age != age:
                    return False
                connection = self._opened()
                try:
                    if not connection.in_transaction:
                        connection.execute("BEGIN IMMEDIATE")
                    self._write(connection, part)
                    if start + len(part) == len(texts):
                        _move(connection, texts, last_id)
                except BaseException:
                    connection.rollback()
                    raise
        return True

    def commit_beside(self, age: int) -> bool:
        """Keep what was added beside; False once the index was begun anew."""
        with self._turn:
            if self._age != age:
                return False
            self._opened().commit()
            return True

    def end_beside(self) -> None:
        """Let `Search` add again."""
        with self._turn:
            self.is_filled_beside = False
            if self._connection is not None:
                self._connection.rollback()

    def _write(self, connection: sqlite3.Connection, texts: Sequence[Words]) -> None:
        self._begun.clear()
        connection.execute(_addition(len(texts)), tuple(chain.from_iterable(texts)))

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

    def ranked_hits(self, query: str, watch: Watching | None = None, most: int = -1) -> "array[int]":
        """Give the keys that a query finds, those it fits best first; all, or at most so many."""
        return self._keys(_RANKED, (query, most), watch)

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

    def ask(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of a statement that only reads; the words and how often they stand are `words`."""
        with self._turn:
            connection = self._opened()
            connection.execute(_VOCABULARY)
            return connection.execute(statement, parameters).fetchall()


def _move(connection: sqlite3.Connection, texts: Sequence[Words], last_id: str) -> None:
    remember(connection, {"key": str(texts[-1][0]), "id": last_id})


@lru_cache(8)
def _addition(size: int) -> str:
    """Give the statement that adds so many documents; while one is carried out, Python goes on elsewhere."""
    rows = ", ".join(["(?, ?, ?, ?)"] * size)
    return f"INSERT INTO texts (rowid, headline, body, rationale) VALUES {rows}"  # noqa: S608 - only marks
