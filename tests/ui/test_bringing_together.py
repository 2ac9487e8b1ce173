"""A shared folder in the window: told first, then brought together, and remembered."""

import os

import pytest

from editor_app.desk import bringing_together, reviewing
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import add, open_sample
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import WIRES

REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def shared(stage, tmp_path):
    """A folder to which another editor has added: one wire rejected that is accepted here."""
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", name="Berta Example") as other:
        ids = add(other, WIRES)
        reviewing.decide(other, ids["000.txt"], REJECT)
        bringing_together.bring_together(other, tmp_path / "shared")
    reviewing.decide(stage.session.desk, stage.ids["000.txt"], Verdict(Outcome.ACCEPT))
    return tmp_path / "shared"


def test_what_comes_and_goes_is_told_then_done_then_remembered(stage, shared):
    dialog = stage.open("file.together")
    assert not button(dialog, "Bring together").isEnabled()
    dialog.take(shared)
    stage.until(lambda: dialog.facts)
    assert dialog.facts[0] == "Comes in: 0 wires, 2 entries"
    assert dialog.facts[1].startswith("Goes out: 0 wires, ")
    assert "1 wire in dispute" in dialog.facts and "New editors: Berta Example" in dialog.facts
    assert stage.state("000.txt") is State.ACCEPTED
    stage.click(button(dialog, "Bring together"))
    stage.until(lambda: not stage.dialogs)
    assert stage.state("000.txt") is State.DISPUTED
    assert stage.told[-1].startswith("2 entries came in, ")
    again = stage.open("file.together")
    stage.until(lambda: again.facts)
    assert again.hint == "Desk and folder hold the same."


def test_a_folder_of_other_things_is_refused(stage, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine")
    dialog = stage.open("file.together")
    dialog.take(tmp_path / "letters")
    stage.until(lambda: "holds other things" in dialog.hint)
    assert not button(dialog, "Bring together").isEnabled()


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_begins(stage, shared, monkeypatch):
    monkeypatch.setattr(os, "access", lambda place, _mode: not str(place).startswith(str(shared)))
    dialog = stage.open("file.together")
    dialog.take(shared)
    stage.until(lambda: dialog.facts)
    assert dialog.hint.startswith(f"Nothing can be written to {shared}")
    assert not button(dialog, "Bring together").isEnabled()
    assert stage.state("000.txt") is State.ACCEPTED
