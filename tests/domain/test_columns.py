"""Columns of a chart: the shortest unit that can be read side by side."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from editor_app.domain.columns import MOST_COLUMNS, Unit, columns, days_in_a_row, floor, following


def local(*parts):
    """Give a moment of local time, which charts tell without its zone."""
    return datetime(*parts)  # noqa: DTZ001


NOON = local(2026, 5, 21, 12, 34, 56, 789)


@pytest.mark.parametrize(
    ("unit", "start", "after"),
    [
        (Unit.HOUR, (2026, 5, 21, 12), (2026, 5, 21, 13)),
        (Unit.DAY, (2026, 5, 21), (2026, 5, 22)),
        (Unit.WEEK, (2026, 5, 18), (2026, 5, 25)),
        (Unit.MONTH, (2026, 5, 1), (2026, 6, 1)),
        (Unit.YEAR, (2026, 1, 1), (2027, 1, 1)),
    ],
)
def test_where_a_unit_begins_and_the_next_one(unit, start, after):
    assert floor(NOON, unit) == local(*start)
    assert following(floor(NOON, unit), unit) == local(*after)


def test_months_and_years_of_every_length_follow_each_other():
    start = local(2023, 1, 1)
    for _ in range(60):
        later = following(start, Unit.MONTH)
        assert later.day == 1 and (later - start).days in (28, 29, 30, 31)
        start = later
    assert start == local(2028, 1, 1) and following(start, Unit.YEAR) == local(2029, 1, 1)


@pytest.mark.parametrize(
    ("span", "unit", "count"),
    [
        (timedelta(), Unit.HOUR, 1),
        (timedelta(hours=5), Unit.HOUR, 6),
        (timedelta(hours=13), Unit.HOUR, 14),
        (timedelta(hours=14), Unit.DAY, 2),
        (timedelta(days=13), Unit.DAY, 14),
        (timedelta(days=14), Unit.WEEK, 3),
        (timedelta(days=200), Unit.MONTH, 7),
        (timedelta(days=3_000), Unit.YEAR, 9),
        (timedelta(days=20_000), Unit.YEAR, 14),
    ],
)
def test_the_shortest_unit_that_fits(span, unit, count):
    found, starts = columns([NOON, NOON - span])
    assert (found, len(starts)) == (unit, count) and count <= MOST_COLUMNS
    assert starts[-1] == floor(NOON, unit)
    assert all(following(one, unit) == other for one, other in pairwise(starts))


def test_nothing_has_no_columns():
    assert columns([]) == (Unit.HOUR, [])


@pytest.mark.parametrize(
    ("ago", "count"), [([], 0), ([0], 1), ([1, 2], 2), ([0, 1, 2, 4], 3), ([2, 3], 0), ([0, 0, 1], 2)]
)
def test_days_in_a_row_end_today_or_yesterday(ago, count):
    assert days_in_a_row([NOON - timedelta(days=days) for days in ago], NOON) == count
