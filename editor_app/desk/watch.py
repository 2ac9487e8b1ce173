"""How a long job tells where it is and hears that it should stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from editor_app.domain.problems import Interrupted

_REPORTS_A_SECOND = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job is: how many of how many (None until counted), and what it is at."""

    phase: str
    done: int
    total: int | None
    item: str = ""


class Watch:
    """Given to a job: it calls `step` often, is told to stop there, and knows neither thread nor screen."""

    def __init__(self, report: Callable[[Progress], None] | None = None) -> None:
        self._report = report
        self._stopped = Event()
        self._last = 0.0
        self._phase = ""

    def stop(self) -> None:
        """Ask the job to stop at its next step; callable from any thread."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """True once somebody asked for a stop."""
        return self._stopped.is_set()

    def step(self, phase: str, done: int, total: int | None = None, item: str = "") -> None:
        """Report, at most about 20 times a second and at each phase; raise Interrupted when asked to stop."""
        if self._stopped.is_set():
            raise Interrupted
        if self._report is None:
            return
        now = time.monotonic()
        if phase == self._phase and done != total and now - self._last < 1 / _REPORTS_A_SECOND:
            return
        self._last, self._phase = now, phase
        self._report(Progress(phase, done, total, item))
