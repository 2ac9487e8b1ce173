"""A harness: a promise, how often it is put to the test, and the weakened program that must fail it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.safe.report import Report

# Puts the promise to the test `count` times in an own empty folder, and gives the line of figures; a promise
# that was broken is told to the report.
Run = Callable[[int, Path, Report], str]

QUICK_SHARE = 10


class CannotRunError(Exception):
    """This machine lacks what a harness needs; it says what that is, and how to come by it."""


def need(program: str, how: str) -> None:
    """Raise CannotRunError where a program is not installed; `how` says how to come by it."""
    if shutil.which(program) is None:
        raise CannotRunError(f"it needs {program} ({how})")


@dataclass(frozen=True)
class Weakened:
    """The same harness against a program that lacks one of its guards: it proves itself by telling breaches.

    `about` says what is lacking; `count` is how often it is tried, quick run or not.
    """

    about: str
    run: Run
    count: int


@dataclass(frozen=True)
class Harness:
    """One promise of the desk and what puts it to the test; `count` is how often, in a full run.

    `quick` is how often in a quick run, a tenth where it is not said.
    """

    id: str
    name: str
    title: str
    count: int
    run: Run
    weakened: tuple[Weakened, ...] = ()
    quick: int | None = None

    def count_of(self, *, is_quick: bool) -> int:
        """Give how often the promise is put to the test."""
        if not is_quick:
            return self.count
        return max(1, self.count // QUICK_SHARE) if self.quick is None else self.quick
