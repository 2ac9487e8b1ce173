"""Details at the desk: recorded with a decision, kept while they are begun, exported, never a dispute."""

import csv
import json
import zipfile
from dataclasses import replace

import pytest

from editor_app.desk import applying, drafting, exporting, reviewing, undoing, verifying, viewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.details import Details, Deviation
from editor_app.domain.drafts import Working
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict

DETAILS = Details(
    answers=(("B1", "yes"), ("B2", "near"), ("B7", "no")),
    category="hallucination",
    severity="minor",
    severity_reason="Soon made good.",
    harm_types=("rights",),
    deviation=Deviation("Ada", "2026-05-10", "Kept all the same."),
)
ACCEPT = Verdict(Outcome.ACCEPT, details=DETAILS)


def standing(desk, id):
    return viewing.view(desk, id).standing


def test_details_are_recorded_with_the_verdict_in_their_one_form(desk, ids):
    loose = replace(DETAILS, severity_reason=" Soon made good. ", harm_types=("rights", "rights"))
    reviewing.decide(desk, ids["000.txt"], replace(ACCEPT, details=loose))
    assert standing(desk, ids["000.txt"]).verdict.details == DETAILS


def test_the_same_details_again_make_no_event_and_others_do(desk, ids):
    assert reviewing.decide(desk, ids["000.txt"], ACCEPT)
    assert not reviewing.decide(desk, ids["000.txt"], ACCEPT)
    assert reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))


def test_verdicts_that_differ_in_details_alone_are_no_dispute(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT), seen=())
    assert len(standing(desk, ids["000.txt"]).verdicts) == 2
    assert viewing.view(desk, ids["000.txt"]).row.state is State.ACCEPTED


def test_half_said_details_wait_with_what_is_put_off_and_stop_what_is_decided(desk, ids):
    begun = Details(severity="minor")
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.DEFER, details=begun))
    with pytest.raises(Problem) as caught:
        reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT, details=begun))
    assert caught.value.code == "severity_needs_reason"
    assert viewing.view(desk, ids["000.txt"]).row.state is State.DEFERRED


def test_undo_puts_details_back_on_the_desk_under_what_was_begun_since(desk, ids):
    reviewing.decide(desk, ids["000.txt"], replace(ACCEPT, what_it_is="incident"))
    drafting.keep(desk, ids["000.txt"], Working(details=Details(wording="found")))
    undoing.undo(desk)
    begun = drafting.begun(desk, ids["000.txt"])
    assert begun.details == replace(DETAILS, wording="found")
    assert begun.what_it_is == "incident"


def test_redo_takes_the_details_it_put_back(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    undoing.undo(desk)
    undoing.redo(desk)
    assert drafting.begun(desk, ids["000.txt"]).is_empty
    assert standing(desk, ids["000.txt"]).verdict == ACCEPT


def test_a_package_carries_the_details_and_holds(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    report = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "a.review.zip"))
    assert verifying.verify(report.path) == []
    with zipfile.ZipFile(report.path) as package:
        files = {name.partition("/")[2]: package.read(name).decode() for name in package.namelist()}
    said = [json.loads(line)["review"] for line in files["data/state.jsonl"].splitlines()]
    assert [review["details"]["realisation"] for review in said if review] == ["near"]
    assert "deviation from the Guide (Ada, 2026-05-10): Kept all the same." in files["data/views/ledger.md"]
    assert "B1=yes;B2=near;B7=no" in files["data/views/decisions.csv"]


def test_a_csv_export_feeds_a_sheet_that_says_the_same(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    exporting.run(desk, Choice(Format.CSV, tmp_path / "out.csv", states=frozenset({State.ACCEPTED})))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    last = {name.rpartition(".")[2]: said for name, said in row.items() if name.startswith("review.")}
    sheet = tmp_path / "sheet.jsonl"
    columns = set(last) - {"quotes", "editor", "at", "event", "realisation", "reasons", "rationale"}
    sheet.write_text(json.dumps({"id": row["id"]} | {name: last[name] for name in columns}), "utf-8")
    applied = applying.apply(desk, sheet)
    assert (applied.applied, applied.unchanged, applied.problems) == (0, 1, ())


def test_a_sheet_may_give_answers_as_a_table_and_harm_types_as_a_list(desk, ids, tmp_path):
    sheet = tmp_path / "sheet.jsonl"
    line = {"name": "000.txt", "outcome": "accept", "answers": {"B1": "yes"}, "harm_types": ["rights"]}
    sheet.write_text(json.dumps(line), "utf-8")
    assert applying.apply(desk, sheet).problems == ()
    details = standing(desk, ids["000.txt"]).verdict.details
    assert details == Details(answers=(("B1", "yes"),), harm_types=("rights",))


def test_a_word_the_vocabulary_does_not_have_is_told_with_its_line(desk, ids, tmp_path):
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text(json.dumps({"name": "000.txt", "outcome": "accept", "category": "x"}), "utf-8")
    (problem,) = applying.apply(desk, sheet).problems
    assert (problem.code, problem.fields["word"]) == ("unknown_detail", "x")
