"""The language of the search on a desk: what each field asks for, the orders of lists, how a list begins."""

from dataclasses import replace
from functools import partial

import pytest

from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.events import NAMED
from editor_app.domain.lists import Criteria, Draft, ListName, Order
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store import lists
from editor_app.store.values import StandingRow
from tests.store.pieces import BULK, NOW, event, fill, plain, wire

ALL = ["000.txt", "001.txt", "002.txt", "003.txt", "004.txt", "z.txt"]


@pytest.fixture
def desk(store):
    """A rejected document, an amended one, a flagged draft, a revision, an article, another archive."""
    other = wire(2, rationale="An own one.", body="Model drift in a court.")
    other = replace(other, document=replace(other.document, batch="May, late", batch_date="2026-05-28"))
    ids = fill(store, [wire(0), wire(1, source="court"), other, wire(3), plain("An article on drift.\n")])
    ids[3:4] = fill(store, [wire(30, body="A later text.")], names=["003.txt"], start=3, revision=1)
    ids += fill(store, [replace(wire(9), date="2026-03-04")], archive="second", names=["z.txt"])
    verdict = Verdict(Outcome.REJECT, reasons=("duplicate", "other"), what_it_is="variant", note="n")
    named = event(1, kind=NAMED, payload={"editor": "e1", "name": "Ada Example"})
    decided = event(2, document=ids[0], payload=verdict.payload(), previous=named.hash)
    with store.writing() as work:
        work.archives.rename("second", "The Second")
        work.events.append([named, decided], False)
        facts = {
            "outcome": Outcome.REJECT,
            "editor": "e1",
            "at": NOW,
            "decided": decided.id,
            "has_note": True,
        }
        work.standings.put(
            [
                StandingRow(
                    ids[0], State.REJECTED, reasons=("duplicate", "other"), source="some-office", **facts
                )
            ]
        )
        work.standings.put(
            [
                StandingRow(
                    ids[1], State.AMENDED, outcome=Outcome.AMEND, editor="e2", decided="x", source="court"
                )
            ]
        )
        work.standings.put([StandingRow(ids[2], State.PENDING, is_flagged=True, source="some-office")])
        work.drafts.put(Draft(ids[2], "e2", NOW, "{}"))
        work.commit()
    return store, ids


def found(store, typed, editor=None, **criteria):
    with store.reading() as work:
        keys = work.lists.ids(Criteria(search=typed, **criteria), editor)
        return [row.name for row in work.lists.rows(keys)]


FIELDS = {
    "state": ("state:rejected,amended", ["000.txt", "001.txt"]),
    "list": ("list:done,flagged", ["000.txt", "001.txt", "002.txt"]),
    "no list": ("-list:to_do -list:done", ["004.txt"]),
    "kind": ("kind:document", ["004.txt"]),
    "source": ("source:COURT", ["001.txt"]),
    "archive by its name": ('archive:"the second"', ["z.txt"]),
    "archive by its key": ("archive:second", ["z.txt"]),
    "name": ("name:00 -name:4.TXT", ["000.txt", "001.txt", "002.txt", "003.txt"]),
    "name with signs": ("name:%,_", []),
    "reason": ("reason:duplicate", ["000.txt"]),
    "no reason": ("-reason:duplicate list:done", ["001.txt"]),
    "is": ("is:variant", ["000.txt"]),
    "is not": ("-is:variant list:done", ["001.txt"]),
    "outcome": ("outcome:amend", ["001.txt"]),
    "another outcome": ("-outcome:amend source:court", []),
    "editor by name": ('editor:"ada example"', ["000.txt"]),
    "editor by id": ("editor:e1", ["000.txt"]),
    "nobody": ("editor:nobody", []),
    "other editors": ('-editor:"Ada Example" list:done', ["001.txt"]),
    "batch": ('batch:"may, LATE"', ["002.txt"]),
    "day of the batch": ("batch:2026-05-10 kind:wire", ["000.txt", "001.txt", "003.txt", "z.txt"]),
    "month of the batch": ("batch:2026-05 -batch:2026-05-10", ["002.txt"]),
    "date": ("date:<2026-05", ["004.txt", "z.txt"]),
    "range of dates": ("date:2026-05-11..", ["002.txt"]),
    "two dates": ("date:>=2026-03 date:<2026-05-20", ["000.txt", "001.txt", "003.txt", "z.txt"]),
    "fingerprint": (f"same:{fingerprint('An own one.')[:12]}", ["002.txt"]),
    "unknown fingerprint": ("same:00000000", []),
    "another rationale": (f"-same:{fingerprint(BULK)}", ["002.txt", "004.txt"]),
    "flagged": ("flagged:yes", ["002.txt"]),
    "either": ("flagged:yes,no", ALL),
    "note": ("note:yes", ["000.txt"]),
    "draft": ("draft:yes", ["002.txt"]),
    "rationale": ("rationale:no", ["004.txt"]),
    "revised": ("revised:yes", ["003.txt"]),
    "not revised": ("-revised:yes -name:z", ["000.txt", "001.txt", "002.txt", "004.txt"]),
    "words and fields": ("drift kind:wire", ["002.txt"]),
    "forbidden words and fields": ("-drift list:to_do", ["003.txt", "z.txt"]),
    "phrase": ('"model drift" state:pending', ["002.txt"]),
}


@pytest.mark.parametrize(("typed", "names"), FIELDS.values(), ids=FIELDS.keys())
def test_fields(desk, typed, names):
    assert found(desk[0], typed) == names


def test_same_as_a_document_by_its_id(desk):
    store, ids = desk
    assert found(store, f"same:{ids[2][:8]}") == ["002.txt"]
    assert found(store, f"same:{ids[4]}") == []


def test_own_drafts(desk):
    assert found(desk[0], "draft:yes", editor="e1") == []
    assert found(desk[0], "draft:yes", editor="e2") == ["002.txt"]


def test_a_query_narrows_a_list_further(desk):
    assert found(desk[0], "source:some-office", list=ListName.TO_DO, archive="launch") == [
        "002.txt",
        "003.txt",
    ]


def test_what_cannot_be_read_is_a_problem(desk):
    with pytest.raises(Problem) as caught:
        found(desk[0], "state:lost")
    assert caught.value.code == "query_value_unknown"


ORDERS = {
    "archive": (Order.ARCHIVE, "", ALL),
    "source": (Order.SOURCE, "kind:wire", ["001.txt", "000.txt", "002.txt", "003.txt", "z.txt"]),
    "date": (Order.DATE, "kind:wire", ["z.txt", "000.txt", "001.txt", "003.txt", "002.txt"]),
    "headline": (Order.HEADLINE, "", ["004.txt", "000.txt", "001.txt", "002.txt", "003.txt", "z.txt"]),
    "headline of a search": (Order.HEADLINE, "drift", ["004.txt", "002.txt"]),
    "date of a search": (Order.DATE, "wire", ["000.txt", "001.txt"]),
    "relevance without words": (
        Order.RELEVANCE,
        "kind:wire",
        ["000.txt", "001.txt", "002.txt", "003.txt", "z.txt"],
    ),
}


@pytest.mark.parametrize(("order", "typed", "names"), ORDERS.values(), ids=ORDERS.keys())
@pytest.mark.parametrize("many", [False, True])
def test_orders(desk, order, typed, names, many, monkeypatch):
    if many:
        monkeypatch.setattr(lists, "_FEW_HITS", 0)
    store = desk[0]
    if order is Order.DATE and typed == "wire":
        names = ["z.txt", *names]
    assert found(store, typed, order=order) == names
    assert found(store, typed, order=order, is_reversed=True) == names[::-1]


def test_relevance_puts_first_what_fits_best(store):
    bodies = ["Nothing of it here but drift " + "and more words " * 30, "drift drift drift", "No such word."]
    fill(store, [wire(n, body=body) for n, body in enumerate(bodies)])
    assert found(store, "drift") == ["000.txt", "001.txt"]
    assert found(store, "drift", order=Order.RELEVANCE) == ["001.txt", "000.txt"]
    assert found(store, "drift name:0.txt", order=Order.RELEVANCE) == ["000.txt"]


def head(store, typed="", **criteria):
    with store.reading() as work:
        asked = Criteria(search=typed, **criteria)
        return work.lists.head(asked, None), work.lists.ids(asked, None)


@pytest.fixture
def long(store, monkeypatch):
    """Three hundred wires, half of which hold a word, where a list begins with ten."""
    for name, size in {"_CAP": 40, "_PAGE": 10, "_STEP": 20, "_FAR": 100}.items():
        monkeypatch.setattr(lists, name, size)
    body = ["even", "odd"]
    fill(store, [wire(n, body=f"{body[n % 2]} {'rare' * (n > 282)}", source=f"s{n % 3}") for n in range(300)])
    return store


BEGINNINGS = {
    "everything": ({}, 40, 40),
    "a word": ({"typed": "odd"}, 10, 10),
    "a word and a field": ({"typed": "odd source:s1"}, None, None),
    "a word that is forbidden": ({"typed": "-odd"}, None, None),
    "a list": ({"typed": "odd", "list": ListName.TO_DO}, 10, 10),
}


@pytest.mark.parametrize(("asked", "length", "least"), BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_a_list_begins_as_it_goes_on(long, asked, length, least):
    begun, whole = head(long, **asked)
    assert not begun.is_whole and list(begun.keys) == list(whole[: len(begun.keys)])
    assert len(begun.keys) > 0 and begun.at_least <= len(whole)
    assert length is None or (len(begun.keys), begun.at_least) == (length, least)


def test_a_short_list_is_whole_at_once(long):
    begun, whole = head(long, "rare odd")
    assert begun.is_whole and begun.keys == whole and begun.at_least == len(whole) == 9


def test_nothing_found_is_whole_at_once(long):
    begun, _ = head(long, "zeppelin")
    assert begun.is_whole and len(begun.keys) == 0


def test_a_list_out_of_the_order_of_coming_begins_rightly(long):
    fill(
        long,
        [wire(n, body="odd", source="s9") for n in range(900, 905)],
        start=0,
        names=[f"a{n}" for n in range(5)],
    )
    begun, whole = head(long, "odd")
    assert list(begun.keys) == list(whole[: len(begun.keys)])
    assert len(begun.keys) >= 10


@pytest.mark.parametrize("order", [Order.SOURCE, Order.DATE, Order.HEADLINE, Order.ARCHIVE])
@pytest.mark.parametrize("is_reversed", [False, True])
def test_whatever_it_is_sorted_by_a_list_begins_as_it_goes_on(long, order, is_reversed):
    begun, whole = head(long, order=order, is_reversed=is_reversed)
    assert (len(begun.keys), begun.is_whole, begun.at_least) == (40, False, 40)
    assert begun.keys == whole[:40]


@pytest.mark.parametrize(("typed", "length"), [("odd", 41), ("odd source:s1", 14), ("rare odd", 9)])
def test_what_fits_best_comes_first_of_all(long, typed, length):
    begun, whole = head(long, typed, order=Order.RELEVANCE)
    assert len(begun.keys) == length and begun.is_whole is (len(whole) == length)
    assert begun.keys == whole[:length]


def test_a_search_that_is_sorted_otherwise_has_no_beginning_of_its_own(long):
    assert head(long, "odd", order=Order.HEADLINE)[0] is None
    assert head(long, "odd", is_reversed=True)[0] is None


def test_the_next_that_wants_a_decision_is_found_by_its_place(long):
    with long.reading() as work:
        whole = work.lists.ids(Criteria(), None)
        rows = {row.key: row for row in work.lists.rows(whole)}
    left = [whole[3], whole[200], whole[299]]
    with long.writing() as work:
        decided = [StandingRow(rows[key].id, State.REJECTED, source="s0") for key in whole if key not in left]
        work.standings.put(decided)
        work.commit()
    with long.reading() as work:
        found = partial(work.lists.next_to_do, Criteria(), None)
        assert [found(whole[place], 1) for place in (0, 3, 4, 200)] == [left[0], left[1], left[1], left[2]]
        assert [found(whole[place], -1) for place in (299, 200, 3)] == [left[1], left[0], None]
        assert found(whole[299], 1) is None
        assert work.lists.next_to_do(Criteria(source="nowhere"), None, whole[0], 1) is None
        assert work.lists.next_to_do(Criteria(), None, 10**6, 1) is None
