"""An icon that stands by itself, beside a text."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.ui.icons import paint_icon


class IconView(QWidget):
    """Shows one icon in the colour of a token; to a screen reader the text beside it speaks."""

    def __init__(
        self, name: str, token: str = "text2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, token: str = "text2") -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._token)
        painter.end()
