"""Checking and repairing a desk whose file somebody changed behind our back."""

import pytest

from editor_app.desk import checking, listing, reviewing, viewing
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import tamper


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


def test_counts_that_are_wrong_are_found_and_mended(desk, decided):
    tamper(desk, "UPDATE tallies SET documents = documents + 5")

    assert "check_derived" in codes(checking.check(desk))
    assert checking.check(desk, repair=True) == []
    assert listing.counts(desk).total == 4


def test_a_changed_event_is_found_and_no_repair_hides_it(desk, decided):
    tamper(desk, "UPDATE events SET payload = replace(payload, 'accept', 'reject') WHERE kind = 'decided'")

    assert "check_event" in codes(checking.check(desk))
    assert "check_event" in codes(checking.check(desk, repair=True))


def test_an_event_taken_out_is_found(desk, decided):
    tamper(desk, "DELETE FROM events WHERE kind = 'decided'")

    assert "check_chain" in codes(checking.check(desk))


def test_changed_bytes_are_found(desk, decided):
    tamper(desk, "UPDATE bodies SET data = CAST('Other' AS BLOB) WHERE document = 1")

    assert "check_document" in codes(checking.check(desk, repair=True))
