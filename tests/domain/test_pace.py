"""Decisions in active time: breaks of more than three minutes do not count."""

import pytest

from editor_app.domain import pace


@pytest.mark.parametrize(
    ("gaps", "speed", "middle"),
    [
        ([60] * 8, None, None),
        ([60] * 9, 60, 60),
        ([60] * 5 + [3_600] + [60] * 5, 60, 60),
        ([180] * 9, 20, 180),
        ([181] * 9, None, None),
        ([0] * 9, None, 0),
        ([10, 10, 10, 10, 10, 100, 100, 100, 100], 72, 10),
    ],
)
def test_speed_and_median(gaps, speed, middle):
    moments = [sum(gaps[:number]) for number in range(len(gaps) + 1)]
    assert (pace.per_hour(moments), pace.median_seconds(moments)) == (speed, middle)


@pytest.mark.parametrize(
    ("to_do", "speed", "minutes"), [(212, 38, 335), (1, 60, 5), (0, 60, None), (9, None, None), (62, 60, 60)]
)
def test_what_is_left_in_steps_of_five_minutes(to_do, speed, minutes):
    assert pace.minutes_left(to_do, speed) == minutes


@pytest.mark.parametrize(
    ("moments", "now", "count"),
    [([], 0, 0), ([0, 10, 20], 30, 3), ([0, 10, 200, 210], 215, 2), ([0, 10], 191, 0), ([0, 10], 190, 2)],
)
def test_a_row_ends_with_a_break(moments, now, count):
    assert pace.in_a_row(moments, now) == count
