"""Saved lists in a desk, and the values its search can offer."""

import pytest

from editor_app.desk import reviewing, saving_lists, suggesting
from editor_app.desk.suggesting import Offer
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.lists import Criteria, Order
from editor_app.domain.problems import Problem
from editor_app.domain.query import ALLOWED, Field
from editor_app.domain.query_reading import allowed_values
from editor_app.domain.verdicts import Outcome, Verdict


def names(desk):
    return [(one.name, one.slot) for one in saving_lists.saved_lists(desk)]


def refused(act, *arguments):
    with pytest.raises(Problem) as caught:
        act(*arguments)
    return caught.value.code


def test_lists_get_the_next_free_key_and_stay_after_closing(desk):
    for number in range(11):
        assert saving_lists.save(desk, f"  List   {number} ", Criteria(search="drift")).lists
    assert names(desk)[:2] == [("List 0", 1), ("List 1", 2)] and names(desk)[9:] == [
        ("List 9", None),
        ("List 10", None),
    ]
    path = desk.path
    desk.close()
    with open_desk(path, access=Access.READ) as again:
        assert len(names(again)) == 11
        assert refused(saving_lists.remove, again, "List 0") == "opened_to_read"


def test_saving_under_the_same_name_asks_for_something_else(desk):
    saving_lists.save(desk, "Mine", Criteria(search="drift"))
    saving_lists.save(desk, "Other", Criteria())
    saving_lists.save(desk, "Mine", Criteria(search="court", order=Order.DATE))
    assert names(desk) == [("Mine", 1), ("Other", 2)]
    assert saving_lists.saved_lists(desk)[0].criteria == Criteria(search="court", order=Order.DATE)
    assert not saving_lists.save(desk, "Mine", Criteria(search="court", order=Order.DATE))


def test_a_list_is_renamed_moved_given_a_key_and_forgotten(desk):
    for name in "abc":
        saving_lists.save(desk, name, Criteria())
    saving_lists.rename(desk, "b", "B")
    saving_lists.move(desk, "c", -1)
    saving_lists.give_key(desk, "a", 3)
    saving_lists.give_key(desk, "B", None)
    assert names(desk) == [("a", 3), ("c", None), ("B", None)]
    assert not saving_lists.move(desk, "a", -1)
    saving_lists.remove(desk, "c")
    assert names(desk) == [("a", 3), ("B", None)]


def test_what_is_refused_changes_nothing(desk):
    saving_lists.save(desk, "a", Criteria())
    saving_lists.save(desk, "b", Criteria())
    before = names(desk)
    assert refused(saving_lists.save, desk, " \n", Criteria()) == "list_name_unusable"
    assert refused(saving_lists.save, desk, "x" * 81, Criteria()) == "list_name_unusable"
    assert refused(saving_lists.rename, desk, "a", "b") == "list_name_taken"
    assert refused(saving_lists.rename, desk, "c", "d") == "no_such_list"
    assert refused(saving_lists.give_key, desk, "a", 10) == "no_such_key"
    assert refused(saving_lists.save, desk, "c", Criteria(search="state:lost")) == "query_value_unknown"
    assert names(desk) == before


def test_there_is_an_end_to_saved_lists(desk, monkeypatch):
    monkeypatch.setattr(saving_lists, "_MOST", 1)
    saving_lists.save(desk, "a", Criteria())
    assert refused(saving_lists.save, desk, "b", Criteria()) == "too_many_lists"


def test_values_are_the_desks_own_with_their_counts(desk, ids):
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("no_harm_event",)))
    offered = {field: suggesting.offers(desk, field) for field in Field}
    assert {offer.value: offer.count for offer in offered[Field.STATE] if offer.count} == {
        "pending": 2,
        "none": 1,
        "rejected": 1,
    }
    assert Offer("to_do", 2) in offered[Field.LIST] and Offer("done", 1) in offered[Field.LIST]
    assert offered[Field.SOURCE] == [Offer("some-office", 3)]
    assert offered[Field.ARCHIVE] == [Offer("launch", 4)]
    assert offered[Field.REASON][0] == Offer("no_harm_event", 1)
    assert offered[Field.EDITOR] == [Offer("Ada Example", 1)]
    assert offered[Field.BATCH] == [Offer("Launch-archive bulk classification", 3)]
    assert offered[Field.FLAGGED] == [Offer("yes"), Offer("no")]
    assert offered[Field.NAME] == offered[Field.DATE] == []


def test_whatever_is_offered_can_be_asked_for(desk):
    for field in (*ALLOWED, Field.REASON, Field.IS):
        allowed = allowed_values(field, desk.vocabulary)
        assert [offer.value for offer in suggesting.offers(desk, field) if offer.value not in allowed] == []
