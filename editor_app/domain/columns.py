"""Local hours, days, weeks, months, years: columns of a chart, as many as can be read side by side."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

MOST_COLUMNS: Final = 14


class Unit(StrEnum):
    """How long a column of a chart is."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def floor(moment: datetime, unit: Unit) -> datetime:
    """Give the beginning of the hour, day, week (Monday), month or year a moment of local time lies in."""
    if unit is Unit.HOUR:
        return moment.replace(minute=0, second=0, microsecond=0)
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit is Unit.WEEK:
        return day - timedelta(days=day.weekday())
    if unit is Unit.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit is Unit.YEAR else day


def following(start: datetime, unit: Unit) -> datetime:
    """Give the beginning of the next one."""
    if unit is Unit.HOUR:
        return start + timedelta(hours=1)
    longest = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}[unit]
    return floor(start + timedelta(days=longest), unit)


def columns(moments: Iterable[datetime]) -> tuple[Unit, list[datetime]]:
    """Give the shortest unit in which moments fit side by side, and the beginning of each column.

    Columns without a moment between the first and the last are there too; of years only the last are given.
    """
    given = list(moments)
    if not given:
        return Unit.HOUR, []
    first, last = min(given), max(given)
    for unit in Unit:
        starts = _starts(floor(first, unit), floor(last, unit), unit)
        if len(starts) <= MOST_COLUMNS:
            return unit, starts
    return Unit.YEAR, _starts(floor(first, Unit.YEAR), floor(last, Unit.YEAR), Unit.YEAR)[-MOST_COLUMNS:]


def days_in_a_row(moments: Iterable[datetime], today: datetime) -> int:
    """Count the days with a moment that follow each other up to today, or up to yesterday."""
    days = {moment.date() for moment in moments}
    day = today.date() if today.date() in days else today.date() - timedelta(days=1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _starts(first: datetime, last: datetime, unit: Unit) -> list[datetime]:
    """Give beginnings from first to last; more than can be shown are not all made, but of years."""
    starts = [first]
    while starts[-1] < last and (unit is Unit.YEAR or len(starts) <= MOST_COLUMNS):
        starts.append(following(starts[-1], unit))
    return starts
