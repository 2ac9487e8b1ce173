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
_BACK_AGAIN = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class FocusFrame(QWidget):
    """Lies over a widget and shows a ring while the focus is there and the keyboard brought it.

    `holder` is the widget inside that has the focus, where it is not the one the ring lies around. Focus that
    comes back from a popup or another window shows what it showed before.
    """

    def __init__(self, around: QWidget, holder: QWidget | None = None, radius: int = 2) -> None:
        super().__init__(around)
        self._around = around
        self._holder = holder or around
        self._radius = radius
        self._is_by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in {self._around, self._holder}:
            widget.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._holder and isinstance(event, QFocusEvent):
            if event.gotFocus() and event.reason() not in _BACK_AGAIN:
                self._is_by_keyboard = event.reason() in _BY_KEYBOARD
            self.setVisible(event.gotFocus() and self._is_by_keyboard)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn):
            self.setGeometry(self._around.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        draw_ring(painter, QRectF(self.rect()), self._radius)
        painter.end()
