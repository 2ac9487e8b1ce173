"""A document listed under another source: in lists, counts, exports and merges, and back by undo."""

import json

import pytest

from editor_app.desk import (
    checking,
    counting,
    exporting,
    listing,
    merging,
    reviewing,
    tagging,
    undoing,
    verifying,
    viewing,
)
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store.first_page import first_page
from tests.desk.sample import REVISED, WIRES, add, open_sample


def source(desk, id):
    return viewing.view(desk, id).row.source


def listed_under(desk, name):
    return [row.name for row in listing.rows(desk, listing.ids(desk, Criteria(source=name)))]


def test_a_tag_overrides_the_source_everywhere_and_undo_gives_it_back(desk, ids):
    changes = tagging.tag(desk, ids["000.txt"], "court-docket")

    assert (changes.act, changes.documents) == ("tagged", (ids["000.txt"],))
    assert source(desk, ids["000.txt"]) == "court-docket"
    assert viewing.view(desk, ids["000.txt"]).document.source == "some-office"
    assert listed_under(desk, "court-docket") == ["000.txt"]
    assert listed_under(desk, "some-office") == ["001.txt", "002.txt"]
    assert counting.stats(desk)["by_source"] == {"court-docket": 1, "some-office": 2}
    assert listing.sources(desk) == [("some-office", 2), ("court-docket", 1)]
    assert first_page(desk.path).lines[0].source == "court-docket"
    assert checking.check(desk) == []

    assert undoing.undo(desk).act.kind == "tagged"
    assert source(desk, ids["000.txt"]) == "some-office"
    assert counting.stats(desk)["by_source"] == {"some-office": 3}
    undoing.redo(desk)
    assert source(desk, ids["000.txt"]) == "court-docket"
    assert checking.check(desk) == []


def test_a_document_without_a_source_gets_one(desk, ids):
    tagging.tag(desk, ids["003.txt"], "court-docket")
    assert source(desk, ids["003.txt"]) == "court-docket"
    tagging.tag(desk, ids["003.txt"], None)
    assert source(desk, ids["003.txt"]) is None


def test_its_own_source_takes_the_tag_off(desk, ids):
    id = ids["000.txt"]
    assert not tagging.tag(desk, id, "some-office")
    tagging.tag(desk, id, "court-docket")
    assert not tagging.tag(desk, id, " court-docket ")
    tagging.tag(desk, id, "some-office")
    assert viewing.view(desk, id).standing.tag is None
    tagging.tag(desk, id, "court-docket")
    tagging.tag(desk, id, "")
    assert source(desk, id) == "some-office"


def test_what_no_header_could_hold_is_refused(desk, ids):
    with pytest.raises(Problem, match="source_unusable"):
        tagging.tag(desk, ids["000.txt"], "two words")
    assert source(desk, ids["000.txt"]) == "some-office"


def test_a_tag_neither_decides_nor_disputes(desk, ids):
    id = ids["000.txt"]
    reviewing.decide(desk, id, Verdict(Outcome.ACCEPT))
    tagging.tag(desk, id, "court-docket")
    assert viewing.view(desk, id).row.state is State.ACCEPTED


def test_a_tag_belongs_to_the_text_it_was_put_on(desk, ids):
    tagging.tag(desk, ids["000.txt"], "court-docket")
    revised = add(desk, {"000.txt": REVISED}, revision=1)["000.txt"]
    assert source(desk, revised) == "some-office"
    assert checking.check(desk) == []


def test_a_tag_travels_in_a_package_and_the_newest_of_two_stands(desk, ids, tmp_path):
    with open_sample(tmp_path / "other.desk", "Grace Example") as other:
        add(other, WIRES)
        tagging.tag(desk, ids["000.txt"], "court-docket")
        for _ in range(60):  # a minute later by the other desk's clock
            other.now()
        tagging.tag(other, ids["000.txt"], "regulator-notice")
        tagging.tag(other, ids["001.txt"], "provider-status")
        package = exporting.run(other, Choice(Format.PACKAGE, tmp_path / "other.review.zip")).path
        assert verifying.verify(package) == []

        report = merging.run(desk, [package])

    assert report.disputed == 0
    assert source(desk, ids["000.txt"]) == "regulator-notice"
    assert source(desk, ids["001.txt"]) == "provider-status"
    assert viewing.view(desk, ids["000.txt"]).row.state is State.PENDING
    assert checking.check(desk) == []


def test_an_export_lists_the_tag_and_says_which_documents_were_tagged(desk, ids, tmp_path):
    tagging.tag(desk, ids["000.txt"], "court-docket")
    lines = exporting.run(desk, Choice(Format.JSONL, tmp_path / "out.jsonl")).path.read_text().splitlines()
    assert [json.loads(line)["source"] for line in lines][:2] == ["court-docket", "some-office"]

    package = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "out", as_folder=True)).path
    states = next(package.rglob("state.jsonl")).read_text().splitlines()
    tags = {record["id"]: record.get("tag") for record in map(json.loads, states)}
    assert tags[ids["000.txt"]] == "court-docket"
    assert set(tags.values()) == {"court-docket", None}
    assert (next(package.rglob("wires")) / "pending").is_dir()
    wire = next(path for path in package.rglob("*.txt") if path.name.startswith("000"))
    assert wire.read_bytes() == WIRES["000.txt"]
