"""Decisions from a spreadsheet: looked through first, what does not fit listed, one undo for all of it."""

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import reviewing
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.remark_list import RemarkList
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import CONTROL

K = Qt.Key
SHEET = """name;outcome;reason;rationale;colour
000.txt;reject;no_harm_event;;red
001.txt;amend;;A text of its own.;
002.txt;accept;;;
003.txt;reject;;;
nowhere.txt;accept;;;
001.txt;;;;green
"""


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "filled-in.csv"
    path.write_text(SHEET, "utf-8-sig")
    return path


def test_a_sheet_is_told_before_anything_is_decided(stage, sheet):
    reviewing.decide(stage.session.desk, stage.ids["000.txt"], Verdict(Outcome.ACCEPT))
    reviewing.decide(stage.session.desk, stage.ids["002.txt"], Verdict(Outcome.ACCEPT))
    dialog = stage.open("file.apply")
    assert not button(dialog, "Decide").isEnabled()
    dialog.take(sheet)
    stage.until(lambda: dialog.facts)
    assert dialog.facts[0].startswith("2 decisions: ")
    assert dialog.facts[1:] == [
        "1 of them takes the place of a decision that stands",
        "1 stands so already",
        "1 line is not filled in",
        "2 lines do not fit",
        "Columns that are not read: colour",
    ]
    said = [dialog.misfits.item(row).text() for row in range(dialog.misfits.count())]
    assert said[0].startswith("Line 5, 003.txt: ") and "nowhere.txt" in said[1]
    assert stage.state("000.txt") is State.ACCEPTED and stage.state("001.txt") is State.PENDING


def test_what_fits_is_decided_and_one_undo_takes_it_back(stage, sheet):
    dialog = stage.open("file.apply")
    dialog.take(sheet)
    stage.until(lambda: button(dialog, "Decide 3").isEnabled())
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: stage.state("001.txt") is State.AMENDED)
    stage.until(lambda: stage.dialogs and stage.dialogs[0] is not dialog)
    (listed,) = stage.dialogs[0].findChildren(RemarkList)
    names = [line.partition("\t")[0] for line in listed.as_text().splitlines()]
    assert names == ["Line 5, 003.txt", "Line 6, nowhere.txt"]
    assert (stage.state("000.txt"), stage.state("002.txt")) == (State.REJECTED, State.ACCEPTED)
    stage.press(K.Key_Escape)
    stage.commands.trigger("decide.undo")
    stage.until(lambda: stage.state("001.txt") is State.PENDING)
    assert (stage.state("000.txt"), stage.state("002.txt")) == (State.PENDING, State.PENDING)


def test_a_file_that_is_no_sheet_is_told(stage, tmp_path):
    path = tmp_path / "letter.csv"
    path.write_text("Dear desk\n", "utf-8")
    dialog = stage.open("file.apply")
    dialog.take(path)
    stage.until(lambda: "outcome" in dialog.hint)
    assert not button(dialog, "Decide").isEnabled()
