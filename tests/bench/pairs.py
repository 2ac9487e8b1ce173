"""Two things run in turn, A B A B ...; what is told is the ratio of their medians and how far it spreads."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Pair:
    """What was measured, in seconds, and the bar its ratio is held against (None where there is none)."""

    name: str
    ours: str
    floor: str
    ours_seconds: list[float]
    floor_seconds: list[float]
    bar: float | None

    def line(self) -> str:
        """Give one line of the table."""
        ours, floor = statistics.median(self.ours_seconds), statistics.median(self.floor_seconds)
        ratios = [a / b for a, b in zip(self.ours_seconds, self.floor_seconds, strict=True)]
        bar = (
            ""
            if self.bar is None
            else f"  bar <= {self.bar:g}  {'met' if ours / floor <= self.bar else 'MISSED'}"
        )
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        against = f"{self.ours} {ours:.3f} s / {self.floor} {floor:.3f} s"
        return f"{self.name}: {against} = {ours / floor:.2f} ({spread}){bar}"


def paired(
    name: str,
    ours: tuple[str, Callable[[], object]],
    floor: tuple[str, Callable[[], object]],
    bar: float | None = None,
    rounds: int = ROUNDS,
) -> Pair:
    """Run both once to warm up, then in turn."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for times, (_title, act) in zip(seconds, (ours, floor), strict=True):
            taken = _timed(act)
            if number:
                times.append(taken)
    return Pair(name, ours[0], floor[0], *seconds, bar)


def _timed(act: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
