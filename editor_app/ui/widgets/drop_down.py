"""A field that offers a few choices in a list."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from editor_app.ui.icons import paint_icon

_ICON, _MARGIN = 16, 10


class DropDown(QComboBox):
    """A field with a chevron at its end; never wider than it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMinimumHeight(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = _MARGIN if self.isRightToLeft() else self.width() - _MARGIN - _ICON
        paint_icon(
            painter, QRectF(left, self.height() / 2 - _ICON / 2, _ICON, _ICON), "chevron-down", "text2"
        )
        painter.end()
