"""The window before the window: the first page of a desk, painted before the rest of the program is loaded.

It imports next to nothing, for loading takes longer than painting. Nothing can be done in it; the real window
takes its place, and its picture, until the desk is open.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app import paths
from editor_app.desk.looking_first import FirstLine, FirstPage, FirstText, first_look
from editor_app.domain.visible_marks import with_marks
from editor_app.ui.window_memory import WindowMemory

_TOP, _FOOT, _TOOLBAR, _QUEUE_HEAD = 53, 35, 49, 95
_QUEUE, _COMPACT_QUEUE, _RIGHT, _COMPACT_RIGHT = 288, 248, 456, 408
_COMPACT_BELOW: Final = (1360, 800)
_ROW, _COLUMN, _SIDE, _ABOVE = 84, 624, 32, 28
_SMALLEST = 13
_MOST_TEXT, _MOST_HEADLINE = 6_000, 400
_CORNER: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_FACES: Final = ("SourceSerif4-Regular.ttf", "SourceSerif4-Semibold.ttf")


class FirstView(QWidget):
    """Paints the first page where queue and document will stand."""

    def __init__(self, page: FirstPage, tokens: Mapping[str, str]) -> None:
        super().__init__()
        self.is_painted = False
        self._page = page
        self._colours = {name: QColor(value) for name, value in tokens.items()}
        self._base = max(QFontInfo(self.font()).pixelSize(), _SMALLEST)
        self._text: QTextDocument | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        compact = self.width() < _COMPACT_BELOW[0] or self.height() < _COMPACT_BELOW[1]
        queue, right = (_COMPACT_QUEUE, _COMPACT_RIGHT) if compact else (_QUEUE, _RIGHT)
        middle = QRectF(queue + 1, _TOP, self.width() - queue - right - 2, self.height() - _TOP - _FOOT)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours["app"])
        painter.fillRect(QRectF(0, _TOP, self.width(), middle.height()), self._colours["pane"])
        painter.fillRect(middle, self._colours["surface"])
        for line in (QRectF(0, _TOP - 1, self.width(), 1), QRectF(0, middle.bottom(), self.width(), 1)):
            painter.fillRect(line, self._colours["border"])
        for edge in (middle.left() - 1, middle.right()):
            painter.fillRect(QRectF(edge, _TOP, 1, middle.height()), self._colours["border"])
        self._paint_lines(painter, QRectF(0, _TOP + _QUEUE_HEAD, queue, middle.height() - _QUEUE_HEAD))
        if self._page.text is not None:
            self._paint_text(painter, middle.adjusted(0, _TOOLBAR, 0, 0), self._page.text, compact=compact)
        painter.end()
        self.is_painted = True

    def _paint_lines(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setClipRect(area)
        for number, line in enumerate(self._page.lines):
            top = area.top() + number * _ROW
            if top > area.bottom():
                break
            self._paint_line(painter, QRectF(48, top + 10, area.width() - 70, _ROW - 12), line)
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRectF, line: FirstLine) -> None:
        small, usual = self._font(12), self._font(13, QFont.Weight.Medium)
        painter.setFont(small)
        painter.setPen(self._colours["text2"])
        painter.drawText(area, _CORNER, with_marks(line.source))
        painter.setFont(usual)
        painter.setPen(self._colours["text"])
        headline = area.adjusted(0, QFontMetricsF(small).height() + 3, 0, 0)
        headline.setHeight(2 * QFontMetricsF(usual).height() + 4)
        painter.save()
        painter.setClipRect(headline, Qt.ClipOperation.IntersectClip)
        shown = with_marks(line.headline[:_MOST_HEADLINE])
        painter.drawText(headline, _CORNER | Qt.TextFlag.TextWordWrap, shown)
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRectF, text: FirstText, *, compact: bool) -> None:
        if self._text is None:
            self._text = self._laid_out(text, compact=compact)
        width = min(area.width() - 2 * _SIDE, _COLUMN)
        self._text.setTextWidth(width)
        painter.save()
        painter.setClipRect(area)
        painter.translate(QPointF(area.center().x() - width / 2, area.top() + _ABOVE))
        self._text.drawContents(painter)
        painter.restore()

    def _laid_out(self, text: FirstText, *, compact: bool) -> QTextDocument:
        """Lay out the beginning of a document as plain text; what hides in it is shown as marks."""
        document = QTextDocument()
        document.setDocumentMargin(0)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        title, body = (24, 16) if compact else (30, 17)
        headline = text.headline[:_MOST_HEADLINE]
        self._write(cursor, headline, self._reading(title, QFont.Weight.DemiBold), 94, 16)
        for paragraph in text.body[:_MOST_TEXT].split("\n"):
            if paragraph.strip():
                cursor.insertBlock()
                self._write(cursor, paragraph, self._reading(body), 114, 12)
        return document

    def _write(self, cursor: QTextCursor, text: str, font: QFont, line_height: int, below: int) -> None:
        block, characters = QTextBlockFormat(), QTextCharFormat()
        block.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(below)
        characters.setFont(font)
        characters.setForeground(self._colours["text"])
        cursor.setBlockFormat(block)
        cursor.insertText(with_marks(text), characters)

    def _font(self, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(round(px * self._base / _SMALLEST))
        made.setWeight(weight)
        return made

    def _reading(self, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        made = self._font(px, weight)
        made.setFamilies(["Source Serif 4", *made.families()])
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return made


class FirstWindow(QWidget):
    """A window with the first page in it, where the real window will be."""

    def __init__(self, view: FirstView, title: str) -> None:
        super().__init__()
        self.view = view
        self.setWindowTitle(title)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(view)
        WindowMemory(self).begin()


def first_window(desk: Path, title: str) -> FirstWindow | None:
    """Show the first page of a desk in a window; None where the desk must be opened properly first."""
    chosen = _chosen()
    page = first_look(desk, str(chosen.get("editor", "")))
    if page is None or not page.lines:
        return None
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(paths.shipped("resources", "fonts", "source-serif-4", face)))
    window = FirstWindow(FirstView(page, _tokens(str(chosen.get("theme", "system")))), title)
    window.show()
    return window


def _chosen() -> Mapping[str, Any]:
    """Read the settings as they lie; whatever is wrong with them is told when they are read properly."""
    try:
        return tomllib.loads(paths.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _tokens(theme: str) -> Mapping[str, str]:
    is_dark = theme == "dark" or (
        theme != "light" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    file = paths.shipped("resources", "themes", "dark.toml" if is_dark else "light.toml")
    tokens = tomllib.loads(file.read_text(encoding="utf-8"))["tokens"]
    return {name: tokens[name] for name in ("app", "pane", "surface", "border", "text", "text2")}
