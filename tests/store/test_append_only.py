"""What was recorded stays: no statement, however it is put, changes or removes an event or a document."""

import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError

from editor_app.store.engine import Mode, connect
from tests.store.pieces import event, fill, wire

COLUMNS = (
    "id, replica, seq, editor, at, document, guide, vocabulary, kind,"
    " payload, supersedes, act, previous, hash, merged"
)
HASH = "'" + "a" * 64 + "'"


def added(how="INSERT", *, key="", id_="'n'", place="'r2', 9", hash_=HASH, more=""):
    """Put a statement together that adds an event, new in all but what is said."""
    names, values = ("key, ", f"{key}, ") if key else ("", "")
    rest = "'x', '2026-01-01T00:00:00Z', NULL, '', '', 'decided', '{}', '[]', '', ''"
    return (
        f"{how} INTO events ({names}{COLUMNS})"
        f" SELECT {values}{id_}, {place}, {rest}, {hash_}, 0 FROM events WHERE true {more}"
    )


@pytest.fixture
def kept(store):
    ids = fill(store, [wire(1), wire(2)])
    with store.writing() as work:
        work.events.append([event(1, document=ids[0])], merged=False)
        work.commit()
    return ids


@pytest.fixture
def bare(store, kept):
    connection = connect(store.path, Mode.WRITE)
    yield connection
    connection.close()


ATTEMPTS = {
    "update": "UPDATE events SET payload = '{}'",
    "delete": "DELETE FROM events",
    "replace by id": added("REPLACE", id_="'r1-1'"),
    "replace by place": added("INSERT OR REPLACE", place="'r1', 1"),
    "replace by hash": added("INSERT OR REPLACE", hash_="hash"),
    "replace by key": added("INSERT OR REPLACE", key="1"),
    "update or replace": "UPDATE OR REPLACE events SET seq = 2",
    "upsert": added(id_="'r1-1'", more="ON CONFLICT (id) DO UPDATE SET payload = '{}'"),
    "upsert by hash": added(hash_="hash", more="ON CONFLICT (hash) DO UPDATE SET payload = '{}'"),
    "ignore": added("INSERT OR IGNORE", id_="'r1-1'"),
    "document with events": "DELETE FROM documents WHERE key = 1",
    "change a document": "UPDATE documents SET headline = 'x'",
    "replace a document": "INSERT OR REPLACE INTO documents SELECT * FROM documents WHERE key = 1",
    "change the bytes": "UPDATE bodies SET data = x'00'",
    "replace the bytes": "INSERT OR REPLACE INTO bodies VALUES (1, x'00', NULL)",
    "remove the bytes": "DELETE FROM bodies WHERE document = 2",
    "wrong type": "UPDATE standings SET listed = 'yes'",
    "unknown state": "UPDATE standings SET state = 'finished'",
    "listed nowhere": "UPDATE standings SET listed = 1, archive = NULL",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_the_database_refuses(bare, attempt):
    before = list(bare.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(attempt)
    assert list(bare.iterdump()) == before


def test_a_document_without_events_goes_with_everything_it_had(store, kept):
    with store.writing() as work:
        work.documents.remove([kept[1]])
        work.commit()
    with store.reading() as work:
        assert work.documents.known(kept) == {kept[0]}
        assert work.placements.of(kept[1]) == []
        assert work.lists.counts().total == 1


def test_a_document_with_events_cannot_be_removed(store, kept):
    with (
        pytest.raises(IntegrityError, match="a document with events stays"),
        store.writing() as work,
    ):
        work.documents.remove([kept[0]])
    with store.reading() as work:
        assert work.documents.known(kept) == set(kept)


def test_an_event_with_nothing_in_its_way_is_added(bare):
    bare.execute(added())
    assert bare.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_any_kind_of_event_is_taken_in(store):
    with store.writing() as work:
        work.events.append([event(1, kind="invented_later", payload={"deep": [1, {"x": None}]})], merged=True)
        work.commit()
    with store.reading() as work:
        assert [e.kind for e in work.events.all()] == ["invented_later"]
