"""Every text field and list of the program against every key that decides.

The surfaces are the commands themselves: each is done, and the widget tree of the window and of whatever it
opened is walked. A field or list that somebody adds is found here without anybody naming it.
"""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.lists import Criteria
from editor_app.ui.command_table import command_table
from editor_app.ui.commands import takes_text
from editor_app.ui.key_rules import VERDICTS
from editor_app.ui.key_strokes import strokes
from editor_app.ui.keymap import Place, shipped_keymap
from editor_app.ui.popover import Popover
from tests.ui.dialog_stage import DialogStage

# These act at once, or open a menu, which holds no field.
AT_ONCE = (VERDICTS - {"decide.amend", "decide.reject"}) | {
    "decide.skip", "decide.undo", "decide.redo", "file.quit", "file.show_folder", "window.menu",
}  # fmt: skip
SURFACES = [command.id for command in command_table() if command.id not in AT_ONCE]
KEYS = {
    key: command
    for command, keys in shipped_keymap().places[Place.REVIEW].items()
    for key in keys
    if len(strokes(key)) == 1 and strokes(key)[0].is_single
}
DECIDE = VERDICTS | {"decide.skip"}
WALKED = {}
# That the walk comes to every kind of field: what is to be found, and with what open.
FOUND = {
    "": {"Queue"},
    "find.archive": {"Search wires"},
    "find.in_wire": {"Find in this wire"},
    "wire.note": {"Note"},
    "decide.amend": {"Rationale", "Why you changed it"},
    "decide.reject": {"Find a reason"},
    "move.go_to": {"Go to number"},
    "window.guide": {"Search the guide", "Contents of the guide"},
    "help.keys": {"Filter keys"},
    "window.palette": {"Search wires or run a command"},
    "window.keyboard": {"Filter commands and keys", "Commands and their keys", "New key"},
    "file.export": {"Save to"},
    "file.import": {"Folder or file"},
}


@pytest.fixture(scope="module")
def stage(request, qapp, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for name in ("getOpenFileName", "getOpenFileNames"):
            patch.setattr(QFileDialog, name, lambda *_arguments: ("", ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: "")
        made = DialogStage(QtBot(request), tmp_path_factory.mktemp("desk"))
        made.take_time()
        yield made
        leave(made)
        made.close()


@pytest.fixture
def opened(stage, qapp, request, monkeypatch):
    """Do a command, then let every command only be noted down and none be done."""
    leave(stage)
    stage.window.document_pane.focus_text()
    if request.param:
        stage.commands.trigger(request.param)
        stage.settle()
    for dialog in stage.dialogs:
        dialog.activateWindow()
    noted = []
    monkeypatch.setattr(stage.commands, "trigger", noted.append)
    # In the list of reasons the digits are the list's own: R 1 rejects.
    keys = {key: name for key, name in KEYS.items() if request.param != "decide.reject" or not key.isdigit()}
    yield request.param, noted, keys
    monkeypatch.undo()
    leave(stage)


def leave(stage):
    """Close whatever is open and go back to reading."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for panel in panels(stage):
        panel.dismiss()
    for dialog in reversed(stage.dialogs):
        dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.settle()
    if stage.session.is_amending:
        stage.commands.trigger("amend.leave")
    stage.window.top_bar.search.clear()
    stage.window.top_bar.search.search_now()
    stage.session.set_criteria(Criteria())
    stage.session.show_first()
    stage.window.activateWindow()
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    stage.settle()


def panels(stage):
    """Give what lies over the window or a part of it and can be sent away."""
    found = [part for part in stage.window.findChildren(QWidget) if part.isVisible()]
    return [part for part in found if callable(getattr(part, "dismiss", None))]


def stops(stage):
    """Give every text field and list that can have the focus now, wherever it is."""
    top = stage.dialogs[-1] if stage.dialogs else stage.window
    popups = [part for part in stage.window.findChildren(Popover) if part.isVisible()]
    inside = (popups or [top])[0] if not stage.dialogs else top
    found = [part for part in inside.findChildren(QWidget) if part.isVisible() and part.isEnabled()]
    return [
        part
        for part in found
        if (takes_text(part) or isinstance(part, QAbstractItemView)) and part.focusPolicy() & Qt.TabFocus
    ]


def is_right(stage, widget, command, noted):
    """Tell whether a key did what it should: its command where the wire is read, nothing in a text.

    A panel that lies over the wire may let the checklist's keys through, and none that decides.
    """
    if any(panel.isAncestorOf(widget) for panel in panels(stage)):
        is_harmless = noted == [command] and command not in DECIDE and not takes_text(widget)
        return noted == [] or is_harmless
    is_amending = stage.session.is_amending and stage.pane.amend_pane.isAncestorOf(widget)
    is_read = stage.window.triage.isAncestorOf(widget) and not takes_text(widget) and not is_amending
    return noted == ([command] if is_read else [])


@pytest.mark.parametrize("opened", ["", *SURFACES], indirect=True, ids=["the window", *SURFACES])
def test_a_key_that_decides_does_so_where_one_reads_and_nowhere_else(stage, opened):
    surface, noted, keys = opened
    wrong = []
    found = stops(stage)
    missing = FOUND.get(surface, set()) - {name_of(widget) for widget in found}
    for widget in found:
        if is_walked(stage, widget):
            continue
        for key, command in keys.items():
            if not widget.isVisible():
                break
            widget.setFocus()
            if QApplication.focusWidget() is not widget:
                continue
            noted.clear()
            press(widget, key)
            if not is_right(stage, widget, command, noted):
                wrong.append(f"{key} in {name_of(widget)}: {noted}")
    assert (wrong, missing) == ([], set()) and stage.is_untouched()


def is_walked(stage, widget):
    """Tell whether the walk came to a widget before with the same things open.

    All are kept, so that none can be mistaken for another that has gone.
    """
    opened = (stage.session.is_amending, *sorted(id(panel) for panel in panels(stage)))
    was_there = (id(widget), opened) in WALKED
    WALKED[id(widget), opened] = (widget, panels(stage))
    return was_there


def press(widget, key):
    stroke = QKeySequence(key)[0]
    QTest.keyClick(widget, stroke.key(), stroke.keyboardModifiers())
    QApplication.processEvents()


def name_of(widget):
    return widget.accessibleName() or widget.objectName() or type(widget).__name__


def test_every_kind_of_field_is_looked_for_behind_a_command_that_is_done():
    assert set(FOUND) <= {"", *SURFACES}
