"""The list widget of the queue: one column, no search of its own, and looking is never deciding."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from editor_app.i18n import gettext
from editor_app.ui.queue_delegate import QueueDelegate
from editor_app.ui.queue_model import QueueModel


class QueueTable(QTableView):
    """Shows the lines; a click or the arrow keys ask for a document and decide nothing."""

    asked = Signal(int)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = QueueDelegate(model)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(gettext("Queue"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.measure()

    def measure(self) -> None:
        """Take the row height of the fonts of now."""
        self._delegate.forget()
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.verticalHeader().setMinimumSectionSize(self._delegate.row_height())
        self.viewport().update()

    def show_current(self, position: int) -> None:
        """Bring the line of the document on screen into sight."""
        index = self.model().index(position, 0) if position >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.viewport().update()

    def lines_in_sight(self) -> range:
        """Give the positions of the lines that can be seen now, wholly or in part."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def keyboardSearch(self, search: str) -> None:
        """Look for nothing: Qt would read every line of the list for an unbound letter."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.asked.emit(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Keep a line above and below in sight, so that the eye sees what comes next."""
        super().scrollTo(index, hint)
        if not index.isValid():
            return
        rect = self.visualRect(index)
        height, bar = rect.height(), self.verticalScrollBar()
        if rect.bottom() + height > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() + height - self.viewport().height())
        elif rect.top() - height < 0:
            bar.setValue(bar.value() + rect.top() - height)
