"""An import that goes on beside the review: keys decide meanwhile, it can be cancelled, and resumed later."""

import threading

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import importing
from editor_app.desk.watch import Watch
from editor_app.domain.problems import Suspended
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.import_dialog import Stage as At
from tests.desk.sample import open_sample
from tests.ui.dialog_stage import DialogStage, button

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def rows(tmp_path):
    """An archive of more than one batch, with a row that is left out."""
    place = tmp_path / "spring.jsonl"
    place.write_text("".join(f'{{"text": "text {n}"}}\n' for n in range(1_200)) + "no row\n")
    return place


@pytest.fixture
def gate(stage):
    """Hold the writer thread until the test lets it go on."""
    held = threading.Event()
    yield held
    held.set()


def _send_away(stage, rows, gate):
    """Begin an import, and go on reviewing before anything of it is written."""
    dialog = stage.open("file.import")
    stage.write(str(rows))
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.stage is At.PLANNED)
    stage.session.background.submit(gate.wait)
    dialog.go_on()
    button(dialog, "Go on reviewing").click()
    assert stage.dialogs == []
    assert stage.window.activity.isVisible()


def _names(stage):
    return {archive.name for archive in stage.session.archives()}


def test_keys_decide_while_an_import_goes_on(stage, rows, gate):
    _send_away(stage, rows, gate)
    stage.session.decide(Verdict(Outcome.DEFER))
    gate.set()
    stage.until(lambda: "is in" in stage.window.activity.text or "are in" in stage.window.activity.text)
    assert stage.state("000.txt") is State.DEFERRED
    assert "1,200 wires of spring are in, 1 file to look at" in stage.window.activity.text
    assert _names(stage) == {"launch", "spring"}
    assert stage.headline == "Two countries sign an agreement"


def test_what_was_left_out_is_listed_afterwards(stage, rows, gate):
    _send_away(stage, rows, gate)
    gate.set()
    stage.until(lambda: "are in" in stage.window.activity.text)
    button(stage.window.activity, "Show list").click()
    assert stage.dialog.title == "Imported spring"


def test_cancelling_takes_everything_back(stage, rows, gate):
    _send_away(stage, rows, gate)
    assert stage.commands.trigger("file.stop_import")
    gate.set()
    stage.until(lambda: "Cancelled" in stage.window.activity.text)
    assert _names(stage) == {"launch"}
    assert stage.commands.reason_off("file.stop_import")


def test_one_import_at_a_time(stage, rows, gate):
    _send_away(stage, rows, gate)
    assert stage.commands.reason_off("file.import") == "An import is going on already"
    gate.set()
    stage.until(lambda: "are in" in stage.window.activity.text)
    assert stage.commands.reason_off("file.import") is None


def _cut_off(folder, rows):
    with open_sample(folder / "a.desk") as desk:
        watch = Watch(breathe=lambda: watch.suspend())  # noqa: PLW0108 - it is named only here
        with pytest.raises(Suspended):
            importing.run(desk, rows, watch=watch)
        return importing.cut_off(desk)


def test_an_import_that_was_cut_off_is_gone_on_with(qtbot, tmp_path, rows):
    assert len(_cut_off(tmp_path, rows)) == 1
    stage = DialogStage(qtbot, tmp_path, is_filled=False)
    stage.until(lambda: "are in" in stage.window.activity.text)
    assert "1,200 wires of spring are in" in stage.window.activity.text
    assert len(stage.session.ids) == 1_200
    assert importing.cut_off(stage.session.desk) == []
    stage.close()


def test_where_its_source_is_gone_it_is_taken_back_and_told(qtbot, tmp_path, rows):
    _cut_off(tmp_path, rows)
    rows.unlink()
    stage = DialogStage(qtbot, tmp_path, is_filled=False)
    stage.until(lambda: "taken back" in stage.window.activity.text)
    assert "spring.jsonl" in stage.window.activity.text
    assert _names(stage) == set()
    stage.close()
