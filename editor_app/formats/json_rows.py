"""JSON Lines: one object a line, read line by line."""

from collections.abc import Iterator
from typing import BinaryIO

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.entries import PIECE, Entry, buffered
from editor_app.formats.rows import Row
from editor_app.formats.strict_json import BadJson, parse

_BOM = b"\xef\xbb\xbf"


def json_rows(entry: Entry, caps: Caps) -> Iterator[Row | Remark]:
    """Read the rows of an entry; a line that is no object of JSON becomes a remark, and the next is read."""
    with buffered(entry) as file:
        for number, line in enumerate(_lines(file, caps.row), start=1):
            try:
                fields = _fields(line)
            except Problem as problem:
                yield Remark(entry.name, problem.code, {"line": number, **problem.fields})
                continue
            if fields is not None:
                yield Row(number, fields)


def count_json_rows(entry: Entry, caps: Caps) -> int:
    """Count the lines of an entry that are not blank."""
    with buffered(entry) as file:
        return sum(line is None or not line.isspace() for line in _lines(file, caps.row))


def _lines(file: BinaryIO, most: int) -> Iterator[bytes | None]:
    """Give the lines one by one, None for one that is longer than `most` bytes."""
    first = True
    while line := file.readline(most + 1):
        if len(line) > most and not line.endswith(b"\n"):
            _skip_line(file)
            yield None
        else:
            yield line.removeprefix(_BOM) if first else line
        first = False


def _skip_line(file: BinaryIO) -> None:
    while (piece := file.readline(PIECE)) and not piece.endswith(b"\n"):
        pass


def _fields(line: bytes | None) -> dict[str, object] | None:
    """Give the fields of a line, None for a blank one."""
    if line is None:
        raise Problem("line_too_long")
    if not line.strip():
        return None
    try:
        value = parse(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise Problem("json_not_utf8") from fault
    except BadJson as fault:
        raise Problem(f"json_{fault.cause}") from fault
    if not isinstance(value, dict):
        raise Problem("json_no_object")
    return value
