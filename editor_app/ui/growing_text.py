"""A text to read that is as tall as its words need, so that what holds it scrolls and it does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from editor_app.domain.visible_marks import with_marks
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.safe_text import SafeBrowser
from editor_app.ui.theme import theme

_ELLIPSIS = "…"
_BETWEEN_PARAGRAPHS = 6
# Longer than any rationale; a word of so many letters is measured in milliseconds, at every width.
_MOST_CHARACTERS = 5_000
_MOST_PARAGRAPHS = 250
# Layouts also ask for the height at no width at all, where each letter has a line of its own.
_NARROWEST = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one colour, on a ground of their own, underlined or struck out."""

    text: str
    tone: str = "text"
    ground: str | None = None
    is_underlined: bool = False
    is_struck_out: bool = False


Paragraphs = tuple[tuple[Run, ...], ...]


class GrowingText(SafeBrowser):
    """Paragraphs of runs, never scrolled, in the colours and the text size of now."""

    def __init__(self, style: str = "rationale", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style_name = style
        self._paragraphs: Paragraphs = ()
        self._most_lines = 0
        self._heights: dict[int, int] = {}
        self._set_up()
        theme.changed.connect(self._write_again)
        text_styles.zoom.changed.connect(self._on_zoom_changed)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        _prepare(self.document())
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_paragraphs(self, paragraphs: Sequence[Sequence[Run]], most_lines: int = 0) -> None:
        """Show these paragraphs; with `most_lines` only the first one, cut after so many lines."""
        self._paragraphs = tuple(_shown(paragraphs))
        self._most_lines = most_lines
        self._write_again()
        self.updateGeometry()

    def grounds(self) -> frozenset[str]:
        """Give the colours that words stand on."""
        found = set()
        block = self.document().begin()
        while block.isValid():
            for placed in block.textFormats():
                if placed.format.background().style() != Qt.BrushStyle.NoBrush:
                    found.add(placed.format.background().color().name())
            block = block.next()
        return frozenset(found)

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need at a width; a layout asks for the same one again and again."""
        width = max(width, _NARROWEST)
        if width not in self._heights:
            document = QTextDocument()
            _prepare(document)
            _fill(document, self._fitting(width), self._style_name)
            document.setTextWidth(width)
            self._heights[width] = round(document.size().height())
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Give the size at the width there is."""
        return QSize(max(self.width(), 1), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Give way in width; the height follows from it."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew where the width changed."""
        super().resizeEvent(event)
        if self._most_lines and event.size().width() != event.oldSize().width():
            self._write_again()

    def _write_again(self) -> None:
        self._heights.clear()
        self.clear()
        _fill(self.document(), self._fitting(self.width()), self._style_name)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_zoom_changed(self) -> None:
        self._write_again()
        self.updateGeometry()

    def _fitting(self, width: int) -> Paragraphs:
        if not self._most_lines or not self._paragraphs:
            return self._paragraphs
        text = "".join(run.text for run in self._paragraphs[0])
        return ((Run(_cut(text, width, self._most_lines, self._style_name)),),)


def _shown(paragraphs: Sequence[Sequence[Run]]) -> Iterator[tuple[Run, ...]]:
    """Give paragraphs with unseen characters as marks, and no more of them than can be laid out at once."""
    left, lines = _MOST_CHARACTERS, _MOST_PARAGRAPHS
    for paragraph in paragraphs:
        runs = []
        for run in paragraph:
            text = _beginning(run.text, left, lines)
            runs.append(replace(run, text=with_marks(text)))
            left, lines = left - len(text), lines - text.count("\n")
            if len(text) < len(run.text):
                yield (*runs, Run(f" {_ELLIPSIS} {gettext('the rest stands in the source text')}", "text3"))
                return
        yield tuple(runs)


def _beginning(text: str, letters: int, lines: int) -> str:
    return "\n".join(text[:letters].split("\n", lines)[:lines])


def _prepare(document: QTextDocument) -> None:
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)


def _fill(document: QTextDocument, paragraphs: Paragraphs, style: str) -> None:
    cursor = QTextCursor(document)
    for place, paragraph in enumerate(paragraphs):
        is_last = place == len(paragraphs) - 1
        block = text_styles.block_format(style, 0 if is_last else _BETWEEN_PARAGRAPHS)
        if place:
            cursor.insertBlock()
        cursor.setBlockFormat(block)
        for run in paragraph:
            cursor.insertText(run.text, _char_format(run, style))


def _char_format(run: Run, style: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(text_styles.font(style))
    made.setForeground(theme.colour(run.tone))
    if run.ground is not None:
        made.setBackground(theme.colour(run.ground))
    made.setFontUnderline(run.is_underlined)
    made.setFontStrikeOut(run.is_struck_out)
    return made


def _cut(text: str, width: int, lines: int, style: str) -> str:
    """Give what fits into so many lines, ending in an ellipsis where something was left out."""
    document = QTextDocument()
    _prepare(document)
    _fill(document, ((Run(text),),), style)
    document.setTextWidth(max(1, width))
    document.size()
    layout = document.firstBlock().layout()
    if layout.lineCount() <= lines and document.blockCount() == 1:
        return text
    last = layout.lineAt(min(lines, layout.lineCount()) - 1)
    fitting = text[: last.textStart() + last.textLength()].rstrip()
    return fitting.rsplit(None, 1)[0].rstrip(" ,;:") + _ELLIPSIS if " " in fitting else fitting + _ELLIPSIS
