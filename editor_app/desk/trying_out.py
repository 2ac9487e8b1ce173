"""A place for the desk of a dry run, empty or a copy: private, and gone afterwards, after a kill too."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from editor_app.store.last_exit import forget_exit
from editor_app.store.replica import forget

_PREFIX = "editor-app-dry-run-"


@contextmanager
def passing_place() -> Iterator[Path]:
    """Give a place in a temporary folder; what dry runs that were killed left there goes first.

    Nor is anything remembered outside of the desk that was made there.
    """
    sweep()
    with TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as folder:
        place = Path(folder, "dry-run.desk")
        try:
            yield place
        finally:
            forget_exit(place)
            if place.exists():
                forget(place)


def sweep() -> None:
    """Remove what dry runs that were killed left behind."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        if not left.is_symlink() and left.is_dir() and _is_left_behind(left):
            shutil.rmtree(left, ignore_errors=True)


def _is_left_behind(folder: Path) -> bool:
    """Tell whether the process that made a folder is gone; where that cannot be told, the folder stays."""
    process = folder.name.removeprefix(_PREFIX).partition("-")[0]
    if os.name != "posix" or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return folder.stat().st_uid == os.getuid()
    except (PermissionError, OverflowError):
        return False
    return False
