"""Opening files of strangers: regular ones only, never through a link, never waiting for a pipe."""

import os
import stat
from io import FileIO
from pathlib import Path

from editor_app.domain.problems import Problem

_CAREFUL = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


def open_regular(path: Path | str, *, through_link: bool = False) -> FileIO:
    """Open a regular file to read its bytes, unbuffered.

    Raises Problem `link_left_out`, `special_left_out` or `unreadable`. `through_link` is for a path a person
    named themselves.
    """
    try:
        handle = os.open(path, _CAREFUL | (0 if through_link else _NO_LINKS))
    except OSError as fault:
        if Path(path).is_symlink() and not through_link:
            raise Problem("link_left_out") from fault
        raise Problem("unreadable", cause=fault.strerror or str(fault)) from fault
    try:
        _refuse_special(handle)
        return FileIO(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _refuse_special(handle: int) -> None:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise Problem("special_left_out")
