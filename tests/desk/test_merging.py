"""Editors' work comes together: the union of what they did, never the last writer's word."""

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import replace

import pytest

from editor_app.desk import (
    arranging,
    checking,
    exporting,
    importing,
    listing,
    merging,
    reviewing,
    undoing,
    verifying,
    viewing,
)
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.signing_in import correct_name, editors, sign_in
from editor_app.desk.workplace import Access
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import OtherSource, Outcome, Stance, Verdict
from editor_app.formats.package.segments import make_hub
from tests.desk.sample import ARCHIVE, WIRES, add, open_sample

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


def amend(text):
    return Verdict(Outcome.AMEND, rationale=text)


@pytest.fixture
def other(tmp_path):
    """Another editor's desk with the same archive."""
    with open_sample(tmp_path / "other" / "review.desk", "Grace Example") as opened:
        add(opened, WIRES)
        yield opened


@pytest.fixture
def empty(tmp_path):
    """A desk nobody has put anything into."""
    with open_sample(tmp_path / "empty" / "review.desk", "Third Example") as opened:
        yield opened


@pytest.fixture(autouse=True)
def _folders(tmp_path):
    for name in ("other", "empty"):
        (tmp_path / name).mkdir()


def packed(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).path


def digest(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).digest


def state(desk, document):
    return viewing.view(desk, document).row.state


def test_a_package_into_an_empty_desk_gives_the_same_package_again(desk, ids, empty, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], amend("Another text."))
    reviewing.flag(desk, ids["002.txt"], True)
    reviewing.note(desk, ids["003.txt"], "A note.")
    arranging.rename(desk, ARCHIVE, "The launch archive")
    package = packed(desk, tmp_path / "a.review.zip")
    report = merging.run(empty, [package])
    assert (report.documents, report.disputed) == (len(WIRES), 0)
    assert [row.name for row in listing.rows(empty, listing.ids(empty, Criteria()))] == list(WIRES)
    assert [archive.name for archive in arranging.archives(empty)] == ["The launch archive"]
    assert {editor.name for editor in editors(empty)} == {"Third Example", "Ada Example"}


def test_out_in_and_out_again_has_the_same_digest(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], amend("Another text."))
    first = digest(desk, tmp_path / "a.review.zip")
    with open_sample(tmp_path / "empty" / "fresh.desk", None) as fresh:
        merging.run(fresh, [tmp_path / "a.review.zip"])
        assert digest(fresh, tmp_path / "b.review.zip") == first


def test_merging_twice_adds_nothing(desk, ids, other, tmp_path):
    reviewing.decide(other, ids["000.txt"], ACCEPT)
    package = packed(other, tmp_path / "b.review.zip")
    merging.run(desk, [package])
    before = digest(desk, tmp_path / "one.review.zip")
    again = merging.run(desk, [package])
    assert (again.documents, again.added) == (0, 0)
    assert digest(desk, tmp_path / "two.review.zip") == before


def test_equal_verdicts_agree_and_different_ones_are_disputed(desk, ids, other, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(other, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], ACCEPT)
    reviewing.decide(other, ids["001.txt"], REJECT)
    reviewing.decide(other, ids["002.txt"], REJECT)
    report = merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    assert (report.agree, report.disputed) == (1, 1)
    assert report.disputes == (ids["001.txt"],)
    assert report.editors == ("Grace Example",)
    assert state(desk, ids["000.txt"]) is State.ACCEPTED
    assert state(desk, ids["001.txt"]) is State.DISPUTED
    assert state(desk, ids["002.txt"]) is State.REJECTED


def test_differing_reasons_are_no_dispute_and_differing_texts_are(desk, ids, other, tmp_path):
    reviewing.decide(desk, ids["000.txt"], REJECT)
    reviewing.decide(other, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("policy_or_governance",)))
    reviewing.decide(desk, ids["001.txt"], amend("One text."))
    reviewing.decide(other, ids["001.txt"], amend("Another text."))
    merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    assert state(desk, ids["000.txt"]) is State.REJECTED
    assert state(desk, ids["001.txt"]) is State.DISPUTED


def test_a_decision_after_the_merge_settles_the_dispute_in_both_desks(desk, ids, other, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(other, ids["000.txt"], REJECT)
    merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    reviewing.decide(desk, ids["000.txt"], REJECT)
    assert state(desk, ids["000.txt"]) is State.REJECTED
    merging.run(other, [packed(desk, tmp_path / "a.review.zip")])
    assert state(other, ids["000.txt"]) is State.REJECTED


def test_merged_in_either_order_the_desks_say_the_same(desk, ids, other, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(other, ids["000.txt"], REJECT)
    reviewing.note(other, ids["001.txt"], "Theirs.")
    reviewing.note(desk, ids["001.txt"], "Ours.")
    ours, theirs = packed(desk, tmp_path / "a.review.zip"), packed(other, tmp_path / "b.review.zip")
    merging.run(desk, [theirs])
    merging.run(other, [ours])
    assert digest(desk, tmp_path / "x.review.zip") == digest(other, tmp_path / "y.review.zip")


def test_a_plan_counts_as_the_merge_will_and_changes_nothing(desk, ids, other, tmp_path):
    reviewing.decide(other, ids["000.txt"], ACCEPT)
    package = packed(other, tmp_path / "b.review.zip")
    before = digest(desk, tmp_path / "one.review.zip")
    planned = merging.plan(desk, [package])
    assert digest(desk, tmp_path / "two.review.zip") == before
    done = merging.run(desk, [package])
    assert (planned.documents, planned.added, planned.agree, planned.disputed) == (
        done.documents,
        done.added,
        done.agree,
        done.disputed,
    )


def test_a_package_of_some_documents_brings_the_whole_record_which_waits_for_the_others(
    desk, ids, other, empty, tmp_path
):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], REJECT)
    reviewing.decide(other, ids["001.txt"], ACCEPT)
    merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    chosen = Choice(Format.PACKAGE, tmp_path / "c.review.zip", states=frozenset({State.ACCEPTED}))
    report = merging.run(empty, [exporting.run(desk, chosen).path])
    assert (report.documents, report.agree, report.disputed) == (1, 0, 0)
    assert checking.check(empty) == []
    for name, data in WIRES.items():
        (tmp_path / "archive" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "archive" / name).write_bytes(data)
    importing.run(empty, tmp_path / "archive")
    assert state(empty, ids["001.txt"]) is State.DISPUTED
    assert checking.check(empty) == []


def test_an_undo_travels_with_the_decision_it_takes_back(desk, ids, other, tmp_path):
    reviewing.decide(other, ids["000.txt"], REJECT)
    merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    undoing.undo(other)
    merging.run(desk, [packed(other, tmp_path / "c.review.zip")])
    assert state(desk, ids["000.txt"]) is State.PENDING


def test_a_corrected_name_travels(desk, other, tmp_path):
    who = sign_in(other, "Grace Example")
    correct_name(other, who.id, "Grace B. Example")
    merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    assert "Grace B. Example" in {editor.name for editor in editors(desk)}


def rewritten(package, target, name, change):
    """Copy a package with one of its files changed, and nothing else."""
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            kept = change(data) if entry.filename.endswith(name) else data
            if kept is not None:
                new.writestr(entry, kept)
    return target


def resealed(package, folder, name, change):
    """Change one file of a package and make its manifests fit again, as a forger would."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    top = folder / "review-package"
    path = next(top.glob("data/wires/accepted/*")) if name == "WIRE" else top / name
    path.write_bytes(change(path.read_bytes()))
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        names = [line.split("  ", 1)[1] for line in (top / manifest).read_text().split("\n")[:-1]]
        lines = [f"{hashlib.sha256((top / file).read_bytes()).hexdigest()}  {file}\n" for file in names]
        (top / manifest).write_text("".join(lines))
    return top


DAMAGE = {
    "a changed document": ("data/events.jsonl", lambda data: data.replace(b"accept", b"reject")),
    "a missing file": ("data/state.jsonl", lambda _data: None),
    "a changed manifest": ("manifest-sha256.txt", lambda data: data.replace(b"a", b"b")),
    "no bag": ("bagit.txt", lambda _data: None),
    "a README of somebody else's": ("README.txt", lambda data: data + b"!"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_package_is_refused_and_nothing_is_merged(desk, ids, other, tmp_path, damage):
    reviewing.decide(other, ids["000.txt"], ACCEPT)
    good = packed(other, tmp_path / "b.review.zip")
    bad = rewritten(good, tmp_path / "bad.review.zip", *DAMAGE[damage])
    before = digest(desk, tmp_path / "one.review.zip")
    assert verifying.verify(bad) != []
    with pytest.raises(Problem) as caught:
        merging.run(desk, [good, bad])
    assert caught.value.status is ExitStatus.INTEGRITY
    assert digest(desk, tmp_path / "two.review.zip") == before


def edited(change):
    def apply(data):
        lines = [json.loads(line) for line in data.decode().split("\n")[:-1]]
        return "".join(
            json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
            for line in change(lines)
        ).encode()

    return apply


def _other_reason(lines):
    for line in lines:
        if line["kind"] == "decided":
            line["payload"]["note"] = "Put in afterwards."
    return lines


def _other_state(lines):
    lines[0]["state"] = "rejected"
    return lines


FORGERIES = {
    "the last event dropped": ("data/events.jsonl", edited(lambda lines: lines[:-1])),
    "other counts": ("data/package.json", lambda data: data.replace(b'"documents":4', b'"documents":5')),
    "a wire that says something else": ("WIRE", lambda data: data + b"forged"),
    "an edited event": ("data/events.jsonl", edited(_other_reason)),
    "a dropped event": ("data/events.jsonl", edited(lambda lines: lines[1:])),
    "a doubled event": ("data/events.jsonl", edited(lambda lines: [*lines, lines[-1]])),
    "a state that does not follow": ("data/state.jsonl", edited(_other_state)),
    "a duplicate key": ("data/events.jsonl", lambda data: data.replace(b'"seq":', b'"seq":1,"seq":', 1)),
    "an unnamed document": ("data/documents.jsonl", edited(lambda lines: lines[1:])),
    "no json": ("data/documents.jsonl", lambda data: data + b"[[[[\n"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_package_is_found_although_its_manifests_fit(ids, other, tmp_path, forgery):
    reviewing.decide(other, ids["000.txt"], ACCEPT)
    good = packed(other, tmp_path / "b.review.zip")
    assert verifying.verify(good) == []
    assert verifying.verify(resealed(good, tmp_path / "forged", *FORGERIES[forgery])) != []


def _without_sources(lines):
    for line in lines:
        if line["review"] is not None:
            del line["review"]["sources"]
    return lines


def _without_what_came_later(lines):
    for line in _without_sources(lines):
        if line["review"] is not None:
            del line["review"]["details"]
    return lines


def test_a_package_of_a_version_that_knew_no_other_sources_holds(ids, other, tmp_path):
    reviewing.decide(other, ids["000.txt"], ACCEPT)
    older = resealed(
        packed(other, tmp_path / "b.review.zip"),
        tmp_path / "older",
        "data/state.jsonl",
        edited(_without_what_came_later),
    )
    assert verifying.verify(older) == []


def _another_stance(lines):
    for line in lines:
        if line["review"] is not None:
            line["review"]["sources"][0]["stance"] = "against"
    return lines


@pytest.mark.parametrize("change", [_without_sources, _another_stance])
def test_a_package_that_hides_or_turns_a_source_does_not_hold(ids, other, tmp_path, change):
    source = OtherSource(ids["001.txt"], Stance.FOR)
    reviewing.decide(other, ids["000.txt"], Verdict(Outcome.ACCEPT, sources=(source,)))
    forged = resealed(
        packed(other, tmp_path / "b.review.zip"), tmp_path / "forged", "data/state.jsonl", edited(change)
    )
    assert [problem.code for problem in verifying.verify(forged)] == ["state_differs"]


def test_an_unknown_kind_of_event_is_kept_and_passed_on(desk, ids, other, tmp_path):
    with other.store.writing() as work:
        entry = Entry("settled_later", {"how": "somehow"}, ids["000.txt"])
        Recorder(other, work, other.writer()).append(entry)
        work.commit()
    merging.run(desk, [packed(other, tmp_path / "b.review.zip")])
    with zipfile.ZipFile(packed(desk, tmp_path / "a.review.zip")) as archive:
        assert b'"settled_later"' in archive.read("review-package/data/events.jsonl")


def test_a_desk_that_is_read_only_is_not_merged_into(tmp_path, other, ids, desk):
    package = packed(other, tmp_path / "b.review.zip")
    with open_sample(desk.path, None, access=Access.READ) as reader, pytest.raises(Problem):
        merging.run(reader, [package])


def test_a_shared_folder_is_no_package_and_is_said_to_be_one(desk, tmp_path):
    make_hub(tmp_path / "hub", "a replica")
    plan = merging.preview(desk, [tmp_path / "hub"])
    assert [one.remarks[0].code for one in plan.damaged] == ["shared_folder_no_package"]
    with pytest.raises(Problem) as caught:
        merging.run(desk, [tmp_path / "hub"])
    assert caught.value.code == "shared_folder_no_package"


@pytest.mark.parametrize("make", ["nothing", "a text", "an empty folder", "a fifo"])
def test_what_is_no_package_is_said_to_be_none(tmp_path, make):
    path = tmp_path / "thing"
    if make == "a text":
        path.write_text("not a zip")
    if make == "a fifo":
        os.mkfifo(path)
    if make == "an empty folder":
        path.mkdir()
        assert verifying.verify(path)[0].code == "file_missing"
        return
    with pytest.raises(Problem) as caught:
        verifying.verify(path)
    assert caught.value.code in ("no_such_file", "not_a_package")


def test_a_copied_desk_merges_as_another_replica(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    desk.close()
    copy = tmp_path / "other" / "copied.desk"
    shutil.copy(desk.path, copy)
    with open_sample(copy, "Ada Example") as copied:
        reviewing.decide(copied, ids["001.txt"], REJECT)
        package = packed(copied, tmp_path / "c.review.zip")
    with open_sample(desk.path, "Ada Example") as original:
        reviewing.decide(original, ids["002.txt"], REJECT)
        report = merging.run(original, [package])
        assert report.disputed == 0
        assert state(original, ids["001.txt"]) is State.REJECTED
        assert state(original, ids["002.txt"]) is State.REJECTED


def test_a_zip_of_more_entries_than_may_be_is_counted_before_it_is_read(desk, tmp_path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(20):
            file.writestr(f"top/{number}.txt", "A letter.")
    with pytest.raises(Problem) as caught:
        merging.run(desk, [path])
    assert (caught.value.code, caught.value.status) == ("not_a_package", ExitStatus.UNUSABLE)
    desk.keep_settings(replace(desk.settings, caps={"entries": 5}))
    with pytest.raises(Problem) as caught:
        merging.run(desk, [path])
    assert (caught.value.code, caught.value.fields["cause"]) == ("package_damaged", "too_many_files")
