"""Queue, document and rationale side by side: the place in which the keys of deciding work."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from editor_app.ui.theme import theme
from editor_app.ui.widgets.frames import Line, column

_QUEUE: Final = (288, 248)
_QUEUE_LIMITS: Final = (220, 420)
_RIGHT_LIMITS: Final = (400, 640)
_MIDDLE_LEAST: Final = 320


class TriagePane(QWidget):
    """Three panes in a splitter; in a narrow window the queue is a drawer over the document."""

    def __init__(
        self, queue: QWidget, middle: QWidget, right: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._queue, self._middle, self._right = queue, middle, right
        self._is_drawer = False
        self._is_queue_wanted = True
        self._splitter = _Splitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._place = QWidget()
        self._shelf = column(self._place)
        self._shelf.addWidget(queue)
        for pane in (self._place, middle, right):
            self._splitter.addWidget(pane)
        for index, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(index, stretch)
        self._place.setMinimumWidth(_QUEUE_LIMITS[0])
        self._place.setMaximumWidth(_QUEUE_LIMITS[1])
        middle.setMinimumWidth(_MIDDLE_LEAST)
        right.setMinimumWidth(_RIGHT_LIMITS[0])
        right.setMaximumWidth(_RIGHT_LIMITS[1])
        column(self).addWidget(self._splitter)
        self._edge = Line(upright=True, parent=self)
        self._edge.hide()

    @property
    def is_drawer(self) -> bool:
        """True while the queue lies over the document."""
        return self._is_drawer

    @property
    def is_queue_shown(self) -> bool:
        """True while the queue can be seen."""
        return not (self._queue if self._is_drawer else self._place).isHidden()

    def widths(self) -> tuple[int, int]:
        """Give the widths of queue and rationale."""
        return self._queue.width(), self._right.width()

    def arrange(self, queue: int, right: int) -> None:
        """Give queue and rationale these widths, the rest to the document."""
        queue = min(max(queue, _QUEUE_LIMITS[0]), _QUEUE_LIMITS[1])
        right = min(max(right, _RIGHT_LIMITS[0]), _RIGHT_LIMITS[1])
        room = self.width() - right - (0 if self._place.isHidden() else queue)
        self._splitter.setSizes([queue, max(room, _MIDDLE_LEAST), right])

    def arrange_right(self, right: int) -> None:
        """Give the rationale this width; queue and document share the rest as they are."""
        self.arrange(self._queue.width() if not self._is_drawer else _QUEUE[1], right)

    def set_drawer(self, drawer: bool) -> None:
        """Lay the queue over the document, closed, or put it back beside it."""
        if drawer == self._is_drawer:
            return
        self._is_drawer = drawer
        if drawer:
            self._place.hide()
            self._queue.setParent(self)
            self._queue.hide()
        else:
            self._shelf.addWidget(self._queue)
            self._queue.show()
            self._place.setVisible(self._is_queue_wanted)
        self._place_drawer()

    def toggle_queue(self) -> bool:
        """Hide the queue or show it; give whether it is shown now."""
        shown = not self.is_queue_shown
        if self._is_drawer:
            self._queue.setVisible(shown)
        else:
            self._is_queue_wanted = shown
            self._place.setVisible(shown)
        self._place_drawer()
        return shown

    def close_drawer(self) -> None:
        """Close the drawer, if the queue is one and open."""
        if self._is_drawer and not self._queue.isHidden():
            self._queue.hide()
            self._place_drawer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def _place_drawer(self) -> None:
        is_open = self._is_drawer and not self._queue.isHidden()
        self._edge.setVisible(is_open)
        if is_open:
            width = min(_QUEUE[0], self.width() - 40)
            self._queue.setGeometry(0, 0, width, self.height())
            self._edge.setGeometry(width, 0, 1, self.height())
            for part in (self._queue, self._edge):
                part.raise_()


def queue_width(*, compact: bool) -> int:
    """Give the width of the queue where nobody has chosen one."""
    return _QUEUE[1] if compact else _QUEUE[0]


class _Splitter(QSplitter):
    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """A line of one pixel that can be grabbed on seven: it lies over the edges of its neighbours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(QRect(self.width() // 2, 0, 1, self.height()), theme.colour("border"))
        painter.end()
