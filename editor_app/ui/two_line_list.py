"""A list of a few items: a title, a line below it, something small at the far edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.safe_text import shown_text
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_ring, fill_box

_ROLE: Final = Qt.ItemDataRole.UserRole
_PADDING: Final = 12
_ICON: Final = 18
_LONGEST_LINE: Final = 1_000
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `id` is what the choice answers with, `indent` moves it in (for headings below headings)."""

    id: str
    title: str
    detail: str = ""
    trailing: str = ""
    icon: str = ""
    tone: str = "text2"
    indent: int = 0


class TwoLineList(QListWidget):
    """Shows items in two lines, or in one where none has a detail; the chosen one is set off in the accent.

    With `wraps` a title without a detail takes as many lines as it needs.
    """

    def __init__(self, name: str, *, wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wraps = wraps
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def show_items(self, items: Iterable[Item], chosen: str = "") -> None:
        """Show these items, one of them chosen (the first where none is named)."""
        self.clear()
        for item in items:
            entry = QListWidgetItem(item.title)
            entry.setData(_ROLE, item)
            words = [item.title, item.detail, item.trailing]
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(word for word in words if word))
            self.addItem(entry)
        if self.count():
            rows = [row for row in range(self.count()) if self._item(row).id == chosen]
            self.setCurrentRow(rows[0] if rows else 0)

    @property
    def chosen(self) -> Item | None:
        """The item chosen now."""
        return self._item(self.currentRow()) if self.currentRow() >= 0 else None

    def choose(self, wanted: str) -> None:
        """Choose an item by its id without moving the focus."""
        for row in range(self.count()):
            if self._item(row).id == wanted:
                self.setCurrentRow(row)

    def id_at(self, row: int) -> str:
        """Give the id of the item in a row."""
        return self._item(row).id

    def content_height(self) -> int:
        """Give the height that shows every item."""
        return sum(self.sizeHintForRow(row) for row in range(self.count()))

    def _item(self, row: int) -> Item:
        found: Item = self.item(row).data(_ROLE)
        return found


class _Painter(QStyledItemDelegate):
    """Paints one item."""

    def __init__(self, view: TwoLineList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        item: Item = index.data(_ROLE)
        height = text_styles.metrics("body_medium").height()
        if item.detail:
            height += 2 + text_styles.metrics("meta").height()
        elif self._view.wraps:
            height = self._wrapped_height(item)
        return QSize(80, round(height) + (18 if item.detail else 14))

    def _wrapped_height(self, item: Item) -> float:
        room = QRectF(0, 0, max(40, self._view.viewport().width() - 2 * _PADDING - item.indent), 1000)
        metrics = text_styles.metrics("body_medium")
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.title).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: Item = index.data(_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, QRectF(box).adjusted(2, 1, -2, -1), state)
        area = box.adjusted(_PADDING + item.indent, 0, -_PADDING, 0)
        if item.icon:
            side = QRectF(area.left(), area.center().y() - _ICON / 2 + 0.5, _ICON, _ICON)
            paint_icon(painter, side, item.icon, item.tone)
            area.setLeft(area.left() + _ICON + 10)
        area.setRight(self._paint_trailing(painter, area, item))
        self._paint_words(painter, area, item, is_chosen)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            fill_box(painter, box, 6, theme.colour("accent_soft"), None)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill_box(painter, box, 6, theme.colour("hover"), None)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, box, 6)

    def _paint_trailing(self, painter: QPainter, area: QRect, item: Item) -> int:
        """Paint what stands at the far edge and give where it begins."""
        if not item.trailing:
            return area.right()
        metrics = text_styles.metrics("meta")
        width = round(metrics.horizontalAdvance(item.trailing)) + 2
        place = QRect(area.right() - width, area.top(), width, area.height())
        painter.setFont(text_styles.font("meta"))
        painter.setPen(theme.colour("text3"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, item.trailing)
        return place.left() - 10

    def _paint_words(self, painter: QPainter, area: QRect, item: Item, is_chosen: bool) -> None:
        title, detail = text_styles.metrics("body_medium"), text_styles.metrics("meta")
        block = title.height() + (2 + detail.height() if item.detail else 0)
        top = area.top() + (area.height() - block) / 2
        painter.setFont(text_styles.font("body_medium"))
        painter.setPen(theme.colour("accent" if is_chosen else "text"))
        if self._view.wraps and not item.detail:
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(area), int(flags), shown_text(item.title, _LONGEST_LINE))
            return
        self._paint_line(painter, QRectF(area.left(), top, area.width(), title.height()), item.title)
        if item.detail:
            painter.setFont(text_styles.font("meta"))
            painter.setPen(theme.colour("text2"))
            below = QRectF(area.left(), top + title.height() + 2, area.width(), detail.height())
            self._paint_line(painter, below, item.detail)

    def _paint_line(self, painter: QPainter, place: QRectF, text: str) -> None:
        line = shown_text(text, _LONGEST_LINE)
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, round(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
