"""Every dialog: over the window and inside it, with the keyboard to itself, closed by Escape."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.scrim import Scrim
from tests.ui.dialog_stage import DialogStage, button

K = Qt.Key
COMMANDS = (
    "file.import", "file.export", "file.merge", "file.archives",
    "window.settings", "window.about", "help.keys",
)  # fmt: skip


@pytest.fixture(params=["Inter", "DejaVu Sans"])
def font(request, qapp):
    before = QFont(qapp.font())
    font = QFont(request.param)
    font.setPixelSize(13)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


def _frame(widget):
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("command", COMMANDS)
def test_escape_closes_it_and_gives_the_focus_back(stage, command):
    stage.window.document_pane.focus_text()
    before = stage.focus
    stage.open(command)
    assert stage.window.findChildren(Scrim)
    stage.press(K.Key_Escape)
    assert not stage.dialogs
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    assert stage.focus is before
    assert not [one for one in stage.window.findChildren(Scrim) if one.isVisible()]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (960, 600)])
def test_they_stay_inside_the_window_and_nothing_is_cut_at_the_side(stage, font, size):
    stage.window.resize(*size)
    for command in COMMANDS:
        dialog = stage.open(command)
        stage.until(lambda: True)
        assert _frame(stage.window).contains(_frame(dialog)), command
        for area in dialog.findChildren(QScrollArea):
            if area.isVisible() and area.widget() is not None:
                assert area.widget().minimumSizeHint().width() <= area.viewport().width(), command
        for child in dialog.findChildren(QWidget):
            if child.isVisible() and not isinstance(child.parentWidget(), QLineEdit):
                assert child.width() >= child.minimumSizeHint().width(), (command, child)
        stage.press(K.Key_Escape)


@pytest.mark.parametrize("command", ["file.import", "file.merge", "file.archives", "window.settings"])
def test_nothing_is_scrolled_where_the_window_has_room(stage, font, command):
    stage.window.resize(1440, 900)
    dialog = stage.open(command)
    stage.until(lambda: True)
    shown = [area for area in dialog.findChildren(QScrollArea) if area.isVisible()]
    assert [area.verticalScrollBar().maximum() for area in shown] == [0] * len(shown)


def test_a_scroll_bar_goes_when_the_window_grows(stage):
    stage.window.resize(960, 600)
    dialog = stage.open("window.settings")
    (area,) = dialog.findChildren(QScrollArea)
    stage.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    stage.window.resize(1440, 900)
    stage.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_tab_goes_round_inside_it_and_every_stop_has_a_name(stage, command):
    dialog = stage.open(command)
    seen = []
    for _ in range(60):
        stage.press(K.Key_Tab)
        assert dialog.isAncestorOf(stage.focus)
        if stage.focus in seen:
            break
        seen.append(stage.focus)
    assert len(seen) > 1 and stage.focus in seen
    for stop in seen:
        named = stop.accessibleName() or getattr(stop, "text", str)()
        assert named, stop


@pytest.mark.parametrize("command", ["help.keys", "window.about", "window.settings", "file.archives"])
def test_no_key_decides_below_a_dialog(stage, command):
    stage.open(command)
    for key in (K.Key_A, K.Key_R, K.Key_1, K.Key_E, K.Key_S):
        stage.press(key)
    assert stage.is_untouched()


def test_escape_closes_the_topmost_alone(stage):
    below = stage.open("window.about")
    above = DialogWindow(below, "Above", "info-circle", 300)
    above.body.addWidget(QLineEdit())
    above.present()
    above.activateWindow()
    stage.qtbot.waitUntil(above.isActiveWindow)
    stage.press(K.Key_Escape)
    assert not above.isVisible() and below.isVisible()


def test_it_follows_the_window_and_its_own_content(stage):
    dialog = stage.open("window.settings")
    stage.window.resize(1200, 800)
    stage.settle()
    assert abs(_frame(dialog).center().x() - _frame(stage.window).center().x()) <= 1
    height = dialog.height()
    dialog.set_hint("\n".join(["One line more."] * 6))
    stage.qtbot.waitUntil(lambda: dialog.height() > height)
    assert _frame(stage.window).contains(_frame(dialog))


def test_switching_the_theme_leaves_no_old_colour_behind_the_corners(stage):
    dialog = stage.open("window.settings")
    light = dialog.grab().toImage().pixelColor(1, 1)
    from editor_app.ui.theme import theme

    theme.use("dark")
    stage.settle()
    dark = dialog.grab().toImage().pixelColor(1, 1)
    theme.use("light")
    assert dark.lightness() < light.lightness()


def test_the_primary_button_is_what_its_key_says(stage):
    dialog = stage.open("file.archives")
    button(dialog, "Show this archive")
    stage.press(K.Key_Return)
    assert not stage.dialogs
    assert QApplication.activeWindow() is stage.window
