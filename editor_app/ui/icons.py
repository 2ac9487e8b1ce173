"""The icons: shipped SVGs, painted in the colour a token has at the moment, sharp on every screen."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor_app import paths
from editor_app.ui.theme import DISABLED_OPACITY, css, theme

_MIRRORED: Final = frozenset(
    {"arrow-back-up", "arrow-forward-up", "player-skip-forward", "chevron-right", "chevron-left",
     "file-import", "file-export", "list-check"}
)  # fmt: skip
_SMALL, _LARGE = 16, 28


class _ThemedEngine(QIconEngine):
    """Paints one icon anew each time it is asked, so that a change of theme leaves no old colour."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * DISABLED_OPACITY)
        paint_icon(painter, QRectF(rect), self._name, self._token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._token)


def icon(name: str, token: str = "text2") -> QIcon:
    """Give an icon in the colour of a token; it follows changes of theme."""
    return QIcon(_ThemedEngine(name, token))


def window_icon() -> QIcon:
    """Give the mark of the program for title bars and task lists."""
    return QIcon(str(paths.shipped("resources", "icons", "app.svg")))


def paint_icon(painter: QPainter, rect: QRectF, name: str, token: str = "text2") -> None:
    """Paint an icon into a rectangle; those that point along the text are mirrored from right to left."""
    ratio = painter.device().devicePixelRatioF()
    side = min(rect.width(), rect.height())
    mirrored = name in _MIRRORED and QGuiApplication.isRightToLeft()
    picture = _picture(name, css(theme.colour(token)), max(1, round(side * ratio)), side, mirrored)
    target = QRectF(0, 0, side, side)
    target.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, picture)
    painter.restore()


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, pixels: int, side: float, mirrored: bool) -> QImage:
    renderer = QSvgRenderer(QByteArray(_source(name, colour, _stroke(side)).encode("utf-8")))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image.mirrored(True, False) if mirrored else image


def _source(name: str, colour: str, stroke: str) -> str:
    text = paths.shipped("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')


def _stroke(side: float) -> str:
    """Small icons want a heavier line on the 24 px grid, large ones a finer one."""
    if side <= _SMALL:
        return "2.1"
    return "1.5" if side >= _LARGE else "1.75"
