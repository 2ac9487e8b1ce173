"""A small panel over the window that takes the keyboard, and gives it back where it came from."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from editor_app.ui.theme import theme

_EDGE = 12
_SHADOW_BLUR, _SHADOW_DOWN = 40, 12


class Popover(QFrame):
    """A panel that belongs to the window and not to the triage pane, so that no decision key reaches it.

    Escape, and a click beside it, close it; Tab goes round inside it; focus goes back to where it was.
    """

    closed = Signal()

    def __init__(self, window: QWidget, width: int, name: str) -> None:
        super().__init__(window)
        self._host = window
        self._wanted_width = width
        self._opener: QWidget | None = None
        self._anchor: QWidget | None = None
        self.setProperty("card", "floating")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cast_shadow()
        self.hide()

    def _cast_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_SHADOW_BLUR)
        shadow.setOffset(0, _SHADOW_DOWN)
        shadow.setColor(theme.colour("shadow"))
        self.setGraphicsEffect(shadow)

    def open_above(self, anchor: QWidget) -> None:
        """Show the panel above a widget, its right edge over the widget's, inside the window."""
        self._opener = QApplication.focusWidget()
        self._anchor = anchor
        _application().installEventFilter(self)
        self.show()
        self.place()
        self.raise_()

    def place(self) -> None:
        """Move to where the anchor is now and take the height the content wants."""
        if self._anchor is None:
            return
        room = self._host.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width = min(self._wanted_width, room.width())
        height = min(self._wanted_height(width), room.height())
        corner = self._anchor.mapTo(self._host, QPoint(self._anchor.width(), 0))
        frame = QRect(corner.x() - width, corner.y() - height - _EDGE // 2, width, height)
        frame.moveLeft(max(room.left(), min(frame.left(), room.right() - width + 1)))
        frame.moveTop(max(room.top(), min(frame.top(), room.bottom() - height + 1)))
        self.setGeometry(frame)

    def _wanted_height(self, width: int) -> int:
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.activate()
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return max(wanted, layout.totalSizeHint().height() if wanted < 0 else wanted)

    def dismiss(self) -> None:
        """Close the panel and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        opener, self._opener = self._opener, None
        if opener is not None and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop listening to what happens around the panel."""
        _application().removeEventFilter(self)
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep all keys for the panel: what it does not use is lost, never a command of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, and let no key through to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click through to what lies under the panel."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round inside the panel."""
        stops = [child for child in self.findChildren(QWidget) if _is_stop(child)]
        if not stops:
            return True
        current = QApplication.focusWidget()
        place = stops.index(current) if current in stops else -1 if forward else 0
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, close on a click beside the panel, and let no Alt key write a letter."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.place()
        if event.type() == QEvent.Type.MouseButtonPress and self._is_beside(watched):
            self.dismiss()
        if event.type() == QEvent.Type.KeyPress and _is_alt_letter(event):
            return True
        return super().eventFilter(watched, event)

    def _is_beside(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget) or watched.window() is not self._host:
            return False
        return watched is not self and not self.isAncestorOf(watched)


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled()


def _is_alt_letter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return False
    return event.text().isascii() and event.text().isalnum()


def _application() -> QCoreApplication:
    running = QCoreApplication.instance()
    if running is None:
        raise RuntimeError("a panel needs a running application")
    return running
