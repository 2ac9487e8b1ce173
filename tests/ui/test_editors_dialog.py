"""Editors who are one person are joined and taken apart in the window, and a merge asks about namesakes."""

import threading

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import exporting, joining, merging, reviewing, settling
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import add, open_sample
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import WIRES

K = Qt.Key
ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def package(stage, tmp_path):
    """What the same person decided at another computer, under an id of its own."""
    (tmp_path / "laptop").mkdir()
    name, settings = stage.session.desk.editor.name, tmp_path / "laptop" / "settings.toml"
    reviewing.decide(stage.session.desk, stage.ids["000.txt"], ACCEPT)
    with open_sample(tmp_path / "laptop" / "b.desk", name, settings_file=settings) as desk:
        reviewing.decide(desk, add(desk, WIRES)["000.txt"], REJECT)
        return exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "b.review.zip")).path


def persons(stage):
    return joining.persons(stage.session.desk)


def test_a_merge_asks_about_namesakes_and_ticks_nothing_beforehand(stage, package):
    dialog = stage.open("file.merge")
    dialog.add_packages([package])
    stage.until(lambda: dialog.questions)
    (box,) = dialog.questions
    assert box.isVisible() and not box.isChecked() and "are one person" in box.text()
    stage.press(K.Key_Return)
    stage.until(lambda: not stage.dialogs)
    assert len(persons(stage)) == 2


def test_who_is_said_to_be_one_person_is_joined_with_the_merge(stage, package):
    dialog = stage.open("file.merge")
    dialog.add_packages([package])
    stage.until(lambda: dialog.questions)
    stage.click(dialog.questions[0])
    stage.click(button(dialog, "Merge"))
    stage.until(lambda: not stage.dialogs)
    (person,) = persons(stage)
    assert len(person.editors) == 2


def test_namesakes_are_joined_and_taken_apart_by_keyboard(stage, package):
    merging.run(stage.session.desk, [package])
    dialog = stage.open("window.editors")
    assert dialog.list.count() == 2 and "If they are one person, join them." in dialog.facts[0]
    dialog.list.setCurrentRow(0)
    assert dialog.other.currentData() == dialog.list.id_at(1)
    dialog.join.setFocus()
    stage.press(K.Key_Space)
    stage.until(lambda: dialog.hint.startswith("Joined."))
    assert dialog.list.count() == 1 and not dialog.facts and not dialog.join.isEnabled()
    assert len(persons(stage)) == 1
    dialog.take_apart.setFocus()
    stage.press(K.Key_Space)
    stage.until(lambda: dialog.hint.startswith("Taken apart"))
    assert dialog.list.count() == 2 and len(persons(stage)) == 2


def test_decisions_are_counted_beside_the_window(stage, monkeypatch):
    counted, threads = joining.persons, []

    def count(desk):
        threads.append(threading.current_thread())
        return counted(desk)

    monkeypatch.setattr(joining, "persons", count)
    dialog = stage.open("window.editors")
    stage.until(lambda: dialog.list.count() == 1 and not dialog.hint)
    assert threads and threading.main_thread() not in threads


def test_nobody_of_another_name_is_offered_unasked(stage, tmp_path):
    with open_sample(tmp_path / "other" / "b.desk", "Grace Example") as desk:
        reviewing.decide(desk, add(desk, WIRES)["000.txt"], REJECT)
        package = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "b.review.zip")).path
    merging.run(stage.session.desk, [package])
    dialog = stage.open("window.editors")
    assert dialog.list.count() == 2 and dialog.facts == []
    assert dialog.other.currentIndex() == -1 and not dialog.join.isEnabled()


def test_a_dispute_with_oneself_says_so_without_a_name(stage, package):
    merging.run(stage.session.desk, [package])
    stage.session.reload()
    dialog = stage.open("decide.settle")
    assert not dialog.whose.isVisible()
    stage.press(K.Key_Escape)
    joining.join(stage.session.desk, [person.id for person in persons(stage)])
    assert len(settling.disputes(stage.session.desk)) == 1
    dialog = stage.open("decide.settle")
    assert dialog.whose.isVisible() and stage.session.desk.editor.name not in dialog.whose.text()
