"""How fast a review goes, computed from the moments of its decisions: breaks do not count as work."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

LONGEST_GAP: Final = 180.0
_ENOUGH: Final = 10
_ROUND_TO: Final = 5


def per_hour(moments: Sequence[float]) -> int | None:
    """Give decisions in an hour of work; `moments` are seconds, oldest first. None before the tenth."""
    active = _active(moments)
    seconds = sum(active)
    return round(len(active) * 3600 / seconds) if len(moments) >= _ENOUGH and seconds > 0 else None


def median_seconds(moments: Sequence[float]) -> int | None:
    """Give the seconds a decision takes, half of them less and half more; None before the tenth."""
    active = _active(moments)
    return round(median(active)) if len(moments) >= _ENOUGH and active else None


def minutes_left(to_do: int, speed: int | None) -> int | None:
    """Give the minutes that so many documents will take, in steps of five; None while nobody can tell."""
    if not speed or not to_do:
        return None
    return max(_ROUND_TO, round(to_do * 60 / speed / _ROUND_TO) * _ROUND_TO)


def in_a_row(moments: Sequence[float], now: float) -> int:
    """Count the last decisions that no break of more than three minutes parts, up to now; else 0."""
    count, later = 0, now
    for moment in reversed(moments):
        if later - moment > LONGEST_GAP:
            break
        count, later = count + 1, moment
    return count


def _active(moments: Sequence[float]) -> list[float]:
    gaps = (later - earlier for earlier, later in pairwise(moments))
    return [gap for gap in gaps if gap <= LONGEST_GAP]
