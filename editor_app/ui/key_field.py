"""A field that shows the key that is pressed in it, instead of what the key would write."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.i18n import gettext
from editor_app.ui.key_strokes import strokes, written
from editor_app.ui.keymap import spoken

_MOST_STROKES: Final = 2
_HELD_ALONE: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)
_WITHOUT_KEYPAD: Final = ~Qt.KeyboardModifier.KeypadModifier


class KeyField(QLineEdit):
    """Takes one press, or two after another for a chord.

    Enter says that it is meant, Escape leaves it, Backspace takes the last press away, Tab goes on.
    """

    pressed = Signal(str)
    meant = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPlaceholderText(gettext("Press a key"))
        self.setAccessibleName(gettext("New key"))
        self.setAccessibleDescription(gettext("Press the key. Enter takes it, Escape leaves it."))

    @property
    def key(self) -> str:
        """What was pressed, "" for nothing."""
        return self._key

    def forget(self) -> None:
        """Show nothing pressed."""
        self._show("")

    def event(self, event: QEvent) -> bool:
        """Keep every key for the field, so that no command answers to what is tried out here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a press, or do what the four keys of the field itself do."""
        event.accept()
        if event.isAutoRepeat() or Qt.Key(event.key()) in _HELD_ALONE:
            return
        is_bare = not event.modifiers() & _WITHOUT_KEYPAD
        if is_bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.meant.emit()
        elif is_bare and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_bare and event.key() == Qt.Key.Key_Backspace:
            self._show(written(strokes(self._key)[:-1]))
        else:
            self._take(event)

    def _take(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.key() | (event.modifiers() & _WITHOUT_KEYPAD).value)
        name = pressed.toString(QKeySequence.SequenceFormat.PortableText)
        before = strokes(self._key)
        if not name.isprintable() or not name:
            return
        kept = before if len(before) < _MOST_STROKES else ()
        self._show(written((*kept, *strokes(name))))

    def _show(self, key: str) -> None:
        self._key = key
        self.setText(spoken(key))
        self.pressed.emit(key)
