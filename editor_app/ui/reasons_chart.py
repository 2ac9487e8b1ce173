"""Why wires were rejected: one lying bar a reason, the most frequent on top, its number at its end."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from editor_app.i18n import ngettext
from editor_app.ui import text_styles
from editor_app.ui.chart_card import Chart
from editor_app.ui.columns_chart import write
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import fill_box

_LINE: Final = 27.0
_THICK: Final = 13.0
_GAP: Final = 10.0
_LABEL_SHARE: Final = 0.56


class ReasonsChart(Chart):
    """Paints as many reasons as there is room for; the rest is one line."""

    def __init__(self, name: str, least_height: int) -> None:
        super().__init__(name, least_height)
        self._reasons: tuple[tuple[str, int], ...] = ()

    def show_reasons(self, reasons: Sequence[tuple[str, int]], figures: str) -> None:
        """Show labels and numbers, the largest first; `figures` says them in words."""
        self._reasons = tuple(reasons)
        self.tell(figures)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint the lines from the top."""
        lines = self._lines(int(area.height() // self._line_height()))
        if not lines:
            return
        meta = text_styles.metrics("meta")
        widest = max(meta.horizontalAdvance(label) for label, _ in lines)
        label_width = min(widest + 1, area.width() * _LABEL_SHARE)
        numbers = max(text_styles.metrics("meta_strong").horizontalAdvance(f"{n:,}") for _, n in lines)
        room = max(8.0, area.width() - label_width - 2 * _GAP - numbers)
        largest = max(number for _, number in lines)
        for place, (label, number) in enumerate(lines):
            top = area.top() + place * self._line_height()
            line = QRectF(area.left(), top, label_width, self._line_height())
            shown = meta.elidedText(label, Qt.TextElideMode.ElideRight, label_width)
            write(painter, line, shown, "meta", "text", Qt.AlignmentFlag.AlignLeft)
            width = max(4.0, room * number / largest)
            middle = line.center().y()
            bar = QRectF(line.right() + _GAP, middle - _THICK / 2, width, _THICK)
            fill_box(painter, bar, 3, theme.colour("reject"), None)
            end = QRectF(bar.right() + _GAP - 2, top, numbers + 4, line.height())
            write(painter, end, f"{number:,}", "meta_strong", "text", Qt.AlignmentFlag.AlignLeft)

    def _lines(self, most: int) -> list[tuple[str, int]]:
        if len(self._reasons) <= most:
            return list(self._reasons)
        shown, rest = self._reasons[: max(1, most - 1)], self._reasons[max(1, most - 1) :]
        word = ngettext("{count} more reason", "{count} more reasons", len(rest)).format(count=len(rest))
        return [*shown, (word, sum(number for _, number in rest))]

    def _line_height(self) -> float:
        return max(_LINE, text_styles.metrics("meta").height() + 6)
