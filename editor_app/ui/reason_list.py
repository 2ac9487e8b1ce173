"""The reasons to reject: each with its key, what it means, and whether it was taken."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor_app.domain.vocabulary import Reason, Vocabulary
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.safe_text import plain_tip
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_keycaps, fill_box

_REASON: Final = Qt.ItemDataRole.UserRole
_TAKEN: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_LEFT, _WORDS, _SMALLEST = 10, 42, 42
_LINE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading


class ReasonList(QListWidget):
    """Shows reasons; one may be highlighted, some may be taken. The keyboard stays in the field above."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(gettext("Reasons"))
        self.setItemDelegate(_ReasonPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemClicked.connect(lambda item: self.picked.emit(_reason_of(item).id))
        theme.changed.connect(self.viewport().update)

    def show_reasons(self, reasons: Sequence[Reason], taken: Sequence[str], highlighted: int) -> None:
        """Show these reasons, some of them taken; `highlighted` is a place, -1 for none."""
        self.clear()
        for reason in reasons:
            item = QListWidgetItem(gettext(reason.label))
            item.setData(_REASON, reason)
            item.setData(_TAKEN, reason.id in taken)
            item.setData(Qt.ItemDataRole.ToolTipRole, plain_tip(gettext(reason.means)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(reason, taken=reason.id in taken))
            self.addItem(item)
        self.setCurrentRow(highlighted)

    @property
    def highlighted(self) -> Reason | None:
        """The reason that Enter would take."""
        return _reason_of(self.currentItem()) if self.currentRow() >= 0 else None

    @property
    def shown(self) -> tuple[Reason, ...]:
        """The reasons that are shown."""
        return tuple(_reason_of(self.item(row)) for row in range(self.count()))

    def move_highlight(self, step: int) -> None:
        """Highlight the next reason (+1) or the one before."""
        if self.count():
            start = self.currentRow() if self.currentRow() >= 0 else (-1 if step > 0 else 0)
            self.setCurrentRow((start + step) % self.count())

    def content_height(self, rows: int) -> int:
        """Give the height that so many reasons take."""
        return rows * _row_height() + 2


def widest_meaning(vocabulary: Vocabulary) -> int:
    """Give the width a line needs to say what any reason means without cutting it."""
    means = text_styles.metrics("meta")
    said = (means.horizontalAdvance(gettext(one.means)) for one in vocabulary.reasons if not one.retired)
    return round(max(said, default=0)) + _WORDS + _LEFT + 2


def _reason_of(item: QListWidgetItem) -> Reason:
    found: Reason = item.data(_REASON)
    return found


def _spoken(reason: Reason, *, taken: bool) -> str:
    parts = [gettext(reason.label), gettext(reason.means)]
    if reason.key is not None:
        parts.append(gettext("Key {key}").format(key=reason.key))
    if taken:
        parts.append(gettext("taken"))
    return ". ".join(part.rstrip(".") for part in parts)


def _row_height() -> int:
    lines = text_styles.metrics("body_medium").height() + text_styles.metrics("meta").height()
    return max(_SMALLEST, round(lines) + 10)


class _ReasonPainter(QStyledItemDelegate):
    """Paints one reason."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give every reason the same height."""
        del option, index
        return QSize(100, _row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint key, label, meaning and the gate it speaks to."""
        reason: Reason = index.data(_REASON)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_highlighted = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, QRectF(box), state)
        centre = QRectF(box).center().y()
        if reason.key is not None:
            draw_keycaps(painter, box.left() + _LEFT, centre, str(reason.key))
        room = QRectF(box).adjusted(_WORDS, 0, -_LEFT, 0)
        if index.data(_TAKEN):
            place = QRectF(room.right() - 18, centre - 9, 18, 18)
            paint_icon(painter, place, "check", "accent")
            room.setRight(place.left() - 8)
        self._paint_words(painter, room, reason, "accent" if is_highlighted else "text3")
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            fill_box(painter, box, 6, theme.colour("accent_soft"), None)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill_box(painter, box, 6, theme.colour("hover"), None)

    def _paint_words(self, painter: QPainter, room: QRectF, reason: Reason, gate_token: str) -> None:
        """Paint label and gate in the first line, and the meaning across the second."""
        label, means = text_styles.metrics("body_medium"), text_styles.metrics("meta")
        top = room.center().y() - (label.height() + means.height()) / 2
        first = QRectF(room.left(), top, room.width(), label.height())
        if reason.gate is not None:
            words = gettext("Criterion {number}").format(number=reason.gate)
            width = means.horizontalAdvance(words) + 2
            gate = QRectF(first.right() - width, top, width, first.height())
            _write(painter, gate, words, "meta", gate_token)
            first.setRight(gate.left() - 10)
        _write(painter, first, gettext(reason.label), "body_medium", "text")
        second = QRectF(room.left(), top + label.height(), room.width(), means.height())
        _write(painter, second, gettext(reason.means), "meta", "text2")


def _write(painter: QPainter, place: QRectF, text: str, style: str, token: str) -> None:
    painter.setFont(text_styles.font(style))
    painter.setPen(theme.colour(token))
    shown = text_styles.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _LINE, shown)
