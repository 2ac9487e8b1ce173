"""Opening a desk file and making a new one; what is no desk, or not ours to open, is left untouched."""

import errno
import os
import re
import secrets
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.backup_shelf import WORKSHOP
from editor_app.store.dialects import desk_path
from editor_app.store.engine import Mode, connect, prepare_new, schema_of
from editor_app.store.faults import problem_of, told
from editor_app.store.files import files_told, sync_file, sync_folder
from editor_app.store.header import refuse_newer, refuse_no_desk
from editor_app.store.locking import Lock
from editor_app.store.migrate import migrate
from editor_app.store.schema import SCHEMA, create, differences
from editor_app.store.session import Store
from editor_app.store.values import Watching

__all__ = ["Store", "open_store"]

_NO_SIDE_FILE = frozenset({"desk_unreachable", "desk_read_only", "disk_full"})


def open_store(
    url: str, *, read_only: bool = False, create: bool = True, who: str = "", watch: Watching | None = None
) -> Store:
    """Open the desk at an address (`sqlite:///` and a path), making one where there is none.

    Opening for writing takes the lock in the name of `who`; opening for reading takes none.
    Codes: those of `header.refuse_no_desk`; desk_locked, desk_read_only, desk_older (only where it is opened
    for reading), desk_altered, desk_unfinished, disk_full, desk_io, desk_busy.
    """
    path = desk_path(url)
    if path.is_symlink():
        # Lock and side files lie beside the file itself, or two ways to it would be two desks.
        path = path.resolve()
    with told(path), files_told(path):
        return _open_to_read(path) if read_only else _open_to_write(path, who, watch, may_create=create)


def _open_to_read(path: Path) -> Store:
    refuse_no_desk(path)
    mode = _reading_mode(path)
    with closing(connect(path, mode)) as connection:
        schema = schema_of(connection)
        refuse_newer(path, schema)
        if schema < SCHEMA:
            raise Problem("desk_older", path=str(path), schema=schema, known=SCHEMA)
    return Store(path, mode, None)


def _open_to_write(path: Path, who: str, watch: Watching | None, *, may_create: bool) -> Store:
    if not path.exists() and not may_create:
        raise Problem("desk_missing", path=str(path))
    if path.exists():
        refuse_no_desk(path)
    _refuse_read_only(path)
    lock = Lock(path, who)
    try:
        if not path.exists():
            _make(path)
        _sweep_workshop(path)
        _bring_up_to_date(path, watch)
        return Store(path, Mode.WRITE, lock)
    except BaseException:
        lock.release()
        raise


def _refuse_read_only(path: Path) -> None:
    """Raise a Problem where the file, or the folder its side files go to, cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.W_OK):
            raise Problem("desk_read_only", path=str(path), cause=os.strerror(errno.EACCES))


def _make(path: Path) -> None:
    """Make an empty desk beside its place and give it its name when it is whole."""
    _sweep(path)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(prepare_new(part)) as connection:
            create(connection)
        sync_file(part)
        part.rename(path)
        sync_folder(path.parent)
    finally:
        _sweep(path)


def _sweep_workshop(path: Path) -> None:
    """Remove what the restoring of a backup left behind that was cut off; the backup itself is elsewhere."""
    shutil.rmtree(path.with_name(f".{path.name}{WORKSHOP}"), ignore_errors=True)


def _sweep(path: Path) -> None:
    """Remove what the making of a desk left behind, also one that was cut off; the lock keeps others away."""
    left = re.compile(re.escape(path.name) + r"\.[0-9a-f]{8}\.part(-wal|-shm)?")
    for place in path.parent.iterdir():
        if left.fullmatch(place.name):
            place.unlink()


def _bring_up_to_date(path: Path, watch: Watching | None) -> None:
    """Look at the schema through a connection that cannot write, and migrate where it is old."""
    with closing(connect(path, Mode.READ)) as connection:
        schema = schema_of(connection)
        refuse_newer(path, schema)
        if schema == SCHEMA:
            return _refuse_altered(connection, path)
    if watch is not None:
        watch.step("migrate", 0)
    with closing(connect(path, Mode.WRITE)) as connection:
        migrate(connection, path)
    return None


def _refuse_altered(connection: sqlite3.Connection, path: Path) -> None:
    """Raise a Problem where rules of the database are missing or others were added: writing is not safe."""
    found = differences(connection)
    if found:
        first = found[0].partition("\n")[0]
        raise Problem("desk_altered", ExitStatus.INTEGRITY, path=str(path), cause=first, count=len(found))


def _reading_mode(path: Path) -> Mode:
    """Choose how to read: like any reader or, where no side file can be made, as what never changes.

    It cannot be made on media that are read only, and on a disk that is full: what lies there can still be
    looked at, and taken to another disk.
    """
    try:
        with closing(connect(path, Mode.READ)) as connection:
            schema_of(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as fault:
        problem = problem_of(fault, path)
        if problem is None or problem.code not in _NO_SIDE_FILE:
            raise
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise Problem("desk_unfinished", path=str(path)) from fault
        return Mode.FIXED
    return Mode.READ
