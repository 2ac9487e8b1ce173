"""Crash reports: written where a fault of the program strikes, kept for a person to read, gone when they say.

A report holds versions, places in the program's code and lengths of messages, never a word out of a document,
a name or a folder of the user's. Nothing sends one anywhere.
"""

import os
import platform
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from editor_app import __version__, paths
from editor_app.desk.keeping_logs import made_log_folder
from editor_app.domain.problems import Problem

MOST_KEPT: Final = 20
_LONGEST: Final = 200_000
_NAME = re.compile(r"crash-(\d{8}T\d{12})\.txt")
_TIME: Final = "%Y%m%dT%H%M%S%f"
# The first line of a fault, as `_traced` writes it, and of a sudden end, as the interpreter does.
_FAULT = re.compile(r"^(?:[\w.]+\.)?(\w+) \(message of \d+ characters\)$", re.MULTILINE)
_SUDDEN = re.compile(r"^Fatal Python error: ([^\n]{1,80})$", re.MULTILINE)
_written: dict[str, Path] = {}


@dataclass(frozen=True, slots=True)
class CrashReport:
    """A report: where it lies, when it was written (UTC), what went wrong in the program's own words."""

    path: Path
    at: datetime
    what: str


def write_crash_report(fault: BaseException) -> Path | None:
    """Write down where a fault struck and give the file; None where it could not be written.

    A fault that strikes again and again in one process is written down once.
    """
    now = datetime.now(UTC)
    traced = "\n".join(_all_traced(fault))
    earlier = _written.get(traced)
    if earlier is not None and earlier.exists():
        return earlier
    path = keep_report(report_of(fault, now), now)
    if path is not None:
        _written[traced] = path
    return path


def report_of(fault: BaseException, now: datetime) -> str:
    """Say what went wrong and where in the code, without a word that may be out of a document."""
    return "\n".join([*head_of(now), *_all_traced(fault)]) + "\n"


def head_of(at: datetime) -> list[str]:
    """Give the first lines of a report: the versions of the program and of what it runs on, and when."""
    return [
        f"editor-app {__version__}, {at.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}, {platform.platform()}",
    ]


def keep_report(text: str, at: datetime) -> Path | None:
    """Write a report to a file of its own and let the oldest go; None where it could not be written."""
    try:
        path = made_log_folder() / f"crash-{at:{_TIME}}.txt"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    for old in crash_reports()[MOST_KEPT:]:
        with suppress(OSError):
            old.path.unlink()
    return path


def crash_reports() -> list[CrashReport]:
    """Give the reports that are kept, the newest first; none where the folder cannot be read."""
    found = []
    with suppress(OSError):
        for path in paths.log_folder().iterdir():
            named = _NAME.fullmatch(path.name)
            if named is not None and path.is_file():
                at = datetime.strptime(named[1], _TIME).replace(tzinfo=UTC)
                found.append(CrashReport(path, at, _what(path)))
    return sorted(found, key=lambda report: report.at, reverse=True)


def read_report(report: CrashReport) -> str:
    """Give the whole text of a report; a Problem (`report_unreadable`) where it cannot be read."""
    try:
        return _beginning(report.path)
    except OSError as fault:
        cause = fault.strerror or str(fault)
        raise Problem("report_unreadable", path=str(report.path), cause=cause) from fault


def remove_report(report: CrashReport) -> None:
    """Delete a report for good; a Problem (`report_not_removed`) where it cannot be. One that is gone is."""
    try:
        report.path.unlink(missing_ok=True)
    except OSError as fault:
        cause = fault.strerror or str(fault)
        raise Problem("report_not_removed", path=str(report.path), cause=cause) from fault


def untold_reports() -> list[CrashReport]:
    """Give the reports nobody at the window was told of yet, the newest first."""
    told = _changed_at(_mark())
    return [report for report in crash_reports() if _changed_at(report.path) > told]


def count_as_told() -> None:
    """Remember that somebody at the window was told of every report there is now.

    Where that cannot be written they are told of again.
    """
    with suppress(OSError):
        made_log_folder()
        _mark().touch(mode=0o600)


def shortened(filename: str) -> str:
    """Give a file's place below the folder Python found it in, so that no home folder is told."""
    for folder in sorted(sys.path, key=len, reverse=True):
        if folder and filename.startswith(folder):
            return filename[len(folder) :].lstrip("/\\")
    return re.split(r"[/\\]", filename)[-1]


def _mark() -> Path:
    """Give the empty file whose time says when somebody was last told of reports."""
    return paths.log_folder() / "crash-told"


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _what(path: Path) -> str:
    try:
        text = _beginning(path)
    except OSError:
        return ""
    found = _FAULT.findall(text) or _SUDDEN.findall(text)
    return str(found[-1]) if found else ""  # the last one is what the others follow from


def _beginning(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(_LONGEST)


def _all_traced(fault: BaseException) -> Iterator[str]:
    seen: BaseException | None = fault
    while seen is not None:
        yield ""
        yield from _traced(seen)
        seen = seen.__cause__ or seen.__context__


def _traced(fault: BaseException) -> Iterator[str]:
    """Give type and place of a fault; its message may quote a document, so only its length is told."""
    yield f"{type(fault).__module__}.{type(fault).__qualname__} (message of {len(str(fault))} characters)"
    for frame in traceback.extract_tb(fault.__traceback__):
        yield f"  {shortened(frame.filename)}:{frame.lineno} {frame.name}"
