"""What lies between a window and the dialog over it: the dimmed window and the dialog's shadow."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.ui.theme import theme

_BLUR: Final = 40
_DOWN: Final = 12
_STEPS: Final = 14


class Scrim(QWidget):
    """Dims a window while a dialog lies over it, and paints the shadow the dialog casts."""

    def __init__(self, window: QWidget, radius: int) -> None:
        super().__init__(window)
        self._radius = radius
        self._shadow_of = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def cast_shadow(self, of: QRect) -> None:
        """Paint the shadow of a dialog that stands there, in the coordinates of the window."""
        self._shadow_of = of
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when its size changes."""
        window = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is window:
            self.setGeometry(window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below, then darken it towards the dialog."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("scrim"))
        painter.drawRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        if not self._shadow_of.isEmpty():
            self._paint_shadow(painter)
        painter.end()

    def _paint_shadow(self, painter: QPainter) -> None:
        """Paint rings that grow fainter outwards: a blur without a graphics effect, which would cost more."""
        strength = theme.colour("shadow").alphaF()
        painter.setBrush(QColor.fromRgbF(0, 0, 0, strength / _STEPS))
        middle = QRectF(self._shadow_of).translated(0, _DOWN)
        for step in range(_STEPS):
            grown = _BLUR / 2 - step * _BLUR / _STEPS
            path = QPainterPath()
            radius = max(2.0, 12 + grown)
            path.addRoundedRect(middle.adjusted(-grown, -grown, grown, grown), radius, radius)
            painter.drawPath(path)
