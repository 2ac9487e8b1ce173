"""A panel that opens under what opened it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from editor_app.ui.popover import Popover

_GAP = 6
_EDGE = 12


class LowerPopover(Popover):
    """Stands under its anchor, inside the window; else it is the panel that opens above."""

    def __init__(self, window: QWidget, width: int, name: str) -> None:
        super().__init__(window, width, name)
        self._least_width = width
        self._under: QWidget | None = None

    def open_below(self, anchor: QWidget) -> None:
        """Show the panel under a widget."""
        self._under = anchor
        self.open_above(anchor)

    def place(self) -> None:
        """Move to where the anchor is now, under it and inside the window."""
        layout, host = self.layout(), self.parentWidget()
        if self._under is None or layout is None or host is None:
            return
        corner = self._under.mapTo(host, QPoint(0, self._under.height() + _GAP))
        size = layout.totalSizeHint().expandedTo(layout.totalMinimumSize())
        width = max(self._least_width, size.width())
        frame = QRect(corner.x(), corner.y(), width, min(size.height(), host.height() - 2 * _EDGE))
        frame.moveLeft(max(_EDGE, min(frame.left(), host.width() - frame.width() - _EDGE)))
        frame.moveTop(max(_EDGE, min(frame.top(), host.height() - frame.height() - _EDGE)))
        self.setGeometry(frame)
