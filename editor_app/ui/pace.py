"""How fast a review goes: decisions in active minutes, and what that means for what is left."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

_LONGEST_GAP: Final = 180.0
_LAST: Final = 50
_ENOUGH: Final = 10
_ROUND_TO: Final = 5


class Pace:
    """Counts the decisions of this session and times the last fifty, without breaks of over three minutes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: list[float] = []

    @property
    def decisions(self) -> int:
        """How many decisions this session has seen."""
        return len(self._times)

    def decided(self) -> None:
        """Count a decision."""
        self._times.append(self._clock())

    def take_back(self) -> None:
        """Count one less."""
        if self._times:
            self._times.pop()

    def per_hour(self) -> int | None:
        """Give decisions in an hour of work, None before the tenth decision."""
        last = self._times[-_LAST:]
        if len(last) < _ENOUGH:
            return None
        gaps = [later - earlier for earlier, later in pairwise(last)]
        active = [gap for gap in gaps if gap <= _LONGEST_GAP]
        seconds = sum(active)
        return round(len(active) * 3600 / seconds) if seconds > 0 else None

    def minutes_left(self, to_do: int) -> int | None:
        """Give the minutes that so many documents will take, in steps of five; None while nobody can tell."""
        speed = self.per_hour()
        if not speed or not to_do:
            return None
        minutes = to_do * 60 / speed
        return max(_ROUND_TO, round(minutes / _ROUND_TO) * _ROUND_TO)
