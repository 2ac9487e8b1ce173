"""Two things run in turn, A B A B ...; what is told is the ratio of their medians and how far it spreads."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 5
MEDIAN = 0.5
# What does the thing; where it gives seconds it has measured itself, in a process of its own.
Act = Callable[[], object]


@dataclass(frozen=True)
class Pair:
    """What was measured, and the bar the ratio is held against (None where there is none).

    Figures are seconds unless `unit` says otherwise; `share` is the part of them that lies below the one that
    is compared: 0.5 for the median. Where more is better, `is_floor_wanted` turns the bar round.
    """

    name: str
    ours: str
    floor: str
    our_figures: Sequence[float]
    floor_figures: Sequence[float]
    bar: float | None = None
    share: float = MEDIAN
    unit: str = "s"
    is_floor_wanted: bool = False

    @property
    def ratio(self) -> float:
        """Ours by the floor's."""
        return quantile(self.our_figures, self.share) / quantile(self.floor_figures, self.share)

    def line(self) -> str:
        """Give one line of the table."""
        ours, floor = (quantile(figures, self.share) for figures in (self.our_figures, self.floor_figures))
        against = f"{self.ours} {shown(ours, self.unit)} / {self.floor} {shown(floor, self.unit)}"
        return f"{self.name}: {against} = {self.ratio:.2f}{self._spread()}{self._verdict()}"

    def _spread(self) -> str:
        if self.share != MEDIAN or len(self.our_figures) < 2:
            return ""
        ratios = sorted(a / b for a, b in zip(self.our_figures, self.floor_figures, strict=False))
        return f" ({quantile(ratios, 0.1):.2f} to {quantile(ratios, 0.9):.2f})"

    def _verdict(self) -> str:
        if self.bar is None:
            return ""
        is_met = self.ratio >= self.bar if self.is_floor_wanted else self.ratio <= self.bar
        sign = ">=" if self.is_floor_wanted else "<="
        return f"  bar {sign} {self.bar:g}  {'met' if is_met else 'MISSED'}"


@dataclass(frozen=True)
class Figure:
    """One thing that was measured by itself."""

    name: str
    said: str

    def line(self) -> str:
        """Give one line of the table."""
        return f"{self.name}: {self.said}"


def paired(
    name: str,
    ours: tuple[str, Act],
    floor: tuple[str, Act],
    bar: float | None = None,
    rounds: int = ROUNDS,
) -> Pair:
    """Run both once to warm up, then in turn."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for times, (_title, act) in zip(seconds, (ours, floor), strict=True):
            taken = timed(act)
            if number:
                times.append(taken)
    return Pair(name, ours[0], floor[0], *seconds, bar)


def timed(act: Act) -> float:
    """Give the seconds something takes, or those it says it took."""
    gc.collect()
    start = time.perf_counter()
    measured = act()
    return measured if isinstance(measured, float) else time.perf_counter() - start


def quantile(figures: Sequence[float], share: float) -> float:
    """Give the figure below which a share of them lies."""
    ordered = sorted(figures)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def shown(figure: float, unit: str) -> str:
    """Give a figure with its unit, seconds in milliseconds where they are few."""
    if unit == "s" and figure < 0.1:
        return f"{figure * 1000:.2f} ms"
    return f"{figure:.3f} s" if unit == "s" else f"{figure:,.0f} {unit}"
