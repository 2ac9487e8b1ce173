"""Lists: the right documents in archive order, their rows on demand, their counts without reading them."""

import random

import pytest
from sqlalchemy import text

from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria, Draft, ListName
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome
from editor_app.store.values import StandingRow
from tests.store.pieces import BULK, NOW, fill, plain, wire


def listed(store, editor=None, **criteria):
    with store.reading() as work:
        keys = work.lists.ids(Criteria(**criteria), editor)
        return [row.name for row in work.lists.rows(keys)]


def stand(store, states, **facts):
    with store.writing() as work:
        own = work.documents.sources(states)
        rows = [StandingRow(id_, state, source=own[id_], **facts) for id_, state in states.items()]
        work.standings.put(rows)
        work.commit()


@pytest.fixture
def ids(store):
    """Six documents in two archives: 000 to 003 wires, 004 an article, and one more in the second archive."""
    first = fill(
        store, [wire(0), wire(1, source="court"), wire(2, rationale="An own one."), wire(3), plain()]
    )
    return first + fill(store, [wire(9)], archive="second", names=["z.txt"])


def test_archive_order_is_archive_then_position_then_name(store):
    documents = [wire(number) for number in range(6)]
    fill(store, documents[:3], archive="second come first", names=["c", "a", "b"])
    fill(store, documents[3:], archive="another", names=["z", "y", "x"])
    assert listed(store) == ["c", "a", "b", "z", "y", "x"]
    with store.reading() as work:
        assert [a.key for a in work.archives.all()] == ["second come first", "another"]


def test_to_do_leaves_out_what_is_decided_and_where_nothing_is_proposed(store, ids):
    stand(
        store, {ids[0]: State.ACCEPTED, ids[1]: State.DEFERRED, ids[2]: State.DISPUTED, ids[3]: State.CHANGED}
    )
    assert listed(store, list=ListName.TO_DO) == ["001.txt", "002.txt", "003.txt", "z.txt"]
    assert listed(store, list=ListName.DONE) == ["000.txt"]
    assert listed(store, list=ListName.DISPUTED) == ["002.txt"]
    assert listed(store, list=ListName.ALL) == [
        "000.txt",
        "001.txt",
        "002.txt",
        "003.txt",
        "004.txt",
        "z.txt",
    ]


def test_flagged(store, ids):
    stand(store, {ids[1]: State.PENDING}, is_flagged=True)
    assert listed(store, list=ListName.FLAGGED) == listed(store, flagged=True) == ["001.txt"]
    assert "001.txt" not in listed(store, flagged=False)


FILTERS = {
    "state": ({"states": frozenset({State.NONE})}, ["004.txt"]),
    "kind": ({"kind": Kind.DOCUMENT}, ["004.txt"]),
    "archive": ({"archive": "second"}, ["z.txt"]),
    "unknown archive": ({"archive": "third"}, []),
    "source": ({"source": "court"}, ["001.txt"]),
    "same rationale": ({"same_rationale": fingerprint("an own  ONE.")}, ["002.txt"]),
    "unknown rationale": ({"same_rationale": "0" * 64}, []),
    "no rationale": ({"has_rationale": False}, ["004.txt"]),
    "several": (
        {"has_rationale": True, "source": "some-office", "archive": "launch"},
        ["000.txt", "002.txt", "003.txt"],
    ),
    "search": ({"search": "wire 3"}, ["003.txt"]),
    "search in a list": ({"search": "body", "list": ListName.TO_DO, "source": "court"}, ["001.txt"]),
}


@pytest.mark.parametrize(("criteria", "names"), FILTERS.values(), ids=FILTERS.keys())
def test_filters(store, ids, criteria, names):
    assert listed(store, **criteria) == names


def test_drafts_of_an_editor_or_of_anybody(store, ids):
    with store.writing() as work:
        work.drafts.put(Draft(ids[0], "e1", NOW, "{}"))
        work.drafts.put(Draft(ids[1], "e2", NOW, "{}"))
        work.drafts.put(Draft(ids[1], "e1", NOW, "{}"))
        work.commit()
    assert listed(store, editor="e2", has_draft=True) == ["001.txt"]
    assert listed(store, has_draft=True) == ["000.txt", "001.txt"]
    assert "001.txt" not in listed(store, editor="e2", has_draft=False)
    with store.reading() as work:
        assert work.lists.counts().drafts == 2
        assert work.lists.counts("second").drafts == 0


def test_rows_say_what_a_line_shows(store, ids):
    stand(store, {ids[4]: State.CONTEXT}, is_flagged=True, outcome=Outcome.CONTEXT)
    with store.reading() as work:
        keys = [work.documents.key_of(id_) for id_ in ids]
        article, first = work.lists.rows([keys[4], 999_999, keys[0]])
    assert (article.id, article.name, article.kind, article.date) == (
        ids[4],
        "004.txt",
        Kind.DOCUMENT,
        "2026-01-02",
    )
    assert (article.state, article.is_flagged, article.source) == (State.CONTEXT, True, None)
    assert (first.id, first.headline, first.source, first.archive) == (
        ids[0],
        "Headline 0",
        "some-office",
        "launch",
    )
    assert (first.date, first.batch_date) == ("2026-05-10", "2026-05-10")


def test_rows_show_an_archives_name_and_know_its_key(store, ids):
    with store.writing() as work:
        work.archives.rename("launch", "The launch archive")
        work.commit()
    with store.reading() as work:
        (row,) = work.lists.rows([work.documents.key_of(ids[0])])
    assert (row.archive, row.archive_key) == ("The launch archive", "launch")


def test_counts(store, ids):
    stand(store, {ids[0]: State.ACCEPTED, ids[1]: State.REJECTED}, is_flagged=True)
    with store.reading() as work:
        counts, second = work.lists.counts(), work.lists.counts("second")
        assert work.lists.sources() == [("some-office", 4), ("court", 1)]
        assert [archive.documents for archive in work.archives.all()] == [5, 1]
    assert counts.by_state == {State.ACCEPTED: 1, State.NONE: 1, State.PENDING: 3, State.REJECTED: 1}
    assert (counts.total, counts.to_do, counts.done, counts.flagged) == (6, 3, 2, 2)
    assert (second.total, second.to_do, second.flagged) == (1, 1, 0)


def test_what_is_to_do_is_found_among_keys(store, ids):
    stand(store, {ids[0]: State.ACCEPTED, ids[1]: State.DEFERRED})
    with store.reading() as work:
        keys = work.documents.keys(ids[:3])
        assert work.lists.to_do_among([*keys.values(), 99_999]) == {keys[ids[1]], keys[ids[2]]}


def test_drafts_are_counted_by_archive_and_once_a_document(store, ids):
    with store.writing() as work:
        for editor in ("e1", "e2"):
            work.drafts.put(Draft(ids[0], editor, NOW, "{}"))
        work.commit()
    with store.reading() as work:
        assert (work.lists.counts().drafts, work.lists.counts("second").drafts) == (1, 0)


def test_counts_follow_whatever_happens(store):
    """Triggers keep the counts; whatever is done to documents in whatever order, they equal a recount."""
    chance = random.Random(7)
    ids = fill(store, [wire(number, source=f"s{number % 3}") for number in range(40)])
    for turn in range(30):
        with store.writing() as work:
            chosen = chance.sample(ids, 5)
            states = chance.choices(list(State), k=5)
            flags = chance.choices([True, False], k=5)
            known = work.documents.known(ids)
            rows = zip(chosen, states, flags, strict=True)
            work.standings.put([StandingRow(i, s, is_flagged=f) for i, s, f in rows if i in known])
            if turn % 5 == 4:
                work.documents.remove(chosen[:1])
            work.commit()
    with store.reading() as work:
        assert list(work.checking.faults()) == []
        rows = work.lists.rows(work.lists.ids(Criteria(), None))
        counts = work.lists.counts()
        assert counts.total == len(rows) == len(work.documents.known(ids))
        assert counts.flagged == sum(row.is_flagged for row in rows)
        assert counts.by_state == {s: n for s in State if (n := sum(row.state is s for row in rows))}
        assert work.documents.same_rationale(fingerprint(BULK)) == len(rows)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        (ListName.ALL, "ix_standings_listed"),
        (ListName.TO_DO, "ix_standings_to_do"),
        (ListName.DONE, "ix_standings_done"),
        (ListName.FLAGGED, "ix_standings_flagged"),
        (ListName.DISPUTED, "ix_standings_disputed"),
    ],
)
@pytest.mark.parametrize("archive", [None, "launch"])
def test_a_list_is_one_scan_of_its_covering_index(store, ids, name, index, archive, monkeypatch):
    with store.reading() as work:
        connection = work.checking._connection
        asked = []
        original = type(connection).execute
        monkeypatch.setattr(
            type(connection),
            "execute",
            lambda self, statement, *rest: asked.append(statement) or original(self, statement, *rest),
        )
        work.lists.ids(Criteria(list=name, archive=archive), None)
        monkeypatch.undo()
        compiled = asked[-1].compile(connection, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
    assert f"COVERING INDEX {index}" in plan[0]
    assert not any("TEMP B-TREE" in step for step in plan)


def test_five_thousand_documents(store):
    chance = random.Random(3)
    for start in range(0, 5000, 1000):
        fill(
            store,
            [wire(number, source=f"s{number % 11}") for number in range(start, start + 1000)],
            start=start,
        )
    with store.reading() as work:
        ids = work.lists.ids(Criteria(), None)
        rows = work.lists.rows(ids)
        assert (ids.typecode, len(ids), work.lists.counts().to_do) == ("q", 5000, 5000)
        assert [row.headline for row in rows] == [f"Headline {number}" for number in range(5000)]
        few = chance.sample(list(ids), 30)
        assert [row.key for row in work.lists.rows(few)] == few
        assert len(work.lists.ids(Criteria(search="body wire"), None)) == 5000
        assert list(work.lists.ids(Criteria(search="body wire", source="s4"), None)) == [
            row.key for row in rows if row.source == "s4"
        ]
        assert len(work.documents.known(row.id for row in rows)) == 5000
        streamed = [stored.document.sha256 for stored in work.documents.stored(row.id for row in rows)]
        assert streamed == [row.id for row in rows]
