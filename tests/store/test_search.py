"""Searching: whatever is typed, found is what holds every word of it; the index can always be lost."""

import contextlib
import sqlite3
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.query_reading import read_query
from editor_app.store.opening import open_store
from editor_app.store.search_index import SearchIndex
from editor_app.store.search_query import full_text
from tests.store.pieces import address_of, fill, plain, wire

BODIES = {
    "cpp.txt": "A parser in C++ failed; the operator's AI-act file was late.",
    "cafe.txt": 'The Café "Zürich" used a chatbot; NEAR( misses AND harm OR none NOT seen.',
    "han.txt": "人工智能 事故 report, 100 % of cases, e-mail to editor@example.org",
}


@pytest.fixture
def filled(store):
    fill(store, [wire(n, body=body) for n, body in enumerate(BODIES.values())], names=list(BODIES))
    return store


def found(store, typed):
    with store.reading() as work:
        return [row.name for row in work.lists.rows(work.lists.ids(Criteria(search=typed), None))]


ALL = list(BODIES)
CASES = {
    "blank": ("   ", ALL),
    "nothing": ("", ALL),
    "lone surrogate": ("\ud800", ALL),
    "NUL": ("\0", ALL),
    "plus signs": ("C++", ["cpp.txt"]),
    "hyphen": ("AI-act", ["cpp.txt"]),
    "hyphen is a phrase": ("act-AI", []),
    "quote": ('"', ALL),
    "only signs": ("!!", []),
    "phrase": ('"chatbot near"', ["cafe.txt"]),
    "phrase in another order": ('"near chatbot"', []),
    "phrase still being typed": ('"used a chatb', ["cafe.txt"]),
    "finished phrase is no beginning": ('"used a chatb"', []),
    "forbidden word": ("body -report -operator", []),
    "forbidden beginning": ("headline -pars*", ["cafe.txt", "han.txt"]),
    "forbidden only": ("-parser", ["cafe.txt", "han.txt"]),
    "forbidden phrase only": ('-"100 of cases"', ["cpp.txt", "cafe.txt"]),
    "nothing but signs forbidden": ("-!!", ALL),
    "star before the last": ("chatb* near", ["cafe.txt"]),
    "accents in a beginning": ("Züri", ["cafe.txt"]),
    "digits": ("10", ["han.txt"]),
    "quoted word": ('"Zürich"', ["cafe.txt"]),
    "operator and bracket": ("NEAR(", ["cafe.txt"]),
    "bare operators": ("AND OR NOT", ["cafe.txt"]),
    "column filter": ("headline : x", []),
    "star": ("chat*", ["cafe.txt"]),
    "caret": ("^parser", ["cpp.txt"]),
    "braces": ("{a b}: x", []),
    "prefix of the last word": ("the chatb", ["cafe.txt"]),
    "no prefix before the last": ("chatb the", []),
    "every word": ("parser chatbot", []),
    "in any order": ("failed parser", ["cpp.txt"]),
    "case and accents": ("CAFE zurich", ["cafe.txt"]),
    "headline": ("Headline 2", ["han.txt"]),
    "rationale": ("real provider", ALL),
    "heading is no text": ("incident", []),
    "beyond Latin": ("人工智能", ["han.txt"]),
    "address": ("editor@example.org", ["han.txt"]),
    "surrogate inside": ("par\ud800ser", ["cpp.txt"]),
    "NUL inside": ("failed\0parser", ["cpp.txt"]),
    "apostrophe": ("operator's", ["cpp.txt"]),
    "ten thousand words": ("parser " * 1_000, ["cpp.txt"]),
}


@pytest.mark.parametrize(("typed", "names"), CASES.values(), ids=CASES.keys())
def test_queries_from_hell(filled, typed, names):
    assert sorted(found(filled, typed)) == sorted(names)


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_no_query_fails(typed):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
    with contextlib.suppress(Problem):
        asked = full_text(read_query(typed))
        for beginnings in (None, [], ["a", "b"]) if asked is not None else ():
            query = asked.expression(beginnings)
            assert (
                connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (query,)).fetchall() == []
            )
    connection.close()


def test_a_beginning_stands_for_more_words_than_can_be_asked_one_by_one(store):
    fill(store, [wire(n, body=f"word{n} {'plain' if n % 2 else 'odd'}") for n in range(300)])
    assert len(found(store, "word")) == 300
    assert found(store, "odd word29") == [f"{n:03}.txt" for n in range(290, 300, 2)]
    assert len(found(store, "plain -word1*")) == 150 - 56


def test_what_comes_in_later_is_found(filled):
    assert found(filled, "parser") == ["cpp.txt"]
    fill(filled, [wire(7, body="Another parser.")], start=7)
    with filled.reading() as work:
        assert work.search.is_behind()
        assert work.search.catch_up() == 1
        assert work.search.catch_up() == 0
        assert not work.search.is_behind()
    assert found(filled, "parser") == ["cpp.txt", "007.txt"]


def test_searching_catches_up_by_itself(filled):
    fill(filled, [wire(7, body="Another parser.")], start=7)
    assert found(filled, "parser") == ["cpp.txt", "007.txt"]


def test_what_is_removed_is_not_found_and_its_key_not_used_again(filled):
    assert found(filled, "parser") == ["cpp.txt"]
    with filled.writing() as work:
        (gone,) = work.documents.named("han.txt")
        last = work.documents.key_of(gone)
        work.documents.remove([gone])
        work.commit()
    assert found(filled, "人工智能") == []
    (id_,) = fill(filled, [plain("Something else altogether.\n")], start=8)
    with filled.reading() as work:
        assert work.documents.key_of(id_) > last
    assert found(filled, "人工智能") == []
    assert found(filled, "altogether") == ["008.txt"]


def test_what_was_rolled_back_is_not_found(filled):
    new = wire(8, body="Never was.")
    with filled.writing() as work:
        work.documents.add([new])
        assert work.search.catch_up() == 3
    fill(filled, [wire(9, body="Came instead.")], start=9)
    assert found(filled, "never") == []
    assert found(filled, "instead") == ["009.txt"]


def test_stopping_half_way_and_going_on(store):
    fill(store, [wire(number) for number in range(500)])

    class Stop(Exception):
        pass

    class Watch:
        steps = 0

        def step(self, phase, done, total=None, item=""):
            assert (phase, total) == ("index", 500)
            self.steps += 1
            if self.steps == 3:
                raise Stop

        def breathe(self):
            """Nothing waits."""

    with store.reading() as work:
        with pytest.raises(Stop):
            work.search.catch_up(Watch())
        assert work.search.is_behind()
        assert 0 < work.search.catch_up() < 500
        assert len(work.lists.ids(Criteria(search="wire"), None)) == 500


def spoil_nothing(index):
    index.unlink()


def spoil_bytes(index):
    data = bytearray(index.read_bytes())
    data[200:] = b"\xaa" * (len(data) - 200)
    index.write_bytes(data)


def spoil_kind(index):
    index.write_bytes(b"no database\n" * 500)


def spoil_empty(index):
    index.write_bytes(b"")


def spoil_foreign(index):
    index.unlink()
    connection = sqlite3.connect(index)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()


def spoil_replica(index):
    connection = sqlite3.connect(index)
    connection.execute("UPDATE mark SET value = 'another desk' WHERE name = 'replica'")
    connection.commit()
    connection.close()


def spoil_ahead(index):
    connection = sqlite3.connect(index)
    connection.execute("UPDATE mark SET value = '900' WHERE name = 'key'")
    connection.commit()
    connection.close()


SPOILERS = [
    spoil_nothing,
    spoil_bytes,
    spoil_kind,
    spoil_empty,
    spoil_foreign,
    spoil_replica,
    spoil_ahead,
]


@pytest.mark.parametrize("spoil", SPOILERS)
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_spoiled_index_is_made_anew_without_a_word(place, spoil, read_only):
    with open_store(address_of(place)) as store:
        fill(store, [wire(n, body=body) for n, body in enumerate(BODIES.values())], names=list(BODIES))
        assert found(store, "parser") == ["cpp.txt"]
    index = place.with_name(place.name + "-search")
    spoil(index)
    before = index.read_bytes() if index.exists() else None
    with open_store(address_of(place), read_only=read_only) as store:
        assert found(store, "parser") == ["cpp.txt"]
        assert found(store, "人工智能") == ["han.txt"]
    if read_only:
        assert (index.read_bytes() if index.exists() else None) == before


def test_an_index_that_cannot_be_written_is_kept_in_memory(place, caplog):
    with open_store(address_of(place)) as store:
        fill(store, [wire(0, body="A parser.")])
    index = place.with_name(place.name + "-search")
    index.unlink(missing_ok=True)
    index.mkdir()
    with open_store(address_of(place)) as store:
        assert found(store, "parser") == ["000.txt"]
        fill(store, [wire(1, body="Another parser.")], start=1)
        assert found(store, "parser") == ["000.txt", "001.txt"]
    assert "kept in memory" in caplog.text
    assert index.is_dir()


def test_a_full_disk_still_finds_what_was_indexed(filled, monkeypatch, caplog):
    assert found(filled, "parser") == ["cpp.txt"]
    fill(filled, [wire(7, body="Another parser.")], start=7)

    def full(self, texts, last_id):
        fault = sqlite3.OperationalError("disk is full")
        fault.sqlite_errorcode, fault.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
        raise fault

    monkeypatch.setattr(SearchIndex, "add", full)
    assert found(filled, "parser") == ["cpp.txt"]
    assert "SQLITE_FULL" in caplog.text
    monkeypatch.undo()
    assert found(filled, "parser") == ["cpp.txt", "007.txt"]


def test_what_is_done_between_two_steps_may_fill_the_index_further(store):
    fill(store, [wire(number) for number in range(500)])

    class Watch:
        def step(self, phase, done, total=None, item=""):
            """Nobody looks."""

        def breathe(self):
            with store.reading() as work:
                work.search.catch_up()

    with store.reading() as work:
        assert work.search.catch_up(Watch()) == 200
        assert len(work.lists.ids(Criteria(search="wire"), None)) == 500


def test_one_thread_searches_while_another_fills_the_index(store):
    fill(store, [wire(number) for number in range(1000)])
    is_going, may_go_on = threading.Event(), threading.Event()

    class Watch:
        def step(self, phase, done, total=None, item=""):
            if done == 400:
                is_going.set()
                assert may_go_on.wait(60)

        def breathe(self):
            """Nothing waits."""

    def catch_up():
        with store.reading() as work:
            work.search.catch_up(Watch())

    filler = threading.Thread(target=catch_up)
    filler.start()
    assert is_going.wait(60)
    with store.reading() as work:
        assert len(work.lists.ids(Criteria(search="wire"), None)) == 400
    may_go_on.set()
    filler.join()
    with store.reading() as work:
        assert len(work.lists.ids(Criteria(search="wire"), None)) == 1000


def test_a_reader_uses_the_index_that_is_there(place):
    with open_store(address_of(place)) as store:
        fill(store, [wire(0, body="A parser.")])
        assert found(store, "parser") == ["000.txt"]
    with open_store(address_of(place), read_only=True) as store, store.reading() as work:
        assert not work.search.is_behind()
    assert found_by_reader(place, "parser") == ["000.txt"]


def found_by_reader(place, typed):
    with open_store(address_of(place), read_only=True) as store:
        return found(store, typed)
