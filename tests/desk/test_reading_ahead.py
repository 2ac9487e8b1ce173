"""An archive is read by a thread while the documents before are written."""

import threading

import pytest

from editor_app.desk.reading_ahead import ReadingAhead
from editor_app.domain.problems import Remark
from editor_app.formats.sources import Incoming


class Given:
    """A source that gives what an iterator gives."""

    name = "given"
    done = 0

    def __init__(self, items):
        self._items = items

    def count(self, watch=None):
        return None

    def items(self):
        for number, item in enumerate(self._items, start=1):
            self.done = number
            yield item


def is_reading():
    return any(thread.name == "reading-ahead" for thread in threading.enumerate())


def test_everything_comes_in_order_with_what_is_left_out():
    items = [Incoming(f"{number}.txt", b"A text.") for number in range(1_500)]
    items[7] = Remark("7.txt", "link_left_out")
    items[9] = Incoming("9.txt", b"a\x00b")
    with ReadingAhead(Given(items)) as portions:
        read = [portion for portion in portions if portion is not None]
    names = [arrival.name for portion in read for arrival in portion.arrivals]
    assert names == [item.name for item in items if item.name not in ("7.txt", "9.txt")]
    assert [one.code for portion in read for one in portion.remarks] == ["link_left_out", "not_text"]
    assert [name for portion in read for name in portion.names][-1] == ("1499.txt", 1_500)


def test_a_fault_of_the_source_is_raised_where_it_is_used():
    def broken():
        yield Incoming("0.txt", b"A text.")
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"), ReadingAhead(Given(broken())) as portions:
        list(portions)
    assert not is_reading()


def test_leaving_early_ends_the_reading():
    def endless():
        number = 0
        while True:
            number += 1
            yield Incoming(f"{number}.txt", b"A text.")

    with ReadingAhead(Given(endless())) as portions:
        assert next(portions).arrivals
    assert not is_reading()


def test_whoever_waits_for_a_slow_source_is_asked_now_and_then():
    go_on = threading.Event()

    def slow():
        go_on.wait(20)
        yield Incoming("0.txt", b"A text.")

    with ReadingAhead(Given(slow())) as portions:
        assert next(portions) is None
        go_on.set()
        (portion,) = [portion for portion in portions if portion is not None]
    assert [arrival.name for arrival in portion.arrivals] == ["0.txt"]
