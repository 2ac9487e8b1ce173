"""How many wires were left when: a line down to now, and dashed on to when none will be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from editor_app.ui import text_styles
from editor_app.ui.chart_card import Chart
from editor_app.ui.columns_chart import write
from editor_app.ui.theme import theme

_GAP: Final = 10.0
_LEAST_PAST, _MOST_PAST = 0.3, 0.8
_WITHOUT_FUTURE: Final = 0.86
_RING: Final = 4.5
_PEN: Final = 2.5


@dataclass(frozen=True, slots=True)
class Line:
    """The points of the line and the words under and beside it; `end` is when it reaches nothing, if ever."""

    points: tuple[tuple[datetime, int], ...]
    end: datetime | None
    first_word: str
    now_word: str
    end_word: str
    left_word: str


class LeftChart(Chart):
    """Paints the line over its ground; past and future share the width so that both can be read."""

    def __init__(self, name: str, least_height: int) -> None:
        super().__init__(name, least_height)
        self._line: Line | None = None

    def show_line(self, line: Line, figures: str) -> None:
        """Show other figures; `figures` says them in words."""
        self._line = line
        self.tell(figures)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint axis, line, estimate, and where it stands now."""
        line = self._line
        if line is None or not line.points:
            return
        meta = text_styles.metrics("meta")
        top = max(1, *(count for _, count in line.points))
        left = meta.horizontalAdvance(f"{top:,}") + _GAP
        ground = area.adjusted(left, meta.height() / 2 + 2, 0, -(meta.height() + 6))
        self._draw_axis(painter, ground, top, left - _GAP)
        self._draw_line(painter, ground, line, top)

    def _draw_axis(self, painter: QPainter, ground: QRectF, top: int, width: float) -> None:
        height = text_styles.metrics("meta").height()
        for share in (0.0, 0.5, 1.0):
            at = ground.bottom() - share * ground.height()
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(QPointF(ground.left(), at), QPointF(ground.right(), at))
            if top * share == int(top * share):
                label = QRectF(0, at - height / 2, width + 2, height)
                value = f"{int(top * share):,}"
                write(painter, label, value, "meta", "text2", Qt.AlignmentFlag.AlignRight)

    def _draw_line(self, painter: QPainter, ground: QRectF, line: Line, top: int) -> None:
        now = ground.left() + ground.width() * _past_share(line)
        points = _placed(line, ground, now, top)
        self._fill_below(painter, points, ground.bottom())
        pen = QPen(theme.colour("accent"), _PEN)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(points))
        here = points[-1]
        if line.end is not None:
            dashed = QPen(theme.colour("accent"), _PEN - 0.5, Qt.PenStyle.DashLine)
            painter.setPen(dashed)
            painter.drawLine(here, QPointF(ground.right() - _RING, ground.bottom()))
        painter.setPen(QPen(theme.colour("accent"), _PEN))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(here, _RING, _RING)
        self._write_words(painter, ground, line, here)

    def _fill_below(self, painter: QPainter, points: list[QPointF], bottom: float) -> None:
        shape = _path(points)
        shape.lineTo(points[-1].x(), bottom)
        shape.lineTo(points[0].x(), bottom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawPath(shape)

    def _write_words(self, painter: QPainter, ground: QRectF, line: Line, here: QPointF) -> None:
        strong, meta = text_styles.metrics("meta_strong"), text_styles.metrics("meta")
        above = max(0.0, here.y() - strong.height() - 2)
        beside = QRectF(here.x() + _GAP, above, ground.right() - here.x(), strong.height())
        write(painter, beside, line.left_word, "meta_strong", "text", Qt.AlignmentFlag.AlignLeft)
        below = QRectF(ground.left(), ground.bottom() + 5, ground.width(), meta.height())
        write(painter, below, line.first_word, "meta", "text2", Qt.AlignmentFlag.AlignLeft)
        half = meta.horizontalAdvance(line.now_word) / 2 + 2
        at_now = QRectF(here.x() - half, below.top(), 2 * half, below.height())
        write(painter, at_now, line.now_word, "meta", "text2", Qt.AlignmentFlag.AlignHCenter)
        if line.end is not None:
            write(painter, below, line.end_word, "meta", "text2", Qt.AlignmentFlag.AlignRight)


def _past_share(line: Line) -> float:
    """Give the share of the width that is past: as time goes, but neither is squeezed out of sight."""
    if line.end is None:
        return _WITHOUT_FUTURE
    first, now = line.points[0][0], line.points[-1][0]
    past, future = (now - first).total_seconds(), (line.end - now).total_seconds()
    share = past / (past + future) if past + future > 0 else _MOST_PAST
    return min(max(share, _LEAST_PAST), _MOST_PAST)


def _placed(line: Line, ground: QRectF, now: float, top: int) -> list[QPointF]:
    """Give where the points stand; those of one moment stand side by side."""
    first, last = line.points[0][0], line.points[-1][0]
    span = (last - first).total_seconds()
    moments = [at for at, _ in line.points]
    places = [(at - first).total_seconds() / span if span > 0 else i for i, at in enumerate(moments)]
    return [
        QPointF(
            ground.left() + (now - ground.left()) * min(1.0, max(0.0, place)),
            ground.bottom() - ground.height() * count / top,
        )
        for place, (_, count) in zip(places, line.points, strict=True)
    ]


def _path(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path
