"""The grey shape of a text that is not there yet."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.i18n import gettext
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import fill_box

_LINES = ((0.82, 18), (0.55, 18), (1.0, 10), (0.97, 10), (0.93, 10), (0.4, 10))
_GAP_AFTER_TITLE = 22


class Skeleton(QWidget):
    """Bars where title and lines will stand; nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(160)
        self.setAccessibleName(gettext("Loading"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        top = 0.0
        for index, (share, height) in enumerate(_LINES):
            fill_box(painter, QRectF(0, top, self.width() * share, height), 4, theme.colour("border"), None)
            top += height + (_GAP_AFTER_TITLE if index == 1 else 9)
        painter.end()
