"""Colours and size of the text change by key whatever lies over the window; nothing else of it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.ui import text_styles
from editor_app.ui.theme import theme
from tests.ui.review_stage import CONTROL, SHIFT, Stage

K = Qt.Key
OPENED_BY = {
    "the window alone": None,
    "the reasons to reject": "decide.reject",
    "the amendment": "decide.amend",
    "the palette": "window.palette",
    "the settings": "window.settings",
}


@pytest.fixture(params=OPENED_BY)
def stage(request, qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    text_styles.zoom.set_percent(100)
    name = OPENED_BY[request.param]
    if name is not None:
        assert made.commands.trigger(name)
    made.settle()
    yield made
    for dialog in QApplication.topLevelWidgets():
        if dialog is not made.window and dialog.isWindow():
            dialog.close()
    text_styles.zoom.set_percent(100)
    made.close()


def press(stage, key, modifiers):
    """Press a key as the window system sends it: to the window that has the keyboard."""
    stage.qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    QTest.keyClick(QApplication.focusWindow(), key, modifiers)
    stage.settle()


def test_colours_and_size_change_by_key_and_nothing_else_does(stage):
    focus = stage.focus
    press(stage, K.Key_L, CONTROL | SHIFT)
    assert theme.is_dark
    press(stage, K.Key_L, CONTROL | SHIFT)
    assert not theme.is_dark
    press(stage, K.Key_Equal, CONTROL)
    press(stage, K.Key_Plus, CONTROL | SHIFT)
    assert text_styles.zoom.percent == 120
    press(stage, K.Key_Minus, CONTROL)
    assert text_styles.zoom.percent == 110
    press(stage, K.Key_0, CONTROL)
    assert text_styles.zoom.percent == 100
    assert stage.focus is focus and stage.is_untouched()
