"""What hand-painted parts have in common: rounded boxes, focus rings and the measure of keycaps."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor_app.ui import text_styles
from editor_app.ui.theme import theme

KEYCAP_GAP = 4
_KEYCAP_HEIGHT = 20
_KEYCAP_PADDING = 14
_RING = 2.0


def fill_box(
    painter: QPainter, rect: QRectF, radius: float, ground: QColor | None, edge: QColor | None
) -> None:
    """Paint a rounded box with a line of one pixel around it, both inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(ground or Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def draw_ring(painter: QPainter, rect: QRectF, radius: float, token: str = "accent") -> None:
    """Paint the ring that shows where the keyboard is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(token), _RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def caps_of(keys: str) -> list[str]:
    """Cut "Ctrl+Shift+E" into the caps it is shown as; a plus that is itself a key stays one."""
    if keys.endswith("++"):
        return [*keys[:-2].split("+"), "+"]
    return keys.split("+") if keys not in ("", "+") else [key for key in keys if key]


def keycap_height() -> int:
    """Give the height of a keycap in the system's font."""
    return max(_KEYCAP_HEIGHT, round(text_styles.metrics("keycap").height()) + 4)


def keycaps_width(keys: str) -> int:
    """Give the width that the caps of a key take side by side."""
    caps = caps_of(keys)
    return sum(_cap_width(cap) for cap in caps) + KEYCAP_GAP * max(0, len(caps) - 1)


def draw_keycaps(painter: QPainter, left: float, centre: float, keys: str, token: str | None = None) -> None:
    """Paint the caps of a key from `left`, around the height `centre`; `token` colours edge and letters."""
    for cap in caps_of(keys):
        rect = QRectF(left, centre - keycap_height() / 2, _cap_width(cap), keycap_height())
        _draw_cap(painter, rect, cap, token)
        left += rect.width() + KEYCAP_GAP


def _draw_cap(painter: QPainter, rect: QRectF, cap: str, token: str | None) -> None:
    edge = theme.colour(token or "border")
    ground = None if token else theme.colour("surface")
    fill_box(painter, rect, 4, ground, edge)
    painter.setPen(QPen(edge, 1))
    line = rect.bottom() - 1.0
    painter.drawLine(QPointF(rect.left() + 4, line), QPointF(rect.right() - 4, line))
    painter.setPen(theme.colour(token or "text2"))
    painter.setFont(text_styles.font("keycap"))
    painter.drawText(rect.adjusted(0, -1, 0, 0), Qt.AlignmentFlag.AlignCenter, cap)


def _cap_width(cap: str) -> int:
    side = round(text_styles.metrics("keycap").horizontalAdvance(cap)) + _KEYCAP_PADDING
    return max(keycap_height(), side)
