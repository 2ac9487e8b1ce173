"""What a file says of itself before anything opens it: so that a file that is no desk is left untouched."""

import stat
from pathlib import Path

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.engine import APPLICATION_ID
from editor_app.store.schema import SCHEMA

_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"
_PAGE_SIZE = slice(16, 18)
_PAGES = slice(28, 32)
_SCHEMA = slice(60, 64)
_APPLICATION = slice(68, 72)
_LARGEST_PAGE = 65_536


def refuse_no_desk(path: Path) -> int:
    """Raise the Problem that keeps a file from being opened as a desk, else give its schema's number.

    Codes: desk_missing, desk_not_a_file, desk_empty_file, desk_not_a_database, desk_foreign, desk_newer,
    desk_damaged (cut short), desk_unreachable.
    """
    header, size = _read(path)
    if not size:
        raise Problem("desk_empty_file", path=str(path))
    if not header.startswith(_MAGIC):
        raise Problem("desk_not_a_database", path=str(path))
    if len(header) < _LENGTH or (size < _promised(header) and not _has_log(path)):
        raise Problem("desk_damaged", ExitStatus.INTEGRITY, path=str(path), cause="cut short")
    if _number(header[_APPLICATION]) != APPLICATION_ID:
        raise Problem("desk_foreign", path=str(path))
    schema = _number(header[_SCHEMA])
    refuse_newer(path, schema)
    return schema


def refuse_newer(path: Path, schema: int) -> None:
    """Raise a Problem for a schema that a later version of the program made."""
    if schema > SCHEMA:
        raise Problem("desk_newer", path=str(path), schema=schema, known=SCHEMA)


def _read(path: Path) -> tuple[bytes, int]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Problem("desk_not_a_file", path=str(path))
        with path.open("rb") as file:
            return file.read(_LENGTH), path.stat().st_size
    except FileNotFoundError as fault:
        raise Problem("desk_missing", path=str(path)) from fault
    except OSError as fault:
        raise Problem("desk_unreachable", path=str(path), cause=fault.strerror or str(fault)) from fault


def _has_log(path: Path) -> bool:
    """Tell whether pages wait in the log beside a desk.

    Then the file alone may be shorter than its header promises, while a checkpoint goes on or was cut off:
    the first page is written before the last ones. SQLite finds the rest in the log.
    """
    log = path.with_name(f"{path.name}-wal")
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


def _promised(header: bytes) -> int:
    """Give the size in bytes that a header promises."""
    page = _number(header[_PAGE_SIZE])
    return (_LARGEST_PAGE if page == 1 else page) * _number(header[_PAGES])


def _number(digits: bytes) -> int:
    return int.from_bytes(digits, "big")
