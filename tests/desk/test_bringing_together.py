"""A shared folder: every desk adds files of its own, and reading them is a union."""

import hashlib
import os
import zipfile

import pytest

from editor_app.desk import exporting, merging, reviewing, viewing
from editor_app.desk.bringing_together import add_own, bring_together, look, shared_folder, take_in
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.recording import Entry, Recorder
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import REVISED, WIRES, add, open_sample

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


@pytest.fixture
def hub(tmp_path):
    return tmp_path / "shared"


@pytest.fixture
def other(tmp_path):
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", "Grace Example") as opened:
        yield opened


def digest(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).digest


def files(hub):
    return {
        path.relative_to(hub).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in hub.rglob("*")
        if path.is_file()
    }


def test_two_desks_come_to_the_same_through_the_folder(desk, ids, other, hub, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    went = bring_together(desk, hub)
    assert (went.written, went.segments, went.added) == (len(WIRES), 1, 0)
    came = bring_together(other, hub)
    assert (came.documents, came.editors) == (len(WIRES), ("Ada Example",))
    reviewing.decide(other, ids["001.txt"], REJECT)
    bring_together(other, hub)
    bring_together(desk, hub)
    assert digest(desk, tmp_path / "a.review.zip") == digest(other, tmp_path / "b.review.zip")
    assert shared_folder(desk) == hub


def test_nobody_touches_what_is_there_and_nothing_new_adds_nothing(desk, ids, other, hub):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    bring_together(desk, hub)
    before = files(hub)
    reviewing_of_other = bring_together(other, hub)
    assert reviewing_of_other.documents == len(WIRES)
    after = files(hub)
    assert before.items() <= after.items()
    own = {name.partition("/")[0] for name in after.keys() - before.keys()}
    assert own == {other.store.replica}
    settled = files(hub)
    assert bring_together(other, hub).segments == 0 and bring_together(desk, hub).segments == 0
    assert files(hub) == settled


def test_a_look_tells_beforehand_and_changes_nothing(desk, ids, other, hub):
    assert look(desk, hub).written == len(WIRES) and not hub.exists()
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    bring_together(desk, hub)
    add(other, WIRES)
    reviewing.decide(other, ids["000.txt"], REJECT)
    before = files(hub)
    told = look(other, hub)
    assert (told.disputed, told.written) == (1, 0) and told.added and told.sent
    assert files(hub) == before and viewing.view(other, ids["000.txt"]).row.state is State.REJECTED
    done = bring_together(other, hub)
    assert (done.disputed, done.added, done.sent) == (told.disputed, told.added, told.sent)
    assert viewing.view(other, ids["000.txt"]).row.state is State.DISPUTED


def test_equal_verdicts_agree(desk, ids, other, hub):
    add(other, WIRES)
    for one in (desk, other):
        reviewing.decide(one, ids["000.txt"], ACCEPT)
    bring_together(desk, hub)
    assert take_in(other, hub).agree == 1


def test_what_came_by_package_goes_on_through_the_folder(desk, ids, other, hub, tmp_path):
    (tmp_path / "third").mkdir()
    with open_sample(tmp_path / "third" / "c.desk", "Joan Example") as third:
        add(third, WIRES)
        with third.store.writing() as work:
            Recorder(third, work, third.writer()).append(Entry("of_a_later_kind", {"x": 1}, ids["002.txt"]))
            work.commit()
        reviewing.decide(third, ids["002.txt"], REJECT)
        package = exporting.run(third, Choice(Format.PACKAGE, tmp_path / "c.review.zip")).path
    merging.run(desk, [package])
    bring_together(desk, hub)
    report = take_in(other, hub)
    assert "Joan Example" in report.editors
    assert viewing.view(other, ids["002.txt"]).row.state is State.REJECTED
    with other.store.reading() as work:
        assert any(event.kind == "of_a_later_kind" for event in work.events.all())


def test_a_new_place_of_a_known_document_goes_out_without_its_bytes(desk, ids, other, hub, tmp_path):
    bring_together(desk, hub)
    add(desk, {"000.txt": REVISED}, revision=1)
    add(desk, {"again.txt": WIRES["001.txt"]}, archive="second")
    assert bring_together(desk, hub).written == 2
    bring_together(other, hub)
    bring_together(desk, hub)
    assert digest(desk, tmp_path / "a.review.zip") == digest(other, tmp_path / "b.review.zip")


def test_a_damaged_file_is_named_left_out_and_mended_by_whoever_has_it(desk, ids, other, hub, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    bring_together(desk, hub)
    bad = next(hub.glob("*/000001.segment.zip"))
    whole = bad.read_bytes()
    bad.write_bytes(whole[:-200])
    report = bring_together(other, hub)
    assert [one.code for one in report.damaged] == ["segment_damaged"] and report.documents == 0
    assert bring_together(desk, hub).written == len(WIRES)
    assert bring_together(other, hub).documents == len(WIRES)


def test_a_changed_file_is_damaged_even_where_its_zip_is_whole(desk, ids, other, hub):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    bring_together(desk, hub)
    path = next(hub.glob("*/000001.segment.zip"))
    with zipfile.ZipFile(path) as old:
        entries = [(entry, old.read(entry)) for entry in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for entry, data in entries:
            new.writestr(entry, data.replace(b'"accept"', b'"reject"'))
    assert len(take_in(other, hub).damaged) == 1


def test_a_file_that_comes_before_its_beginning_waits(desk, ids, other, hub):
    bring_together(desk, hub)
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    add_own(desk, hub)
    reviewing.decide(desk, ids["001.txt"], REJECT)
    add_own(desk, hub)
    second = next(hub.glob("*/000002.segment.zip"))
    kept = second.read_bytes()
    second.unlink()
    report = take_in(other, hub)
    assert report.waiting == (desk.store.replica,)
    assert viewing.view(other, ids["001.txt"]).row.state is State.PENDING
    second.write_bytes(kept)
    take_in(other, hub)
    assert viewing.view(other, ids["001.txt"]).row.state is State.REJECTED


def test_a_folder_on_a_drive_that_is_not_there_is_said_beforehand(desk, ids, tmp_path):
    for act in (look, bring_together):
        with pytest.raises(Problem) as caught:
            act(desk, tmp_path / "stick" / "shared")
        assert caught.value.code == "hub_nowhere"
    assert not (tmp_path / "stick").exists()


def test_a_folder_of_other_things_is_left_alone(desk, ids, hub):
    hub.mkdir()
    (hub / "letter.txt").write_text("mine")
    for act in (bring_together, look):
        with pytest.raises(Problem) as caught:
            act(desk, hub)
        assert caught.value.code == "hub_foreign"
    assert files(hub).keys() == {"letter.txt"}
    with pytest.raises(Problem) as caught:
        take_in(desk, hub / "nowhere")
    assert caught.value.code == "no_hub"


def test_a_folder_that_cannot_be_written_to_is_told_before_work_begins(desk, ids, hub, other, monkeypatch):
    bring_together(other, hub)
    before = files(hub)
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    monkeypatch.setattr(os, "access", lambda place, _mode: not str(place).startswith(str(hub)))
    assert look(desk, hub).unwritable == str(hub)
    for act in (bring_together, add_own):
        with pytest.raises(Problem) as caught:
            act(desk, hub)
        assert (caught.value.code, caught.value.fields["path"]) == ("hub_unwritable", str(hub))
    assert files(hub) == before and shared_folder(desk) is None
    assert take_in(desk, hub).damaged == ()


def test_a_folder_one_may_write_to_says_nothing(desk, ids, hub):
    assert look(desk, hub).unwritable == ""
    bring_together(desk, hub)
    assert look(desk, hub).unwritable == ""
