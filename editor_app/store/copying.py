"""A copy of a desk, made from a live connection so that it holds what was committed last."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.engine import Mode, connect, faults_of
from editor_app.store.faults import told
from editor_app.store.files import files_told, make_private, sha256_of, sync_folder
from editor_app.store.values import Watching

# So many pages are copied before others get their turn: four megabytes.
_PAGES_AT_ONCE = 256
# Where a file's header says that it is written to through a log, and the values for without.
_VERSIONS, _WITHOUT_LOG = 18, b"\x01\x01"


def copy(connection: sqlite3.Connection, target: Path, watch: Watching | None = None) -> str:
    """Copy the whole desk of a connection to a new file, check the copy, and only then give it its name.

    Gives the SHA-256 of the copy, of its bytes as they were read back. The copy needs no side file to be
    read. Others write meanwhile, unless they need this very connection.
    """
    return write_checked(target, lambda part: _fill(connection, part, watch))


def write_checked(target: Path, fill: Callable[[Path], None]) -> str:
    """Let `fill` write a database beside a target, check it, and only then give it its name.

    Gives the SHA-256 of its bytes as they were read back; `fill` leaves them on disk.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with told(target), files_told(target):
            make_private(part)
            fill(part)
            refuse_damaged(part)
            digest = sha256_of(part)
            part.replace(target)
            sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return digest


def refuse_damaged(part: Path) -> None:
    """Raise a Problem where SQLite finds a fault in a file nobody writes to (`desk_damaged`)."""
    opened = connect(part, Mode.FIXED)
    try:
        fault = next(faults_of(opened), None)
    finally:
        opened.close()
    if fault is not None:
        raise Problem("desk_damaged", ExitStatus.INTEGRITY, path=str(part), cause=fault)


def _fill(connection: sqlite3.Connection, part: Path, watch: Watching | None) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if watch is not None:
            watch.step("copy", total - remaining, total)
            watch.breathe()

    to = sqlite3.connect(part)
    try:
        connection.backup(to, pages=_PAGES_AT_ONCE, progress=step)
    finally:
        to.close()
    with part.open("rb+") as file:
        file.seek(_VERSIONS)
        file.write(_WITHOUT_LOG)
        file.flush()
        os.fsync(file.fileno())
