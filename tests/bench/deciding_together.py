"""Rejecting ten thousand wires at once, and taking it back, against plain inserts of the same rows."""

import resource
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from editor_app.desk import deciding_together, importing, listing, undoing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Workplace, open_desk
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict
from tests.bench.generated import folder
from tests.bench.pairs import ROUNDS, Pair, timed

_AT_ONCE = 10_000
_REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
_TABLES = """
PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE events (key INTEGER PRIMARY KEY, id TEXT UNIQUE, replica TEXT, seq INTEGER, editor TEXT, at TEXT,
    document TEXT, rationale TEXT, guide TEXT, vocabulary TEXT, kind TEXT, payload TEXT, supersedes TEXT,
    act TEXT, previous TEXT, hash TEXT UNIQUE, merged INTEGER, UNIQUE (replica, seq));
CREATE INDEX by_document ON events (document);
CREATE TABLE standings (document TEXT PRIMARY KEY, state TEXT, decided TEXT);
CREATE TABLE taken (target TEXT, by TEXT, PRIMARY KEY (target, by)) WITHOUT ROWID;
"""
Row = tuple[object, ...]


def run(place: Path, count: int) -> Iterator[Pair]:
    """Reject, and undo, so many of `count` wires; the floor writes the same rows in one transaction."""
    with open_desk(place / "together.desk", settings_file=place / "settings.toml") as desk:
        sign_in(desk, "Bench")
        importing.run(desk, folder(place / f"together-{count}", count))
        keys = listing.ids(desk, Criteria())[:_AT_ONCE]
        plan = deciding_together.plan(desk, keys, _REJECT)
        rejecting: tuple[list[float], list[float]] = ([], [])
        undoing_: tuple[list[float], list[float]] = ([], [])
        for number in range(ROUNDS + 1):
            seconds = timed(lambda: deciding_together.run(desk, plan, plan.sample))
            back = timed(lambda: undoing.undo(desk))
            events, taken = _written(desk)
            floor, floor_back = _plain(place / f"plain-{number}.db", events, taken)
            if number:
                for kept, one in zip(
                    (*rejecting, *undoing_), (seconds, floor, back, floor_back), strict=True
                ):
                    kept.append(one)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    at = f"{len(keys)} at once of {count} (peak {megabytes} MB)"
    yield Pair(f"reject {at}", "reject", "plain inserts", *rejecting, bar=None)
    yield Pair(f"undo {at}", "undo", "plain inserts", *undoing_, bar=None)


def _written(desk: Workplace) -> tuple[list[Row], list[Row]]:
    """Give the events of the last act, and those that its undo wrote."""
    with closing(sqlite3.connect(f"file:{desk.path}?mode=ro", uri=True)) as connection:
        act = connection.execute("SELECT id FROM acts ORDER BY number DESC LIMIT 1").fetchone()[0]
        events = connection.execute("SELECT * FROM events WHERE act = ?", (act,)).fetchall()
        last = connection.execute("SELECT * FROM events ORDER BY key DESC LIMIT 1").fetchall()
    return events, last


def _plain(path: Path, events: Sequence[Row], undo: Sequence[Row]) -> tuple[float, float]:
    """Write the rows of an act, then those of its undo, with the standings beside them; give the seconds."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        documents = [row[6] for row in events]
        connection.executemany("INSERT INTO standings VALUES (?, 'pending', NULL)", [(d,) for d in documents])
        put = f"INSERT INTO events VALUES ({', '.join('?' * 17)})"
        stand = "UPDATE standings SET state = ?, decided = ? WHERE document = ?"

        def act() -> None:
            connection.executemany(put, events)
            connection.executemany(stand, [("rejected", row[1], row[6]) for row in events])

        def back() -> None:
            connection.executemany(put, undo)
            connection.executemany(
                "INSERT INTO taken VALUES (?, ?)", [(row[1], undo[0][1]) for row in events]
            )
            connection.executemany(stand, [("pending", None, document) for document in documents])

        return _in_one(connection, act), _in_one(connection, back)


def _in_one(connection: sqlite3.Connection, write: Callable[[], None]) -> float:
    def whole() -> None:
        connection.execute("BEGIN IMMEDIATE")
        write()
        connection.execute("COMMIT")

    return timed(whole)
