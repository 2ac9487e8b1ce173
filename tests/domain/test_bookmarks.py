"""Bookmarks come back as they were written, and do without what a version does not know."""

import json
from dataclasses import fields

import pytest

from editor_app.domain.bookmarks import Bookmark
from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.standing import State

FULL = Criteria(
    list=ListName.TO_DO,
    states=frozenset({State.PENDING, State.DEFERRED}),
    kind=Kind.WIRE,
    archive="launch",
    source="some-office",
    search="chatbot -refund",
    same_rationale="f" * 64,
    has_rationale=True,
    has_draft=False,
    flagged=True,
    order=Order.SOURCE,
    is_reversed=True,
)


@pytest.mark.parametrize("criteria", [Criteria(), FULL], ids=["nothing", "everything"])
def test_a_bookmark_comes_back_as_it_was(criteria):
    place = Bookmark(criteria, "a" * 64, "event", 0.375, is_amending=True)
    assert Bookmark.read(place.payload()) == place


def test_every_part_of_a_list_is_kept():
    asked = json.loads(Bookmark(FULL).payload())["criteria"]
    known = {field.name for field in fields(Criteria)}
    assert {name for name in known if getattr(FULL, name) != getattr(Criteria(), name)} == set(asked)


def test_what_a_list_asks_for_and_this_version_does_not_know_is_left_out():
    kept = {"list": "no-such-list", "states": ["gone"], "source": "some-office", "weather": "fine"}
    kept |= {"search": 7, "order": "colour", "is_reversed": "yes"}
    place = Bookmark.read(json.dumps({"criteria": kept, "document": "d", "scroll": 5_000, "later": True}))
    assert place == Bookmark(Criteria(source="some-office"), "d", scroll=1.0)


@pytest.mark.parametrize("payload", ["", "[]", "no json", '{"scroll": "far"}'])
def test_what_is_no_bookmark_is_none(payload):
    assert Bookmark.read(payload) is None
