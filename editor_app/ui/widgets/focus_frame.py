"""The ring around a pane that holds the keyboard."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.ui.widgets.painting import draw_ring

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusFrame(QWidget):
    """Lies over a widget and shows a ring while it has the focus and the keyboard brought it there."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around:
            if isinstance(event, QFocusEvent):
                self.setVisible(event.gotFocus() and event.reason() in _BY_KEYBOARD)
            if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn):
                self.setGeometry(self._around.rect())
                self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        draw_ring(painter, QRectF(self.rect()), 2)
        painter.end()
