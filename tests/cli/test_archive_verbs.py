"""import, export, verify, merge: what comes in and goes out, answers and exit statuses."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from editor_app.desk import importing
from editor_app.desk.workplace import open_desk
from editor_app.domain.problems import Interrupted
from tests.cli.calling import Program, run_process
from tests.desk.sample import BULK, WIRES, open_sample

IMPORTED = {"added", "unchanged", "revised", "problems", "notices", "import"}
REMARK = {"name", "code", "message"}


@pytest.fixture
def archive(tmp_path):
    """A folder with the sample documents."""
    folder = tmp_path / "launch"
    folder.mkdir()
    for name, data in WIRES.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def filled(program, archive):
    """A desk into which the sample documents were imported."""
    assert program("import", archive).status == 0
    return program


def id_of(program, name):
    return next(row["id"] for row in program.json("list") if row["name"] == name)


def test_import_answers_with_the_keys_of_the_contract(program, archive):
    answer = program("import", archive, "--json")

    assert answer.status == 0
    assert answer.json.keys() == IMPORTED
    assert [answer.json[name] for name in ("added", "unchanged", "revised", "problems")] == [4, 0, 0, []]
    assert isinstance(answer.json["import"], str)
    assert {row["archive"] for row in program.json("list")} == {"launch"}


def test_importing_again_adds_nothing_and_a_changed_text_is_a_revision(filled, archive):
    assert filled.json("import", archive)["unchanged"] == 4
    (archive / "001.txt").write_bytes(WIRES["001.txt"] + b"\n")

    again = filled.json("import", archive)

    assert [again[name] for name in ("added", "unchanged", "revised")] == [0, 3, 1]
    assert len(filled.json("list")) == 4


def test_import_into_a_named_archive(program, archive):
    program("import", archive, "--archive", "Spring")

    assert {row["archive"] for row in program.json("list", "--archive", "Spring")} == {"Spring"}
    unknown = program("list", "--archive", "Summer", "--json")
    assert (unknown.status, unknown.json["error"]["code"]) == (2, "no_such_archive")


def test_what_is_left_out_is_listed_and_the_status_says_so(program, archive):
    (archive / "bytes.txt").write_bytes(b"\x00\x01\x02")
    (archive / "old.txt").write_bytes("A caf\xe9 in the news\n".encode("cp1252"))

    answer = program("import", archive, "--json")

    assert answer.status == 1
    assert [(item["name"], item["code"]) for item in answer.json["problems"]] == [("bytes.txt", "not_text")]
    notices = {item["name"]: item["code"] for item in answer.json["notices"]}
    assert notices["old.txt"] == "encoding_guessed"
    assert all(item.keys() == REMARK for key in ("problems", "notices") for item in answer.json[key])
    assert "bytes.txt: Not a text" in program("import", archive).err


def test_a_dry_run_counts_the_same_and_changes_nothing(program, archive):
    planned = program.json("import", archive, "--dry-run")

    assert not program.desk.exists()
    assert planned.pop("import") is None
    done = program.json("import", archive)
    done.pop("import")
    assert planned == done
    assert program.json("import", archive, "--dry-run")["unchanged"] == 4


def test_a_dry_run_needs_no_editor(program, archive):
    program.editor = None
    assert program("import", archive, "--dry-run").status == 0


def test_an_import_is_taken_back_but_for_what_was_worked_on(program, archive):
    import_id = program.json("import", archive)["import"]
    program("decide", id_of(program, "000.txt"), "accept")

    answer = program("import", "--take-back", import_id, "--json")

    assert (answer.status, answer.json) == (0, {"removed": 3, "kept": 1})
    assert "000.txt" in answer.err
    assert [row["state"] for row in program.json("list")] == ["accepted"]
    unknown = program("import", "--take-back", import_id, "--json")
    assert (unknown.status, unknown.json["error"]["code"]) == (2, "no_such_import")


def test_several_paths_are_imported_and_taken_back_together(program, archive, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Another text.\n", encoding="utf-8")

    done = program.json("import", archive, other)

    assert done["added"] == 5
    assert program.json("import", "--take-back", done["import"]) == {"removed": 5, "kept": 0}


def test_where_one_path_cannot_be_imported_none_is(program, archive, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Another text.\n", encoding="utf-8")
    program("import", other)

    answer = program("import", archive, tmp_path / "nowhere", "--json")

    assert answer.status == 2
    assert [row["name"] for row in program.json("list")] == ["other.txt"]


def test_what_cannot_come_in_makes_no_desk(program, archive, tmp_path):
    no_zip = tmp_path / "notzip.zip"
    no_zip.write_bytes(b"PK\x03\x04 and no more")
    calls = {
        ("import", tmp_path / "nope"): 2,
        ("import", no_zip): 2,
        ("import", archive, tmp_path / "nope"): 2,
        ("import", archive, "--archive", " "): 2,
        ("merge", tmp_path / "nope"): 2,
        ("merge", no_zip): 3,
    }
    there = set(tmp_path.iterdir())

    assert {call: program(*call).status for call in calls} == calls

    assert set(tmp_path.iterdir()) == there


def test_a_dry_run_says_in_words_that_nothing_was_written(program, archive):
    out = program("import", archive, "--dry-run").out

    assert out == "Would come in: 4 new, 0 revised; 0 here already. Nothing was written.\n"


def test_an_import_that_is_stopped_leaves_nothing(program, archive, monkeypatch):
    run = importing.run

    def run_and_stop(*arguments):
        run(*arguments)
        raise Interrupted

    monkeypatch.setattr(importing, "run", run_and_stop)
    answer = program("import", archive, archive, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (130, "interrupted")


def _heed_ctrl_c():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_stops_an_import_and_takes_it_back(program, tmp_path):
    rows = tmp_path / "many.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for number in range(60_000):
            file.write(json.dumps({"text": f"Document {number}\n" + "word " * 40}) + "\n")
    arguments = ["import", rows, "--json", "--desk", program.desk, "--editor", "Ada Example"]
    command = [sys.executable, "-m", "editor_app", *map(str, arguments)]
    # A run in the background ignores Ctrl+C, and what it starts would inherit that.
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no thread runs here
    ) as process:
        while not program.desk.exists() and process.poll() is None:
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=600)

    assert process.returncode == 130
    assert json.loads(out)["error"]["code"] == "interrupted"
    assert program.json("list") == []
    assert program.json("check") == {"ok": True, "problems": []}


@pytest.mark.parametrize(
    ("destination", "form"),
    [
        ("out.review.zip", "package"),
        ("out/", "package"),
        ("wires", "wires"),
        ("a.jsonl", "jsonl"),
        ("a.csv", "csv"),
    ],
)
def test_export_writes_each_format_and_says_what(filled, tmp_path, destination, form):
    place = tmp_path / "exports"
    place.mkdir()

    answer = filled("export", f"{place}/{destination}", "--format", form, "--json")

    assert answer.status == 0
    assert answer.json.keys() == {"written", "left_out", "path", "digest"}
    assert (answer.json["written"], answer.json["left_out"]) == (4, [])
    assert os.path.lexists(answer.json["path"])
    assert len(answer.json["digest"]) == 64
    assert "4 documents: none 1, pending 3" in answer.err
    again = filled("export", f"{place}/{destination}", "--format", form, "--json")
    assert (again.status, again.json["error"]["code"]) == (2, "target_exists")
    assert filled("export", f"{place}/{destination}", "--format", form, "--force").status == 0


def test_export_takes_what_was_chosen(filled, tmp_path):
    filled("decide", id_of(filled, "001.txt"), "reject", "--reason", "no_harm_event")
    target = tmp_path / "a.jsonl"

    options = ["--format", "jsonl", "--state", "rejected", "--state", "none", "--archive", "launch"]
    answer = filled.json("export", target, *options)

    assert answer["written"] == 2
    records = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [record["state"] for record in records] == ["rejected", "none"]
    shown = filled.json("show", records[0]["id"])
    for left_away in ("body", "history"):
        shown.pop(left_away)
    assert records[0] == shown


def test_export_takes_what_a_search_finds(filled, tmp_path):
    filled("decide", id_of(filled, "001.txt"), "reject", "--reason", "no_harm_event")
    target = tmp_path / "a.jsonl"
    answer = filled.json("export", target, "--format", "jsonl", "--search", "reason:no_harm_event agreement")
    assert answer["written"] == 1
    assert json.loads(target.read_text(encoding="utf-8"))["name"] == "001.txt"


def test_a_choice_of_nothing_is_no_export(filled, tmp_path):
    answer = filled("export", tmp_path / "a.csv", "--format", "csv", "--search", "unheard-of", "--json")

    assert (answer.status, answer.json["error"]["code"]) == (2, "nothing_to_export")
    assert not (tmp_path / "a.csv").exists()


def test_a_package_verifies_until_somebody_changes_it(filled, tmp_path):
    package = tmp_path / "out.review.zip"
    filled("export", package)
    program = Program(tmp_path / "unused.desk", filled._capsys, editor=None)

    answer = program("verify", package, "--json")
    assert (answer.status, answer.json) == (0, {"ok": True, "problems": []})
    assert not program.desk.exists()

    broken = tmp_path / "broken.review.zip"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data.replace(BULK.encode(), b"Other words."))
    answer = program("verify", broken, "--json")
    assert (answer.status, answer.json["ok"]) == (3, False)
    assert answer.json["problems"][0].keys() == REMARK

    refused = program("merge", broken, "--json", editor="Ada Example")
    assert (refused.status, refused.json["error"]["code"]) == (3, "package_refused")
    assert not program.desk.exists()


def test_verify_of_what_cannot_be_opened(program, filled, tmp_path):
    missing = program("verify", tmp_path / "nowhere", "--json")
    assert (missing.status, missing.json["error"]["code"]) == (2, "no_such_file")

    package = tmp_path / "out.review.zip"
    filled("export", package)
    cut = tmp_path / "cut.review.zip"
    cut.write_bytes(package.read_bytes()[:-100])
    answer = program("verify", cut, "--json")
    assert (answer.status, answer.json["ok"]) == (3, False)
    assert [problem["code"] for problem in answer.json["problems"]] == ["not_a_package"]


def test_what_nobody_packed_is_no_package_and_a_package_that_lost_a_part_is_a_damaged_one(
    filled, archive, tmp_path
):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("a,b\n", encoding="utf-8")
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("top/letter.txt", "A letter.")
    for place in (archive, sheet, other):
        answer = filled("verify", place, "--json")
        assert (answer.status, answer.json["error"]["code"]) == (2, "not_a_package")
        for dry in ([], ["--dry-run"]):
            merged = filled("merge", place, *dry, "--json")
            assert (merged.status, merged.json["error"]["code"]) == (2, "not_a_package")

    filled("export", f"{tmp_path}/packed/")
    for lost in ("data/package.json", "bagit.txt"):
        place = tmp_path / "packed"
        kept = (place / lost).read_bytes()
        (place / lost).unlink()
        answer = filled("verify", place, "--json")
        assert (answer.status, answer.json["ok"]) == (3, False)
        (place / lost).write_bytes(kept)


def test_a_remark_names_its_line_once(program, tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "One"}\n{"text": "a", "text": "b"}\n', encoding="utf-8")

    answer = program("import", rows)

    assert answer.status == 1
    assert answer.err.count("Line 2") == 1


def test_a_merge_is_tried_while_somebody_works_in_the_desk(filled, tmp_path, capsys):
    theirs = Program(tmp_path / "theirs.desk", capsys, editor="Grace Example")
    package = tmp_path / "ours.review.zip"
    filled("export", package)
    theirs.json("import", theirs.desk.parent / "launch")
    with open_desk(theirs.desk):
        before = theirs.desk.read_bytes()
        planned = theirs("merge", package, "--dry-run", "--json")
        assert planned.status == 0 and set(planned.json) == {"documents", "added", "agree", "disputed"}
        assert theirs("merge", package, "--json").json["error"]["code"] == "desk_locked"
        assert theirs.desk.read_bytes() == before


def test_merge_brings_documents_and_decisions_and_tells_disputes(filled, tmp_path, capsys):
    theirs = Program(tmp_path / "theirs.desk", capsys, editor="Grace Example")
    package = tmp_path / "ours.review.zip"
    filled("export", package)

    planned = theirs("merge", package, "--dry-run", "--json")
    assert (planned.status, planned.json) == (0, {"documents": 4, "added": 0, "agree": 0, "disputed": 0})
    assert not theirs.desk.exists()
    assert theirs.json("merge", package) == planned.json

    for program, options in ((filled, ["accept"]), (theirs, ["reject", "--reason", "spam"])):
        program("decide", id_of(program, "000.txt"), *options)
        program("decide", id_of(program, "001.txt"), "accept")
    back = tmp_path / "theirs.review.zip"
    theirs("export", back)

    merged = filled.json("merge", back)

    assert (merged["documents"], merged["agree"], merged["disputed"]) == (0, 1, 1)
    assert [row["name"] for row in filled.json("list", "--state", "disputed")] == ["000.txt"]
    assert filled.json("merge", back)["added"] == 0
    assert filled("check").status == 0


def test_the_whole_way_and_back_gives_the_same_package(filled, tmp_path, capsys):
    filled("decide", id_of(filled, "000.txt"), "amend", "--rationale", "A court found harm.")
    first = filled.json("export", tmp_path / "first.review.zip")
    other = Program(tmp_path / "other.desk", capsys)
    other("merge", tmp_path / "first.review.zip")

    second = other.json("export", tmp_path / "second.review.zip")

    assert second["digest"] == first["digest"]
    with open_sample(other.desk, name=None) as desk, desk.store.reading() as work:
        assert len(list(work.events.all())) == 2


def test_nobody_sees_half_of_an_import_that_was_cut_off(filled):
    with open_sample(filled.desk, name=None) as desk, desk.store.writing() as work:
        work.imports.begin("cut-off", "launch", "somewhere", desk.now())
        work.commit()

    assert len(filled.json("list")) == 4

    with open_sample(filled.desk, name=None) as desk, desk.store.reading() as work:
        assert work.imports.unfinished() == []


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_exports_have_the_modes_the_users_own_umask_gives(filled, tmp_path, umask):
    target = tmp_path / "a.csv"
    done = run_process("export", target, "--format", "csv", "--desk", filled.desk, umask=umask)

    assert done.status == 0
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_package_that_may_not_be_read_is_not_called_damaged(program, archive, tmp_path, monkeypatch):
    program("import", archive)
    package = tmp_path / "out.review.zip"
    program("export", package)

    free = os.open

    def locked(path, *arguments, **options):
        if Path(path) == package:
            raise PermissionError(13, "Permission denied", str(path))
        return free(path, *arguments, **options)

    monkeypatch.setattr(os, "open", locked)
    for verb in ("verify", "merge"):
        answer = program(verb, package, "--json")
        assert (answer.status, answer.json["error"]["code"]) == (2, "package_unreadable")
        assert "Permission denied" in answer.json["error"]["message"]
