"""A wire in dispute goes out as one: no verdict stands, and all that stand against each other are named."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from editor_app.desk import exporting, merging, reviewing, settling, verifying, viewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.domain.details import Details, Deviation
from editor_app.domain.standing import State, fold
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.package import layout
from tests.desk.sample import WIRES, add, open_sample

SCHEMAS = Path(__file__).parents[2] / "resources" / "schema"
NEW = "A court found the answers misleading."
SIGNED_OFF = Details(deviation=Deviation("An editor", "2026-11-20", "Kept for the record."))
ACCEPT = Verdict(Outcome.ACCEPT, details=SIGNED_OFF)
AMEND = Verdict(Outcome.AMEND, rationale=NEW, note="The order says so.")


@pytest.fixture
def wire(desk):
    """A wire that Ada accepted and Grace, who did not know, amended; another one is decided by Ada alone."""
    ids = add(desk, WIRES)
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.REJECT, reasons=("spam",)))
    sign_in(desk, "Grace Example")
    reviewing.decide(desk, ids["000.txt"], AMEND, seen=())
    assert viewing.view(desk, ids["000.txt"]).row.state is State.DISPUTED
    return ids["000.txt"]


def export(desk, target, form):
    return exporting.run(desk, Choice(form, target)).path


def test_a_line_of_json_has_both_readings_and_no_review(desk, wire, tmp_path):
    rules = json.loads((SCHEMAS / "record.schema.json").read_text())
    lines = export(desk, tmp_path / "out.jsonl", Format.JSONL).read_text().split("\n")[:-1]
    records = {record["id"]: record for record in map(json.loads, lines)}
    for record in records.values():
        jsonschema.validate(record, rules, cls=jsonschema.Draft202012Validator)
    said = records.pop(wire)
    assert (said["state"], said["review"]) == ("disputed", None)
    assert [(one["outcome"], one["editor"]) for one in said["readings"]] == [
        ("accept", "Ada Example"),
        ("amend", "Grace Example"),
    ]
    assert not any("readings" in record for record in records.values())


def test_a_row_of_a_table_has_both_readings_and_no_verdict(desk, wire, tmp_path):
    with export(desk, tmp_path / "out.csv", Format.CSV).open(newline="", encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    row = rows.pop(wire)
    assert row["state"] == "disputed"
    assert not any(text for name, text in row.items() if name.startswith("review."))
    assert [one["rationale"] for one in json.loads(row["readings"])] == [None, NEW]
    assert {other["readings"] for other in rows.values()} == {""}


def test_a_news_item_is_withheld_and_its_note_says_who_said_what(desk, wire, tmp_path):
    folder = export(desk, tmp_path / "ninjs", Format.NINJS)
    items = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    (item,) = (one for one in items if one["title"] == "000.txt")
    assert item["pubStatus"] == "withheld"
    assert item["edNote"] == (
        "Disputed in review, not settled: accept (Ada Example, 2026-11-21)"
        f" | amend (Grace Example, 2026-11-21): {NEW} (The order says so.)"
    )
    subjects = [(it["rel"], it["name"], it.get("creator")) for it in item["subjects"]]
    assert ("verdict", "disputed", None) in subjects and "versionCreated" not in item
    assert ("reading", "accept", "Ada Example") in subjects


def test_the_report_tells_it_apart_from_what_is_decided(desk, wire, tmp_path):
    page = export(desk, tmp_path / "report.html", Format.HTML).read_text(encoding="utf-8")
    section = page.partition("<h2>In dispute</h2>")[2].partition("<h2>")[0]
    assert "accept (Ada Example, 2026-11-21)" in section and NEW in section
    assert NEW not in page.replace(section, "")


def test_the_ledger_has_no_line_for_what_nobody_settled(desk, wire, tmp_path):
    report = exporting.run(desk, Choice(Format.LEDGER, tmp_path / "ledger.md"))
    text = report.path.read_text()
    assert "001.txt" in text and "000.txt" not in text
    codes = {remark.name: remark.code for remark in report.left_out}
    assert codes.pop("000.txt") == "not_settled" and set(codes.values()) <= {"not_changed"}


def test_a_package_holds_with_it_and_comes_in_elsewhere(desk, wire, tmp_path):
    folder = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "package", as_folder=True)).path
    states = {line["id"]: line for line in map(json.loads, (folder / layout.STATES).read_text().splitlines())}
    rules = json.loads((SCHEMAS / "state.schema.json").read_text())
    jsonschema.validate(states[wire], rules, cls=jsonschema.Draft202012Validator)
    assert states[wire]["review"] is None and len(states[wire]["readings"]) == 2
    assert verifying.verify(folder) == []
    with open_sample(tmp_path / "other.desk") as other:
        assert merging.run(other, [folder]).disputed == 1


def test_a_line_of_an_earlier_version_that_gave_the_newest_reading_still_holds(desk, wire):
    with desk.store.reading() as work:
        standing, names = fold(work.events.of(wire)), work.events.named_editors()
    expected = verifying.state_line(wire, State.DISPUTED, standing, names)
    earlier = {name: value for name, value in expected.items() if name != "readings"}
    older, newest = expected["readings"]
    assert verifying.agrees({**earlier, "review": newest}, expected)
    assert not verifying.agrees({**earlier, "review": older}, expected)
    assert not verifying.agrees({**earlier, "review": None}, expected)


def test_once_it_is_settled_its_verdict_stands_alone(desk, wire, tmp_path):
    taken = next(one for one in settling.dispute(desk, wire).readings if one.verdict.outcome is Outcome.AMEND)
    settling.settle(desk, wire, taken.event, "The order establishes it.")
    lines = export(desk, tmp_path / "out.jsonl", Format.JSONL).read_text().split("\n")[:-1]
    said = next(record for record in map(json.loads, lines) if record["id"] == wire)
    assert said["review"]["rationale"] == NEW and "readings" not in said
