"""While an import goes on, what it has committed becomes searchable beside it."""

import sqlite3
import time

import pytest

from editor_app.domain.lists import Criteria, Placement
from editor_app.store.search_index import SearchIndex
from editor_app.store.values import Newcomer
from tests.store.pieces import fill, wire


class Watch:
    """Follows without a word."""

    def step(self, phase, done, total=None, item=""):
        assert phase == "index"

    def breathe(self):
        """Nothing waits."""


def brought(store, numbers):
    """Commit some new wires as an import does; give what is to be offered of them."""
    new = [wire(number, body=f"Told as word{number}.") for number in numbers]
    names = [f"{number:03}.txt" for number in numbers]
    places = [
        Placement("launch", n, int(n[:-4]), 0, w.document.sha256) for n, w in zip(names, new, strict=True)
    ]
    with store.writing() as work:
        work.archives.add("launch", "launch")
        before = work.newcomers.add([Newcomer(*pair) for pair in zip(new, places, strict=True)], "")
        work.commit()
    return before, [one.document for one in new]


def found(store, words):
    with store.reading() as work:
        keys = work.lists.ids(Criteria(search=words), None)
        return sorted(row.name for row in work.lists.rows(keys))


def is_behind(store):
    with store.reading() as work:
        return work.search.is_behind()


def test_what_is_offered_is_found_before_the_import_ends(store):
    with store.indexing() as indexing:
        indexing.offer(*brought(store, range(3)))
        end = time.monotonic() + 20
        while not found(store, "word1") and time.monotonic() < end:
            time.sleep(0.01)
        assert found(store, "word1") == ["001.txt"]
        indexing.offer(*brought(store, range(3, 5)))
        indexing.finish(Watch())
    assert not is_behind(store)
    assert found(store, "word4") == ["004.txt"]


def test_nothing_else_adds_meanwhile(store):
    with store.indexing() as indexing:
        offered = brought(store, range(3))
        assert found(store, "word1") == []
        with store.reading() as work:
            assert work.search.catch_up() == 0
        indexing.offer(*offered)
    assert found(store, "told") == ["000.txt", "001.txt", "002.txt"]


def test_what_others_brought_in_between_is_caught_up_with(store):
    with store.indexing() as indexing:
        indexing.offer(*brought(store, range(2)))
        fill(store, [wire(7, body="Told by others.")], start=7)
        indexing.offer(*brought(store, range(2, 4)))
        indexing.finish(Watch())
    assert is_behind(store)
    assert found(store, "told") == ["000.txt", "001.txt", "002.txt", "003.txt", "007.txt"]
    assert not is_behind(store)


def test_an_index_that_is_behind_is_left_to_catching_up(store):
    fill(store, [wire(7, body="Told before.")], start=7)
    with store.indexing() as indexing:
        indexing.offer(*brought(store, range(2)))
        indexing.finish(Watch())
    assert found(store, "told") == ["000.txt", "001.txt", "007.txt"]


def test_an_index_that_is_made_anew_meanwhile_holds_each_once(store):
    with store.indexing() as indexing:
        indexing.offer(*brought(store, range(3)))
        with store.reading() as work:
            work.search.rebuild()
        indexing.offer(*brought(store, range(3, 6)))
        indexing.finish(Watch())
    assert len(found(store, "told")) == 6
    with store.reading() as work:
        assert list(work.lists.ids(Criteria(search="word2"), None)) == [3]
        assert work.search.catch_up() == 0


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("disk full"), RuntimeError("a bug")])
def test_a_fault_loses_nothing(store, monkeypatch, fault):
    def add(*_):
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(SearchIndex, "add_beside", add)
        with store.indexing() as indexing:
            indexing.offer(*brought(store, range(3)))
            if isinstance(fault, RuntimeError):
                with pytest.raises(RuntimeError, match="a bug"):
                    indexing.finish(Watch())
            else:
                indexing.finish(Watch())
    assert found(store, "told") == ["000.txt", "001.txt", "002.txt"]


def test_a_batch_of_very_many_is_found_whole(store):
    numbers = range(1_203)
    with store.indexing() as indexing:
        indexing.offer(*brought(store, numbers))
    assert len(found(store, "told")) == len(numbers)
    assert found(store, "word1202") == ["1202.txt"]
    with store.reading() as work:
        assert list(work.checking.faults(None)) == []
