"""Decisions over time: columns of stacked outcomes, each with its number where it has room for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from editor_app.ui import text_styles
from editor_app.ui.chart_card import Chart
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import fill_box

_WIDEST: Final = 34.0
_SHARE: Final = 0.5
_PARTING: Final = 2.0
_NUMBER_FROM: Final = 17.0
_MOST_LINES: Final = 4
_GAP: Final = 10.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its label, and the token and the number of each of its parts, from the bottom up."""

    label: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """What its parts come to."""
        return sum(number for _, number in self.parts)


class ColumnsChart(Chart):
    """Paints the columns over an axis that ends at a round number."""

    def __init__(self, name: str, least_height: int) -> None:
        super().__init__(name, least_height)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar], figures: str) -> None:
        """Show other figures; `figures` says them in words."""
        self._bars = tuple(bars)
        self.tell(figures)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint lines and numbers of the axis, then the columns."""
        if not self._bars:
            return
        meta = text_styles.metrics("meta")
        step, top = axis(max(bar.total for bar in self._bars))
        left = meta.horizontalAdvance(f"{top:,}") + _GAP
        ground = area.adjusted(left, meta.height() + 4, 0, -(meta.height() + 6))
        scale = ground.height() / top
        for value in range(0, top + 1, step):
            height = ground.bottom() - value * scale
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(QPointF(ground.left(), height), QPointF(ground.right(), height))
            label = QRectF(0, height - meta.height() / 2, left - _GAP + 2, meta.height())
            write(painter, label, f"{value:,}", "meta", "text2", Qt.AlignmentFlag.AlignRight)
        pitch = ground.width() / len(self._bars)
        every = _every(self._bars, pitch)
        for number, bar in enumerate(self._bars):
            middle = ground.left() + (number + 0.5) * pitch
            self._draw_bar(painter, bar, middle, min(_WIDEST, pitch * _SHARE), ground.bottom(), scale)
            if number % every == 0:
                room = QRectF(middle - pitch * every / 2, ground.bottom() + 4, pitch * every, meta.height())
                write(painter, room, bar.label, "meta", "text2", Qt.AlignmentFlag.AlignHCenter)

    def _draw_bar(
        self, painter: QPainter, bar: Bar, middle: float, width: float, bottom: float, scale: float
    ) -> None:
        shown = [(token, number) for token, number in bar.parts if number]
        for token, number in shown:
            height = number * scale
            gap = _PARTING if height > 3 * _PARTING else height / 3  # a thin part is not all gap
            part = QRectF(middle - width / 2, bottom - height, width, max(1.0, height - gap))
            fill_box(painter, part, min(2.0, part.height() / 2), theme.colour(token), None)
            if height >= _NUMBER_FROM and _fits(f"{number:,}", width):
                write(painter, part, f"{number:,}", "keycap", "surface", Qt.AlignmentFlag.AlignHCenter)
            bottom -= height
        if shown:
            height = text_styles.metrics("meta_strong").height()
            room = QRectF(middle - _WIDEST, bottom - height - 3, 2 * _WIDEST, height)
            write(painter, room, f"{bar.total:,}", "meta_strong", "text", Qt.AlignmentFlag.AlignHCenter)


def axis(largest: int) -> tuple[int, int]:
    """Give the step and the end of an axis with at most four lines above its ground: 1, 2 or 5 times ten."""
    step, factors = 1, (2, 5, 10)
    unit = 1
    while True:
        for factor in (1, *factors[:2]):
            step = unit * factor
            if largest <= step * _MOST_LINES:
                return step, max(step, -(-largest // step) * step)
        unit *= factors[2]


def write(painter: QPainter, area: QRectF, text: str, style: str, token: str, side: Qt.AlignmentFlag) -> None:
    """Write a figure or a label on one line of a chart."""
    painter.setFont(text_styles.font(style))
    painter.setPen(theme.colour(token))
    flags = side | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, int(flags | Qt.TextFlag.TextSingleLine), text)


def _fits(text: str, width: float) -> bool:
    return text_styles.metrics("keycap").horizontalAdvance(text) <= width


def _every(bars: Sequence[Bar], pitch: float) -> int:
    """Give how many columns share a label, so that labels stand apart."""
    widest = max(text_styles.metrics("meta").horizontalAdvance(bar.label) for bar in bars) + 8
    return max(1, -(-int(widest) // max(1, int(pitch))))
