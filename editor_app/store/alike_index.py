"""Which texts are nearly the same: sketches, the keys under which they meet, and the groups they come to."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from editor_app.domain.likeness import AGREEING, Sketch, agreement, keys
from editor_app.store.side_file import SideFile, remember, transaction

_MEETING: Final = "SELECT document FROM keys WHERE key = ? LIMIT 4"
_SKETCH: Final = "SELECT sketch FROM sketches WHERE document = ?"
_MEMBERS: Final = """SELECT document FROM groups
WHERE leader = (SELECT leader FROM groups WHERE document = ?) ORDER BY document LIMIT ?"""
Sketched = tuple[int, Sketch]


class AlikeIndex(SideFile):
    """The groups of one open desk; a document that is like no other is in none."""

    make: ClassVar[str] = "1"
    tables: ClassVar[tuple[str, ...]] = (
        "CREATE TABLE sketches (document INTEGER PRIMARY KEY, sketch BLOB NOT NULL) STRICT",
        """CREATE TABLE keys (key INTEGER NOT NULL, document INTEGER NOT NULL,
        PRIMARY KEY (key, document)) STRICT, WITHOUT ROWID""",
        "CREATE TABLE groups (document INTEGER PRIMARY KEY, leader INTEGER NOT NULL) STRICT",
        "CREATE INDEX groups_by_leader ON groups (leader, document)",
    )
    probe: ClassVar[str] = "SELECT leader FROM groups LIMIT 1"

    def add(self, sketched: Sequence[Sketched], last: tuple[int, str]) -> None:
        """Add documents by their keys and put them into groups; `last` is what the mark is moved behind.

        All or nothing. The more at once, the fewer pages of the file are written twice.
        """
        with self._turn, transaction(self._opened()) as connection:
            connection.executemany("INSERT OR REPLACE INTO sketches VALUES (?, ?)", sketched)
            _Meeting(connection, sketched).group()
            remember(connection, {"key": str(last[0]), "id": last[1]})

    def members(self, document: int, limit: int) -> list[int]:
        """Give the documents of one's group, itself among them, at most `limit`; none where it has none."""
        with self._turn:
            return [row[0] for row in self._opened().execute(_MEMBERS, (document, limit))]


class _Meeting:
    """Lets new documents meet those that have a key in common with them, in the order of the keys."""

    def __init__(self, connection: sqlite3.Connection, sketched: Iterable[Sketched]) -> None:
        self._connection = connection
        self._sketches = dict(sketched)
        self._leaders: dict[int, int] = {}
        self._met: set[tuple[int, int]] = set()

    def group(self) -> None:
        under = sorted((key, document) for document, found in self._sketches.items() for key in keys(found))
        here: list[int] = []
        last = None
        for key, document in under:
            if key != last:
                last = key
                here = [row[0] for row in self._connection.execute(_MEETING, (key,))]
            for other in here:
                if other != document:
                    self._meet(document, other)
            if len(here) < _MEETING_LIMIT:
                here.append(document)
        self._connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", under)

    def _meet(self, document: int, other: int) -> None:
        pair = (min(document, other), max(document, other))
        if pair in self._met:
            return
        self._met.add(pair)
        mine, theirs = self._leader(document), self._leader(other)
        is_one = mine is not None and mine == theirs
        if not is_one and agreement(self._sketch(document), self._sketch(other)) >= AGREEING:
            self._unite(document, other, mine, theirs)

    def _unite(self, document: int, other: int, mine: int | None, theirs: int | None) -> None:
        leader = min(found for found in (mine, theirs, document, other) if found is not None)
        execute = self._connection.execute
        for member, led in ((document, mine), (other, theirs)):
            if led is None:
                execute("INSERT OR REPLACE INTO groups VALUES (?, ?)", (member, leader))
            elif led != leader:
                execute("UPDATE groups SET leader = ? WHERE leader = ?", (leader, led))

    def _leader(self, document: int) -> int | None:
        row = self._connection.execute("SELECT leader FROM groups WHERE document = ?", (document,)).fetchone()
        return None if row is None else int(row[0])

    def _sketch(self, document: int) -> Sketch:
        found = self._sketches.get(document)
        if found is None:
            row = self._connection.execute(_SKETCH, (document,)).fetchone()
            found = b"" if row is None else bytes(row[0])
        return found


_MEETING_LIMIT: Final = 4
