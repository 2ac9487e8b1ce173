"""A box to tick."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.painting import draw_ring, fill_box

_BOX = 18
_GAP = 10


class CheckBox(QCheckBox):
    """A box with a word behind it; a click anywhere on it ticks."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = round(text_styles.metrics("body").horizontalAdvance(self.text())) + _BOX + _GAP + 8
        return QSize(width, max(28, round(text_styles.metrics("body").height()) + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        box = QRectF(3, self.height() / 2 - _BOX / 2, _BOX, _BOX)
        checked = self.isChecked()
        edge = theme.colour("accent" if checked else "control")
        fill_box(painter, box, 4, theme.colour("accent" if checked else "surface"), edge)
        if checked:
            paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", "on_accent")
        if self.hasFocus():
            draw_ring(painter, box.adjusted(-3, -3, 3, 3), 6)
        painter.setPen(theme.colour("text"))
        painter.setFont(text_styles.font("body"))
        area = QRectF(box.right() + _GAP, 0, self.width() - box.right() - _GAP, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        painter.end()
