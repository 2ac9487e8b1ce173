"""Importing in the window: told first, nothing written before, cancelled without a trace."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor_app.desk import importing, listing
from editor_app.domain.lists import Criteria
from editor_app.ui.import_dialog import Stage as At
from editor_app.ui.import_parts import time_left
from tests.desk.sample import wire_text
from tests.ui.dialog_stage import DialogStage, button

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "spring"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(wire_text(f"Headline {number}", rationale="It did."))
    (folder / "broken.txt").write_bytes(b"a\x00b")
    (folder / "old.txt").write_bytes(wire_text("Old").replace(b"Old", b"caf\xe9"))
    return folder


def _planned(stage, archive):
    dialog = stage.open("file.import")
    stage.write(str(archive))
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.stage is At.PLANNED)
    return dialog


def _total(stage):
    return listing.counts(stage.session.desk).total


def test_the_plan_is_shown_before_anything_is_written(stage, archive):
    before = _total(stage)
    dialog = _planned(stage, archive)
    assert dialog.plan.name.text() == "spring"
    assert button(dialog, "Import 4 wires").isEnabled()
    assert "broken.txt" in dialog.remarks.as_text() and "old.txt" in dialog.remarks.as_text()
    assert dialog.hint.startswith("Nothing is written yet.")
    assert _total(stage) == before


def test_enter_imports_and_enter_starts_reviewing_the_new_archive(stage, archive):
    dialog = _planned(stage, archive)
    dialog.plan.name.setText("Spring 2026")
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.stage is At.DONE)
    assert dialog.title == "Imported Spring 2026" and dialog.hint == "4 new."
    stage.press(K.Key_Return)
    assert not stage.dialogs
    assert stage.session.archive_name(stage.session.criteria.archive) == "Spring 2026"
    assert stage.session.counts.total == 4 and stage.session.view is not None


def test_importing_the_same_again_has_nothing_to_do(stage, archive):
    importing.run(stage.session.desk, archive)
    dialog = _planned(stage, archive)
    assert not button(dialog, "Import 0 wires").isEnabled()
    assert dialog.hint == "Everything in it is here already, so there is nothing to import."


def test_escape_while_it_runs_takes_everything_back(stage, archive):
    before = _total(stage)
    dialog = _planned(stage, archive)
    gate = threading.Event()
    stage.session.background.submit(gate.wait)
    dialog.go_on()
    assert dialog.stage is At.RUNNING
    dialog.reject()
    assert dialog.stage is At.STOPPING
    gate.set()
    stage.until(lambda: dialog.stage is At.PLANNED)
    assert dialog.hint == "Cancelled. What was brought in was taken back."
    assert dialog.title == f"Import {archive.name}" and button(dialog, "Import 4 wires").isEnabled()
    assert _total(stage) == before and dialog.isVisible()


def test_a_place_that_is_not_there_is_named_and_can_be_mended(stage, tmp_path):
    dialog = stage.open("file.import")
    stage.write(str(tmp_path / "nowhere"))
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.stage is At.CHOOSING)
    assert "nowhere" in dialog.hint
    assert dialog.source.field.text().endswith("nowhere")


def test_the_list_of_problems_can_be_copied(stage, archive):
    dialog = _planned(stage, archive)
    stage.click(button(dialog, "Copy list"))
    lines = QApplication.clipboard().text().splitlines()
    assert [line.partition("\t")[0] for line in lines] == ["broken.txt", "old.txt"]


def test_a_notice_leads_to_its_wire(stage, archive):
    dialog = _planned(stage, archive)
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.stage is At.DONE)
    stage.click(button(dialog, "Show"))
    assert stage.session.view.row.name == "old.txt"


def test_the_search_finds_what_came_in(stage, archive):
    dialog = _planned(stage, archive)
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.stage is At.DONE)
    assert len(listing.ids(stage.session.desk, Criteria(search="Headline 2"))) == 1


@pytest.mark.parametrize(
    ("seconds", "done", "total", "words"),
    [
        (1.0, 50, 100, ""),
        (10.0, 0, 100, ""),
        (10.0, 100, 100, ""),
        (14.0, 342, 480, "about 6 seconds left"),
        (100.0, 99, 100, "about a second left"),
        (60.0, 10, 100, "about 9 minutes left"),
    ],
)
def test_the_time_left_is_told_once_it_can_be(seconds, done, total, words):
    assert time_left(seconds, done, total) == words
