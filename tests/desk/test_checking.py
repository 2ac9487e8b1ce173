"""Checking and repairing a desk whose file somebody changed behind our back."""

import sqlite3
from contextlib import closing

import pytest

from editor_app.desk import (
    checking,
    drafting,
    importing,
    listing,
    reviewing,
    saving_lists,
    templating,
    undoing,
    viewing,
)
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
from editor_app.domain.templates import Template
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import add, tamper


@pytest.fixture
def decided(desk, ids):
    """A desk with a decision, a flag and an undo behind it."""
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    reviewing.flag(desk, ids["001.txt"], True)
    return ids


def codes(remarks):
    return {remark.code for remark in remarks}


def test_a_sound_desk_has_nothing_to_tell(desk, decided):
    assert checking.check(desk) == []
    assert checking.check(desk, repair=True) == []


def test_a_standing_that_is_not_the_fold_is_found_and_mended(desk, decided):
    tamper(desk, "UPDATE standings SET state = 'rejected' WHERE state = 'accepted'")

    found = checking.check(desk)
    assert {(remark.name, remark.code) for remark in found} >= {(decided["000.txt"], "check_standing")}

    assert checking.check(desk, repair=True) == []
    assert viewing.view(desk, decided["000.txt"]).row.state is State.ACCEPTED
    assert len(listing.ids(desk, Criteria(list=ListName.DONE))) == 1
    assert checking.check(desk) == []


def test_a_headline_that_is_not_what_the_bytes_say_is_found(desk, decided):
    tamper(desk, "UPDATE documents SET headline = 'Another' WHERE key = 1")
    assert codes(checking.check(desk)) == {"check_reading"}


@pytest.mark.parametrize("spoilt", ["payload = '{'", "supersedes = '['", "payload = '{}'"])
def test_an_event_that_cannot_be_read_is_found_and_its_neighbours_mended(desk, decided, spoilt):
    tamper(
        desk,
        f"UPDATE events SET {spoilt} WHERE kind = 'flagged'",
        "UPDATE standings SET state = 'rejected' WHERE state = 'accepted'",
    )
    left = checking.check(desk, repair=True)
    assert "check_event" in codes(left)
    assert decided["000.txt"] not in {remark.name for remark in left if remark.code == "check_standing"}


def test_a_standing_that_cannot_be_read_is_found_and_mended(desk, decided):
    tamper(
        desk,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE standings SET state = 'nong' WHERE state = 'none'",
        "UPDATE standings SET reasons = '5' WHERE state = 'accepted'",
    )
    found = [one for one in checking.check(desk) if one.code == "check_standing"]
    assert {one.name for one in found} == {decided["000.txt"], decided["003.txt"]}
    assert checking.check(desk, repair=True) == []


def test_counts_that_are_wrong_are_found_and_mended(desk, decided):
    tamper(desk, "UPDATE tallies SET documents = documents + 5")

    assert "check_derived" in codes(checking.check(desk))
    assert checking.check(desk, repair=True) == []
    assert listing.counts(desk).total == 4


def test_a_changed_event_is_found_and_no_repair_hides_it(desk, decided):
    tamper(desk, "UPDATE events SET payload = replace(payload, 'accept', 'reject') WHERE kind = 'decided'")

    assert "check_event" in codes(checking.check(desk))
    assert "check_event" in codes(checking.check(desk, repair=True))


@pytest.mark.parametrize("payload", ["no JSON", "[]", "{}", '{"outcome":"bless"}', "null"])
def test_an_event_that_cannot_be_read_is_found_and_a_repair_goes_round_it(desk, decided, payload):
    tamper(
        desk,
        f"UPDATE events SET payload = '{payload}' WHERE kind = 'decided'",
        "UPDATE standings SET flagged = 0 WHERE flagged = 1",
    )

    found = {(remark.name, remark.code) for remark in checking.check(desk)}
    assert {code for _name, code in found} >= {"check_event", "check_standing"}
    mended = {(remark.name, remark.code) for remark in checking.check(desk, repair=True)}
    assert (decided["001.txt"], "check_standing") in found - mended
    assert {code for _name, code in mended} == {"check_event", "check_standing"}


def test_an_event_taken_out_is_found(desk, decided):
    tamper(desk, "DELETE FROM events WHERE kind = 'decided'")

    assert "check_chain" in codes(checking.check(desk))


def test_changed_bytes_are_found(desk, decided):
    tamper(desk, "UPDATE bodies SET data = CAST('Other' AS BLOB) WHERE document = 1")

    assert "check_document" in codes(checking.check(desk, repair=True))


def test_an_index_that_lacks_words_is_found_and_mended(desk, decided):
    listing.catch_up(desk)
    assert checking.check(desk) == []
    with sqlite3.connect(f"{desk.path}-search") as other:
        other.execute("UPDATE texts_docsize SET sz = x'010101' WHERE id = 1")
    other.close()

    assert [(found.name, found.code) for found in checking.check(desk)] == [("search", "check_side_file")]
    assert checking.check(desk, repair=True) == []
    assert len(listing.ids(desk, Criteria(list=ListName.ALL, search="chatbot"))) == 1


def test_an_index_that_lacks_a_document_is_found(desk, decided):
    listing.catch_up(desk)
    with sqlite3.connect(f"{desk.path}-search") as other:
        other.execute("DELETE FROM texts_docsize WHERE id = 2")
    other.close()

    assert codes(checking.check(desk)) == {"check_side_file"}


def test_groups_of_like_texts_that_are_wrong_are_found_and_mended(desk, decided):
    listing.compare_texts(desk)
    assert checking.check(desk) == []
    with sqlite3.connect(f"{desk.path}-alike") as other:
        other.execute("UPDATE sketches SET sketch = x'00' WHERE document = 1")
    other.close()

    assert [(found.name, found.code) for found in checking.check(desk)] == [("alike", "check_side_file")]
    assert checking.check(desk, repair=True) == []


def test_an_index_that_has_not_caught_up_is_no_fault(desk, decided):
    listing.catch_up(desk)
    add(desk, {"009.txt": b"A document that came later."})

    assert checking.check(desk) == []


def test_what_was_left_unfinished_is_told_and_swept(desk, decided):
    left = desk.path.with_name(f"{desk.path.name}.0a1b2c3d.part")
    left.write_bytes(b"half a copy")
    other = desk.path.with_name("thesis.part")
    other.write_bytes(b"somebody's own")

    assert [(found.name, found.code) for found in checking.check(desk)] == [(left.name, "check_leftover")]
    assert checking.check(desk, repair=True) == []
    assert not left.exists() and other.exists()


@pytest.fixture
def in_every_table(desk, decided, tmp_path):
    """A desk that holds a row of every kind of fact."""
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"title": "T", "body": "Said [source].", "date": "2026-05-04", "desk": "city"}\n')
    importing.run(desk, rows)
    drafting.keep(desk, decided["001.txt"], Working(text="Half a sentence"))
    templating.keep(desk, Template("Short", "A court found it."))
    saving_lists.save(desk, "Fines", Criteria(search="fine"))
    undoing.undo(desk)
    assert checking.check(desk) == []


FACTS = {
    "documents": ("date", "metadata", "import", "imported_at"),
    "placements": ("name", "revision", "position", "import"),
    "archives": ("key", "name"),
    "imports": ("id", "archive", "origin", "at", "added"),
    "acts": ("id", "editor", "kind", "events"),
    "drafts": ("editor", "at", "payload"),
    "saved_lists": ("name", "query", "order_by", "shortcut"),
    "templates": ("name", "text"),
    "meta": ("name", "value"),
}
NUMBERS = ("import", "revision", "position", "added")
LAST = {
    "documents": "key = (SELECT max(key) FROM documents)",
    "acts": "number = (SELECT max(number) FROM acts)",
}


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, columns in FACTS.items() for c in columns])
def test_a_fact_that_was_changed_is_found_and_no_repair_hides_it(desk, in_every_table, table, column):
    changed = f"ifnull({column}, 0) + 1" if column in NUMBERS else f"\"{column}\" || '0'"
    tamper(desk, f'UPDATE {table} SET "{column}" = {changed} WHERE {LAST.get(table, "true")}')

    for is_repaired in (False, True):
        found = [one for one in checking.check(desk, repair=is_repaired) if one.code == "check_fact"]
        assert {one.fields["table"] for one in found} == {table}
        assert all(one.name for one in found)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("documents", "source_unlinked = 0 WHERE source_unlinked = 1"),
        ("documents", "statement = (SELECT max(number) FROM statements) WHERE key = 1"),
        ("documents", "statement = NULL WHERE key = 1"),
    ],
)
def test_what_was_worked_out_of_a_document_and_is_not_so_is_found(desk, in_every_table, table, change):
    tamper(desk, f"UPDATE {table} SET {change}")
    assert "check_reading" in codes(checking.check(desk))


@pytest.mark.parametrize("change", ["kind = 'document'", "statement = NULL"])
def test_what_lists_read_is_held_to_the_documents_and_mended(desk, decided, change):
    tamper(desk, f"UPDATE standings SET {change} WHERE document = 1")
    assert "check_derived" in codes(checking.check(desk))
    assert checking.check(desk, repair=True) == []


def test_an_event_that_is_said_to_have_been_merged_is_found(desk, decided):
    """The index is hidden while the row is changed, as it is from a bit that flips."""
    hidden = ("PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name = 'ix_events_document'")
    with closing(sqlite3.connect(desk.path)) as connection:
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = 'ix_events_document'").fetchone()
        for statement in hidden:
            connection.execute(statement)
        connection.commit()
    tamper(desk, "UPDATE events SET merged = 1 WHERE kind = 'decided'")
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()

    assert codes(checking.check(desk)) == {"check_file"}


def test_a_table_that_would_give_a_key_out_again_is_found(desk, decided):
    tamper(desk, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'documents'")
    assert [(one.name, one.code) for one in checking.check(desk)] == [("documents", "check_sequence")]


def test_a_stamp_that_no_migration_knows_is_found(desk, decided):
    tamper(desk, "UPDATE alembic_version SET version_num = '0042'")
    assert [(one.name, one.code) for one in checking.check(desk)] == [("alembic_version", "check_sequence")]
