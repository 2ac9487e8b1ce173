"""The list of the palette: headings and rows, painted by hand; the keyboard stays in the field above."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor_app.domain.visible_marks import with_marks
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.palette_rows import PaletteGroup, PaletteRow
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.painting import draw_keycaps, fill_box, keycaps_width

_ROW, _HEADING = 40, 30
_INSET, _LEFT, _ICON, _WORDS, _GAP = 8, 20, 18, 50, 12
_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_LINE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class PaletteList(QListWidget):
    """Shows groups of rows; `picked` carries the row a person clicked."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(gettext("Found"))
        self.setItemDelegate(_RowPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._on_item_clicked)
        theme.changed.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[PaletteGroup]) -> None:
        """Show these groups; the row that was chosen stays chosen where it still is, else the first is."""
        before = self.chosen
        self.clear()
        for group in groups:
            if group.title:
                self._add_heading(group.title)
            for row in group.rows:
                self._add_row(row)
        self._choose((before.kind, before.id) if before else None)

    def show_first(self) -> None:
        """Choose the first row."""
        self._choose(None)

    @property
    def rows(self) -> list[PaletteRow]:
        """The rows that are shown."""
        return [row for number in range(self.count()) if (row := self._row(number)) is not None]

    @property
    def headings(self) -> list[str]:
        """The headings that are shown."""
        return [self.item(n).text() for n in range(self.count()) if self._row(n) is None]

    @property
    def chosen(self) -> PaletteRow | None:
        """The row that Enter runs."""
        return self._row(self.currentRow()) if self.currentRow() >= 0 else None

    def move(self, step: int) -> None:  # type: ignore[override]
        """Choose the row after (+1) or before; from the last it goes on with the first."""
        places = [number for number in range(self.count()) if self._row(number) is not None]
        if not places:
            return
        here = places.index(self.currentRow()) if self.currentRow() in places else -1
        self.setCurrentRow(places[(here + step) % len(places)])
        if self.currentRow() == places[0]:
            self.scrollToTop()

    def content_height(self) -> int:
        """Give the height that shows every row."""
        return sum(self.sizeHintForRow(number) for number in range(self.count()))

    def _choose(self, wanted: tuple[str, str] | None) -> None:
        places = [number for number in range(self.count()) if self._row(number) is not None]
        same = [n for n in places if (row := self._row(n)) and (row.kind, row.id) == wanted]
        chosen = (same or places or [-1])[0]
        self.setCurrentRow(chosen)
        if places and chosen == places[0]:
            self.scrollToTop()

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add_row(self, row: PaletteRow) -> None:
        item = QListWidgetItem(row.title)
        item.setData(_ROLE, row)
        keys = gettext("Key {keys}").format(keys=row.keys) if row.keys else ""
        spoken = ". ".join(part for part in (row.title, row.detail, keys) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.addItem(item)

    def _row(self, number: int) -> PaletteRow | None:
        found: PaletteRow | None = self.item(number).data(_ROLE)
        return found

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        row: PaletteRow | None = item.data(_ROLE)
        if row is not None:
            self.picked.emit(row)


def _row_height() -> int:
    return max(_ROW, round(text_styles.metrics("row").height()) + 18)


class _RowPainter(QStyledItemDelegate):
    """Paints a heading or a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give rows one height and headings a smaller one."""
        del option
        least = round(text_styles.metrics("meta_strong").height()) + 12
        return QSize(100, _row_height() if index.data(_ROLE) else max(_HEADING, least))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint icon, title with the letters that were found, what else there is to say, and the key."""
        row: PaletteRow | None = index.data(_ROLE)
        box: QRect = option.rect
        painter.save()
        if row is None:
            self._paint_heading(painter, QRectF(box), index.data(Qt.ItemDataRole.DisplayRole))
        else:
            state: QStyle.StateFlag = option.state
            self._paint_ground(painter, QRectF(box).adjusted(_INSET, 1, -_INSET, -1), state)
            if row.off:
                painter.setOpacity(DISABLED_OPACITY)
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_row(painter, QRectF(box), row, is_chosen=is_chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, title: str) -> None:
        painter.setFont(text_styles.font("meta_strong"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(box.adjusted(_LEFT, 4, -_LEFT, 0), int(_LINE), title)

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            fill_box(painter, box, 6, theme.colour("accent_soft"), None)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill_box(painter, box, 6, theme.colour("hover"), None)

    def _paint_row(self, painter: QPainter, box: QRectF, row: PaletteRow, *, is_chosen: bool) -> None:
        centre = box.center().y()
        tone = "accent" if is_chosen and row.tone == "text2" else row.tone
        paint_icon(painter, QRectF(box.left() + _LEFT, centre - _ICON / 2, _ICON, _ICON), row.icon, tone)
        room = QRectF(box).adjusted(_WORDS, 0, -_LEFT, 0)
        if row.keys:
            width = keycaps_width(row.keys)
            draw_keycaps(painter, room.right() - width, centre, row.keys)
            room.setRight(room.right() - width - _GAP)
        detail = self._detail_width(row, room)
        words = room.adjusted(0, 0, -(detail + _GAP if detail else 0), 0)
        end = _paint_title(painter, words, row)
        if detail:
            painter.setOpacity(1.0)
            painter.setFont(text_styles.font("meta"))
            painter.setPen(theme.colour("text2"))
            place = QRectF(end + _GAP, room.top(), detail, room.height())
            shown = text_styles.metrics("meta").elidedText(row.detail, Qt.TextElideMode.ElideRight, detail)
            painter.drawText(place, int(_LINE), shown)

    def _detail_width(self, row: PaletteRow, room: QRectF) -> float:
        """Give the width of what stands behind the title: all of it, or what leaves half to the title."""
        if not row.detail:
            return 0.0
        wanted = text_styles.metrics("meta").horizontalAdvance(row.detail) + 2
        title = text_styles.metrics("row").horizontalAdvance(row.title)
        return float(min(wanted, max(room.width() / 2, room.width() - title - _GAP - 24)))


def _paint_title(painter: QPainter, room: QRectF, row: PaletteRow) -> float:
    """Paint a title, the letters that were found in bold and the accent, and give where it ends."""
    left = room.left()
    for text, is_found in _pieces(row):
        style = "row_strong" if is_found else "row"
        metrics: QFontMetricsF = text_styles.metrics(style)
        shown = with_marks(text)
        width = metrics.horizontalAdvance(shown)
        if left + width > room.right() + 1:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, max(0.0, room.right() - left))
            width = metrics.horizontalAdvance(shown)
        painter.setFont(text_styles.font(style))
        painter.setPen(theme.colour("accent" if is_found else "text"))
        painter.drawText(QRectF(left, room.top(), width + 2, room.height()), int(_LINE), shown)
        left += width
        if shown != with_marks(text):
            break
    return left


def _pieces(row: PaletteRow) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in row.spans:
        pieces += [(row.title[end:start], False), (row.title[start:stop], True)]
        end = stop
    pieces.append((row.title[end:], False))
    return [(text, is_found) for text, is_found in pieces if text]
