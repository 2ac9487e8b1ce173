"""Backups in the window: made, listed, looked into, gone back to; the alarm where decisions are missing."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from editor_app.desk import backing_up, reviewing
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.backup_commands import BackupCommands
from tests.desk.sample import open_sample
from tests.ui.dialog_stage import DialogStage, button

K = Qt.Key
SKIP = Verdict(Outcome.DEFER)


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


def decide(stage, name):
    desk = stage.session.desk
    stage.session.take_in(reviewing.decide(desk, stage.ids[name], SKIP))


def make_if_due(stage):
    """Do what the window does by itself some seconds after a desk is open."""
    stage.window.findChild(BackupCommands)._make_if_due()
    stage.settle()


def opened_again(stage):
    stage.until(lambda: stage.session.view is not None and not stage.session.is_loading)


def test_a_backup_is_made_and_listed_by_keyboard(stage):
    decide(stage, "000.txt")
    dialog = stage.open("file.backups")
    assert dialog.hint == "There is no backup yet."
    stage.click(button(dialog, "Back up now"))
    stage.until(lambda: dialog.list.count() == 1)
    item = dialog.list.chosen
    assert item.trailing == "1 decision" and item.detail.startswith("When you asked for it")
    assert dialog.hint == "Backed up: 1 decision"


def test_one_is_made_by_itself_and_tells_nobody(stage):
    make_if_due(stage)
    stage.until(lambda: backing_up.copies(stage.path, ""))
    assert stage.told == []
    make_if_due(stage)
    assert len(backing_up.copies(stage.path, "")) == 1


def test_a_backup_is_looked_into_and_left_again(stage):
    backing_up.back_up(stage.session.desk)
    decide(stage, "000.txt")
    dialog = stage.open("file.backups")
    stage.press(K.Key_Return)
    opened_again(stage)
    assert not dialog.isVisible() and stage.session.read_only_problem.code == "opened_backup"
    assert stage.session.counts.to_do == 4 and stage.window.banners.read_only.isVisible()
    assert stage.commands.trigger("file.leave_backup")
    opened_again(stage)
    assert stage.session.read_only_problem is None and stage.session.desk.path == stage.path


def test_restoring_takes_two_presses_and_keeps_what_was_there(stage):
    backing_up.back_up(stage.session.desk)
    decide(stage, "000.txt")
    decide(stage, "001.txt")
    dialog = stage.open("file.backups")
    restore = button(dialog, "Restore")
    stage.click(restore)
    assert restore.text() != "Restore..." and "kept among the backups" in dialog.hint
    stage.press(K.Key_Escape)
    assert dialog.isVisible() and restore.text() == "Restore..."
    stage.click(restore)
    stage.click(restore)
    opened_again(stage)
    assert stage.told[-1] == "Restored: 0 decisions"
    assert [one.decisions for one in backing_up.copies(stage.path, "")] == [2, 0]
    with stage.session.desk.store.reading() as work:
        assert work.events.decisions_after(0) == 0


def test_a_desk_that_holds_less_is_told_of_until_somebody_says_it_is_all_right(stage):
    stage.session.close()
    older = stage.path.read_bytes()
    stage.window.open_desk(stage.path)
    opened_again(stage)
    decide(stage, "000.txt")
    stage.session.close()
    stage.path.write_bytes(older)
    stage.window.open_desk(stage.path)
    opened_again(stage)
    banner = stage.window.banners.missing
    assert banner.isVisible() and "0, where there were 1" in banner.accessibleDescription()
    stage.click(button(banner, "It is all right"))
    stage.until(lambda: not banner.isVisible())
    stage.session.open_again()
    opened_again(stage)
    assert not banner.isVisible()


def test_what_stands_against_a_backup_is_said_once(stage):
    (stage.path.parent / "a.desk.backups").write_text("in the way")
    for _time in range(2):
        make_if_due(stage)
    assert len([words for words in stage.told if words.startswith("No backup was made.")]) == 1


def test_a_desk_that_cannot_be_opened_leads_to_its_backups(stage):
    backing_up.back_up(stage.session.desk)
    stage.session.close()
    stage.path.write_bytes(b"")
    stage.window.open_desk(stage.path)
    stage.until(stage.window.opening.trouble_card.isVisible)
    dialog = stage.open("file.backups")
    assert not button(dialog, "Back up now").isEnabled()
    stage.click(button(dialog, "Restore"))
    stage.click(button(dialog, "Restore"))
    opened_again(stage)
    assert len(stage.session.ids) == 5


def test_a_desk_other_computers_may_write_to_is_told_of_until_that_is_hidden(stage):
    stage.session.close()
    holder = {"host": "another-machine", "who": "Grace Example", "started": "2026-11-21T09:00:00Z"}
    stage.path.with_name("a.desk.lock").write_text(json.dumps(holder))
    stage.window.open_desk(stage.path)
    opened_again(stage)
    banner = stage.window.banners.shared
    assert banner.isVisible() and "Grace Example" in banner.accessibleDescription()
    stage.click(button(banner, "Hide"))
    assert not banner.isVisible() and stage.session.read_only_problem is None


def test_a_copy_is_offered_where_the_desk_was_replaced_underneath(stage, tmp_path, monkeypatch):
    decide(stage, "000.txt")
    stage.path.rename(tmp_path / "moved.desk")
    stage.take_time()
    stage.session.decide(Verdict(Outcome.CONTEXT))
    stage.until(stage.window.banners.not_saved.isVisible)
    dialog = stage.open("file.backups")
    target = tmp_path / "rescued.desk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    stage.click(button(dialog, "Save a copy"))
    stage.until(lambda: dialog.hint.startswith("Copied to"))
    with open_sample(target, name=None) as rescued, rescued.store.reading() as work:
        assert work.events.decisions_after(0) == 1
    (tmp_path / "moved.desk").rename(stage.path)
    stage.session.save_again()
    stage.until(lambda: not stage.session.has_unsaved)
