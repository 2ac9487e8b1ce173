"""Keys that change while the window is open: what they do, and everything that shows them, follows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from editor_app.domain.standing import State
from editor_app.ui.keymap import Place
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.keycap import KeyCaps
from tests.ui.review_stage import Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def remap(stage, place, **keys):
    """Give commands other keys in a place; their ids are written with two underscores for the full stop."""
    keymap = stage.commands.keymap
    changed = {name.replace("__", "."): tuple(new) for name, new in keys.items()}
    places = {**keymap.places, place: {**keymap.places[place], **changed}}
    stage.commands.use(replace(keymap, places=places))


def test_a_command_answers_to_its_new_key_and_no_longer_to_the_old_one(stage):
    stage.take_time()
    remap(stage, Place.REVIEW, decide__skip=["Z"])
    stage.press(K.Key_S)
    assert stage.is_untouched()
    stage.press(K.Key_Z)
    assert stage.state("000.txt") is State.DEFERRED


def test_keys_of_writing_follow_while_a_text_is_being_written(stage):
    stage.press(K.Key_E)
    remap(stage, Place.EDITING, amend__leave=["F9"])
    stage.press(K.Key_F9)
    assert not stage.session.is_amending


def test_everything_that_shows_a_key_shows_the_new_one(stage):
    menu = QMenu()
    stage.commands.fill_menu(menu)
    changes = {"decide__undo": ["F9"], "move__next": ["Ctrl+Down"], "decide__accept": ["Ctrl+Y"]}
    remap(stage, Place.REVIEW, **changes, decide__redo=[], help__keys=["F12"], find__archive=["F9"])
    window = stage.window
    shown = {part.keys for part in [*window.findChildren(KeyCaps), *window.findChildren(Button)]}
    assert {"F9", "F12", "Ctrl+Down"} <= shown and not {"U", "J", "?"} & shown
    assert stage.commands.action("decide.undo").text() == "&Undo\tF9"
    assert stage.commands.action("decide.redo").text() == "R&edo"
    accept = next(b for b in stage.read.decision.buttons.values() if b.accessibleName() == "Accept")
    assert accept.accessibleDescription() == "Key Ctrl+Y" and "(Ctrl+Y)" in accept.toolTip()
    assert window.top_bar.search.accessibleDescription() == "Key F9"
    assert stage.read.draft.go_on.keys == "E"


def test_a_toast_that_is_shown_follows_too(stage):
    stage.press(K.Key_F)
    assert stage.window.toast.isVisible()
    remap(stage, Place.REVIEW, decide__undo=["F9"])
    assert "F9" in {button.keys for button in stage.window.toast.findChildren(Button)}
