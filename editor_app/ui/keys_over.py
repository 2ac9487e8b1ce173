"""The few keys of the window that work while something lies over it: its looks, and unseen characters."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from editor_app.ui.commands import Commands
from editor_app.ui.keymap import Place

_OVER: Final = (
    "window.theme", "window.larger", "window.smaller", "window.usual_size", "amend.next_unseen",
)  # fmt: skip


class KeysOver(QObject):
    """Does what changes how the window looks, or serves any field, whatever panel or dialog has the keyboard.

    Panels keep all keys and dialogs have none of the window's. A key comes here only where nobody else took
    it: Qt sends it as a press once no shortcut answered.
    """

    def __init__(self, commands: Commands) -> None:
        super().__init__(commands)
        self._commands = commands
        self._keys: dict[QKeySequence, str] = {}
        self._read_keys()
        commands.keys_changed.connect(self._read_keys)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = self._command_of(event)
            if name is not None:
                self._commands.trigger(name)
                return True
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time it only moves to the front

    def _command_of(self, event: QKeyEvent) -> str | None:
        pressed = event.keyCombination()
        found = self._keys.get(QKeySequence(pressed))
        if found is None and not chr(event.key() & 0xFFFF).isalnum():
            # A sign may need Shift on one keyboard and none on another.
            bare = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            found = self._keys.get(QKeySequence(int(bare.value) | event.key()))
        return found

    def _read_keys(self) -> None:
        keymap = self._commands.keymap
        self._keys = {QKeySequence(key): name for name in _OVER for key in keymap.keys(name, Place.ANYWHERE)}
