"""Two ids of one person are joined, count as one, and are taken apart again; no verdict changes for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.desk import (
    agreeing,
    exporting,
    joining,
    listing,
    merging,
    reviewing,
    settling,
    sharing_out,
    summing_up,
    undoing,
    verifying,
    viewing,
)
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.reading_blind import Mode, is_unread, read_again
from editor_app.domain.canonical import canonical_json
from editor_app.domain.lists import Criteria, Editor
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.package.lines import BadLine, read_event_line
from tests.desk.sample import Clock, add, open_sample, wire_text

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
MANY = {f"{number:03}.txt": wire_text(f"Headline number {number}") for number in range(8)}
HERE = (ACCEPT, ACCEPT, REJECT, None, REJECT)
THERE = (ACCEPT, REJECT, REJECT, ACCEPT, None)
ALL = Criteria()


def packed(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).path


@pytest.fixture
def laptop(tmp_path):
    """The package of the same person at another computer, set up anew, who read some of the same wires."""
    (tmp_path / "laptop").mkdir()
    settings = tmp_path / "laptop" / "settings.toml"
    with open_sample(tmp_path / "laptop" / "b.desk", settings_file=settings) as other:
        for document, verdict in zip(add(other, MANY).values(), THERE, strict=False):
            if verdict is not None:
                reviewing.decide(other, document, verdict)
        return packed(other, tmp_path / "laptop.review.zip")


@pytest.fixture
def many(desk):
    ids = list(add(desk, MANY).values())
    for document, verdict in zip(ids, HERE, strict=False):
        if verdict is not None:
            reviewing.decide(desk, document, verdict)
    return ids


@pytest.fixture
def both(desk, many, laptop):
    """A desk in which one person's work of two computers came together under two ids."""
    merging.run(desk, [laptop])
    return [person.id for person in joining.persons(desk)]


def shares(desk):
    return sharing_out.second_reading(desk, 100, "s1", ALL).documents


def everything(desk):
    return [(row.id, row.state) for row in listing.rows(desk, listing.ids(desk, ALL))]


def test_nobody_is_joined_for_a_name_alone(desk, both):
    assert len(both) == 2
    (twins,) = joining.probable_twins(desk)
    assert twins.editors == tuple(sorted(both))
    assert agreeing.agreement(desk).pairs[0].wires == 3


def test_joined_they_count_as_one_and_no_verdict_changes(desk, many, both):
    states = everything(desk)
    assert shares(desk) == 1 and is_unread(desk, Mode.SECOND, many[3])
    changes = joining.join(desk, both)
    assert changes.everything and changes.editors
    assert agreeing.agreement(desk).pairs == ()
    assert shares(desk) == 0 and not is_unread(desk, Mode.SECOND, many[3])
    (person,) = joining.persons(desk)
    assert (person.name, len(person.editors), person.decisions) == ("Ada Example", 2, 5)
    assert joining.probable_twins(desk) == []
    assert everything(desk) == states
    said = f"editor:{both[1]}"
    assert len(listing.ids(desk, Criteria(search=said))) == 5
    assert summing_up.summary(desk, summing_up.Range.TODAY, "").decided == 4


def test_everybody_is_told_to_have_decided_what_they_decided_also_where_others_did(desk, many, both):
    assert sorted(person.decisions for person in joining.persons(desk)) == [4, 4]
    undoing.undo(desk)
    assert sorted(person.decisions for person in joining.persons(desk)) == [3, 4]
    undoing.redo(desk)
    assert sorted(person.decisions for person in joining.persons(desk)) == [4, 4]
    reviewing.decide(desk, many[3], REJECT)
    assert sorted(person.decisions for person in joining.persons(desk)) == [4, 5]
    joining.join(desk, both)
    undoing.undo(desk)
    (person,) = joining.persons(desk)
    assert person.decisions == 5
    undoing.undo(desk)
    (person,) = joining.persons(desk)
    assert person.decisions == 4


def test_a_dispute_with_oneself_stays_one_and_is_told_to_be_ones_own(desk, many, both):
    joining.join(desk, both)
    (one,) = settling.disputes(desk)
    assert one.row.id == many[1] and one.is_ones_own
    assert {reading.editor for reading in one.readings} == {"Ada Example"}
    taken = next(reading.event for reading in one.readings if reading.verdict.outcome is Outcome.REJECT)
    settling.settle(desk, many[1], taken, "The second look was the closer one.")
    assert viewing.view(desk, many[1]).row.state is State.REJECTED


def test_what_one_person_said_both_ways_is_no_reading_until_it_is_settled(desk, many, both, tmp_path):
    joining.join(desk, both)
    with open_sample(tmp_path / "c.desk", "Grace Example") as third:
        for document in add(third, MANY).values():
            reviewing.decide(third, document, REJECT)
        merging.run(desk, [packed(third, tmp_path / "c.review.zip")])
    (pair,) = agreeing.agreement(desk).pairs
    assert (pair.wires, pair.same) == (4, 2)


def test_ones_own_decisions_at_another_computer_are_read_again(desk, many, both):
    joining.join(desk, both)
    assert is_unread(desk, Mode.AGAIN, many[3])
    read_again(desk, many[3], REJECT)
    assert not is_unread(desk, Mode.AGAIN, many[3])
    (own,) = agreeing.agreement(desk).oneself
    assert (own.editor, own.wires, own.same) == ("Ada Example", 1, 0)


def test_taking_apart_undoes_it_and_joining_again_works(desk, both):
    before = agreeing.agreement(desk).pairs
    joining.join(desk, both)
    joining.part(desk, both[1])
    assert agreeing.agreement(desk).pairs == before and len(joining.persons(desk)) == 2
    with pytest.raises(Problem) as caught:
        joining.part(desk, both[1])
    assert caught.value.code == "not_joined"
    joining.join(desk, both)
    assert len(joining.persons(desk)) == 1


def test_u_takes_back_the_last_decision_and_not_who_is_whom(desk, many, both):
    joining.join(desk, both)
    undoing.undo(desk)
    assert len(joining.persons(desk)) == 1 and viewing.view(desk, many[4]).row.state is State.PENDING


def test_a_joining_travels_with_a_package_and_is_told_when_it_comes_in(desk, both, tmp_path):
    joining.join(desk, both)
    package = packed(desk, tmp_path / "joined.review.zip")
    assert verifying.verify(package) == []
    with open_sample(tmp_path / "d.desk", "Grace Example") as other:
        add(other, MANY)
        report = merging.run(other, [package])
        assert (report.editors, report.joined, report.twins) == (("Ada Example",), ("Ada Example",), ())
        assert {len(person.editors) for person in joining.persons(other)} == {1, 2}
        assert merging.run(other, [package]).joined == ()


def test_one_person_with_two_clocks_that_run_ahead_is_told_once(desk, both, tmp_path):
    joining.join(desk, both)
    with open_sample(tmp_path / "d.desk", "Grace Example") as other:
        slow = Clock()
        slow.now -= timedelta(hours=30)
        other._clock = slow
        assert merging.run(other, [packed(desk, tmp_path / "joined.review.zip")]).ahead == ("Ada Example",)


def test_a_merge_joins_whom_its_editor_says_and_nobody_else(desk, many, laptop):
    plan = merging.preview(desk, [laptop])
    merging.run(desk, [laptop], joining=plan.twins)
    (person,) = joining.persons(desk)
    assert len(person.editors) == 2


def test_a_record_whose_joining_is_none_does_not_hold(desk, both):
    joining.join(desk, both)
    with desk.store.reading() as work:
        (event,) = work.events.joins()
    wrong = replace(event, payload=canonical_json({"editors": "Ada"}))
    sound, broken = (
        canonical_json(one.record()).encode() for one in (event, replace(wrong, hash=wrong.computed_hash()))
    )
    assert read_event_line(sound) == event
    with pytest.raises(BadLine) as caught:
        read_event_line(broken)
    assert str(caught.value) == "editors"


def test_an_editor_is_found_by_the_end_of_an_id_where_only_one_ends_so(desk, ids):
    for who in ("0190-one-same", "0190-two-same"):
        desk.seat(Editor(who, "Grace Example"))
        reviewing.note(desk, ids["000.txt"], who)
    assert joining.find(desk, ["0190-one-same", "two-same"]) == ["0190-one-same", "0190-two-same"]
    for typed, code in {"same": "editor_unclear", "ame": "no_such_editor", "": "no_such_editor"}.items():
        with pytest.raises(Problem) as caught:
            joining.find(desk, [typed])
        assert caught.value.code == code
