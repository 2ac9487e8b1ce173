"""How much of something is done, as a bar."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.i18n import gettext
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import fill_box

_STEP = 0.02
_INTERVAL = 40
_BUSY_SHARE = 0.25


class ProgressBar(QWidget):
    """A bar of a fixed height; `set_share(None)` shows that work goes on and nobody knows how long."""

    def __init__(self, height: int = 6, width: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = 0.0
        self._shift = 0.0
        self._width = width
        self.setFixedHeight(height)
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self._on_tick)

    @property
    def share(self) -> float | None:
        """The share that is done, from 0 to 1; None while it is not known."""
        return self._share

    def set_share(self, share: float | None) -> None:
        """Show a share from 0 to 1, or that it is not known."""
        self._share = None if share is None else min(max(share, 0.0), 1.0)
        said = (
            gettext("working")
            if share is None
            else gettext("{share} per cent").format(share=round(share * 100))
        )
        self.setAccessibleDescription(said)
        if share is None and not self._timer.isActive():
            self._timer.start()
        elif share is not None:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width or 200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        fill_box(painter, rect, radius, theme.colour("border"), None)
        done = self._done_rect(rect)
        if done.width() > 0:
            fill_box(painter, done, radius, theme.colour("accent"), None)
        painter.end()

    def _done_rect(self, rect: QRectF) -> QRectF:
        if self._share is None:
            left = (rect.width() * (1 - _BUSY_SHARE)) * abs(1 - (self._shift % 2))
            return QRectF(left, rect.top(), rect.width() * _BUSY_SHARE, rect.height())
        width = rect.width() * self._share
        return QRectF(
            rect.left(), rect.top(), max(width, rect.height()) if self._share > 0 else 0, rect.height()
        )

    def _on_tick(self) -> None:
        self._shift += _STEP
        self.update()
