"""A row that goes on below where the room ends, so that nothing is cut."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_Hinted = tuple[QWidget, QSize]


class Flow(QWidget):
    """Puts widgets beside each other and goes on below; with `equal` all of a row are equally wide.

    It is a widget and no layout: the items of a layout written in Python are not safe from being deleted.
    """

    def __init__(self, *, gap: int = 8, equal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._gap, self._equal = gap, equal
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        widget.show()
        self._parts.append(widget)
        self.updateGeometry()
        self._arrange(self.rect(), moves=True)

    def clear(self) -> None:
        """Take all widgets away."""
        parts, self._parts = self._parts, []
        for part in parts:
            part.hide()
            part.deleteLater()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        """Give the size of everything in one row."""
        hints = [part.sizeHint() for part in self._shown()]
        width = self._row_width([hint.width() for hint in hints])
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Give way until the widest part has a row of its own."""
        size = QSize(0, 0)
        for part in self._shown():
            size = size.expandedTo(part.minimumSizeHint())
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out anew."""
        super().resizeEvent(event)
        self._arrange(self.rect(), moves=True)

    def event(self, event: QEvent) -> bool:
        """Lay the parts out anew when one of them grew, shrank, came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange(self.rect(), moves=True)
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        top = rect.top()
        for row in self._rows(rect.width()):
            height = max(hint.height() for _part, hint in row)
            if moves:
                self._place(row, QRect(rect.left(), top, rect.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - rect.top())

    def _rows(self, width: int) -> list[list[_Hinted]]:
        """Give what stands in each row; every part is asked for its size once, for they measure texts."""
        rows: list[list[_Hinted]] = []
        for part in self._shown():
            hinted = (part, part.sizeHint())
            if rows and self._row_width([hint.width() for _, hint in (*rows[-1], hinted)]) <= width:
                rows[-1].append(hinted)
            else:
                rows.append([hinted])
        return rows

    def _row_width(self, widths: list[int]) -> int:
        if not widths:
            return 0
        total = max(widths) * len(widths) if self._equal else sum(widths)
        return total + self._gap * (len(widths) - 1)

    def _place(self, row: list[_Hinted], rect: QRect) -> None:
        each = (rect.width() - self._gap * (len(row) - 1)) // len(row)
        left = 0
        for part, hint in row:
            width = each if self._equal else min(hint.width(), rect.width())
            place = QRect(rect.topLeft() + QPoint(left, 0), QSize(width, rect.height()))
            if self.isRightToLeft():
                place.moveRight(rect.right() - left)
            part.setGeometry(place)
            left += width + self._gap
