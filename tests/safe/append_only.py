"""R7: what was recorded stays, whatever a statement says; and what another program edits is found."""

import hashlib
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from editor_app.desk import checking, reviewing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store.engine import Mode, connect
from tests.desk.sample import WIRES, add, tamper
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report
from tests.store.test_append_only import ATTEMPTS, added

_TABLES = ("events", "documents", "bodies")
_MORE = {
    "cascade from the documents": "DELETE FROM documents",
    "cascade by the key": "UPDATE documents SET key = key + 1000",
    "update from": "UPDATE events SET payload = d.id FROM documents d WHERE d.id = events.document",
    "delete in order": "DELETE FROM events WHERE rowid = (SELECT max(rowid) FROM events)",
    "update that changes nothing": "UPDATE events SET payload = payload",
    "replace of all": "REPLACE INTO events SELECT * FROM events",
    "update or ignore": "UPDATE OR IGNORE events SET editor = 'x'",
    "upsert of all": "INSERT INTO events SELECT * FROM events WHERE true"
    " ON CONFLICT DO UPDATE SET editor = 'x'",
    "replace through a row of a new key": added("REPLACE", key="99", place="'r1', 1", id_="'r1-1'"),
    "common table": "WITH old AS (SELECT id FROM events) DELETE FROM events WHERE id IN (SELECT id FROM old)",
}
STATEMENTS = {**ATTEMPTS, **_MORE}
# The derived tables are no record; what they refuse is their own business.
STATEMENTS = {name: text for name, text in STATEMENTS.items() if "standings" not in text}
_EDITS = {
    "events": ("editor", "at", "document", "guide", "kind", "payload", "act", "previous", "hash", "seq"),
    "bodies": ("data",),
}


def run(count: int, folder: Path, report: Report) -> str:
    """Try every statement over every connection, and edit rows behind the program's back."""
    return _rounds(count, folder, report, lambda _path: None)


def _rounds(count: int, folder: Path, report: Report, weaken: Callable[[Path], None]) -> str:
    for number in report.left(count):
        luck = random.Random(number)
        path = folder / f"{number}.desk"
        _fill(path, luck)
        weaken(path)
        through = [through for opening in _OPENINGS for through in _attempts(path, opening)]
        for what in through:
            report.breach(f"round {number}: {what} got through")
        table, column = luck.choice([(table, column) for table in _EDITS for column in _EDITS[table]])
        is_found = _edited(path, table, column, luck)
        if not is_found:
            report.breach(f"round {number}: an edit of {table}.{column} was not found")
        report.add(
            number,
            attempts=len(STATEMENTS) * len(_OPENINGS),
            got_through=len(through),
            edits=1,
            edits_found=is_found,
        )
        path.unlink()
    return report.figures("attempts", "got_through", "edits", "edits_found")


def _fill(path: Path, luck: random.Random) -> None:
    settings = path.with_suffix(".toml")
    with open_desk(path, settings_file=settings) as desk:
        sign_in(desk, "A Tester")
        ids = list(add(desk, WIRES).values())
        for document in ids + luck.choices(ids, k=luck.randint(1, 6)):
            outcome = luck.choice([Outcome.REJECT, Outcome.DEFER, Outcome.CONTEXT])
            reasons = ("no_harm_event",) if outcome is Outcome.REJECT else ()
            reviewing.decide(desk, document, Verdict(outcome, reasons=reasons))


def _program(path: Path) -> sqlite3.Connection:
    return connect(path, Mode.WRITE)


def _stranger(path: Path) -> sqlite3.Connection:
    """Open the file as any other program does, with no pragma set."""
    return sqlite3.connect(path, isolation_level=None)


def _careless(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA recursive_triggers=OFF")
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


_OPENINGS = (_program, _stranger, _careless)


def _attempts(path: Path, opening: Callable[[Path], sqlite3.Connection]) -> list[str]:
    through = []
    with closing(opening(path)) as connection:
        for name, statement in STATEMENTS.items():
            before = _kept(connection)
            connection.execute("SAVEPOINT attempt")
            with suppress(sqlite3.DatabaseError):
                connection.execute(statement)
            if not before <= _kept(connection):
                through.append(f"{name} ({opening.__name__.strip('_')})")
            connection.execute("ROLLBACK TO attempt")
            connection.execute("RELEASE attempt")
    return through


def _kept(connection: sqlite3.Connection) -> set[str]:
    """Give a digest of every row that may never change nor go."""
    rows = (
        row for table in _TABLES for row in connection.execute(f"SELECT '{table}', rowid, * FROM {table}")
    )
    return {hashlib.sha256(repr(row).encode()).hexdigest() for row in rows}


def _edited(path: Path, table: str, column: str, luck: random.Random) -> bool:
    """Edit one row with another program, its guards taken off, and tell whether `check` finds it."""
    with open_desk(path, settings_file=path.with_suffix(".toml"), access=Access.READ) as desk:
        rows = sqlite3.connect(path).execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        row, value = luck.choice(rows)
        tamper(desk, f"UPDATE {table} SET {column} = {_other(column, value, luck)} WHERE rowid = {row}")
        return bool(checking.check(desk))


def _other(column: str, value: object, luck: random.Random) -> str:
    """Spell another value that the column's own rules take."""
    if column == "data":
        return f"x'{luck.randbytes(8).hex()}'"
    others = {
        "at": "'2026-01-01T00:00:00.000Z'",
        "hash": f"'{luck.randbytes(32).hex()}'",
        "seq": f"{luck.randint(100, 200)}",
        "document": f"'{luck.randbytes(32).hex()}'",
    }
    return others.get(column, f"'other {luck.random()}'" if value != "" else "'x'")


def _drop_triggers(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.commit()


def _weak(count: int, folder: Path, report: Report) -> str:
    return _rounds(count, folder, report, _drop_triggers)


HARNESS = Harness(
    id="R7",
    name="append-only",
    title="Append-only: no statement changes the record, and edits are found",
    count=300,
    run=run,
    weakened=(Weakened("triggers dropped", _weak, 3),),
)
