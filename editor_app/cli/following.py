"""A long job in the foreground: a line of progress, and a stop that leaves nothing half done."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from editor_app.cli.plain_text import one_line
from editor_app.desk.watch import Progress, Watch
from editor_app.i18n import gettext

_WIDTH = 78
_STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def followed() -> Iterator[Watch]:
    """Give a watch for a job: its progress is shown on a terminal, and the first Ctrl+C asks it to stop.

    The second one interrupts it where it is; the store then rolls back what it was at.
    """
    is_shown = sys.stderr.isatty()
    watch = Watch(_show if is_shown else None)

    def stop(_number: int, _frame: FrameType | None) -> None:
        if watch.is_stopped:
            raise KeyboardInterrupt
        watch.stop()

    before = [(number, signal.signal(number, stop)) for number in _STOPPING]
    try:
        yield watch
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        if is_shown:
            sys.stderr.write(f"\r{'':{_WIDTH}}\r")


def _show(progress: Progress) -> None:
    if progress.total is None:
        count = gettext("{done} so far").format(done=progress.done)
    else:
        count = gettext("{done} of {total}").format(done=progress.done, total=progress.total)
    line = one_line(f"{progress.phase}: {count}  {progress.item}")[:_WIDTH]
    sys.stderr.write(f"\r{line:<{_WIDTH}}")
    sys.stderr.flush()
