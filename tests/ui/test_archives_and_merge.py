"""Several archives in one desk, imports taken back, packages merged."""

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import arranging, exporting, importing, listing, reviewing, signing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.package.signature import shown_fingerprint
from editor_app.ui.commands import Commands
from editor_app.ui.desk_problem_pane import DeskProblemPane
from tests.desk.sample import open_sample, wire_text
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import WIRES

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    folder = tmp_path / "spring"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(wire_text(f"Headline {number}", rationale="It did."))
    importing.run(made.session.desk, folder)
    made.session.reload()
    yield made
    made.close()


def _spring(stage):
    dialog = stage.open("file.archives")
    dialog.archive_list.choose("spring")
    stage.settle()
    return dialog


def test_enter_in_the_name_renames_the_archive(stage):
    dialog = _spring(stage)
    dialog.name.setFocus()
    dialog.name.selectAll()
    stage.write("Spring 2026")
    stage.press(K.Key_Return)
    stage.until(lambda: dialog.hint.startswith("Renamed."))
    assert dialog.isVisible() and dialog.archive_list.chosen.title == "Spring 2026"
    assert "Spring 2026" in [archive.name for archive in arranging.archives(stage.session.desk)]


def test_a_name_that_is_taken_is_refused(stage):
    other = next(a.name for a in arranging.archives(stage.session.desk) if a.key != "spring")
    dialog = _spring(stage)
    dialog.name.setText(other)
    stage.click(button(dialog, "Rename"))
    stage.until(lambda: "already" in dialog.hint)
    assert "spring" in [archive.name for archive in arranging.archives(stage.session.desk)]


def test_the_queue_shows_the_archive_that_was_chosen(stage):
    _spring(stage)
    stage.press(K.Key_Return)
    assert stage.session.criteria.archive == "spring" and stage.session.counts.total == 3


def test_taking_back_is_asked_for_once_and_done_on_the_second_press(stage):
    desk = stage.session.desk
    before = listing.counts(desk).total
    dialog = _spring(stage)
    stage.click(button(dialog, "Take back..."))
    assert listing.counts(desk).total == before
    stage.click(button(dialog, "Take back 3 wires"))
    stage.until(lambda: dialog.hint == "3 wires removed.")
    assert listing.counts(desk).total == before - 3


def test_escape_leaves_the_question_and_not_the_dialog(stage):
    dialog = _spring(stage)
    stage.click(button(dialog, "Take back..."))
    stage.press(K.Key_Escape)
    assert dialog.isVisible() and button(dialog, "Take back...")
    stage.press(K.Key_Escape)
    assert not stage.dialogs


def test_what_was_worked_on_stays_and_is_named(stage):
    desk = stage.session.desk
    keys = listing.ids(desk, stage.session.criteria)
    worked_on = next(row for row in listing.rows(desk, keys) if row.headline == "Headline 1")
    reviewing.decide(desk, worked_on.id, Verdict(Outcome.ACCEPT))
    dialog = _spring(stage)
    stage.click(button(dialog, "Take back..."))
    stage.click(button(dialog, "Take back 3 wires"))
    stage.until(lambda: dialog.hint.startswith("2 wires removed."))
    assert dialog.hint.endswith("1.txt")


@pytest.fixture
def package(stage, tmp_path):
    """What another editor made of the same wires: one rejected that is accepted here."""
    with open_sample(tmp_path / "other" / "b.desk", name="Berta Example") as desk:
        from tests.desk.sample import add

        ids = add(desk, WIRES)
        reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("no_harm_event",)))
        place = tmp_path / "b.review.zip"
        exporting.run(desk, Choice(Format.PACKAGE, place))
    reviewing.decide(stage.session.desk, stage.ids["000.txt"], Verdict(Outcome.ACCEPT))
    return place


def test_a_merge_is_told_before_it_is_done(stage, package):
    dialog = stage.open("file.merge")
    dialog.add_packages([package])
    stage.until(lambda: dialog.facts)
    assert "0 new wires" in dialog.facts
    disputed = next(fact for fact in dialog.facts if fact.startswith("1 wire in dispute: "))
    assert WIRES["000.txt"].decode().partition("\n")[0].partition("] ")[2] in disputed
    assert stage.state("000.txt") is State.ACCEPTED
    stage.until(lambda: button(dialog, "Merge").isEnabled())
    stage.press(K.Key_Return)
    stage.until(lambda: not stage.dialogs)
    assert stage.state("000.txt") is State.DISPUTED
    assert stage.told[-1].startswith("Merged ")


def test_who_signed_a_package_is_told_before_it_is_merged(stage, package, tmp_path):
    signed = tmp_path / "signed.review.zip"
    exporting.run(stage.session.desk, Choice(Format.PACKAGE, signed, is_signed=True))
    dialog = stage.open("file.merge")
    dialog.add_packages([package, signed])
    stage.until(lambda: len(dialog.facts) > 4)
    assert f"{package.name} is not signed" in dialog.facts
    fingerprint = signing.own_fingerprint(stage.session.desk.settings_file)
    words = f"signed.review.zip is signed by your own key: {shown_fingerprint(fingerprint)}"
    assert words in dialog.facts


def test_a_package_that_does_not_hold_is_refused(stage, package):
    package.write_bytes(package.read_bytes()[:-400])
    dialog = stage.open("file.merge")
    dialog.add_packages([package])
    stage.until(lambda: dialog.facts)
    (fact,) = dialog.facts
    assert fact.startswith(f"{package.name} does not hold: ")
    assert not button(dialog, "Merge").isEnabled()
    assert dialog.hint.startswith("Remove what does not hold")
    assert stage.state("000.txt") is State.ACCEPTED


def test_a_sound_package_merges_once_the_broken_one_is_removed(stage, package, tmp_path):
    broken = tmp_path / "broken.review.zip"
    broken.write_bytes(package.read_bytes()[:-400])
    dialog = stage.open("file.merge")
    dialog.add_packages([broken, package])
    stage.until(lambda: dialog.facts)
    assert not button(dialog, "Merge").isEnabled()
    stage.click(button(dialog, "Remove"))
    stage.until(lambda: button(dialog, "Merge").isEnabled())
    stage.click(button(dialog, "Merge"))
    stage.until(lambda: not stage.dialogs)
    assert stage.state("000.txt") is State.DISPUTED


def test_escape_leaves_without_merging(stage, package):
    dialog = stage.open("file.merge")
    dialog.add_packages([package])
    stage.until(lambda: dialog.facts)
    stage.press(K.Key_Escape)
    assert not stage.dialogs and stage.state("000.txt") is State.ACCEPTED


@pytest.mark.parametrize(
    ("code", "title", "can_try_again"),
    [
        ("desk_newer", "This desk was made by a newer version", False),
        ("desk_damaged", "This desk cannot be read", True),
        ("desk_foreign", "This file is no desk", False),
        ("desk_empty_file", "This file is no desk", False),
        ("desk_locked", "This desk is in use", True),
        ("desk_missing", "There is no desk here", True),
        ("desk_unreachable", "This desk could not be opened", True),
    ],
)
def test_a_desk_that_does_not_open_says_what_is_wrong(qtbot, tmp_path, code, title, can_try_again):
    pane = DeskProblemPane(Commands())
    qtbot.addWidget(pane)
    problem = Problem(code, path="a.desk", cause="why", schema=2, known=1, holder="x", since="y")
    pane.tell(problem, tmp_path / "a.desk")
    assert pane.title == title and "a.desk" in pane.text
    assert pane.again.isHidden() is not can_try_again


def test_a_file_that_is_no_desk_is_told_in_the_window(stage, tmp_path):
    path = tmp_path / "letter.desk"
    path.write_text("Dear desk, this is a letter. " * 200)
    stage.window.open_desk(path)
    pane = stage.window.findChild(DeskProblemPane)
    stage.until(pane.isVisible)
    assert pane.title == "This file is no desk"
    assert path.read_text().startswith("Dear desk")
