"""The table of the keyboard page: command, where, and its keys as caps."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.key_rows import KeyRow
from editor_app.ui.key_wording import place_name
from editor_app.ui.keymap import spoken
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_keycaps, draw_ring, fill_box, keycap_height, keycaps_width

_ROLE: Final = Qt.ItemDataRole.UserRole
_PADDING, _PLACE_WIDTH, _BETWEEN_KEYS, _GAP = 12, 110, 12, 10
_LINE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_Index = QModelIndex | QPersistentModelIndex


class KeyTable(QListWidget):
    """Lists commands with their keys. Enter asks to change the chosen one, Delete to take its keys away."""

    change_asked = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(gettext("Commands and their keys"))
        self.setItemDelegate(_RowPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("framed", True)
        self.itemDoubleClicked.connect(lambda _item: self.change_asked.emit())
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these lines; the one that was chosen stays so where it still is."""
        before = self.chosen
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.command.title)
            item.setData(_ROLE, row)
            keys = ", ".join(map(spoken, row.keys)) or gettext("no key")
            own = gettext("changed by you") if row.is_own else ""
            spoken_parts = (row.command.title, place_name(row.place), keys, own)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(part for part in spoken_parts if part))
            self.addItem(item)
        if rows:
            wanted = (before.command.id, before.place) if before else None
            same = [n for n, row in enumerate(rows) if (row.command.id, row.place) == wanted]
            self.setCurrentRow(same[0] if same else 0)

    def choose(self, command: str) -> None:
        """Choose the first line of a command."""
        for number in range(self.count()):
            if self._row(number).command.id == command:
                self.setCurrentRow(number)
                return

    @property
    def chosen(self) -> KeyRow | None:
        """The line that would be changed."""
        return self._row(self.currentRow()) if self.currentRow() >= 0 else None

    @property
    def rows(self) -> list[KeyRow]:
        """The lines that are shown."""
        return [self._row(number) for number in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a change; a letter looks for no line, as the filter does that."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.change_asked.emit()
            event.accept()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the filter."""

    def _row(self, number: int) -> KeyRow:
        found: KeyRow = self.item(number).data(_ROLE)
        return found


class _RowPainter(QStyledItemDelegate):
    """Paints one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give every line the same height."""
        del option, index
        return QSize(100, max(30, keycap_height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint title, place and keys."""
        row: KeyRow = index.data(_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        card = QRectF(box).adjusted(2, 1, -2, -1)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            fill_box(painter, card, 6, theme.colour("accent_soft"), None)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill_box(painter, card, 6, theme.colour("hover"), None)
        if is_chosen and state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, card, 6)
        room = QRectF(box).adjusted(_PADDING, 0, -_PADDING, 0)
        keys_left = _paint_keys(painter, room, row)
        place = QRectF(room.center().x(), room.top(), _PLACE_WIDTH, room.height())
        if place.right() < keys_left:
            _write(painter, place, place_name(row.place), "meta", "text2")
        title = QRectF(room.left(), room.top(), place.left() - room.left() - _GAP, room.height())
        _write(painter, title, row.command.title, "body_medium" if row.is_own else "body", "text")
        painter.restore()


def _paint_keys(painter: QPainter, room: QRectF, row: KeyRow) -> float:
    """Paint the keys at the far edge, and a pencil before those a person gave; give where they begin."""
    left = room.right()
    if not row.keys:
        words = gettext("no key")
        width = text_styles.metrics("meta").horizontalAdvance(words) + 2
        left -= width
        _write(painter, QRectF(left, room.top(), width, room.height()), words, "meta", "text3")
    for key in reversed(row.keys):
        left -= keycaps_width(spoken(key))
        draw_keycaps(painter, left, room.center().y(), spoken(key))
        left -= _BETWEEN_KEYS
    if row.is_own:
        left -= 16
        paint_icon(painter, QRectF(left, room.center().y() - 7, 14, 14), "pencil", "accent")
    return left


def _write(painter: QPainter, place: QRectF, text: str, style: str, token: str) -> None:
    painter.setFont(text_styles.font(style))
    painter.setPen(theme.colour(token))
    shown = text_styles.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(_LINE), shown)
