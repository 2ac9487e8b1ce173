"""The whole life of an archive by command line: in, decided, taken back, out, verified, merged."""

import csv
import json
import shutil
import zipfile

import pytest

from tests.cli.calling import run_process
from tests.end_to_end.desk_file import DeskFile, ids_of

D = {"id", "name", "archive", "kind", "source", "headline", "date", "state", "batch", "batch_date"}
MORE = {"body", "rationale", "test", "encoding", "sha256", "revision_of", "same_rationale", "flags"}
NEW_RATIONALE = "No event is named; an agreement only."


@pytest.fixture(params=["sample", "real"])
def archive(request):
    """Each of the two archives; the real one where this machine has it."""
    return request.getfixturevalue(f"{request.param}_archive")


@pytest.fixture
def desk(tmp_path):
    return DeskFile(tmp_path / "ada.desk")


def test_an_archive_comes_in_once_whatever_it_is_packed_in(desk, archive, tmp_path):
    files = list(archive.iterdir())
    first = desk("import", archive)
    assert set(first) == {"added", "unchanged", "revised", "problems", "notices", "import"}
    assert (first["added"], first["unchanged"], first["problems"]) == (len(files), 0, [])
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", archive)
    again = desk("import", packed, "--archive", archive.name)
    assert (again["added"], again["unchanged"], again["revised"]) == (0, len(files), 0)


def test_the_real_three_are_decided_taken_back_and_decided_again(desk, real_archive):
    desk("import", real_archive)
    ids = ids_of(real_archive)
    before = [(one["id"], one["kind"], one["state"]) for one in desk("list")]
    assert before == [
        (ids["000"], "wire", "pending"),
        (ids["001"], "document", "none"),
        (ids["002"], "document", "none"),
    ]

    reasons = ("--reason", "no_harm_event", "--reason", "policy_or_governance", "--is", "complementary")
    shown = desk("decide", ids["000"], "reject", *reasons, "--verifiable", "no")
    assert set(shown) == D | MORE | {"review", "history"}
    review = shown["review"]
    assert review["reasons"] == ["no_harm_event", "policy_or_governance"]
    assert (review["is"], review["editor"], shown["state"]) == ("complementary", "Ada Example", "rejected")
    assert {"test_named_not_done", "source_unlinked"} <= set(shown["flags"])
    assert desk("decide", ids["001"][:12], "context")["state"] == "context"
    refused = desk("decide", ids["002"], "accept", status=2)
    assert refused["error"]["code"] == "nothing_to_accept"
    assert desk("decide", ids["002"], "reject", *reasons)["review"]["is"] == "complementary"

    undone = desk("undo")
    assert [one["state"] for one in undone["documents"]] == ["none"]
    assert desk("redo")["documents"][0]["state"] == "rejected"
    figures = desk("stats")
    assert figures["by_state"] == {"rejected": 2, "context": 1}
    assert figures["by_reason"] == {"no_harm_event": 2, "policy_or_governance": 2}
    assert figures["by_editor"] == {"Ada Example": 3}


def test_what_was_decided_goes_out_in_all_four_formats(desk, sample_archive, tmp_path):
    desk("import", sample_archive)
    _decide_some(desk, sample_archive, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    exports = {form: desk("export", out / name, "--format", form) for form, name in _FORMATS.items()}
    assert {form: done["written"] for form, done in exports.items()} == dict.fromkeys(_FORMATS, 24)
    assert all(set(done) == {"written", "left_out", "path", "digest"} for done in exports.values())
    assert run_process("verify", out / "a.review.zip", "--json").json == {"ok": True, "problems": []}
    assert desk("check") == {"ok": True, "problems": []}
    _assert_written_back(out / "wires", sample_archive)
    rows = [json.loads(line) for line in (out / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    with (out / "a.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [row["id"] for row in table]
    assert {row["name"][:3]: row["review"]["outcome"] for row in rows if row["review"]} == _OUTCOMES


def test_a_package_fills_an_empty_desk_and_goes_out_again_the_same(desk, archive, tmp_path):
    desk("import", archive)
    desk("decide", ids_of(archive)["000"], "reject", "--reason", "no_harm_event")
    sent = desk("export", tmp_path / "a.review.zip")
    other = DeskFile(tmp_path / "grace.desk", "Grace Example")
    merged = other("merge", sent["path"])
    assert merged == {"documents": sent["written"], "added": len(desk.events()), "agree": 0, "disputed": 0}
    passed_on = other("export", tmp_path / "b.review.zip")
    assert passed_on["digest"] == sent["digest"]
    assert _members(tmp_path / "a.review.zip") == _members(tmp_path / "b.review.zip")


def test_editors_who_did_not_know_of_each_other_are_in_dispute(desk, sample_archive, tmp_path):
    other = DeskFile(tmp_path / "grace.desk", "Grace Example")
    for one in (desk, other):
        one("import", sample_archive)
    ids = ids_of(sample_archive)
    no_event = {"outcome": "reject", "reason": "no_harm_event"}
    _apply(desk, tmp_path, {ids["004"]: no_event, ids["005"]: no_event})
    accept = {"outcome": "accept", "verifiable": "yes", "route": "artefact", "but_for": "yes"}
    _apply(other, tmp_path, {ids["004"]: accept, ids["005"]: {"outcome": "reject", "reason": "non_ai_tech"}})
    package = desk("export", tmp_path / "ada.review.zip")["path"]
    merged = other("merge", package)
    assert (merged["documents"], merged["agree"], merged["disputed"]) == (0, 1, 1)
    assert [one["id"] for one in other("list", "--state", "disputed")] == [ids["004"]]


def test_what_cannot_be_done_says_so_and_changes_nothing(desk, sample_archive, tmp_path):
    assert desk("list", status=2)["error"]["code"] == "desk_missing"
    desk("import", sample_archive)
    first = ids_of(sample_archive)["000"]
    assert desk("undo", status=2)["error"]["code"] == "nothing_to_undo"
    assert desk("decide", first, "reject", status=2)["error"]["code"] == "reject_without_reason"
    assert desk.events() == []
    desk("decide", first, "defer")
    package = desk("export", tmp_path / "a.review.zip")["path"]
    _change_one_byte_of_the_record(package)
    found = run_process("verify", package, "--json")
    assert found.status == 3
    assert found.json["ok"] is False and found.json["problems"]
    assert desk("merge", package, status=3)["error"]["code"] == "package_refused"


_FORMATS = {"package": "a.review.zip", "wires": "wires", "jsonl": "a.jsonl", "csv": "a.csv"}
_OUTCOMES = {
    "000": "reject",
    "002": "context",
    "004": "accept",
    "006": "amend",
    "011": "accept",
    "012": "amend",
}


def _decide_some(desk, archive, tmp_path):
    """Decide as `_OUTCOMES` says."""
    more = {
        "reject": {"reason": "no_harm_event;policy_or_governance"},
        "accept": {"verifiable": "yes", "route": "artefact", "but_for": "yes"},
        "amend": {"rationale": NEW_RATIONALE},
        "context": {},
    }
    ids = ids_of(archive)
    rows = {ids[key]: {"outcome": outcome, **more[outcome]} for key, outcome in _OUTCOMES.items()}
    _apply(desk, tmp_path, rows)


def _apply(desk, folder, rows):
    """Decide many by one sheet."""
    sheet = folder / "sheet.jsonl"
    lines = [json.dumps({"id": document, **row}) for document, row in rows.items()]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    assert desk("apply", sheet) == {"applied": len(rows), "unchanged": 0, "problems": []}


def _assert_written_back(folder, archive):
    """Every wire has its original bytes but the amended, and those have them up to their heading."""
    parts = {"reject": "rejected", "accept": "accepted", "amend": "amended", "context": "context"}
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        written = {row["name"]: row["path"] for row in csv.DictReader(file)}
    assert len(written) == len(list(archive.iterdir()))
    for original in archive.iterdir():
        outcome = _OUTCOMES.get(original.name[:3])
        path = written[original.name]
        assert path.partition("/")[0] == parts.get(outcome, "pending")
        before, after = original.read_bytes(), (folder / path).read_bytes()
        if outcome != "amend":
            assert after == before, original.name
            continue
        at = before.rindex(b"Why this is an AI incident")
        assert after[:at] == before[:at] and after != before
        assert NEW_RATIONALE.encode() in after[at:]


def _members(package):
    with zipfile.ZipFile(package) as zipped:
        return {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}


def _change_one_byte_of_the_record(package):
    """Write a package anew with another letter in its events."""
    with zipfile.ZipFile(package) as zipped:
        members = [(name, zipped.read(name)) for name in zipped.namelist()]
    with zipfile.ZipFile(package, "w") as zipped:
        for name, data in members:
            is_record = name.endswith("events.jsonl")
            zipped.writestr(name, data.replace(b"Ada", b"Eve", 1) if is_record else data)
