"""How far readers agree: share, Cohen's kappa and Krippendorff's alpha, each with its 95 % interval.

Sources: E. B. Wilson, JASA 22 (1927) for the interval of a share; J. Cohen, Educ. Psychol. Meas. 20 (1960)
for kappa, J. L. Fleiss, J. Cohen and B. S. Everitt, Psychol. Bull. 72 (1969) for its standard error; K.
Krippendorff, Computing Krippendorff's Alpha-Reliability (2011) for alpha with nominal values. The interval of
alpha is the normal one of the jackknife that leaves out one unit at a time.
"""

import math
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

_Z: Final = 1.959963984540054
_FEWEST_UNITS: Final = 2
_SMALLEST_ERROR: Final = 1e-6  # below it stands what rounding leaves of nothing
_A = TypeVar("_A", bound=Hashable)


class Undefined(StrEnum):
    """Why a figure, or the interval of one, cannot be given.

    No spread means that the answers leave nothing to reckon an interval from, as where all agree or where one
    reader only ever gave one answer: it would be one point, as if the figure were certain.
    """

    NOTHING_READ = "nothing_read"
    ONE_ANSWER = "one_answer"
    ONE_UNIT = "one_unit"
    NO_SPREAD = "no_spread"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its interval; `value` is None where it is undefined, and `why` says why.

    `low` and `high` are None where there is a figure and no interval, and `why` says why here, too.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: Undefined | None = None


def share(agreeing: int, total: int) -> Figure:
    """Give a share of a total with Wilson's score interval."""
    if total == 0:
        return Figure(None, why=Undefined.NOTHING_READ)
    part, square = agreeing / total, _Z * _Z
    middle = part + square / (2 * total)
    reach = _Z * math.sqrt(part * (1 - part) / total + square / (4 * total * total))
    scale = 1 + square / total
    return Figure(part, max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))


def cohens_kappa(pairs: Mapping[tuple[_A, _A], int]) -> Figure:
    """Give kappa of two readers out of how often the first said one thing and the second another.

    Undefined where both only ever gave one and the same answer: chance alone would agree as well.
    """
    total = sum(pairs.values())
    if total == 0:
        return Figure(None, why=Undefined.NOTHING_READ)
    shares = {pair: count / total for pair, count in pairs.items() if count}
    first, second = _margins(shares)
    observed = sum(part for (one, other), part in shares.items() if one == other)
    expected = sum(part * second.get(answer, 0.0) for answer, part in first.items())
    if math.isclose(expected, 1.0):
        return Figure(None, why=Undefined.ONE_ANSWER)
    kappa = (observed - expected) / (1 - expected)
    if total == 1:
        return Figure(kappa, why=Undefined.ONE_UNIT)
    return _around(kappa, _kappa_error(shares, first, second, kappa, expected) / math.sqrt(total))


def krippendorffs_alpha(units: Mapping[tuple[_A, ...], int]) -> Figure:
    """Give alpha for nominal answers; a unit is the answers it was given, mapped to how many units got them.

    Units with fewer than two answers do not count. Undefined where nothing was read twice, or where all
    answers are the same.
    """
    counted = _by_answers(units)
    number = sum(counted.values())
    if not number:
        return Figure(None, why=Undefined.NOTHING_READ)
    sums = _sums(counted)
    alpha = _alpha(*sums)
    if alpha is None:
        return Figure(None, why=Undefined.ONE_ANSWER)
    error = _jackknife(counted, number, sums)
    return Figure(alpha, why=Undefined.ONE_UNIT) if error is None else _around(alpha, error)


_Answers = tuple[tuple[Hashable, int], ...]
_Sums = tuple[float, "Counter[Hashable]"]


def _around(value: float, error: float) -> Figure:
    """Give a figure between -1 and 1 with the interval its standard error makes, if it has any spread."""
    if error < _SMALLEST_ERROR:
        return Figure(value, why=Undefined.NO_SPREAD)
    return Figure(value, max(-1.0, value - _Z * error), min(1.0, value + _Z * error))


def _margins(shares: Mapping[tuple[_A, _A], float]) -> tuple[dict[_A, float], dict[_A, float]]:
    first: dict[_A, float] = {}
    second: dict[_A, float] = {}
    for (one, other), part in shares.items():
        first[one] = first.get(one, 0.0) + part
        second[other] = second.get(other, 0.0) + part
    return first, second


def _kappa_error(
    shares: Mapping[tuple[_A, _A], float],
    first: Mapping[_A, float],
    second: Mapping[_A, float],
    kappa: float,
    expected: float,
) -> float:
    """Give the large-sample standard error of kappa, for one unit."""
    agreed = apart = 0.0
    for (one, other), part in shares.items():
        if one == other:
            agreed += part * (1 - (first[one] + second[one]) * (1 - kappa)) ** 2
        else:
            apart += part * (second.get(one, 0.0) + first.get(other, 0.0)) ** 2
    rest = (kappa - expected * (1 - kappa)) ** 2
    variance = agreed + (1 - kappa) ** 2 * apart - rest
    return math.sqrt(max(variance, 0.0)) / (1 - expected)


def _by_answers(units: Mapping[tuple[_A, ...], int]) -> Counter[_Answers]:
    """Count units by how often each answer stands on them; in which order they were given is no matter."""
    found: Counter[_Answers] = Counter()
    for answers, count in units.items():
        if len(answers) > 1:
            found[tuple(sorted(Counter(answers).items(), key=repr))] += count
    return found


def _sums(counted: Mapping[_Answers, int]) -> _Sums:
    """Give the weight of all disagreements within units, and how often each answer was given."""
    apart, values = 0.0, Counter[Hashable]()
    for answers, count in counted.items():
        apart += _apart(answers) * count
        for answer, times in answers:
            values[answer] += times * count
    return apart, values


def _apart(answers: _Answers) -> float:
    given = sum(times for _, times in answers)
    return (given * given - sum(times * times for _, times in answers)) / (given - 1)


def _alpha(apart: float, values: Mapping[Hashable, int]) -> float | None:
    total = sum(values.values())
    by_chance = total * total - sum(times * times for times in values.values())
    return None if by_chance == 0 else 1 - (total - 1) * apart / by_chance


def _jackknife(counted: Mapping[_Answers, int], number: int, sums: _Sums) -> float | None:
    """Give the standard error of alpha, None where leaving out one unit leaves nothing to compare."""
    if number < _FEWEST_UNITS:
        return None
    found: list[tuple[float, int]] = []
    for answers, count in counted.items():
        values = Counter(sums[1])
        values.subtract(dict(answers))
        without = _alpha(sums[0] - _apart(answers), +values)
        if without is None:
            return None
        found.append((without, count))
    mean = sum(alpha * count for alpha, count in found) / number
    spread = sum(count * (alpha - mean) ** 2 for alpha, count in found)
    return math.sqrt((number - 1) / number * spread)
