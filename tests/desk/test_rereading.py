"""Decisions of one's own come back into the queue: drawn by a seed, after a pause, a few at once, blind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.desk import agreeing, listing, rereading, reviewing, sharing_out
from editor_app.desk.reading_blind import Mode
from editor_app.desk.signing_in import sign_in
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.desk_door import DeskDoor
from tests.desk.sample import add, wire_text

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
MANY = {f"{number:03}.txt": wire_text(f"Headline number {number}") for number in range(200)}
TO_DO = Criteria(list=ListName.TO_DO)


@pytest.fixture
def many(desk):
    """The ids of two hundred wires, all but the last ten of them rejected."""
    ids = list(add(desk, MANY).values())
    for document in ids[:190]:
        reviewing.decide(desk, document, REJECT)
    return ids


def switched_on(desk, seed="k3f9"):
    desk.keep_settings(replace(desk.settings, read_again=True, read_again_seed=seed))


def after(desk, days):
    desk._clock.now += timedelta(days=days)


def test_nothing_comes_back_unless_it_is_switched_on_and_not_before_a_week(desk, many):
    after(desk, 30)
    assert not rereading.due(desk)
    switched_on(desk)
    assert rereading.due(desk)
    reviewing.decide(desk, many[190], REJECT)
    desk._clock.now -= timedelta(days=24)
    assert not rereading.due(desk)


def test_a_few_of_five_per_cent_come_and_the_seed_says_which(desk, many):
    switched_on(desk)
    after(desk, 8)
    found = rereading.due(desk)
    part = sharing_out.again_part(desk)
    assert part.written() == "5%@k3f9"
    assert 0 < len(found.keys) <= rereading.AT_ONCE and all(map(part.holds, found.keys))
    assert rereading.due(desk) == found
    switched_on(desk, "another")
    assert rereading.due(desk) != found


def test_what_is_on_screen_and_what_was_decided_again_lately_stays_away(desk, many):
    switched_on(desk)
    after(desk, 8)
    first, *others = rereading.due(desk).keys
    assert first not in rereading.due(desk, first).keys
    reviewing.decide(desk, first, ACCEPT)
    assert first not in rereading.due(desk).keys and set(others) <= rereading.due(desk).keys.keys()


def test_others_decisions_never_come(desk, many):
    switched_on(desk)
    after(desk, 8)
    sign_in(desk, "Grace Example")
    switched_on(desk)
    assert not rereading.due(desk)


@pytest.fixture
def door(desk, many):
    """A desk at which some wires are due to be read again."""
    switched_on(desk)
    after(desk, 8)
    found = DeskDoor(desk)
    found.due = found.find_due("")
    return found


def test_in_the_queue_a_wire_that_is_due_is_to_do_and_tells_nothing(door, many):
    found = [row.id for row in door.rows(door.ids(TO_DO))]
    assert set(found) == {*many[190:], *door.due.keys}
    in_order = [row.id for row in door.rows(door.ids(Criteria())) if row.id in set(found)]
    assert found == in_order
    one = next(iter(door.due.keys))
    view = door.view(one)
    assert (view.row.state, view.standing.verdict, view.history) == (State.PENDING, None, ())
    assert view.is_read_again and door.mode_for(one) is Mode.AGAIN and not door.view(many[199]).is_read_again
    assert door.to_do_among([*door.ids(Criteria())]) == {*door.ids(TO_DO)}


def test_its_beginning_holds_them_too(door):
    head = door.head(TO_DO)
    assert head.keys == door.ids(TO_DO)


def test_what_is_said_then_is_counted_and_changes_nothing(door, desk):
    one, *_ = door.due.keys
    door.decide(one, ACCEPT, ())
    assert door.view(one).row.state is State.REJECTED and not door.view(one).is_read_again
    (own,) = agreeing.agreement(desk).oneself
    assert (own.wires, own.same) == (1, 0)
    assert one not in [row.id for row in door.rows(door.ids(TO_DO)) if row.state is State.PENDING]
    assert one not in rereading.due(desk).keys


def test_whoever_looks_for_a_decision_finds_it(door, desk):
    one, *_ = door.due.keys
    for criteria in (Criteria(list=ListName.DONE), Criteria(search="headline")):
        listing.catch_up(desk)
        door.read_as(criteria)
        assert door.view(one).row.state is State.REJECTED
        rows = {row.id: row.state for row in door.rows(door.ids(criteria))}
        assert rows[one] is State.REJECTED
    door.read_as(Criteria())
    assert door.view(one).row.state is State.PENDING
