"""How a long job tells where it is and hears that it should stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from editor_app.domain.problems import Interrupted, Suspended

_REPORTS_A_SECOND = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job is: how many of how many (None until counted), and what it is at."""

    phase: str
    done: int
    total: int | None
    item: str = ""


class Watch:
    """Given to a job: it calls `step` often, is told to stop there, and knows neither thread nor screen.

    Where the job holds no transaction it calls `breathe`, and what others wait for is done in between.
    """

    def __init__(
        self,
        report: Callable[[Progress], None] | None = None,
        breathe: Callable[[], None] = lambda: None,
    ) -> None:
        self._report = report
        self._breathe = breathe
        self._stopped = Event()
        self._suspended = Event()
        self._last = 0.0
        self._phase = ""

    def stop(self) -> None:
        """Ask the job to stop at its next step; callable from any thread."""
        self._stopped.set()

    def suspend(self) -> None:
        """Ask the job to stop and, where it can, to be gone on with later; callable from any thread."""
        self._suspended.set()

    def breathe(self) -> None:
        """Let others write, between two transactions of a long job."""
        self._breathe()

    @property
    def is_stopped(self) -> bool:
        """True once somebody asked for a stop."""
        return self._stopped.is_set()

    def step(self, phase: str, done: int, total: int | None = None, item: str = "") -> None:
        """Report, at most about 20 times a second and at each phase.

        Raises Interrupted when asked to stop, Suspended when asked to stop and go on later.
        """
        if self._stopped.is_set():
            raise Interrupted
        if self._suspended.is_set():
            raise Suspended
        if self._report is None:
            return
        now = time.monotonic()
        if phase == self._phase and done != total and now - self._last < 1 / _REPORTS_A_SECOND:
            return
        self._last, self._phase = now, phase
        self._report(Progress(phase, done, total, item))
