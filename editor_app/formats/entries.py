"""An entry of an archive: a named file that can be opened, wherever it lies."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from typing import BinaryIO, cast

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.entry_names import EntryType
from editor_app.formats.safe_opening import read_regular

PIECE = 65_536


class Notice(Remark):
    """A remark about something that does come in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read: its name in the archive, what it holds, and how to open it (more than once).

    `open` raises a Problem where the file is not to be read, and so does reading from what it gives.
    `is_alone` is True where the file is itself the archive. `path` is set where it is a file by itself, which
    is then read at one go.
    """

    name: str
    type: EntryType
    open: Callable[[], RawIOBase]
    is_alone: bool = False
    path: str = ""


def buffered(entry: Entry) -> BinaryIO:
    """Open an entry to read it line by line."""
    return cast("BinaryIO", BufferedReader(entry.open(), PIECE))


def read_whole(entry: Entry, most: int) -> bytes:
    """Read an entry piece by piece; Problem `too_large` as soon as it is longer than `most` bytes."""
    if entry.path:
        return read_regular(entry.path, most)
    pieces = []
    length = 0
    with entry.open() as file:
        _refuse_declared(file, most)
        while piece := file.read(PIECE):
            pieces.append(piece)
            length += len(piece)
            if length > most:
                raise Problem("too_large", limit=most)
    return b"".join(pieces)


def _refuse_declared(file: RawIOBase, most: int) -> None:
    """Spare reading the beginning of a file that says itself that it is too long."""
    try:
        length = os.fstat(file.fileno()).st_size
    except OSError:
        return  # it lies in a zip, where what is declared is not believed
    if length > most:
        raise Problem("too_large", limit=most)
