"""A sitting on a very large desk: imported, opened, walked through, searched, ten thousand decided at once.

What is told is how long the window stood still at the worst; pictures are taken on the way.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from editor_app.desk import deciding_together
from editor_app.desk.deciding_together import Together
from editor_app.desk.watch import Watch
from editor_app.domain.verdicts import Outcome, Verdict
from tests.bench.apart import memory_now, peak_of, program
from tests.bench.bench_window import BenchWindow
from tests.bench.generated import rows
from tests.bench.pairs import Figure

_MOST_STANDING_STILL = 0.2
_AT_ONCE, _STEPS = 10_000, 300
_TYPED = "agency report"
_MIB = 1 << 20


class StandStill:
    """Notes how long the window's thread was away from its events, at the longest."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def over(self, act: Callable[[], object]) -> tuple[float, float]:
        """Do something and give how long it took, and the longest stand-still meanwhile, in seconds."""
        self.longest, self._last = 0.0, time.perf_counter()
        start = time.perf_counter()
        act()
        self._look()
        return time.perf_counter() - start, self.longest

    def _look(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def run(place: Path, count: int) -> Iterator[Figure]:
    """Make and import an archive of `count` documents where that was not done before, and sit down at it."""
    desk = place / f"{count}.desk"
    if not desk.exists():
        yield _imported(place, desk, count)
    start = time.perf_counter()
    with BenchWindow(desk) as window:
        opened = f"{time.perf_counter() - start:.2f} s, {memory_now() / _MIB:.0f} MiB"
        yield Figure("opened, the first wire painted", opened)
        yield from _Sitting(window, place / "pictures").acts()


def _imported(place: Path, desk: Path, count: int) -> Figure:
    archive = rows(place / f"{count}.jsonl", count)
    start = time.perf_counter()
    peak = peak_of(program("import", archive, "--editor", "Bench", "--desk", desk))
    taken = time.perf_counter() - start
    said = f"{taken:.0f} s, {count / taken:,.0f} a second, {peak / _MIB:.0f} MiB"
    return Figure(f"import of {count:,}", said)


class _Sitting:
    """What an editor does there, each act told with the longest stand-still."""

    def __init__(self, window: BenchWindow, pictures: Path) -> None:
        self._window, self._session = window, window.session
        self._pictures = pictures
        pictures.mkdir(exist_ok=True)
        self._still = StandStill()

    def acts(self) -> Iterator[Figure]:
        """Walk, search, filter, decide ten thousand at once, and take that back."""
        acts = {
            f"J held for {_STEPS} wires": self._walk,
            "a search as it is typed": self._search,
            "the search cleared": self._clear,
            "a source chosen": self._choose_source,
            "the source cleared": self._clear,
            "the end of the list": self._to_the_end,
            f"{_AT_ONCE:,} rejected at once": self._reject_many,
            "undo of that": self._undo,
        }
        for name, act in acts.items():
            taken, longest = self._still.over(act)
            self._window.settle()
            file = name.replace(" ", "-").replace(",", "")
            self._window.window.grab().save(str(self._pictures / f"{file}.png"))
            verdict = "" if longest <= _MOST_STANDING_STILL else "  OVER 200 ms"
            still = f"stood still {longest * 1000:.0f} ms at the longest{verdict}"
            yield Figure(name, f"{taken:.2f} s, {memory_now() / _MIB:.0f} MiB, {still}")

    def _walk(self) -> None:
        for _ in range(_STEPS):
            self._session.step(1)
            self._window.until(lambda: not self._session.is_loading)

    def _search(self) -> None:
        field = self._window.window.top_bar.search
        field.setFocus()
        for letter in _TYPED:
            QTest.keyClick(field, letter)
            self._let_pass(0.12)
        self._until_quiet()

    def _clear(self) -> None:
        self._window.window.commands.trigger("find.clear_filters")
        self._until_quiet()

    def _choose_source(self) -> None:
        source = self._session.sources()[0][0]
        self._session.set_criteria(replace(self._session.criteria, source=source))
        self._until_quiet()

    def _to_the_end(self) -> None:
        self._window.window.commands.trigger("move.last")
        self._until_quiet()

    def _reject_many(self) -> None:
        door, verdict = self._session.door, Verdict(Outcome.REJECT, reasons=("no_harm_event",))
        assert door is not None
        keys = self._session.ids[:_AT_ONCE]
        done: list[Together] = []
        job = self._window.background.submit_watched(_decide_together, door, keys, verdict)
        job.done.connect(done.append)
        self._window.until(lambda: done)
        self._session.take_in(done[0].changes)
        self._until_quiet()

    def _undo(self) -> None:
        before = self._session.counts.to_do
        self._session.undo()
        self._window.until(lambda: self._session.counts.to_do != before)
        self._until_quiet()

    def _until_quiet(self) -> None:
        self._window.until(lambda: not self._window.background.is_waited_for)
        self._let_pass(0.5)

    def _let_pass(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self._window.until(lambda: time.perf_counter() > end)


def _decide_together(door, keys, verdict, watch: Watch) -> Together:
    """Plan and do it, the sample taken as read: nobody sits here."""
    plan = deciding_together.plan(door.workplace, keys, verdict, watch=watch)
    return deciding_together.run(door.workplace, plan, plan.sample, watch)
