"""What the program writes down about itself: ids, lengths and places in the code, never a document's text."""

import logging
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from editor_app import __version__, paths

_LOGGER = "editor_app"
_LARGEST = 1_000_000
_OLDER_ONES = 3


def start_log() -> None:
    """Begin to write the log of this process; where its folder cannot be written, there is no log."""
    logger = logging.getLogger(_LOGGER)
    if logger.handlers:
        return
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder = _folder()
        handler: logging.Handler = RotatingFileHandler(
            folder / "editor-app.log",
            maxBytes=_LARGEST,
            backupCount=_OLDER_ONES,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        # A log is a convenience: nothing a person asked for may fail for the want of one.
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)


def write_crash_report(fault: BaseException) -> Path | None:
    """Write down where a bug struck and give the file; None where it could not be written."""
    now = datetime.now(UTC)
    try:
        path = _folder() / f"crash-{now:%Y%m%dT%H%M%S%f}.txt"
        path.write_text(report_of(fault, now), encoding="utf-8")
    except OSError:
        return None
    return path


def report_of(fault: BaseException, now: datetime) -> str:
    """Say what went wrong and where in the code, without a word that may be out of a document."""
    return "\n".join(_report(fault, now)) + "\n"


def _folder() -> Path:
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _report(fault: BaseException, now: datetime) -> Iterator[str]:
    yield f"editor-app {__version__}, {now.isoformat(timespec='seconds')}"
    yield f"Python {platform.python_version()}, {platform.platform()}"
    seen: BaseException | None = fault
    while seen is not None:
        yield ""
        yield from _traced(seen)
        seen = seen.__cause__ or seen.__context__


def _traced(fault: BaseException) -> Iterator[str]:
    """Give type and place of a fault; its message may quote a document, so only its length is told."""
    yield f"{type(fault).__module__}.{type(fault).__qualname__} (message of {len(str(fault))} characters)"
    for frame in traceback.extract_tb(fault.__traceback__):
        yield f"  {_shortened(frame.filename)}:{frame.lineno} {frame.name}"


def _shortened(filename: str) -> str:
    """Give a file's place below the folder Python found it in, so that no home folder is told."""
    for folder in sorted(sys.path, key=len, reverse=True):
        if folder and filename.startswith(folder):
            return filename[len(folder) :].lstrip("/\\")
    return Path(filename).name
