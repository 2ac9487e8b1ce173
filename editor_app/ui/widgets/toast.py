"""The toast: what was just done, and the way back, for eight seconds."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import row
from editor_app.ui.widgets.icon_view import IconView

_MILLISECONDS = 8000
_WIDEST = 520
_MARGIN = 16


class Toast(QFrame):
    """Floats at the bottom of its parent; the newest text replaces the old one; it never takes the focus.

    Beside a button it is one line, which names a wire and is cut to fit; else it is read to its end.
    Its time stands still while the pointer is on it, its button has the focus, or the window is not active.
    """

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setProperty("card", "toast")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._icon = IconView("info-circle", "on_toast", 18)
        self._text = ElidedLabel("", "strong", "on_toast")
        self._whole = PlainLabel("", "strong", "on_toast", wraps=True)
        self._button = Button(kind="toast")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._on_button_clicked)
        self._inside = inside = row(self, (14, 7, 8, 7), 10)
        inside.addWidget(self._icon)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._whole, 1)
        inside.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.whole_text

    def set_keys(self, keys: str) -> None:
        """Show another key on the button."""
        self._button.set_keys(keys)
        self._place()

    def tell(self, icon: str, text: str, action: str = "", keys: str = "") -> None:
        """Say something, with a button of that word and key where `action` is given."""
        self._icon.set_icon(icon, "on_toast")
        self._text.set_whole_text(text)
        self._text.setVisible(bool(action))
        self._whole.setText(text)
        self._whole.setVisible(not action)
        self._button.setText(action)
        self._button.set_keys(keys)
        self._button.setVisible(bool(action))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_MILLISECONDS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(_MILLISECONDS)
        super().leaveEvent(event)

    def _place(self) -> None:
        host = self._host
        widest = min(_WIDEST, max(160, host.width() - 2 * _MARGIN))
        self._inside.activate()
        words = self._text.sizeHint().width()
        width = min(self._width_beside() + words, widest)
        height = self._inside.sizeHint().height()
        if self._inside.hasHeightForWidth():
            height = max(height, self._inside.totalHeightForWidth(width))
        self.resize(width, height)
        self.move((host.width() - width) // 2, host.height() - self.height() - _MARGIN)

    def _width_beside(self) -> int:
        """Give the width of everything but the words."""
        margins = self._inside.contentsMargins()
        parts = [part.sizeHint().width() for part in (self._icon, self._button) if not part.isHidden()]
        return margins.left() + margins.right() + sum(parts) + self._inside.spacing() * len(parts)

    def _on_button_clicked(self) -> None:
        self.hide()
        self.acted.emit()

    def _on_time_over(self) -> None:
        if self._button.hasFocus() or not self.window().isActiveWindow():
            self._timer.start(_MILLISECONDS)
        else:
            self.hide()
