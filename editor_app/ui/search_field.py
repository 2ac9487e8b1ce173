"""The search in the archive: the list follows while one types; Return only goes to the list."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from editor_app.domain.lists import Criteria
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.session import Session
from editor_app.ui.widgets.painting import draw_keycaps, keycaps_width

_WIDTH, _HEIGHT = 400, 34
_AFTER = 180
_ICON = 16
_MARGIN = 12


class SearchField(QLineEdit):
    """A field with a magnifier and the key that leads to it."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._keys = session, ""
        self.setProperty("search", True)
        self.setFont(text_styles.font("body"))
        self.setPlaceholderText(gettext("Search wires"))
        self.setAccessibleName(gettext("Search wires"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDTH)
        self.setMinimumWidth(180)
        self.set_keys("")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self.search_now)
        self.textEdited.connect(lambda _text: self._soon.start())
        session.criteria_changed.connect(self._on_criteria_changed)

    def set_keys(self, keys: str) -> None:
        """Show the key that leads here."""
        self._keys = keys
        self.setAccessibleDescription(gettext("Key {keys}").format(keys=keys) if keys else "")
        self.setTextMargins(_MARGIN + _ICON, 0, keycaps_width(keys) + _MARGIN, 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, max(_HEIGHT, self.fontMetrics().height() + 16))

    def search_now(self) -> None:
        """Ask for what is typed."""
        self._soon.stop()
        self._session.set_criteria(replace(self._session.criteria, search=self.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search_now()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.search_now()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        centre = self.height() / 2
        left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        icon_left = _MARGIN if left_to_right else self.width() - _MARGIN - _ICON
        paint_icon(painter, QRectF(icon_left, centre - _ICON / 2, _ICON, _ICON), "search", "text3")
        if not self.text() and not self.hasFocus():
            caps = keycaps_width(self._keys)
            left = self.width() - caps - _MARGIN + 2 if left_to_right else _MARGIN - 2
            draw_keycaps(painter, left, centre, self._keys)
        painter.end()

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        if criteria.search != self.text().strip():
            self.setText(criteria.search)
