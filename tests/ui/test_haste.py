"""Ten wires in a row accepted faster than they can be read are remarked on, and nothing else."""

import pytest

from editor_app.domain.verdicts import Outcome
from editor_app.ui.haste import WORDS_A_MINUTE, Haste, ReadingTime
from tests.ui.test_session import ACCEPT, REJECT, Door, Stage

REMARK = "Ten wires in a row were accepted faster than they can be read."


def test_time_on_screen_adds_up_and_stops_elsewhere():
    now = [0.0]
    reading = ReadingTime(lambda: now[0])
    reading.look_at("a")
    now[0] = 10
    reading.look_at("b")
    now[0] = 14
    assert (reading.seconds("a"), reading.seconds("b"), reading.seconds("c")) == (10, 4, 0)
    reading.look_at("a")
    now[0] = 20
    assert (reading.seconds("a"), reading.seconds("b")) == (16, 4)


@pytest.mark.parametrize(("seconds", "is_hasty"), [(59.9, True), (60, False)])
def test_who_is_faster_than_skimming_has_not_read_it(seconds, is_hasty):
    haste = Haste()
    haste.decided("a", Outcome.ACCEPT, WORDS_A_MINUTE, seconds)
    assert (haste.count == 1) is is_hasty


def test_every_tenth_in_a_row_is_remarked_on():
    haste = Haste()
    told = [haste.decided(str(number), Outcome.ACCEPT, 100, 1) for number in range(21)]
    assert [number for number, is_told in enumerate(told, start=1) if is_told] == [10, 20]
    assert haste.count == 21


@pytest.mark.parametrize("between", [(Outcome.REJECT, 1), (Outcome.ACCEPT, 100)], ids=["rejected", "read"])
def test_any_other_decision_ends_the_row(between):
    haste = Haste()
    told = [haste.decided(str(number), Outcome.ACCEPT, 100, 1) for number in range(9)]
    told.append(haste.decided("x", between[0], 100, between[1]))
    told += [haste.decided(f"more {number}", Outcome.ACCEPT, 100, 1) for number in range(9)]
    assert not any(told)


def test_what_is_taken_back_is_counted_no_longer():
    haste = Haste()
    for number in range(9):
        haste.decided(str(number), Outcome.ACCEPT, 100, 1)
    haste.take_back("8")
    assert not haste.decided("9", Outcome.ACCEPT, 100, 1) and haste.count == 9
    assert haste.decided("10", Outcome.ACCEPT, 100, 1)


class Reader(Stage):
    """A session whose clock stands still but for what a test lets go by."""

    def accept(self, seconds, verdict=ACCEPT):
        self.paint()
        self.now += seconds
        assert self.session.decide(verdict)


@pytest.fixture
def reader(qtbot):
    made = Reader(qtbot, Door(30))
    made.remarks = []
    made.session.remarked.connect(made.remarks.append)
    yield made
    made.close()


def test_ten_wires_waved_through_are_remarked_on_and_stand_decided(reader):
    for _ in range(10):
        reader.accept(0.3)
    assert reader.remarks == [REMARK] and reader.session.haste.count == 10
    reader.settle()
    assert reader.session.counts.done == 10
    for _ in range(9):
        reader.accept(0.3)
    assert reader.remarks == [REMARK]
    reader.accept(0.3)
    assert reader.remarks == [REMARK, REMARK]


def test_a_wire_that_is_read_takes_the_remark_away(reader):
    for _ in range(10):
        reader.accept(0.3)
    reader.accept(30)
    assert reader.remarks == [REMARK, ""]


def test_rejections_and_read_wires_are_never_remarked_on(reader):
    for number in range(12):
        reader.accept(0.3 if number % 2 else 20, REJECT if number % 2 else ACCEPT)
    assert REMARK not in reader.remarks and reader.session.haste.count == 0
