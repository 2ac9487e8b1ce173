"""A key, shown as the caps on a keyboard."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.i18n import gettext
from editor_app.ui.widgets.painting import draw_keycaps, keycap_height, keycaps_width


class KeyCaps(QWidget):
    """The caps of one key or of several held together, as in Ctrl+Shift+E; empty for no key."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    @property
    def keys(self) -> str:
        """The key as text."""
        return self._keys

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = keys
        self.setAccessibleName(gettext("Key {keys}").format(keys=keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(keycaps_width(self._keys), keycap_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        draw_keycaps(painter, 0, self.height() / 2, self._keys)
        painter.end()
