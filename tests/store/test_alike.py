"""Groups of like texts: kept beside the desk, brought up to date, thrown away when not this desk's."""

import random

import pytest

from editor_app.desk import listing, viewing
from editor_app.desk.watch import Watch
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Interrupted, Suspended
from editor_app.store import alike, alike_apart
from editor_app.store.alike_index import AlikeIndex
from tests.desk.sample import add, open_sample, wire_text

WORDS = [f"{a}{b}{c}" for a in ("ba", "de", "ki", "o") for b in ("la", "m", "su") for c in ("ne", "ris", "")]


def body(seed, changed=0):
    words = random.Random(seed).choices(WORDS, k=300)
    for place in range(changed):
        words[place * 17] = "changed"
    return " ".join(words)


TEXTS = {
    "a": wire_text("One headline", body(1)),
    "b": wire_text("Another headline", body(1), rationale="Another rationale."),
    "c": wire_text("A third", body(1, changed=5)),
    "d": wire_text("Something else", body(2)),
    "e": b"",
    "f": b"\n",
}


@pytest.fixture
def desk(tmp_path):
    with open_sample(tmp_path / "review.desk") as opened:
        yield opened


def group(desk, id):
    keys = listing.ids(desk, Criteria(list=ListName.ALL, nearly_same=id))
    return {row.name for row in listing.rows(desk, keys)}


def test_same_and_nearly_same_texts_make_a_group_whatever_stands_around_them(desk):
    ids = add(desk, TEXTS)
    assert listing.compare_texts(desk) == len(TEXTS)

    assert group(desk, ids["a"]) == group(desk, ids["c"]) == {"a", "b", "c"}
    assert group(desk, ids["d"]) == {"d"}
    assert group(desk, ids["e"]) == {"e"}
    assert viewing.view(desk, ids["a"]).nearly_same == 2
    assert viewing.view(desk, ids["d"]).nearly_same == 0


def test_what_comes_later_joins_the_group_and_may_bring_two_together(desk):
    ids = add(desk, {"a": TEXTS["a"], "z": wire_text("Far", body(1, changed=17))})
    listing.compare_texts(desk)
    before = viewing.view(desk, ids["a"]).nearly_same

    add(desk, {"c": wire_text("Between", body(1, changed=9))}, archive="later")
    assert listing.compare_texts(desk) == 1
    assert listing.compare_texts(desk) == 0

    assert "c" in group(desk, ids["a"])
    assert viewing.view(desk, ids["a"]).nearly_same >= before + 1


def test_many_equal_texts_are_one_group(desk):
    ids = add(desk, {f"{n}": wire_text(f"Headline {n}", body(3)) for n in range(60)})
    listing.compare_texts(desk)

    assert viewing.view(desk, ids["7"]).nearly_same == 59


def test_what_was_removed_or_replaced_is_not_counted(desk):
    ids = add(desk, TEXTS)
    listing.compare_texts(desk)
    add(desk, {"b": wire_text("Quite another text", body(9))}, revision=1)

    assert viewing.view(desk, ids["a"]).nearly_same == 1
    assert group(desk, ids["a"]) == {"a", "c"}


def test_it_goes_on_after_a_restart_and_starts_anew_where_the_file_is_not_its_own(desk, tmp_path):
    ids = add(desk, TEXTS)
    listing.compare_texts(desk)
    desk.close()
    place = tmp_path / "review.desk-alike"
    assert place.stat().st_mode & 0o077 == 0

    with open_sample(desk.path) as again:
        assert viewing.view(again, ids["a"]).nearly_same == 2
        assert listing.compare_texts(again) == 0

    place.write_bytes(b"not a database")
    with open_sample(desk.path) as again:
        assert viewing.view(again, ids["a"]).nearly_same == 0
        assert listing.compare_texts(again) == len(TEXTS)
        assert viewing.view(again, ids["a"]).nearly_same == 2


def test_it_stops_when_it_is_told_to(desk):
    add(desk, TEXTS)
    watch = Watch()
    watch.stop()

    with pytest.raises(Interrupted):
        listing.compare_texts(desk, watch)
    assert listing.compare_texts(desk) == len(TEXTS)


def test_a_file_of_another_desk_is_thrown_away(tmp_path):
    index = AlikeIndex(tmp_path / "x-alike", "one", is_read_only=False)
    index.add([(1, b""), (2, b"")], (2, "f" * 64))
    assert index.mark() == (2, "f" * 64)
    index.close()

    other = AlikeIndex(tmp_path / "x-alike", "two", is_read_only=False)
    assert other.mark() == (0, "")
    other.close()


def test_very_many_are_compared_in_a_process_of_its_own(desk, monkeypatch):
    monkeypatch.setattr(alike, "_MANY", 2)
    ids = add(desk, TEXTS)
    assert viewing.view(desk, ids["a"]).nearly_same == 0
    monkeypatch.setattr(alike.Alike, "_after", lambda *_: [])  # here nothing is compared
    assert listing.compare_texts(desk, Watch()) == len(TEXTS)

    assert viewing.view(desk, ids["a"]).nearly_same == 2
    assert group(desk, ids["a"]) == {"a", "b", "c"}


def test_that_process_is_ended_with_the_work(desk, monkeypatch):
    monkeypatch.setattr(alike, "_MANY", 2)
    add(desk, TEXTS)
    watch = Watch()
    watch.suspend()

    with pytest.raises(Suspended):
        listing.compare_texts(desk, watch)
    assert listing.compare_texts(desk) == len(TEXTS)


@pytest.mark.parametrize(("name", "value"), [("_MODULE", "editor_app.nothing"), ("_FROM", "/no/where")])
def test_what_that_process_cannot_do_is_done_here(desk, monkeypatch, name, value):
    monkeypatch.setattr(alike, "_MANY", 2)
    monkeypatch.setattr(alike_apart, name, value)
    ids = add(desk, TEXTS)

    assert listing.compare_texts(desk, Watch()) == len(TEXTS)
    assert viewing.view(desk, ids["a"]).nearly_same == 2
