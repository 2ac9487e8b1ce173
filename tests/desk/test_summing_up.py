"""The figures of a session, a day, and everybody's work; each document counts by the verdict that stands."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from editor_app.desk import reviewing, undoing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.summing_up import Range, summary
from editor_app.domain.columns import Unit
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import add, open_sample, wire_text

ACCEPT = Verdict(Outcome.ACCEPT)
AMEND = Verdict(Outcome.AMEND, rationale="An own rationale.")
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
SPAM = Verdict(Outcome.REJECT, reasons=("spam", "no_harm_event"))
START = datetime(2026, 5, 21, 9, 4, tzinfo=UTC)


def local(*parts):
    """Give a moment of local time, which a summary tells without its zone."""
    return datetime(*parts)  # noqa: DTZ001


class Hand:
    """A clock that stands where it is set."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


class Sitting:
    """A desk of thirty wires, and decisions at moments that are chosen."""

    def __init__(self, desk, clock):
        self.desk, self.clock = desk, clock
        texts = {f"{number:03}.txt": wire_text(f"Headline {number}") for number in range(30)}
        self.ids = list(add(desk, texts).values())
        self.began = desk.now()

    def decide(self, number, verdict, after=timedelta(minutes=1)):
        self.clock.now += after
        reviewing.decide(self.desk, self.ids[number], verdict)

    def sum_up(self, chosen=Range.SESSION, **more):
        return summary(self.desk, chosen, self.began, zone=UTC, **more)


@pytest.fixture
def sitting(tmp_path):
    with open_sample(tmp_path / "review.desk") as desk:
        desk._clock = clock = Hand()
        yield Sitting(desk, clock)


def test_nothing_decided_is_an_empty_summary(sitting):
    told = sitting.sum_up()
    assert (told.decided, told.columns, told.reasons, told.first) == (0, (), (), None)
    assert told.left.points == () and told.left.end is None
    assert told.counts.to_do == 30 and told.per_hour is None and told.days == 0


def test_what_stands_is_counted_once(sitting):
    sitting.decide(0, ACCEPT)
    sitting.decide(0, REJECT)
    sitting.decide(1, AMEND)
    sitting.decide(2, SPAM)
    sitting.decide(3, ACCEPT)
    undoing.undo(sitting.desk)
    sitting.decide(4, Verdict(Outcome.DEFER))
    told = sitting.sum_up()
    assert told.outcomes == {Outcome.REJECT: 2, Outcome.AMEND: 1}
    assert told.reasons == (("no_harm_event", 2), ("spam", 1))
    assert told.counts.to_do == 27


def test_decisions_stand_in_their_hours_and_empty_hours_between(sitting):
    for number in range(3):
        sitting.decide(number, ACCEPT)
    sitting.decide(3, REJECT, timedelta(hours=2))
    told = sitting.sum_up()
    assert told.unit is Unit.HOUR
    assert [(column.start.hour, column.total) for column in told.columns] == [(9, 3), (10, 0), (11, 1)]
    assert (told.first, told.last) == (local(2026, 5, 21, 9, 4), local(2026, 5, 21, 11, 7))


@pytest.mark.parametrize(("minutes", "hour"), [(330, 14), (345, 14), (-210, 5), (0, 9)])
def test_hours_are_those_of_the_place(sitting, minutes, hour):
    sitting.decide(0, ACCEPT)
    zone = timezone(timedelta(minutes=minutes))
    told = summary(sitting.desk, Range.SESSION, sitting.began, zone=zone)
    assert [column.start.hour for column in told.columns] == [hour]


def test_ranges_part_session_day_and_all(sitting):
    sitting.decide(0, ACCEPT, -timedelta(days=1))
    sitting.clock.now = START - timedelta(hours=2)
    sitting.decide(1, ACCEPT)
    sitting.clock.now = START
    sitting.decide(2, ACCEPT)
    sign_in(sitting.desk, "Berta Example")
    sitting.decide(3, REJECT)
    assert sitting.sum_up().outcomes == {Outcome.REJECT: 1}
    sign_in(sitting.desk, "Ada Example")
    assert sitting.sum_up().outcomes == {Outcome.ACCEPT: 1}
    assert sitting.sum_up(Range.TODAY).outcomes == {Outcome.ACCEPT: 2}
    assert sitting.sum_up(Range.ALL).outcomes == {Outcome.ACCEPT: 3, Outcome.REJECT: 1}
    assert sitting.sum_up().days == 2


def test_pace_is_the_editors_own_without_breaks(sitting):
    for number in range(10):
        sitting.decide(number, ACCEPT, timedelta(seconds=90))
    told = sitting.sum_up()
    assert (told.per_hour, told.median_seconds, told.in_a_row) == (40, 90, 10)
    assert told.minutes_left == 30
    sitting.clock.now += timedelta(minutes=4)
    assert sitting.sum_up().in_a_row == 0


def test_what_is_left_is_a_line_down_to_now_and_an_estimate(sitting):
    for number in range(5):
        sitting.decide(number, ACCEPT, timedelta(days=-1) if number == 0 else timedelta(minutes=1))
    sitting.clock.now = START
    for number in range(5, 15):
        sitting.decide(number, ACCEPT)
    left = sitting.sum_up().left
    assert left.points[0] == (local(2026, 5, 20, 9, 0), 30)
    assert left.points[-1] == (local(2026, 5, 21, 9, 14), 15)
    assert [count for _, count in left.points] == sorted((c for _, c in left.points), reverse=True)
    assert left.end == local(2026, 5, 23, 9, 14)


def test_an_archive_is_summed_up_by_itself(sitting):
    other = add(sitting.desk, {"x.txt": wire_text("Elsewhere")}, archive="other")
    sitting.decide(0, ACCEPT)
    reviewing.decide(sitting.desk, other["x.txt"], REJECT)
    assert sitting.sum_up(archive="other").outcomes == {Outcome.REJECT: 1}
    assert sitting.sum_up(archive="launch").outcomes == {Outcome.ACCEPT: 1}
    assert sitting.sum_up(archive="other").counts.to_do == 0


def test_a_decision_from_the_future_bends_no_axis(sitting):
    sitting.decide(0, ACCEPT, timedelta(days=4_000))
    sitting.clock.now = START
    sitting.decide(1, ACCEPT)
    told = sitting.sum_up(Range.ALL)
    assert told.decided == 1 and len(told.columns) == 1
