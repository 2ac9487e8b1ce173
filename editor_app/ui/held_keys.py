"""Keys that are held down: X11 tells of one as of a key pressed again and again, and Qt believes it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_NO_PERSON_IS_SO_QUICK = 1


class HeldKeys(QObject):
    """Tells whether the last key was pressed by a finger or repeated by the machine.

    A machine that repeats a key says release and press at the same millisecond.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._released: tuple[int, int] = (0, 0)
        self._is_repeat = False

    @property
    def is_repeat(self) -> bool:
        """True while the last press was the machine's."""
        return self._is_repeat

    def watch(self, window: QWindow) -> None:
        """Look at the keys of a window before its widgets do."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            self._look_at(event)
        return super().eventFilter(watched, event)

    def _look_at(self, event: QKeyEvent) -> None:
        if event.type() == QEvent.Type.KeyRelease:
            self._released = (event.key(), event.timestamp())
        elif event.type() in _PRESSES:
            key, at = self._released
            is_at_once = key == event.key() and 0 <= event.timestamp() - at <= _NO_PERSON_IS_SO_QUICK
            self._is_repeat = event.isAutoRepeat() or is_at_once
