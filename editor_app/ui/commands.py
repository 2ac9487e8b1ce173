"""The commands at work: the one place where the window's actions and shortcuts are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from editor_app.i18n import gettext
from editor_app.ui.command_table import GROUPS, Command, command_table, group_title
from editor_app.ui.held_keys import HeldKeys
from editor_app.ui.icons import icon
from editor_app.ui.key_hints import KeyHints, ShowsKeys
from editor_app.ui.keymap import Keymap, Place, shipped_keymap, spoken
from editor_app.ui.safe_text import say_tip

Slot = Callable[[], object]
Enabled = Callable[[], str | None]

_CONTEXTS = {
    Place.REVIEW: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Place.EDITING: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Place.DOCUMENT: Qt.ShortcutContext.WidgetShortcut,
    Place.LIST: Qt.ShortcutContext.WidgetShortcut,
    Place.ANYWHERE: Qt.ShortcutContext.WindowShortcut,
}


@dataclass(slots=True)
class _Bound:
    slot: Slot
    enabled: Enabled


class Commands(QObject):
    """Binds each command of the table to what it does, and gives it its action, menu entry and keys.

    A command may be off with a reason. Its key then still answers: it emits `refused` with the reason.
    Keys can change while the window is open (`use`): actions, buttons, hints and menus follow, and
    `keys_changed` tells whoever shows a key in a way of its own.
    """

    keys_changed = Signal()
    triggered = Signal(str)
    refused = Signal(str, str)

    def __init__(self, keymap: Keymap | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keymap = keymap or shipped_keymap()
        self._commands = {command.id: command for command in command_table()}
        self._bound: dict[str, _Bound] = {}
        self._actions: dict[str, QAction] = {}
        self._keys: dict[Place, list[QAction]] = {place: [] for place in Place}
        self._targets: dict[Place, QWidget] = {}
        self._hints = KeyHints(self.keys_text)
        self._buttons: list[tuple[str, QAbstractButton]] = []
        self._told: dict[QObject, tuple[str | None]] = {}
        self._editing_areas: list[QWidget] = []
        self._is_editing = False
        self.held_keys = HeldKeys(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def all(self) -> tuple[Command, ...]:
        """Give the commands in their order."""
        return tuple(self._commands.values())

    def command(self, name: str) -> Command:
        """Give a command by its id; KeyError for one that is not in the table."""
        return self._commands[name]

    def bind(self, name: str, slot: Slot, enabled: Enabled = lambda: None) -> None:
        """Say what a command does, and when it is off: `enabled` gives None, or the reason why it is off."""
        self._bound[self._commands[name].id] = _Bound(slot, enabled)

    def is_bound(self, name: str) -> bool:
        """Tell whether somebody has said what a command does."""
        return name in self._bound

    def reason_off(self, name: str) -> str | None:
        """Give the reason why a command is off, None while it is on."""
        bound = self._bound.get(name)
        return gettext("Not available here") if bound is None else bound.enabled()

    def trigger(self, name: str) -> bool:
        """Do a command if it is on; tell the reason if it is off."""
        reason = self.reason_off(name)
        if reason is not None:
            self.refused.emit(name, reason)
            return False
        self._bound[name].slot()
        self.triggered.emit(name)
        return True

    def _on_key(self, name: str) -> None:
        """Do the command of a key, once for each press by a finger; movement goes on while it is held."""
        if self._commands[name].repeats or not self.held_keys.is_repeat:
            self.trigger(name)

    def keys_text(self, name: str) -> str:
        """Give the key to show beside a command, as keyboards spell it ("" for none)."""
        return spoken(self.keymap.shown(name))

    def tip(self, name: str) -> str:
        """Give the tooltip of a command: what it is, its key, and why it is off."""
        keys, reason = self.keys_text(name), self.reason_off(name)
        title = self._commands[name].title + (f" ({keys})" if keys else "")
        return f"{title}\n{reason}" if reason else title

    def action(self, name: str) -> QAction:
        """Give the action of a command for menus; its keys are separate, one set for each place."""
        if name not in self._actions:
            self._actions[name] = self._make_action(self._commands[name])
        return self._actions[name]

    def attach(self, button: QAbstractButton, name: str) -> None:
        """Let a button do a command: click, tooltip, name for screen readers, and being off with it."""
        button.clicked.connect(lambda: self.trigger(name))
        button.setAccessibleName(self._commands[name].title)
        self._buttons.append((name, button))
        button.destroyed.connect(lambda: self._forget(button))
        self._describe(name, button)
        self._refresh_button(name, button, self.reason_off(name))

    def show_key(self, part: ShowsKeys, name: str) -> None:
        """Let a part of the window show the key of a command, and follow it when keys change."""
        self._hints.add(name, part)

    def use(self, keymap: Keymap) -> None:
        """Take other keys from now on, and let everything that shows one follow."""
        self.keymap = keymap
        for place, target in self._targets.items():
            self._remove(place, target)
            self.install(place, target)
        for name, action in self._actions.items():
            action.setText(self._menu_text(self._commands[name]))
        for name, button in self._buttons:
            self._describe(name, button)
        self._hints.refresh()
        self._told.clear()
        self.refresh()
        self.keys_changed.emit()

    def install(self, place: Place, target: QWidget) -> None:
        """Make the keys of a place work in a widget, the same for as long as it lives."""
        self._targets[place] = target
        for name, keys in self.keymap.places[place].items():
            action = QAction(target)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(_CONTEXTS[place])
            action.setAutoRepeat(self._commands[name].repeats)
            action.triggered.connect(lambda _checked=False, wanted=name: self._on_key(wanted))
            target.addAction(action)
            self._keys[place].append(action)
        self._apply_places()

    def add_editing_area(self, area: QWidget) -> None:
        """Count the whole of a widget as editing: while the focus is in it, review keys rest."""
        self._editing_areas.append(area)

    def refresh(self) -> None:
        """Ask every command anew whether it is on; to be called when what they depend on has changed."""
        asked = {*self._actions, *(name for name, _button in self._buttons)}
        reasons = {name: self.reason_off(name) for name in asked}
        for name, action in self._actions.items():
            self._refresh_action(name, action, reasons[name])
        for name, button in self._buttons:
            self._refresh_button(name, button, reasons[name])

    def fill_menu(self, menu: QMenu) -> None:
        """Put every bound command into a menu, group by group."""
        for group in GROUPS:
            members = [c.id for c in self._commands.values() if c.group == group and self.is_bound(c.id)]
            if members:
                part = menu.addMenu(group_title(group))
                part.setToolTipsVisible(True)
                part.addActions([self.action(name) for name in members])

    def _make_action(self, command: Command) -> QAction:
        action = QAction(self)
        action.setText(self._menu_text(command))
        action.setStatusTip(command.help)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.triggered.connect(lambda: self.trigger(command.id))
        self._refresh_action(command.id, action, self.reason_off(command.id))
        return action

    def _menu_text(self, command: Command) -> str:
        keys = self.keys_text(command.id)
        return f"{command.menu}\t{keys}" if keys else command.menu

    def _describe(self, name: str, button: QAbstractButton) -> None:
        keys = self.keys_text(name)
        button.setAccessibleDescription(gettext("Key {keys}").format(keys=keys) if keys else "")

    def _remove(self, place: Place, target: QWidget) -> None:
        for action in self._keys[place]:
            target.removeAction(action)
            action.deleteLater()
        self._keys[place] = []

    def _refresh_action(self, name: str, action: QAction, reason: str | None) -> None:
        action.setEnabled(reason is None)
        if self._is_news(action, reason):
            say_tip(action, reason or self._commands[name].help)

    def _refresh_button(self, name: str, button: QAbstractButton, reason: str | None) -> None:
        if button.isEnabled() != (reason is None):
            button.setEnabled(reason is None)
        if self._is_news(button, reason):
            say_tip(button, self.tip(name))

    def _is_news(self, told: QObject, reason: str | None) -> bool:
        """Tell whether a tip would say something else than it says; it is asked at every step of the list."""
        is_news = self._told.get(told) != (reason,)
        self._told[told] = (reason,)
        return is_news

    def _forget(self, button: QAbstractButton) -> None:
        self._buttons = [(name, kept) for name, kept in self._buttons if kept is not button]
        self._told.pop(button, None)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        is_editing = now is not None and (takes_text(now) or self._is_in_editing_area(now))
        if is_editing != self._is_editing:
            self._is_editing = is_editing
            self._apply_places()

    def _is_in_editing_area(self, widget: QWidget) -> bool:
        return any(area is widget or area.isAncestorOf(widget) for area in self._editing_areas)

    def _apply_places(self) -> None:
        """Let review keys rest while a text is written, and the keys of writing while none is."""
        _set_enabled(self._keys[Place.REVIEW], not self._is_editing)
        _set_enabled(self._keys[Place.EDITING], self._is_editing)


def takes_text(widget: QWidget) -> bool:
    """Tell whether what is typed goes into a widget as text."""
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, (QLineEdit, QAbstractSpinBox)) or (
        isinstance(widget, QComboBox) and widget.isEditable()
    )


def _set_enabled(actions: Iterable[QAction], enabled: bool) -> None:
    for action in actions:
        action.setEnabled(enabled)
