"""What is offered while a search is typed, and lists that are kept under a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.query import Field
from editor_app.domain.query_reading import read_query
from editor_app.domain.query_typing import Token, fields_from, token_at
from editor_app.domain.saved_lists import SavedList, saved, searched, whole_query
from editor_app.domain.standing import State

TOKENS = {
    "nothing": ("", Token(None, "", 0, 0)),
    "a name": ("drift sou", Token(None, "sou", 6, 9)),
    "a forbidden name": ("-sou", Token(None, "sou", 1, 4)),
    "a value": ("drift state:pen", Token(Field.STATE, "pen", 12, 15)),
    "no value yet": ("-STATE:", Token(Field.STATE, "", 7, 7)),
    "second value": ("state:pending,de", Token(Field.STATE, "de", 14, 16)),
    "quoted value": ('batch:"May, ea', Token(Field.BATCH, "May, ea", 6, 14)),
    "behind quotes": ('batch:"May, early",x', Token(Field.BATCH, "x", 19, 20)),
    "no field": ("http://exa", None),
    "a word": ("C++", None),
}


@pytest.mark.parametrize(("text", "token"), TOKENS.values(), ids=TOKENS.keys())
def test_what_is_begun_at_the_caret(text, token):
    assert token_at(text, len(text)) == token


def test_a_value_takes_the_place_of_what_is_begun():
    text = "state:pend drift"
    token = token_at(text, 8)
    assert token == Token(Field.STATE, "pe", 6, 10)
    assert token.completed(text, "pending") == ("state:pending drift", 14)
    assert token_at("sta", 3).completed("sta", "state") == ("state:", 6)
    batch = token_at('batch:"Ma', 9)
    assert batch.completed('batch:"Ma', "May, early") == ('batch:"May, early" ', 19)
    inside = token_at('batch:"Ma"', 9)
    assert inside.completed('batch:"Ma"', "May, early")[0] == 'batch:"May, early" '


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_can_be_completed(text, caret):
    token = token_at(text, min(caret, len(text)))
    if token is not None:
        completed, after = token.completed(text, "a value" if token.field else "state")
        assert 0 <= after <= len(completed)


def test_fields_by_their_beginning():
    assert fields_from("RE") == [Field.REASON, Field.REVISED, Field.READING]
    assert fields_from("") == list(Field) and fields_from("x") == []


def test_a_saved_list_asks_for_the_same_again():
    criteria = Criteria(list=ListName.TO_DO, search="source:court drift", order=Order.DATE, is_reversed=True)
    kept = saved("Drift", criteria, 3)
    assert kept == SavedList("Drift", "source:court list:to_do drift", "-date", 3)
    assert kept.criteria == criteria


def test_all_that_a_list_asks_for_can_be_said_in_its_search():
    criteria = Criteria(
        states=frozenset({State.NONE, State.PENDING}),
        kind=Kind.WIRE,
        archive="Launch, May",
        source="court",
        same_rationale="0" * 64,
        has_rationale=True,
        has_draft=False,
        flagged=True,
        search="drift",
    )
    assert str(whole_query(criteria)) == (
        f'state:none,pending kind:wire source:court archive:"Launch, May" same:{"0" * 64} rationale:yes '
        "draft:no flagged:yes drift"
    )
    assert read_query(saved("x", criteria).query) == whole_query(criteria)
    plain = searched(criteria)
    assert (plain.archive, plain.same_rationale, plain.states, plain.flagged) == (
        "Launch, May",
        "0" * 64,
        frozenset(),
        None,
    )
    assert (
        plain.search == "state:none,pending kind:wire source:court rationale:yes draft:no flagged:yes drift"
    )
    assert searched(plain) == plain


def test_an_order_of_a_later_version_is_archive_order():
    assert SavedList("x", "", "-by_moon").criteria == Criteria()
