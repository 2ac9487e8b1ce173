"""The reviewed archive goes out whole, says what it holds, and reads back as it was written."""

import csv
import errno
import hashlib
import json
import os
import subprocess
import zipfile
from pathlib import Path

import bagit
import jsonschema
import pytest

from editor_app.desk import exporting, reviewing, undoing, verifying
from editor_app.desk.export_choice import Choice, Format, kind_of
from editor_app.domain.diff import Change
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, OtherSource, Outcome, Quote, Route, Stance, Verdict
from editor_app.formats.wire_text import read_document
from tests.desk.sample import REVISED, WIRES, add, open_sample

SCHEMAS = Path(__file__).parents[2] / "resources" / "schema"
YES = Gates(Answer.YES, Route.ARTEFACT, Answer.YES)


@pytest.fixture
def reviewed(desk, ids):
    """The sample desk with one wire accepted, one amended, one rejected, and a flag."""
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT, gates=YES))
    reviewing.decide(
        desk, ids["001.txt"], Verdict(Outcome.AMEND, rationale="No event is named; an agreement only.")
    )
    reviewing.decide(
        desk,
        ids["002.txt"],
        Verdict(
            Outcome.REJECT,
            reasons=("no_harm_event", "policy_or_governance"),
            sources=(
                OtherSource(ids["001.txt"], Stance.AGAINST, Quote("The body", "", " [source].", 49, 57)),
                OtherSource(ids["003.txt"], Stance.NOT_INDEPENDENT),
            ),
            note="=1+1",
        ),
    )
    reviewing.flag(desk, ids["002.txt"], True)
    return desk


def export(desk, target, form=Format.PACKAGE, **options):
    return exporting.run(desk, Choice(form, target, **options))


def unpacked(package, folder):
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder / "review-package"


def test_a_package_is_a_valid_bag_that_plain_tools_check(reviewed, tmp_path):
    report = export(reviewed, tmp_path / "out.review.zip")
    top = unpacked(report.path, tmp_path / "bag")
    bagit.Bag(str(top)).validate()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(["sha256sum", "-c", manifest], cwd=top, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    assert report.digest == hashlib.sha256((top / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert verifying.verify(report.path) == []


def test_a_package_holds_every_original_byte_for_byte(reviewed, ids, tmp_path):
    top = unpacked(export(reviewed, tmp_path / "out.review.zip").path, tmp_path / "bag")
    for name, data in WIRES.items():
        assert (top / "data/documents" / ids[name][:2] / f"{ids[name]}.txt").read_bytes() == data


def test_wires_lie_in_the_folder_of_their_outcome_and_only_the_amended_one_differs(reviewed, ids, tmp_path):
    top = unpacked(export(reviewed, tmp_path / "out.review.zip").path, tmp_path / "bag") / "data" / "wires"
    found = {path.parent.name: path for path in top.rglob("*.txt") if path.parent.name != "pending"}
    assert found["accepted"].read_bytes() == WIRES["000.txt"]
    assert found["rejected"].read_bytes() == WIRES["002.txt"]
    amended = read_document(found["amended"].read_bytes())
    assert amended.rationale is not None and amended.rationale.endswith(
        "No event is named; an agreement only."
    )
    assert amended.batch == "Editorial review"
    heading = WIRES["001.txt"].index(b"Why this")
    assert found["amended"].read_bytes()[:heading] == WIRES["001.txt"][:heading]


def test_the_json_of_a_package_keeps_its_own_schemas(reviewed, tmp_path):
    top = unpacked(export(reviewed, tmp_path / "out.review.zip").path, tmp_path / "bag")
    tables = {"documents": "document", "events": "event", "state": "state"}
    for table, schema in tables.items():
        rules = json.loads((top / f"data/schema/{schema}.schema.json").read_text())
        lines = (top / f"data/{table}.jsonl").read_text().split("\n")[:-1]
        assert lines
        for line in lines:
            jsonschema.validate(json.loads(line), rules, cls=jsonschema.Draft202012Validator)
    rules = json.loads((top / "data/schema/package.schema.json").read_text())
    jsonschema.validate(json.loads((top / "data/package.json").read_text()), rules)


def test_the_same_state_gives_the_same_bytes_and_no_path_or_machine_stands_in_them(reviewed, tmp_path):
    first = export(reviewed, tmp_path / "one.review.zip")
    second = export(reviewed, tmp_path / "two.review.zip")
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.digest == second.digest
    top = unpacked(first.path, tmp_path / "bag")
    assert not [
        path for path in top.rglob("*") if path.is_file() and str(tmp_path).encode() in path.read_bytes()
    ]


def test_a_package_as_a_folder_has_the_digest_of_the_zip(reviewed, tmp_path):
    zipped = export(reviewed, tmp_path / "out.review.zip")
    folder = export(reviewed, tmp_path / "folder", as_folder=True)
    assert folder.digest == zipped.digest
    assert verifying.verify(tmp_path / "folder") == []


def test_revisions_travel_with_the_wire_that_replaced_them(reviewed, ids, tmp_path):
    add(reviewed, {"000.txt": REVISED}, revision=1)
    report = export(reviewed, tmp_path / "out.review.zip")
    assert verifying.verify(report.path) == []
    top = unpacked(report.path, tmp_path / "bag")
    assert (top / "data/documents" / ids["000.txt"][:2] / f"{ids['000.txt']}.txt").exists()
    wires = [path.name for path in (top / "data/wires").rglob("000-*")]
    assert len(wires) == 1


def test_exporting_changes_nothing_in_the_desk(reviewed, tmp_path):
    before = export(reviewed, tmp_path / "one.review.zip").digest
    export(reviewed, tmp_path / "wires", Format.WIRES)
    export(reviewed, tmp_path / "out.csv", Format.CSV)
    assert export(reviewed, tmp_path / "two.review.zip").digest == before
    assert undoing.undo(reviewed).act.kind == "flagged"


def test_json_lines_keep_their_schema_and_only_what_was_chosen(reviewed, tmp_path):
    choice = {"states": frozenset({State.AMENDED, State.REJECTED})}
    report = export(reviewed, tmp_path / "out.jsonl", Format.JSONL, **choice)
    records = [json.loads(line) for line in report.path.read_text().split("\n")[:-1]]
    rules = json.loads((SCHEMAS / "record.schema.json").read_text())
    for record in records:
        jsonschema.validate(record, rules, cls=jsonschema.Draft202012Validator)
    assert [record["state"] for record in records] == ["amended", "rejected"]
    assert report.written == 2


def test_a_csv_has_a_row_a_document_and_no_formula(reviewed, tmp_path):
    report = export(reviewed, tmp_path / "out.csv", Format.CSV)
    with report.path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(WIRES)
    rejected = next(row for row in rows if row["state"] == "rejected")
    assert rejected["review.note"] == "'=1+1"
    assert rejected["review.reasons"] == "no_harm_event;policy_or_governance"


def test_a_folder_of_wires_has_a_manifest_of_its_files(reviewed, tmp_path):
    report = export(reviewed, tmp_path / "wires", Format.WIRES)
    with (report.path / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == report.written == len(WIRES)
    for row in rows:
        assert hashlib.sha256((report.path / row["path"]).read_bytes()).hexdigest() == row["sha256"]
    assert sorted({row["path"].split("/")[0] for row in rows}) == [
        "accepted",
        "amended",
        "pending",
        "rejected",
    ]


def test_an_existing_target_is_refused_and_unchanged(reviewed, tmp_path):
    target = tmp_path / "out.review.zip"
    target.write_bytes(b"mine")
    with pytest.raises(Problem) as caught:
        export(reviewed, target)
    assert caught.value.code == "target_exists"
    assert target.read_bytes() == b"mine"
    export(reviewed, target, force=True)
    assert verifying.verify(target) == []


def test_a_choice_that_leaves_nothing_is_said_and_writes_nothing(reviewed, tmp_path):
    with pytest.raises(Problem) as caught:
        export(reviewed, tmp_path / "out.jsonl", Format.JSONL, states=frozenset({State.DISPUTED}))
    assert caught.value.code == "nothing_to_export"
    assert not (tmp_path / "out.jsonl").exists()


def test_the_plan_counts_and_names_what_to_look_at(desk, ids, tmp_path):
    bulk = read_document(WIRES["000.txt"]).rationale
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.AMEND, rationale=f"{bulk} And more."))
    plan = exporting.plan(desk, Choice(Format.WIRES, tmp_path / "wires"))
    assert plan.by_state == {State.ACCEPTED: 1, State.AMENDED: 1, State.PENDING: 1, State.NONE: 1}
    assert plan.octets == sum(map(len, WIRES.values()))
    checks = {check.code: check.documents for check in plan.checks}
    assert checks["amended_holds_bulk"] == (ids["001.txt"],)
    assert set(checks["gates_open"]) == {ids["000.txt"], ids["001.txt"]}
    assert "editors_named" in checks and "state_pending" in checks


def test_the_preview_of_an_amended_wire_marks_what_changes(reviewed, ids, tmp_path):
    shown = exporting.preview(reviewed, Choice(Format.WIRES, tmp_path / "wires"), ids["001.txt"])
    assert shown.name.startswith("amended/001-")
    assert "Editorial review" in shown.text
    assert {stretch.change for stretch in shown.stretches} == {Change.EQUAL, Change.DELETED, Change.INSERTED}
    untouched = exporting.preview(reviewed, Choice(Format.WIRES, tmp_path / "wires"), ids["000.txt"])
    assert untouched.stretches == ()


SHAPES = [(Format.PACKAGE, False), (Format.PACKAGE, True), (Format.WIRES, False), (Format.CSV, False)]
FOLDERS = [(Format.PACKAGE, True), (Format.WIRES, False), (Format.NINJS, False)]
SEARCHED = ("-search", "-search-wal", "-search-shm", "-search-journal")
ALIKE = ("-alike", "-alike-wal", "-alike-shm", "-alike-journal")
SIDES = ("", "-wal", "-shm", "-journal", ".lock", *SEARCHED, *ALIKE)


def standing(folder):
    """Give what stands in a folder: every path, with its bytes where it is a file."""
    return {path: path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def refused(desk, target, form, as_folder, force=True):
    """Export to a place that is refused; give the code, having seen that nothing there was changed."""
    before = standing(desk.path.parent)
    with pytest.raises(Problem) as caught:
        export(desk, target, form, as_folder=as_folder, force=force)
    assert caught.value.status is ExitStatus.UNUSABLE
    assert standing(desk.path.parent) == before
    return caught.value.code


@pytest.mark.parametrize(("form", "as_folder"), SHAPES)
@pytest.mark.parametrize("force", [True, False])
def test_the_desk_and_its_side_files_are_never_a_target(reviewed, form, as_folder, force):
    for ending in SIDES:
        target = reviewed.path.with_name(reviewed.path.name + ending)
        assert refused(reviewed, target, form, as_folder, force) == "target_is_desk"


@pytest.mark.parametrize(("form", "as_folder"), SHAPES)
def test_links_and_roundabout_names_of_the_desk_are_the_desk(reviewed, tmp_path, form, as_folder):
    (tmp_path / "soft").symlink_to(reviewed.path)
    (tmp_path / "hard").hardlink_to(reviewed.path)
    (tmp_path / "here").symlink_to(tmp_path)
    for target in ("soft", "hard", "here", "here/review.desk", "here/review.desk-wal"):
        assert refused(reviewed, tmp_path / target, form, as_folder) == "target_is_desk"


@pytest.mark.parametrize(("form", "as_folder"), SHAPES)
def test_a_folder_the_desk_lies_in_is_never_a_target(reviewed, tmp_path, form, as_folder):
    for target in (tmp_path, tmp_path.parent):
        assert refused(reviewed, target, form, as_folder) == "target_is_desk"


@pytest.mark.parametrize(("form", "as_folder"), SHAPES)
def test_a_desk_opened_through_a_link_is_known_where_it_lies(tmp_path, form, as_folder):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.desk").symlink_to(tmp_path / "real" / "review.desk")
    with open_sample(tmp_path / "link.desk") as desk:
        add(desk, WIRES)
        for target in ("real", "real/review.desk", "real/review.desk-wal", "link.desk"):
            assert refused(desk, tmp_path / target, form, as_folder) == "target_is_desk"


@pytest.mark.parametrize(("form", "as_folder"), FOLDERS)
@pytest.mark.parametrize(("earlier", "earlier_as_folder"), FOLDERS)
def test_force_replaces_an_earlier_export(reviewed, tmp_path, form, as_folder, earlier, earlier_as_folder):
    target = tmp_path / "out"
    export(reviewed, target, earlier, as_folder=earlier_as_folder)
    fresh = export(reviewed, tmp_path / "fresh", form, as_folder=as_folder)
    assert export(reviewed, target, form, as_folder=as_folder, force=True).digest == fresh.digest
    assert sorted(os.listdir(target)) == sorted(os.listdir(tmp_path / "fresh"))


@pytest.mark.parametrize(("form", "as_folder"), FOLDERS)
def test_force_fills_an_empty_folder(reviewed, tmp_path, form, as_folder):
    (tmp_path / "out").mkdir()
    export(reviewed, tmp_path / "out", form, as_folder=as_folder, force=True)
    assert os.listdir(tmp_path / "out")


def foreign_file(target, _desk):
    target.write_text("mine")


def foreign_folder(target, _desk):
    target.mkdir()
    (target / "letter.txt").write_text("mine")


def foreign_manifest(target, _desk):
    target.mkdir()
    (target / "manifest.csv").write_text("name,price\n")


def foreign_bag(target, _desk):
    (target / "data").mkdir(parents=True)
    (target / "bagit.txt").write_text("BagIt-Version: 1.0\n")
    (target / "data" / "package.json").write_text('{"name": "somebody-elses"}')


def wires_with_a_letter(target, desk):
    export(desk, target, Format.WIRES)
    (target / "letter.txt").write_text("mine")


def wires_with_a_linked_folder(target, desk):
    export(desk, target, Format.WIRES)
    (target / "context").symlink_to(target.parent)


def package_with_a_letter(target, desk):
    export(desk, target, as_folder=True)
    (target / "letter.txt").write_text("mine")


def link_to_an_export(target, desk):
    export(desk, target.with_name("real"), Format.WIRES)
    target.symlink_to(target.with_name("real"))


@pytest.mark.parametrize(("form", "as_folder"), FOLDERS)
@pytest.mark.parametrize(
    "make",
    [
        foreign_file,
        foreign_folder,
        foreign_manifest,
        foreign_bag,
        wires_with_a_letter,
        wires_with_a_linked_folder,
        package_with_a_letter,
        link_to_an_export,
    ],
)
def test_force_replaces_no_folder_of_anybody_else(reviewed, tmp_path, form, as_folder, make):
    make(tmp_path / "out", reviewed)
    assert refused(reviewed, tmp_path / "out", form, as_folder) == "target_is_foreign"


@pytest.mark.parametrize("form", [Format.PACKAGE, Format.CSV])
def test_force_replaces_no_folder_link_or_pipe_by_a_file(reviewed, tmp_path, form):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "pipe")
    for target in ("empty", "link", "pipe"):
        assert refused(reviewed, tmp_path / target, form, False) == "target_is_foreign"


FILES = [Format.PACKAGE, Format.CSV, Format.JSONL, Format.LEDGER, Format.AIID, Format.HTML]


@pytest.mark.parametrize("form", FILES)
def test_force_replaces_no_file_that_bears_another_kind_of_name_and_is_no_export(reviewed, tmp_path, form):
    for name in ("letter.docx", "photo.JPG", "notes.txt"):
        (tmp_path / name).write_text("mine")
        assert refused(reviewed, tmp_path / name, form, False) == "target_is_foreign"


@pytest.mark.parametrize("form", FILES)
def test_force_is_the_wish_for_a_name_the_format_goes_by_and_for_an_earlier_export(reviewed, tmp_path, form):
    named = tmp_path / f"out{kind_of(form).ending}"
    named.write_text("mine")
    fresh = export(reviewed, named, form, force=True)
    for earlier in FILES:
        other = tmp_path / f"{earlier}.txt"
        export(reviewed, other, earlier)
        assert export(reviewed, other, form, force=True).digest == fresh.digest
        other.unlink()


@pytest.mark.parametrize(("form", "as_folder"), SHAPES)
def test_a_read_only_place_is_told_as_not_written(reviewed, tmp_path, monkeypatch, form, as_folder):
    place = tmp_path / "place"
    place.mkdir()

    def refuse(*_arguments, **_options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    for name in ("open", "mkdir", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(Problem) as caught:
        export(reviewed, place / "out", form, as_folder=as_folder)
    assert (caught.value.code, caught.value.status) == ("not_written", ExitStatus.UNUSABLE)
