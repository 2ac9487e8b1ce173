"""The button at the top that looks like a field: it opens the palette."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_keycaps, draw_ring, fill_box, keycaps_width

_WIDTH, _LEAST, _HEIGHT, _RADIUS = 400, 150, 34, 8
_MARGIN, _ICON, _GAP = 12, 16, 9


class Launcher(QAbstractButton):
    """Says what can be done, with a magnifier before it and the key behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDTH)
        self.setMinimumWidth(_LEAST)
        theme.changed.connect(self.update)

    def set_keys(self, keys: str) -> None:
        """Show the key that does the same."""
        self._keys = keys
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, max(_HEIGHT, round(text_styles.metrics("body").height()) + 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill_box(painter, rect, _RADIUS, theme.colour("surface"), theme.colour("border"))
        if self.underMouse():
            fill_box(painter, rect, _RADIUS, theme.colour("hover"), theme.colour("border"))
        self._paint_words(painter, rect)
        if self.hasFocus():
            draw_ring(painter, rect, _RADIUS)
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        centre, is_mirrored = rect.center().y(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon_left = rect.right() - _MARGIN - _ICON if is_mirrored else rect.left() + _MARGIN
        paint_icon(painter, QRectF(icon_left, centre - _ICON / 2, _ICON, _ICON), "search", "text3")
        caps = keycaps_width(self._keys)
        draw_keycaps(painter, _MARGIN if is_mirrored else rect.right() - _MARGIN - caps, centre, self._keys)
        before, behind = _MARGIN + _ICON + _GAP, _MARGIN + caps + _GAP
        room = rect.adjusted(behind if is_mirrored else before, 0, -(before if is_mirrored else behind), 0)
        metrics = text_styles.metrics("body")
        painter.setFont(text_styles.font("body"))
        painter.setPen(theme.colour("text2"))
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
