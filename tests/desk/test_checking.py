"""Checking and repairing a desk whose file somebody changed behind our back."""

import sqlite3

import pytest

from editor_app.desk import checking, listing, reviewing, viewing
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
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
