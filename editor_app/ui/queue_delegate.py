"""Paints the lines of the queue: glyph, source, date and two lines of headline, each line drawn once."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor_app.domain.lists import ListRow
from editor_app.domain.standing import TO_DO_STATES, State
from editor_app.domain.visible_marks import with_marks
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.queue_model import QueueModel
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_ring, fill_box
from editor_app.ui.wording import isolated, short_day

_INSET_X, _INSET_Y = 8, 2
_GLYPH, _GLYPH_X, _TOP = 16, 22, 11
_TEXT_X, _RIGHT = 48, 22
_ROW: Final = 84
_KEPT: Final = 512
_PICTURES_KEPT: Final = 64
_LONGEST_HEADLINE = 400

Index = QModelIndex | QPersistentModelIndex

GLYPHS: Final = {
    State.PENDING: ("circle", "text3"),
    State.ACCEPTED: ("circle-check", "accept"),
    State.AMENDED: ("pencil", "amend"),
    State.REJECTED: ("circle-x", "reject"),
    State.DEFERRED: ("player-skip-forward", "text3"),
    State.CONTEXT: ("bookmark", "text2"),
    State.NONE: ("circle-dashed", "text3"),
    State.DISPUTED: ("arrows-exchange", "amend"),
    State.CHANGED: ("refresh", "amend"),
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts of a line, cut to the width there is."""

    source: str
    date: str
    headline: tuple[str, ...]


class _Look(NamedTuple):
    """All that a line's picture depends on."""

    row: ListRow
    width: int
    height: int
    ratio: float
    is_dark: bool
    is_current: bool
    is_marked: bool
    hovered: bool
    has_focus: bool
    mirrored: bool


class QueueDelegate(QStyledItemDelegate):
    """Paints a line as picture 01 has it; decided lines stay, dim, with the glyph of their decision."""

    def __init__(self, model: QueueModel) -> None:
        super().__init__(model)
        self._model = model
        self._words: OrderedDict[tuple[str, int, str], _Words] = OrderedDict()
        self._pictures: OrderedDict[_Look, QPixmap] = OrderedDict()
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}

    def forget(self) -> None:
        """Lay everything out anew, in the fonts of now."""
        self._words.clear()
        self._pictures.clear()
        self._fonts.clear()

    def row_height(self) -> int:
        """Give the height of every line."""
        needed = _TOP + self._metrics("meta_medium").height() + 3 + 2 * self._line_height() + 14
        return max(_ROW, round(needed))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.wire(index.row())
        if row is None:
            return
        state = option.state
        look = _Look(
            row=row,
            width=option.rect.width(),
            height=option.rect.height(),
            ratio=painter.device().devicePixelRatioF(),
            is_dark=theme.is_dark,
            is_current=self._model.is_current(index.row()),
            is_marked=self._model.is_marked(index.row()),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            has_focus=bool(state & QStyle.StateFlag.State_HasFocus),
            mirrored=option.direction == Qt.LayoutDirection.RightToLeft,
        )
        painter.drawPixmap(option.rect.topLeft(), self._picture(look))

    def _picture(self, look: _Look) -> QPixmap:
        """Give the picture of a line, drawn the first time it is wanted."""
        if look not in self._pictures:
            self._pictures[look] = self._drawn(look)
            if len(self._pictures) > _PICTURES_KEPT:
                self._pictures.popitem(last=False)
        return self._pictures[look]

    def _drawn(self, look: _Look) -> QPixmap:
        picture = QPixmap(round(look.width * look.ratio), round(look.height * look.ratio))
        picture.setDevicePixelRatio(look.ratio)
        picture.fill(theme.colour("pane"))
        painter, rect = QPainter(picture), QRectF(0, 0, look.width, look.height)
        if look.mirrored:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        is_current = look.is_current
        self._paint_ground(
            painter, rect, is_current=is_current, is_marked=look.is_marked, hovered=look.hovered
        )
        if look.is_marked:
            self._paint_mark(painter, rect, mirrored=look.mirrored)
        if is_current and look.has_focus:
            draw_ring(painter, rect.adjusted(_INSET_X, _INSET_Y, -_INSET_X, -_INSET_Y), 8)
        if look.mirrored:
            self._paint_mirrored(painter, rect, look.row, is_current=is_current)
        else:
            self._paint_line(painter, rect, look.row, is_current=is_current)
        painter.end()
        return picture

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, *, is_current: bool, is_marked: bool, hovered: bool
    ) -> None:
        card = rect.adjusted(_INSET_X, _INSET_Y, -_INSET_X, -_INSET_Y)
        if is_current:
            fill_box(painter, card, 8, theme.colour("accent_soft"), None)
            bar = QRectF(card.left(), rect.top() + 16, 3, rect.height() - 32)
            fill_box(painter, bar, 1.5, theme.colour("accent"), None)
        elif is_marked:
            fill_box(painter, card, 8, theme.colour("accent_soft"), None)
        elif hovered:
            fill_box(painter, card, 8, theme.colour("hover"), None)

    def _paint_mark(self, painter: QPainter, rect: QRectF, *, mirrored: bool) -> None:
        """Paint the ticked box of a marked line below its glyph."""
        left = rect.right() - _GLYPH_X - _GLYPH if mirrored else rect.left() + _GLYPH_X
        place = QRectF(left, rect.top() + _TOP + _GLYPH + 8, _GLYPH, _GLYPH)
        paint_icon(painter, place, "square-check", "accent")

    def _paint_line(self, painter: QPainter, rect: QRectF, row: ListRow, *, is_current: bool) -> None:
        glyph, token = glyph_of(row, is_current=is_current)
        paint_icon(painter, QRectF(rect.left() + _GLYPH_X, rect.top() + _TOP, _GLYPH, _GLYPH), glyph, token)
        style = _headline_style(row, is_current=is_current)
        words = self._words_of(row, round(rect.width()), style)
        left, right = rect.left() + _TEXT_X, rect.right() - _RIGHT
        first = QRectF(left, rect.top() + _TOP - 1, right - left, self._metrics("meta_medium").height())
        self._paint_first(painter, first, words, row, is_current=is_current)
        self._paint_headline(painter, first, words, style, row, is_current=is_current)

    def _paint_mirrored(self, painter: QPainter, rect: QRectF, row: ListRow, *, is_current: bool) -> None:
        """From right to left glyph and bar change sides; the texts find their own direction."""
        glyph, token = glyph_of(row, is_current=is_current)
        place = QRectF(rect.right() - _GLYPH_X - _GLYPH, rect.top() + _TOP, _GLYPH, _GLYPH)
        paint_icon(painter, place, glyph, token)
        style = _headline_style(row, is_current=is_current)
        words = self._words_of(row, round(rect.width()), style)
        left, right = rect.left() + _RIGHT, rect.right() - _TEXT_X
        first = QRectF(left, rect.top() + _TOP - 1, right - left, self._metrics("meta_medium").height())
        self._paint_first(painter, first, words, row, is_current=is_current)
        self._paint_headline(painter, first, words, style, row, is_current=is_current)

    def _paint_first(
        self, painter: QPainter, area: QRectF, words: _Words, row: ListRow, *, is_current: bool
    ) -> None:
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._font("meta_medium"))
        painter.setPen(
            theme.colour("accent" if is_current else "text2" if row.state in TO_DO_STATES else "text3")
        )
        painter.drawText(area, leading, words.source)
        painter.setFont(self._font("meta"))
        painter.setPen(theme.colour("text3"))
        painter.drawText(area, trailing, words.date)

    def _paint_headline(  # where, what and how
        self, painter: QPainter, first: QRectF, words: _Words, style: str, row: ListRow, *, is_current: bool
    ) -> None:
        painter.setFont(self._font(style))
        painter.setPen(theme.colour("text" if is_current or _wants_work(row) else "text3"))
        top = first.bottom() + 3
        for line in words.headline:
            area = QRectF(first.left(), top, first.width(), self._line_height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, line)
            top += self._line_height()

    def _words_of(self, row: ListRow, width: int, style: str) -> _Words:
        key = (row.id, width, style)
        if key not in self._words:
            self._words[key] = self._lay_out(row, width - _TEXT_X - _RIGHT, style)
            if len(self._words) > _KEPT:
                self._words.popitem(last=False)
        return self._words[key]

    def _lay_out(self, row: ListRow, width: int, style: str) -> _Words:
        date = short_day(row.date) if row.date else ""
        room = width - self._metrics("meta").horizontalAdvance(date) - 12
        source = with_marks(row.source or gettext("document"))
        shown = self._metrics("meta_medium").elidedText(source, Qt.TextElideMode.ElideRight, room)
        return _Words(
            isolated(shown), date, self._two_lines(with_marks(row.headline[:_LONGEST_HEADLINE]), width, style)
        )

    def _two_lines(self, headline: str, width: int, style: str) -> tuple[str, ...]:
        layout = QTextLayout(headline, self._font(style))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        if not line.isValid():
            layout.endLayout()
            return ()
        line.setLineWidth(width)
        cut = line.textStart() + line.textLength()
        layout.endLayout()
        units = headline.encode("utf-16-le", "surrogatepass")
        first, rest = (
            part.decode("utf-16-le", "surrogatepass") for part in (units[: 2 * cut], units[2 * cut :])
        )
        second = self._metrics(style).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return tuple(isolated(text) for text in (first.rstrip(), second) if text)

    def _line_height(self) -> float:
        return max(19.0, self._metrics("body").height() + 3)

    def _font(self, style: str) -> QFont:
        return self._measured(style)[0]

    def _metrics(self, style: str) -> QFontMetricsF:
        return self._measured(style)[1]

    def _measured(self, style: str) -> tuple[QFont, QFontMetricsF]:
        if style not in self._fonts:
            self._fonts[style] = (text_styles.font(style), text_styles.metrics(style))
        return self._fonts[style]


def glyph_of(row: ListRow, *, is_current: bool) -> tuple[str, str]:
    """Give the icon and the token that stand for where a document is."""
    wants_work = _wants_work(row)
    if is_current and wants_work:
        return "circle-dot", "accent"
    if row.is_flagged and wants_work:
        return "flag", "flag"
    return GLYPHS[row.state]


def _wants_work(row: ListRow) -> bool:
    return row.state in TO_DO_STATES or row.state is State.NONE


def _headline_style(row: ListRow, *, is_current: bool) -> str:
    if is_current:
        return "strong"
    return "body_medium" if _wants_work(row) else "body"
