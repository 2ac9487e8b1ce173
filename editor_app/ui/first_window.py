"""The window before the window: the first page of a desk, painted before the rest of the program is loaded.

It imports next to nothing, for loading takes longer than painting. What asks for one of Qt's own
enumerations (a pen or a brush made of a colour, a rectangle filled) lets PySide make all hundred of
them, which takes longer than everything else here: so brushes come out of the palette, areas are
erased, and text is drawn in the colour its widget has. Nothing can be done in it; the real window takes
its place, and its picture, until the desk is open.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from editor_app import paths
from editor_app.desk.looking_first import FirstLine, FirstPage, FirstText, first_look
from editor_app.domain.visible_marks import with_marks
from editor_app.ui.window_memory import WindowMemory, last_looks

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush, QPaintEvent, QResizeEvent

_TOP, _FOOT, _TOOLBAR, _QUEUE_HEAD = 53, 35, 49, 95
_QUEUE, _COMPACT_QUEUE, _RIGHT, _COMPACT_RIGHT = 288, 248, 456, 408
_COMPACT_BELOW: Final = (1360, 800)
_ROW, _COLUMN, _SIDE, _ABOVE = 84, 624, 32, 28
_SMALLEST = 13
_MOST_TEXT, _MOST_HEADLINE = 6_000, 400
_CORNER: Final = 0x0001 | 0x0020  # AlignLeft, AlignTop
_WRAPPED: Final = _CORNER | 0x1000  # TextWordWrap
_FACES: Final = ("SourceSerif4-Regular.ttf", "SourceSerif4-Semibold.ttf")


# Which colour of the palette bears which token.
_ROLES: Final = {
    QPalette.ColorRole.Window: "app",
    QPalette.ColorRole.AlternateBase: "pane",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.WindowText: "text",
}


class FirstView(QWidget):
    """Paints the first page where queue and document will stand."""

    def __init__(self, page: FirstPage, tokens: Mapping[str, str]) -> None:
        super().__init__()
        self.is_painted = False
        self._page = page
        self._base = max(QFontInfo(self.font()).pixelSize(), _SMALLEST)
        self._text: QTextDocument | None = None
        self.setPalette(_palette(tokens))
        self._sources = _Sources(self, page.lines, self.usual_font(12), QColor(tokens["text2"]))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        del event
        queue = self._queue_lines()
        self._sources.setGeometry(queue.toRect())

    def paintEvent(self, event: "QPaintEvent") -> None:
        del event
        middle, colours = self._middle(), self.palette()
        painter = QPainter(self)
        _fill(painter, QRectF(self.rect()), colours.window())
        _fill(painter, QRectF(0, _TOP, self.width(), middle.height()), colours.alternateBase())
        _fill(painter, middle, colours.base())
        for line in (QRectF(0, _TOP - 1, self.width(), 1), QRectF(0, middle.bottom(), self.width(), 1)):
            _fill(painter, line, colours.mid())
        for edge in (middle.left() - 1, middle.right()):
            _fill(painter, QRectF(edge, _TOP, 1, middle.height()), colours.mid())
        self._paint_headlines(painter, self._queue_lines())
        if self._page.text is not None:
            self._paint_text(painter, middle.adjusted(0, _TOOLBAR, 0, 0), self._page.text)
        painter.end()
        self.is_painted = True

    def usual_font(self, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Give the font of the interface, its size in pixels of the smallest text."""
        made = QFont(self.font())
        made.setPixelSize(round(px * self._base / _SMALLEST))
        made.setWeight(weight)
        return made

    def _is_compact(self) -> bool:
        return self.width() < _COMPACT_BELOW[0] or self.height() < _COMPACT_BELOW[1]

    def _middle(self) -> QRectF:
        queue, right = (_COMPACT_QUEUE, _COMPACT_RIGHT) if self._is_compact() else (_QUEUE, _RIGHT)
        return QRectF(queue + 1, _TOP, self.width() - queue - right - 2, self.height() - _TOP - _FOOT)

    def _queue_lines(self) -> QRectF:
        middle = self._middle()
        return QRectF(0, _TOP + _QUEUE_HEAD, middle.left() - 1, middle.height() - _QUEUE_HEAD)

    def _paint_headlines(self, painter: QPainter, area: QRectF) -> None:
        usual = self.usual_font(13, QFont.Weight.Medium)
        below = QFontMetricsF(self.usual_font(12)).height() + 3
        height = 2 * QFontMetricsF(usual).height() + 4
        painter.save()
        painter.setFont(usual)
        for line, place in _places(self._page.lines, area):
            headline = place.adjusted(0, below, 0, 0)
            headline.setHeight(height)
            painter.setClipRect(headline.intersected(area))
            painter.drawText(headline, _WRAPPED, with_marks(line.headline[:_MOST_HEADLINE]))
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRectF, text: FirstText) -> None:
        if self._text is None:
            self._text = self._laid_out(text, compact=self._is_compact())
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
        characters.setForeground(self.palette().windowText())
        cursor.setBlockFormat(block)
        cursor.insertText(with_marks(text), characters)

    def _reading(self, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        made = self.usual_font(px, weight)
        made.setFamilies(["Source Serif 4", *made.families()])
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return made


class _Sources(QWidget):
    """Paints the sources above the headlines, in a colour of their own."""

    def __init__(self, view: FirstView, lines: tuple[FirstLine, ...], font: QFont, colour: QColor) -> None:
        super().__init__(view)
        self._lines = lines
        self.setFont(font)
        faded = view.palette()
        faded.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(faded)

    def paintEvent(self, event: "QPaintEvent") -> None:
        del event
        painter = QPainter(self)
        for line, place in _places(self._lines, QRectF(self.rect())):
            painter.drawText(place, _CORNER, with_marks(line.source))
        painter.end()


class FirstWindow(QWidget):
    """A window with the first page in it, where the real window will be."""

    def __init__(self, view: FirstView, title: str) -> None:
        super().__init__()
        self.view = view
        self.setWindowTitle(title)
        view.setParent(self)
        WindowMemory(self).begin()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        del event
        self.view.setGeometry(self.rect())


def first_window(desk: Path) -> FirstWindow | None:
    """Show the first page of a desk in a window; None where the desk must be opened properly first."""
    looks = last_looks()
    page = first_look(desk, looks.editor)
    if page is None or not page.lines:
        return None
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(paths.shipped("resources", "fonts", "source-serif-4", face)))
    window = FirstWindow(FirstView(page, _colours(looks.theme)), looks.title)
    window.show()
    return window


def _colours(theme: str) -> Mapping[str, str]:
    """Read the colours of a theme, line by line: what reads the whole of it is not loaded yet."""
    file = paths.shipped("resources", "themes", "dark.toml" if _is_dark(theme) else "light.toml")
    found: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").split("\n"):
        name, is_one, value = line.partition(' = "#')
        if is_one:
            found.setdefault(name, f"#{value[:6]}")
    return found


def _is_dark(theme: str) -> bool:
    """Tell whether dark colours are wanted; where the platform says, by those it gives to others."""
    usual = QGuiApplication.palette()
    is_dark = usual.window().color().lightness() < usual.windowText().color().lightness()
    return theme == "dark" or (theme != "light" and is_dark)


def _palette(tokens: Mapping[str, str]) -> QPalette:
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(tokens[token]))
    return made


def _fill(painter: QPainter, area: QRectF, colour: "QBrush") -> None:
    painter.setBackground(colour)
    painter.eraseRect(area)


def _places(lines: tuple[FirstLine, ...], area: QRectF) -> Iterator[tuple[FirstLine, QRectF]]:
    """Give the lines an area has room for, each with its place there."""
    for number, line in enumerate(lines):
        top = area.top() + number * _ROW
        if top > area.bottom():
            return
        yield line, QRectF(area.left() + 48, top + 10, area.width() - 70, _ROW - 12)
