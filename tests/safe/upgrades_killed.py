"""An upgrade that is killed at any instant: the desk is still the old one or whole, and a copy is kept."""

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

import alembic.command  # noqa: F401 - loaded once, so that each fork is an upgrade that has begun

from editor_app.desk import checking
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.problems import Problem
from editor_app.store import opening
from editor_app.store.schema import SCHEMA, differences
from tests.safe import scratch
from tests.safe.older_desks import lowered, rows, schema_in

_WIRES = 1_500
_LONGER = 1.1


class Upgrades:
    """Kills upgrades of desks of every older schema, at instants spread over how long one takes."""

    def __init__(self, place: Path, how: str = "") -> None:
        """Work in a folder; with `how` the program that is killed is a weakened one."""
        self._place = place
        self._how = how

    def kill(self, number: int) -> tuple[dict[str, int], list[str]]:
        """Kill one upgrade; give what it came to, and what is wrong with what it left."""
        older = 1 + number % (SCHEMA - 1)
        instant = random.Random(number).random() * self._seconds * _LONGER
        desk = self._fresh(older)
        held = rows(desk)
        child, reader = scratch.forked(lambda _pipe: _upgrade(desk, self._how))
        time.sleep(instant)
        scratch.kill(child)
        scratch.ended(child, reader)
        left = schema_in(desk)
        faults = [f"schema {older}, {fault}" for fault in self._faults(desk, older, left, held)]
        return {
            "kills": 1,
            "upgraded": left == SCHEMA,
            "still_old": left == older,
            "half": bool(faults),
        }, faults

    def _faults(self, desk: Path, older: int, left: int, held: set[str]) -> Iterator[str]:
        kept = desk.with_name(f"{desk.name}.schema-{older}")
        if left not in (older, SCHEMA) or rows(desk, as_in=self._older[older]) != held:
            yield f"killed: it says it is of schema {left} and does not hold what it held"
        if left == SCHEMA and not kept.is_file():
            yield "killed: it was brought up to date and no copy is kept"
        if kept.is_file() and rows(kept) != held:
            yield "killed: the copy does not hold what the desk held"
        try:
            _upgrade(desk)
        except (Problem, sqlite3.Error) as fault:
            yield f"opened again: {fault!r}"
            return
        yield from self._faults_after(desk, kept, held, older)

    def _faults_after(self, desk: Path, kept: Path, held: set[str], older: int) -> Iterator[str]:
        with closing(sqlite3.connect(f"file:{desk}?mode=ro", uri=True)) as connection:
            if schema_in(desk) != SCHEMA or differences(connection):
                yield "opened again: it is not of the newest schema"
        if rows(desk, as_in=self._older[older]) != held or not kept.is_file() or rows(kept) != held:
            yield "opened again: something is missing in the desk or in the copy"
        with open_desk(desk, access=Access.READ) as opened:
            yield from (f"opened again: {remark}" for remark in checking.check(opened))
        yield from (f"left behind: {place.name}" for place in desk.parent.glob("*.part*"))

    def _fresh(self, older: int) -> Path:
        return scratch.copied(self._older[older], self._place / "desk")

    @cached_property
    def _older(self) -> dict[int, Path]:
        """A desk of each older schema, all of them with the same wires."""
        newest = scratch.filled_desk(self._place / "full" / "upgraded.desk", _WIRES)
        found = {}
        for number in range(1, SCHEMA):
            folder = self._place / f"schema-{number}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            found[number] = lowered(newest, folder / newest.name, number)
        return found

    @cached_property
    def _seconds(self) -> float:
        """How long an upgrade takes, Alembic loaded already; the longest of three."""
        taken = []
        for _ in range(3):
            desk = self._fresh(1)
            begun = time.monotonic()
            scratch.ended(*scratch.forked(lambda _pipe, desk=desk: _upgrade(desk)))
            taken.append(time.monotonic() - begun)
        return max(taken)


def _upgrade(desk: Path, how: str = "") -> None:
    """Open a desk to write, which brings it up to date, and close it."""
    if how:
        opening.migrate = _piecemeal
    open_desk(desk, keep_cut_off=True).close()


def _piecemeal(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a desk up to date in steps that are each committed, as a program without the transaction does."""
    from editor_app.store.migrate import migrate

    for number, table in enumerate(("documents", "placements", "imports", "drafts", "meta")):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN step_{number} TEXT")
        time.sleep(0.02)
    for number, table in enumerate(("documents", "placements", "imports", "drafts", "meta")):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN step_{number}")
    migrate(connection, path)
