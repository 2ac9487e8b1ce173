"""Coming together on the command line: a shared folder, and what the history says of it."""

import pytest

from editor_app.desk import exporting, reviewing, settling
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.reading_blind import read_again
from editor_app.desk.signing_in import sign_in
from editor_app.domain.verdicts import Outcome, Verdict
from tests.cli.calling import Program
from tests.desk.sample import WIRES, add, open_sample


def test_two_desks_come_together_through_a_folder_and_a_dispute_is_told(tmp_path, capsys):
    here, there = tmp_path / "a.desk", tmp_path / "b.desk"
    with open_sample(here) as desk:
        ids = add(desk, WIRES)
    ours, theirs = Program(here, capsys), Program(there, capsys, editor="Grace Example")
    hub = tmp_path / "shared"
    wire = ids["000.txt"]
    assert ours.json("decide", wire, "accept")["state"] == "accepted"
    assert ours.json("export", hub, "--format", "hub")["written"] == len(WIRES)
    assert theirs.json("merge", hub, "--dry-run")["documents"] == len(WIRES)
    assert theirs.json("merge", hub)["documents"] == len(WIRES)
    assert theirs.json("decide", ids["001.txt"], "reject", "--reason", "spam")["state"] == "rejected"
    assert theirs.json("export", hub, "--format", "hub")["written"] == 0
    assert ours.json("decide", ids["001.txt"], "accept")["state"] == "accepted"
    merged = ours.json("merge", hub)
    assert (merged["documents"], merged["disputed"]) == (0, 1)
    with open_sample(here) as desk:
        one = settling.dispute(desk, ids["001.txt"])
        rejected = next(r.event for r in one.readings if r.verdict.outcome is Outcome.REJECT)
        settling.settle(desk, ids["001.txt"], rejected, "It is spam.")
        read_again(desk, wire, Verdict(Outcome.CONTEXT))
    told = [entry["summary"] for entry in ours.json("show", ids["001.txt"])["history"]]
    assert "Settled a dispute. Rejected: Spam. Because: It is spam." in told
    again = ours.json("show", wire)
    said = [entry["summary"] for entry in again["history"]]
    assert any(one.startswith("Read again without seeing the decision. ") for one in said)
    assert again["state"] == "accepted"


def test_a_damaged_file_of_the_folder_is_told_and_the_rest_comes_in(tmp_path, capsys):
    here, hub = tmp_path / "a.desk", tmp_path / "shared"
    with open_sample(here) as desk:
        ids = add(desk, WIRES)
    ours = Program(here, capsys)
    ours("export", hub, "--format", "hub")
    ours("decide", ids["000.txt"], "accept")
    ours("export", hub, "--format", "hub")
    second = next(hub.glob("*/000002.segment.zip"))
    second.write_bytes(second.read_bytes()[:-99])
    theirs = Program(tmp_path / "b.desk", capsys, editor="Grace Example")
    told = theirs("merge", hub, "--dry-run")
    assert told.status == 1 and "000002.segment.zip" in told.err
    answer = theirs("merge", hub, "--json")
    assert answer.status == 1 and answer.json["documents"] == len(WIRES)


def test_a_merge_tells_who_is_new_and_who_shares_a_name(tmp_path, capsys):
    here, there, package = tmp_path / "a.desk", tmp_path / "b.desk", tmp_path / "b.review.zip"
    with open_sample(here) as desk:
        add(desk, WIRES)
    with open_sample(there, "ada example", settings_file=tmp_path / "other.toml") as other:
        add(other, WIRES)
        sign_in(other, "Grace Example")
        exporting.run(other, Choice(Format.PACKAGE, package))
    told = Program(here, capsys)("merge", package, "--dry-run").out
    assert "New editors: ada example, Grace Example." in told
    asked = "several editors are called ada example. if they are one person: editor-app editors --join"
    assert asked in told.casefold()


def test_what_is_to_be_read_is_that_of_the_editor_who_was_named(tmp_path, capsys):
    here = tmp_path / "a.desk"
    with open_sample(here) as desk:
        ids = add(desk, WIRES)
        reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    ours = Program(here, capsys)
    asked = ("list", "--search", "reading:second")
    assert ours.json(*asked) == []
    (wire,) = ours.json(*asked, editor="Grace Example")
    assert wire["id"] == ids["000.txt"]
    assert [person["name"] for person in ours.json("editors", editor="Grace Example")] == ["Ada Example"]
    ours("decide", wire["id"], "context", editor="Grace Example")
    assert ours.json(*asked, editor="grace  example") == []


def test_editors_are_joined_taken_apart_and_listed(tmp_path, capsys):
    here, there, package = tmp_path / "a.desk", tmp_path / "b.desk", tmp_path / "b.review.zip"
    with open_sample(here) as desk:
        ids = add(desk, WIRES)
    with open_sample(there, "Ada Example", settings_file=tmp_path / "other.toml") as other:
        add(other, WIRES)
        reviewing.decide(other, ids["001.txt"], Verdict(Outcome.ACCEPT))
        exporting.run(other, Choice(Format.PACKAGE, package))
    ours = Program(here, capsys)
    ours("decide", ids["000.txt"], "accept")
    ours("merge", package)
    told = ours("editors")
    assert "Several editors are called Ada Example." in told.err
    first, second = [person["id"] for person in ours.json("editors")]
    assert len(ours.json("list", "--search", "reading:second")) == 1
    (person,) = ours.json("editors", "--join", first[-6:], second[-6:])
    assert (person["id"], person["decisions"], len(person["editors"])) == (min(first, second), 2, 2)
    assert ours.json("stats")["by_editor"] == {"Ada Example": 2}
    assert ours.json("list", "--search", "reading:second") == []
    assert ours("editors").err == ""
    assert len(ours.json("editors", "--part", second)) == 2
    assert ours.json("stats")["by_editor"].keys() == {"Ada Example", f"Ada Example ({max(first, second)})"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--join", "nobody", "no one"], "no_such_editor"),
        (["--join", "{id}", "{id}"], "joining_nobody"),
        (["--part", "{id}"], "not_joined"),
    ],
)
def test_joining_what_cannot_be_joined_is_refused(tmp_path, capsys, arguments, code):
    with open_sample(tmp_path / "a.desk") as desk:
        own = desk.editor.id
    answer = Program(tmp_path / "a.desk", capsys)(
        "editors", *(one.format(id=own) for one in arguments), "--json"
    )
    assert (answer.status, answer.json["error"]["code"]) == (2, code)
