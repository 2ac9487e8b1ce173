"""What SQLite's own faults mean to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor_app.domain.problems import ExitStatus, Problem

_PRIMARY = 0xFF
_BY_EXTENDED = {
    sqlite3.SQLITE_IOERR_WRITE: "disk_full",
    sqlite3.SQLITE_IOERR_FSYNC: "disk_full",
    sqlite3.SQLITE_IOERR_DIR_FSYNC: "disk_full",
    sqlite3.SQLITE_IOERR_TRUNCATE: "disk_full",
    sqlite3.SQLITE_IOERR_SHMSIZE: "disk_full",
    sqlite3.SQLITE_READONLY_DBMOVED: "desk_replaced",
}
_BY_PRIMARY = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "desk_io",
    sqlite3.SQLITE_BUSY: "desk_busy",
    sqlite3.SQLITE_LOCKED: "desk_busy",
    sqlite3.SQLITE_PROTOCOL: "desk_busy",
    sqlite3.SQLITE_READONLY: "desk_read_only",
    sqlite3.SQLITE_PERM: "desk_read_only",
    sqlite3.SQLITE_CORRUPT: "desk_damaged",
    sqlite3.SQLITE_NOTADB: "desk_damaged",
    sqlite3.SQLITE_CANTOPEN: "desk_unreachable",
}


def problem_of(fault: BaseException | None, path: Path) -> Problem | None:
    """Give the Problem a database fault stands for, or None where it is a bug of ours."""
    if _is_undecodable(fault):
        return Problem("desk_damaged", ExitStatus.INTEGRITY, path=str(path), cause="UTF-8")
    number = getattr(fault, "sqlite_errorcode", None)
    if number is None:
        return None
    code = _BY_EXTENDED.get(number) or _BY_PRIMARY.get(number & _PRIMARY)
    if code is None:
        return None
    status = ExitStatus.INTEGRITY if code == "desk_damaged" else ExitStatus.UNUSABLE
    return Problem(code, status, path=str(path), cause=str(fault))


def _is_undecodable(fault: BaseException | None) -> bool:
    """Tell whether a text in the file is none: the driver raises that by itself, without a number.

    What is written is checked beforehand, so it was changed in the file. Where the text is a statement of the
    schema, what SQLite says about it cannot be decoded either.
    """
    if isinstance(fault, UnicodeDecodeError):
        return fault.object.startswith(b"malformed database schema")
    return isinstance(fault, sqlite3.OperationalError) and str(fault).startswith("Could not decode to UTF-8")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn database faults into Problems where they are the world's and not ours."""
    try:
        yield
    except Exception as fault:
        # SQLAlchemy wraps what SQLite raised; that has a number, and nothing else does.
        problem = problem_of(getattr(fault, "orig", fault), path)
        if problem is None:
            raise
        raise problem from fault
