"""The summary: what was decided since when, how fast, why wires were rejected, and how many are left."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from editor_app.desk.opened import as_written
from editor_app.desk.workplace import Workplace
from editor_app.domain import pace
from editor_app.domain.columns import Unit, columns, days_in_a_row, floor
from editor_app.domain.lists import Counts
from editor_app.domain.verdicts import Outcome
from editor_app.store.values import Quarter, Stretch

if TYPE_CHECKING:
    from editor_app.store.work import Work

_FOR_THE_PACE: Final = 50
_FOR_THE_ESTIMATE: Final = 200
_ENOUGH: Final = 10
_MOST_POINTS: Final = 160
_FURTHEST: Final = 3_650


class Range(StrEnum):
    """What is summed up: this editor's session, this editor's day, or everybody's work from the beginning."""

    SESSION = "session"
    TODAY = "today"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Column:
    """One hour (or day, week, month, year) and how many documents were decided how in it."""

    start: datetime
    outcomes: Mapping[Outcome, int]

    @property
    def total(self) -> int:
        """All that was decided in it."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Left:
    """How many documents were left when, the last point being now, and when none will be (None: unknown).

    Documents that came in later count from the beginning on.
    """

    points: tuple[tuple[datetime, int], ...] = ()
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a range. Moments are local; `first` and `last` are those of its decisions.

    `reasons` are ids with their counts, the most frequent first. `per_hour`, `median_seconds`, `minutes_left`
    and `in_a_row` are this editor's, None or 0 while nobody can tell; `days` counts the days in a row on
    which they decided something. `counts` are of the whole archive, or desk.
    """

    range: Range
    outcomes: Mapping[Outcome, int]
    first: datetime | None
    last: datetime | None
    unit: Unit
    columns: tuple[Column, ...]
    reasons: tuple[tuple[str, int], ...]
    left: Left
    counts: Counts
    per_hour: int | None = None
    median_seconds: int | None = None
    minutes_left: int | None = None
    in_a_row: int = 0
    days: int = 0

    @property
    def decided(self) -> int:
        """How many documents were decided."""
        return sum(self.outcomes.values())


def summary(
    desk: Workplace, chosen: Range, began: str, *, archive: str | None = None, zone: tzinfo | None = None
) -> Summary:
    """Sum up a range; `began` is when this session began (UTC, ISO), `zone` the local time (the system's)."""
    now = _local(desk.now(), zone) or datetime.now(zone)
    with desk.store.reading() as work:
        me = work.events.persons().ids(desk.editor.id) if desk.editor else ()
        stretch = Stretch(_since(chosen, began, now), None if chosen is Range.ALL else me, archive)
        everything = work.decided.quarters(Stretch(archive=archive))
        chosen_ones = everything if chosen is Range.ALL else work.decided.quarters(stretch)
        reasons = work.decided.reasons(stretch)
        counts = work.lists.counts(archive)
        own = _moments(work, Stretch(stretch.since, me, archive), _FOR_THE_PACE)
        latest = _moments(work, Stretch(archive=archive), _FOR_THE_ESTIMATE)
    told = _Timed(chosen_ones, zone, now)
    unit, starts = columns(told.moments)
    speed = pace.per_hour(own)
    newest = (latest if chosen is Range.ALL else own)[-1:]
    days = _Timed((quarter for quarter in everything if quarter.editor in me), zone, now)
    return Summary(
        range=chosen,
        outcomes=told.outcomes(),
        first=_first(stretch, told.moments, began, zone),
        last=_at(newest[0], zone) if newest else None,
        unit=unit,
        columns=told.columns(unit, starts),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        left=_left(_Timed(everything, zone, now), counts.to_do, now, [_at(one, zone) for one in latest]),
        counts=counts,
        per_hour=speed,
        median_seconds=pace.median_seconds(own),
        minutes_left=pace.minutes_left(counts.to_do, speed),
        in_a_row=pace.in_a_row(own, now.timestamp()),
        days=days_in_a_row(days.moments, now),
    )


class _Timed:
    """Quarters of an hour in local time; what no calendar can hold, or lies in the future, is left out."""

    def __init__(self, quarters: Iterable[Quarter], zone: tzinfo | None, now: datetime) -> None:
        latest = now + timedelta(days=1)
        timed = ((_local(quarter.start, zone), quarter) for quarter in quarters)
        self._given = [(at, quarter) for at, quarter in timed if at is not None and at <= latest]
        self.moments = [at.replace(tzinfo=None) for at, _ in self._given]

    def outcomes(self) -> dict[Outcome, int]:
        counted: Counter[Outcome] = Counter()
        for _, quarter in self._given:
            counted[quarter.outcome] += quarter.documents
        return dict(counted)

    def columns(self, unit: Unit, starts: Sequence[datetime]) -> tuple[Column, ...]:
        counted: dict[datetime, Counter[Outcome]] = {start: Counter() for start in starts}
        for at, (_, quarter) in zip(self.moments, self._given, strict=True):
            column = counted.get(floor(at, unit))
            if column is not None:
                column[quarter.outcome] += quarter.documents
        return tuple(Column(start, dict(outcomes)) for start, outcomes in counted.items())

    def by_quarter(self) -> list[tuple[datetime, int]]:
        counted: Counter[datetime] = Counter()
        for at, (_, quarter) in zip(self.moments, self._given, strict=True):
            counted[at] += quarter.documents
        return sorted(counted.items())


def _left(timed: _Timed, to_do: int, now: datetime, latest: Sequence[datetime]) -> Left:
    """Count back from now how many were left after each quarter of an hour."""
    given = timed.by_quarter()
    left = to_do + sum(count for _, count in given)
    points = []
    for at, count in given:
        points.append((at, left))
        left -= count
    here = now.replace(tzinfo=None)
    thinned = points[:: max(1, math.ceil(len(points) / _MOST_POINTS))]
    return Left((*thinned, (here, to_do)) if points else (), _end(to_do, here, latest))


def _end(to_do: int, now: datetime, latest: Sequence[datetime]) -> datetime | None:
    """Estimate when nothing is left, from how many were decided on each day anybody worked."""
    if not to_do or len(latest) < _ENOUGH:
        return None
    a_day = len(latest) / len({moment.date() for moment in latest})
    return now + timedelta(days=min(to_do / a_day, _FURTHEST))


def _since(chosen: Range, began: str, now: datetime) -> str:
    if chosen is Range.SESSION:
        return began
    if chosen is Range.ALL:
        return ""
    midnight = floor(now.replace(tzinfo=None), Unit.DAY).replace(tzinfo=now.tzinfo)
    return as_written(midnight)


def _first(stretch: Stretch, moments: Sequence[datetime], began: str, zone: tzinfo | None) -> datetime | None:
    """Give when a range begins: a session when the desk was opened, else with its first decision."""
    if not moments:
        return None
    start = _local(began, zone) if stretch.since == began else None
    return min(moments) if start is None else start.replace(tzinfo=None)


def _moments(work: "Work", stretch: Stretch, last: int) -> list[float]:
    found = (_local(at, UTC) for at in work.decided.moments(stretch, last))
    return [at.timestamp() for at in found if at is not None]


def _at(seconds: float, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone).replace(tzinfo=None)


def _local(at: str, zone: tzinfo | None) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone(zone)
    except (ValueError, OverflowError):
        return None
