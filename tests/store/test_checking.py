"""Checking finds what was changed behind the program's back, one remark for each thing."""

import sqlite3

import pytest

from editor_app.domain.events import TAKEN_BACK
from editor_app.store.opening import open_store
from tests.store.pieces import address_of, event, fill, wire


def filled(place, events=2):
    with open_store(address_of(place)) as store:
        ids = fill(store, [wire(1), wire(2), wire(3)])
        with store.writing() as work:
            previous = ""
            for seq in range(1, events + 1):
                made = event(seq, document=ids[0], previous=previous)
                work.events.append([made], merged=False)
                previous = made.hash
            undo = event(
                events + 1, kind=TAKEN_BACK, payload={"events": ["r1-1"], "act": "a"}, previous=previous
            )
            work.events.append([undo], merged=False)
            work.commit()
    return ids


def tamper(place, *statements):
    """Change a closed desk as another program would, its guards taken off and put back."""
    connection = sqlite3.connect(place, isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    connection.close()


def faults(place):
    with open_store(address_of(place), read_only=True) as store, store.reading() as work:
        return [(remark.code, remark.name) for remark in work.checking.faults()]


def test_a_sound_desk_has_no_faults(place):
    filled(place)
    assert faults(place) == []


def test_changed_bytes(place):
    ids = filled(place)
    tamper(place, "UPDATE bodies SET data = CAST(x'41' || substr(data, 2) AS BLOB) WHERE document = 2")
    assert faults(place) == [("check_document", ids[1])]


def test_lost_bytes(place):
    ids = filled(place)
    tamper(place, "DELETE FROM bodies WHERE document = 2")
    assert faults(place) == [("check_document", ids[1])]


@pytest.mark.parametrize(
    "change", ["spans = '[null, [0, 99999], null, null, null, null]'", "encoding = 'utf-7'"]
)
def test_a_text_that_cannot_be_had_back(place, change):
    ids = filled(place)
    tamper(place, f"UPDATE documents SET {change} WHERE key = 3")
    assert faults(place) == [("check_text", ids[2])]


def test_a_changed_event(place):
    filled(place)
    tamper(place, "UPDATE events SET editor = 'somebody else' WHERE seq = 2")
    assert faults(place) == [("check_event", "r1-2")]


def test_a_payload_that_is_no_json(place):
    filled(place)
    tamper(place, "UPDATE events SET payload = '{' WHERE seq = 2")
    assert faults(place) == [("check_event", "r1-2")]


def test_an_event_that_was_taken_out(place):
    filled(place)
    tamper(place, "DELETE FROM events WHERE seq = 2")
    assert faults(place) == [("check_chain", "r1-3")]


def test_an_event_about_nothing_here(place):
    ids = filled(place)
    tamper(place, "PRAGMA foreign_keys=ON", "DELETE FROM documents WHERE key = 1")
    assert ids[0]
    assert {code for code, _ in faults(place)} >= {"check_stray"}


def test_a_merged_event_may_be_about_a_document_that_did_not_come_with_it(place):
    with open_store(address_of(place)) as store, store.writing() as work:
        work.events.append([event(1, document="ab" * 32)], merged=True)
        work.commit()
    assert faults(place) == []


def test_a_missing_guard(place):
    filled(place)
    connection = sqlite3.connect(place)
    connection.execute("DROP TRIGGER events_never_go")
    connection.close()
    assert faults(place) == [("check_schema", "CREATE TRIGGER events_never_go")]


def test_a_reference_that_leads_nowhere(place):
    filled(place)
    tamper(place, "INSERT INTO drafts (document, editor, at, payload) VALUES (99, 'e1', 'now', '{}')")
    assert {code for code, _ in faults(place)} == {"check_file", "check_fact"}


DERIVED = {
    "taken": "DELETE FROM taken",
    "tallies": "UPDATE tallies SET documents = 7",
    "statements": "UPDATE statements SET listed = 0",
    "standings": "UPDATE standings SET position = 9, name = 'x' WHERE document = 2",
}


@pytest.mark.parametrize(("name", "statement"), DERIVED.items(), ids=DERIVED.keys())
def test_derived_tables_are_compared_and_made_anew(place, name, statement):
    filled(place)
    tamper(place, statement)
    assert faults(place) == [("check_derived", name)]
    with open_store(address_of(place)) as store, store.writing() as work:
        work.checking.rebuild()
        work.commit()
    assert faults(place) == []


def test_a_page_of_rubbish(place):
    filled(place)
    data = bytearray(place.read_bytes())
    connection = sqlite3.connect(place)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_events_document'"
    ).fetchone()
    connection.close()
    end = root * 16384
    data[end - 30 : end - 10] = b"\x55" * 20
    place.write_bytes(data)
    assert "check_file" in {code for code, _ in faults(place)}


def test_it_tells_how_far_it_is_and_can_be_stopped(place):
    filled(place)
    seen = []

    class Watch:
        def step(self, phase, done, total=None, item=""):
            seen.append((phase, total))

    with open_store(address_of(place), read_only=True) as store, store.reading() as work:
        assert list(work.checking.faults(Watch())) == []
    assert set(seen) == {("check_documents", 3), ("check_events", 3)}
