"""Copies of a desk: made in time, thinned, checked; the way back, and what is kept on it."""

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from editor_app.desk import (
    backing_up,
    checking,
    deciding_together,
    drafting,
    listing,
    restoring,
    reviewing,
    undoing,
)
from editor_app.desk.backing_up import Occasion
from editor_app.desk.workplace import Access
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store.backing_up import Copies
from editor_app.store.engine import Mode
from editor_app.store.schema import SCHEMA
from tests.desk.sample import WIRES, Clock, add, open_sample, wire_text

REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
SKIP = Verdict(Outcome.DEFER)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path, clock):
    return tmp_path / "review.desk"


@pytest.fixture
def desk(path, clock):
    with open_sample(path, clock=clock) as opened:
        yield opened


@pytest.fixture
def ids(desk):
    return add(desk, WIRES)


def kept(path):
    return backing_up.copies(path, "")


def states(path):
    with open_sample(path, name=None) as desk, desk.store.reading() as work:
        return {row.document: row.state for row in work.standings.all()}


def restore(path, copy, clock):
    with open_sample(path.with_name("other.desk")) as other:
        settings = other.settings_file
    return restoring.restore(path, copy, settings_file=settings, clock=clock)


def test_a_copy_holds_what_was_decided_and_is_the_file_it_says(desk, ids):
    reviewing.decide(desk, ids["000.txt"], REJECT)
    made = backing_up.back_up(desk)
    assert made.decisions == 1
    assert hashlib.sha256(made.path.read_bytes()).hexdigest() == made.sha256
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert sorted(place.name for place in made.path.parent.iterdir()) == [
        made.path.name,
        f"{made.path.name}.json",
    ]


def test_a_copy_is_made_in_time_and_not_again_for_the_same(desk, ids, clock):
    assert backing_up.back_up_if_due(desk) is not None
    assert backing_up.back_up_if_due(desk) is None
    reviewing.decide(desk, ids["000.txt"], SKIP)
    assert backing_up.back_up_if_due(desk) is None
    clock.now += timedelta(days=1)
    assert backing_up.back_up_if_due(desk).decisions == 1
    clock.now += timedelta(days=1)
    assert backing_up.back_up_if_due(desk) is None


def test_an_empty_desk_is_not_copied(desk):
    assert backing_up.back_up_if_due(desk) is None
    assert backing_up.back_up_before(desk, Occasion.IMPORT) is None


def test_what_is_done_to_many_comes_after_a_copy(desk, ids, path):
    plan = deciding_together.plan(desk, listing.ids(desk, Criteria()), SKIP)
    deciding_together.run(desk, plan)
    assert [one.occasion for one in kept(path)] == [Occasion.TOGETHER]


def test_nothing_is_done_to_many_where_no_copy_can_be_made(desk, ids, path):
    (path.parent / "review.desk.backups").write_text("in the way")
    with pytest.raises(Problem) as told:
        backing_up.back_up_before(desk, Occasion.TOGETHER)
    assert told.value.code == "backup_not_made"


def test_old_copies_go_and_one_of_each_day_stays(desk, ids, clock, path):
    for number in range(40):
        reviewing.decide(desk, ids["000.txt"], REJECT if number % 2 else SKIP)
        backing_up.back_up(desk, Occasion.DUE)
        clock.now += timedelta(hours=8)
    found = kept(path)
    assert len({one.at.date() for one in found}) == 7
    assert [one.decisions for one in found][:5] == [40, 39, 38, 37, 36]
    assert len(found) <= 12


def test_restoring_brings_all_back_and_keeps_what_it_replaces(desk, ids, path, clock):
    reviewing.decide(desk, ids["000.txt"], REJECT)
    drafting.keep(desk, ids["001.txt"], Working(text="Half a sentence"))
    made = backing_up.back_up(desk)
    undoing.undo(desk)
    reviewing.decide(desk, ids["002.txt"], SKIP)
    reviewing.decide(desk, ids["001.txt"], SKIP)
    desk.close()
    restored = restore(path, made.path, clock)
    assert restored.decisions == 1 and not restored.kept_as_it_was
    after = states(path)
    assert (after[ids["000.txt"]], after[ids["002.txt"]]) == (State.REJECTED, State.PENDING)
    with open_sample(path) as again, again.store.reading() as work:
        assert [draft.document for draft in work.drafts.all()] == [ids["001.txt"]]
        assert again.alarm is None
    back = restore(path, restored.kept, clock)
    assert back.decisions == 3 and states(path)[ids["002.txt"]] is State.DEFERRED


def test_a_desk_that_cannot_be_read_is_kept_byte_for_byte(desk, ids, path, clock):
    made = backing_up.back_up(desk)
    desk.close()
    path.write_bytes(b"no desk any more" * 100)
    restored = restore(path, made.path, clock)
    assert restored.kept_as_it_was
    assert restored.kept.read_bytes() == b"no desk any more" * 100
    assert len(states(path)) == len(WIRES)


def test_a_desk_that_is_gone_comes_back(desk, ids, path, clock):
    made = backing_up.back_up(desk)
    desk.close()
    path.unlink()
    assert restore(path, made.path, clock).kept is None
    assert len(states(path)) == len(WIRES)


@pytest.mark.parametrize("damage", ["a bit", "its end", "all"])
def test_a_damaged_copy_is_refused_and_nothing_changed(desk, ids, path, clock, damage):
    made = backing_up.back_up(desk)
    desk.close()
    data = bytearray(made.path.read_bytes())
    if damage == "a bit":
        data[len(data) // 2] ^= 4
    made.path.write_bytes({"a bit": bytes(data), "its end": bytes(data[:-20_000]), "all": b""}[damage])
    before = path.read_bytes()
    with pytest.raises(Problem) as told:
        restore(path, made.path, clock)
    assert told.value.code == "backup_damaged"
    assert path.read_bytes() == before


def test_nothing_is_restored_while_somebody_works_there(desk, ids, path, clock):
    made = backing_up.back_up(desk)
    with pytest.raises(Problem) as told:
        restore(path, made.path, clock)
    assert told.value.code == "desk_locked"


def test_a_backup_that_is_not_there_is_told_and_makes_nothing(path, clock, tmp_path):
    with pytest.raises(Problem) as told:
        restore(path, tmp_path / "gone.desk", clock)
    assert told.value.code == "backup_missing"
    assert not path.exists()


def test_of_a_large_desk_one_whole_copy_is_kept_and_then_what_changes(desk, ids, path, clock):
    desk.store.copies.large = 1
    whole = backing_up.back_up(desk)
    for number in range(3):
        reviewing.decide(desk, ids[f"00{number}.txt"], REJECT)
    undoing.undo(desk)
    drafting.keep(desk, ids["001.txt"], Working(text="Half a sentence"))
    made = backing_up.back_up(desk)
    assert (made.path.suffix, made.decisions) == (".changes", 3)
    assert [one.is_whole for one in kept(path)] == [False, True]
    expected = states_now(desk)
    reviewing.decide(desk, ids["001.txt"], SKIP)
    desk.close()
    assert restore(path, made.path, clock).decisions == 3
    assert states(path) == expected
    with open_sample(path) as again:
        assert checking.check(again) == []
    whole.path.unlink()
    with pytest.raises(Problem) as told:
        restore(path, made.path, clock)
    assert told.value.code == "backup_incomplete"


def test_a_large_desk_is_copied_whole_again_once_documents_came_in(desk, ids):
    desk.store.copies.large = 1
    backing_up.back_up(desk)
    add(desk, {"9.txt": wire_text("One more")})
    assert backing_up.back_up(desk).path.suffix == ".desk"


def do_while_a_copy_is_begun(desk, act):
    """Let somebody act once the copies have looked at the desk, before anything of it is copied."""
    asked = iter(range(1, 100))
    copies = Copies(desk.path, Mode.WRITE, lambda: act() if next(asked) == 2 else None)
    copies.large = 1
    desk.store.copies = copies


def test_a_decision_made_while_changes_are_copied_is_counted_where_it_is_in_the_copy(desk, ids, path, clock):
    backing_up.back_up(desk)
    do_while_a_copy_is_begun(desk, lambda: reviewing.decide(desk, ids["000.txt"], REJECT))
    made = backing_up.back_up(desk)
    desk.close()
    assert (made.path.suffix, made.decisions) == (".changes", 1)
    assert restore(path, made.path, clock).decisions == 1


def test_documents_that_come_in_while_changes_are_copied_make_it_a_whole_copy(desk, ids, path, clock):
    backing_up.back_up(desk)
    do_while_a_copy_is_begun(desk, lambda: add(desk, {"9.txt": wire_text("One more")}))
    made = backing_up.back_up(desk)
    desk.close()
    assert [one.path.suffix for one in kept(path)] == [".desk", ".desk"]
    restore(path, made.path, clock)
    assert len(states(path)) == len(ids) + 1


@pytest.mark.parametrize("change", ["older", "damaged"])
def test_a_large_desk_is_copied_whole_again_where_the_last_copy_is_no_base_any_more(desk, ids, change):
    desk.store.copies.large = 1
    whole = backing_up.back_up(desk).path
    data = bytearray(whole.read_bytes())
    if change == "older":
        data[60:64] = (SCHEMA - 1).to_bytes(4, "big")
    else:
        data[:16] = bytes(16)
    whole.write_bytes(data)
    assert backing_up.back_up(desk).path.suffix == ".desk"


def test_the_whole_copy_stays_as_long_as_one_goes_with_it(desk, ids, clock, path):
    desk.store.copies.large = 1
    backing_up.back_up(desk)
    for number in range(30):
        clock.now += timedelta(hours=12)
        reviewing.decide(desk, ids["000.txt"], REJECT if number % 2 else SKIP)
        backing_up.back_up(desk)
    assert sum(one.is_whole for one in kept(path)) == 1


def test_a_desk_that_holds_less_than_it_did_is_told_of(path, clock):
    with open_sample(path, clock=clock) as desk:
        ids = add(desk, WIRES)
        reviewing.decide(desk, ids["000.txt"], REJECT)
    older = path.read_bytes()
    with open_sample(path, clock=clock) as desk:
        assert desk.alarm is None
        reviewing.decide(desk, ids["001.txt"], REJECT)
        reviewing.decide(desk, ids["002.txt"], REJECT)
    path.write_bytes(older)
    for _time in range(2):
        with open_sample(path, clock=clock) as desk:
            assert desk.alarm.code == "decisions_missing"
            assert (desk.alarm.fields["had"], desk.alarm.fields["has"]) == (3, 1)
        with open_sample(path, clock=clock, access=Access.READ) as desk:
            assert desk.alarm.code == "decisions_missing"
    with open_sample(path, clock=clock) as desk:
        desk.let_be()
    with open_sample(path, clock=clock) as desk:
        assert desk.alarm is None


def test_a_copy_is_opened_to_read_only(desk, ids):
    made = backing_up.back_up(desk)
    before = made.path.read_bytes()
    with open_sample(made.path, name=None, access=Access.EITHER) as copy:
        assert copy.read_only.code == "opened_backup"
        with pytest.raises(Problem):
            reviewing.decide(copy, ids["000.txt"], SKIP)
    assert made.path.read_bytes() == before
    assert {place.suffix for place in made.path.parent.iterdir()} == {".desk", ".json"}


def test_a_copy_beside_which_nothing_stands_can_be_restored_all_the_same(desk, ids, path, clock, tmp_path):
    made = backing_up.copy_to(desk, tmp_path / "elsewhere.desk")
    desk.close()
    assert restore(path, made.path, clock).decisions == 0


def test_what_is_written_beside_a_copy_can_be_spoilt(desk, ids, path):
    made = backing_up.back_up(desk)
    (made.path.parent / f"{made.path.name}.json").write_text(json.dumps({"sha256": 1}))
    assert kept(path)[0].decisions is None
    assert backing_up.back_up_if_due(desk) is not None


def states_now(desk):
    with desk.store.reading() as work:
        return {row.document: row.state for row in work.standings.all()}


def test_the_last_copy_before_a_migration_is_listed_too(desk, ids, path):
    with closing(sqlite3.connect(path.with_name("review.desk.schema-1"))) as copy:
        copy.execute("CREATE TABLE something (x)")
    assert [one.occasion for one in kept(path)] == [Occasion.MIGRATION]
