"""What is left of a process that ended without a word: it notes where, and the next start reports it.

Python's own `faulthandler` writes its places into a file when the process is brought down from below Python;
the file is locked while its process lives, so that a second window knows which ones are over.
"""

import atexit
import faulthandler
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from editor_app.desk.keeping_logs import made_log_folder
from editor_app.desk.reporting_crashes import head_of, keep_report, shortened
from editor_app.store.locking import seize

_LONGEST = 200_000
_FRAME = re.compile(r'  File "([^"]*)", line (\d+) in (\S+)')
_TITLE = re.compile(
    r"(?:Fatal Python error|Windows fatal exception): [^\n]{1,200}|(?:Current thread|Thread) .*:"
)


def watch_for_crashes() -> None:
    """Take up what earlier processes left behind, then have the places written down should this one crash."""
    with suppress(OSError):  # where nothing can be written, nothing is kept, and nothing else may fail
        folder = made_log_folder()
        _take_up(folder)
        path = folder / f"running-{os.getpid()}.txt"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        seize(handle)
        faulthandler.enable(handle)
        atexit.register(_end, path, handle)


def _end(path: Path, handle: int) -> None:
    """Leave nothing behind where all went well."""
    faulthandler.disable()
    os.close(handle)
    with suppress(OSError):
        path.unlink()


def _take_up(folder: Path) -> None:
    for path in sorted(folder.glob("running-*.txt")):
        with suppress(OSError):  # its process is still there
            text, at = _of_the_dead(path)
            if text:
                keep_report("\n".join([*head_of(at), "", *_places(text)]) + "\n", at)
            path.unlink()


def _of_the_dead(path: Path) -> tuple[str, datetime]:
    """Give what a process wrote last and when; OSError while that process lives."""
    handle = os.open(path, os.O_RDWR)
    try:
        seize(handle)
        at = datetime.fromtimestamp(os.fstat(handle).st_mtime, UTC)
        return os.read(handle, _LONGEST).decode("utf-8", "replace"), at
    finally:
        os.close(handle)


def _places(text: str) -> Iterator[str]:
    """Give what a report may hold of it: what the end was, and places in the code."""
    for line in text.split("\n"):
        frame = _FRAME.fullmatch(line)
        if frame is not None:
            yield f"  {shortened(frame[1])}:{frame[2]} {frame[3]}"
        elif _TITLE.fullmatch(line):
            yield line
