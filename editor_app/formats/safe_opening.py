"""Opening files of strangers: regular ones only, never through a link, never waiting for a pipe."""

import os
import stat
from io import FileIO
from pathlib import Path

from editor_app.domain.problems import Problem

_CAREFUL = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_PIECE = 65_536
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


def open_regular(path: Path | str, *, through_link: bool = False) -> FileIO:
    """Open a regular file to read its bytes, unbuffered.

    Raises Problem `link_left_out`, `special_left_out` or `unreadable`. `through_link` is for a path a person
    named themselves.
    """
    handle = _opened(path, through_link=through_link)
    try:
        _refuse_special(os.fstat(handle))
        return FileIO(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: str, most: int) -> bytes:
    """Read a regular file whole, as `open_regular` would open it; Problem `too_large` beyond `most` bytes."""
    handle = _opened(path, through_link=False)
    try:
        state = os.fstat(handle)
        _refuse_special(state)
        if state.st_size > most:
            raise Problem("too_large", limit=most)
        data = os.read(handle, state.st_size + 1)
        return data if len(data) == state.st_size else _read_on(handle, data, most)
    finally:
        os.close(handle)


def _opened(path: Path | str, *, through_link: bool) -> int:
    try:
        return os.open(path, _CAREFUL | (0 if through_link else _NO_LINKS))
    except OSError as fault:
        if Path(path).is_symlink() and not through_link:
            raise Problem("link_left_out") from fault
        raise Problem("unreadable", cause=fault.strerror or str(fault)) from fault


def _read_on(handle: int, data: bytes, most: int) -> bytes:
    """Read to the end of a file that is not as long as the system said: it may be growing."""
    pieces, length = [data], len(data)
    while piece := os.read(handle, _PIECE):
        pieces.append(piece)
        length += len(piece)
        if length > most:
            raise Problem("too_large", limit=most)
    return b"".join(pieces)


def _refuse_special(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise Problem("special_left_out")
