"""Drafts: kept for each editor, also across a restart, and gone where nothing is begun."""

import pytest

from editor_app.desk import drafting, listing, signing_in
from editor_app.desk.workplace import Access
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Answer, Gates, Quote
from tests.desk.sample import open_sample

BEGUN = Working(
    gates=Gates(verifiable=Answer.UNCLEAR),
    quotes=(Quote("The body", "", " [source].", 49, 57),),
    note="n",
    text="Half a senten",
    why="w",
)


def test_a_draft_is_there_again_after_a_restart(desk, ids):
    drafting.keep(desk, ids["000.txt"], BEGUN)
    desk.close()

    with open_sample(desk.path) as again:
        assert drafting.begun(again, ids["000.txt"]) == BEGUN
        assert [draft.document for draft in drafting.unfinished(again)] == [ids["000.txt"]]


def test_each_editor_has_a_draft_of_their_own(desk, ids):
    drafting.keep(desk, ids["000.txt"], BEGUN)
    signing_in.sign_in(desk, "Grace Example")

    assert drafting.begun(desk, ids["000.txt"]).is_empty
    assert drafting.unfinished(desk) == []
    assert len(listing.ids(desk, Criteria(has_draft=True))) == 0


def test_an_emptied_draft_is_none(desk, ids):
    drafting.keep(desk, ids["000.txt"], BEGUN)
    assert listing.counts(desk).drafts == 1

    drafting.keep(desk, ids["000.txt"], Working())

    assert drafting.unfinished(desk) == []
    assert listing.counts(desk).drafts == 0


def test_discarding_a_draft_leaves_the_others(desk, ids):
    drafting.keep(desk, ids["000.txt"], BEGUN)
    drafting.keep(desk, ids["001.txt"], Working(note="later"))

    drafting.discard(desk, ids["000.txt"])

    assert [draft.document for draft in drafting.unfinished(desk)] == [ids["001.txt"]]


def test_the_newest_draft_comes_first(desk, ids):
    drafting.keep(desk, ids["000.txt"], BEGUN)
    drafting.keep(desk, ids["001.txt"], BEGUN)
    drafting.keep(desk, ids["000.txt"], Working(note="newer"))

    assert [draft.document for draft in drafting.unfinished(desk)] == [ids["000.txt"], ids["001.txt"]]


def test_no_draft_on_a_document_the_desk_does_not_have(desk):
    with pytest.raises(Problem, match="no_such_document"):
        drafting.keep(desk, "0" * 64, BEGUN)


def test_a_draft_can_be_read_where_nothing_can_be_written(desk, ids):
    drafting.keep(desk, ids["000.txt"], BEGUN)

    with open_sample(desk.path, access=Access.READ) as reader:
        assert drafting.begun(reader, ids["000.txt"]) == BEGUN
        with pytest.raises(Problem, match="opened_to_read"):
            drafting.keep(reader, ids["000.txt"], Working())
