"""Lays a document out for reading: titles, paragraphs and marks in a text document of Qt's."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from editor_app.domain.documents import Span
from editor_app.domain.visible_marks import MARK, name_of, with_marks
from editor_app.i18n import gettext, ngettext
from editor_app.ui import text_styles
from editor_app.ui.reader_text import Paragraph, aligned
from editor_app.ui.safe_text import load_markdown, markdown_fragment, tip_format
from editor_app.ui.theme import theme
from editor_app.ui.utf16 import units_before

_AFTER_PARAGRAPH = 12
_AFTER_TITLE = 16
_TOP, _BOTTOM = 28, 48
_MARKS = re.compile(f"{MARK}+")
_MOST_MARKED, _MOST_NAMED = 500, 8


class LaidOut:
    """A text document being filled, and the paragraph each of its blocks shows (None for our own words)."""

    def __init__(self, document: QTextDocument, *, compact: bool) -> None:
        self._document = document
        self._suffix = "_compact" if compact else ""
        self._stored = ""
        self.paragraphs: list[Paragraph | None] = []
        self._is_fresh = True

    def clear(self, stored: str) -> None:
        """Begin a new text; `stored` is the text the paragraphs' offsets count in."""
        self._stored = stored
        self.paragraphs = []
        self._is_fresh = True
        self._document.clear()
        self._document.setDefaultFont(text_styles.font(f"doc_body{self._suffix}"))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._set_margins()

    def add(self, paragraphs: Iterable[Paragraph]) -> None:
        """Lay out paragraphs behind those that are there."""
        cursor = self._cursor()
        cursor.beginEditBlock()
        for paragraph in paragraphs:
            self._add_one(cursor, paragraph)
        cursor.endEditBlock()

    def add_source(self, paragraphs: Iterable[Paragraph]) -> None:
        """Lay out lines of the stored text as they are, in a fixed-width face."""
        characters = QTextCharFormat()
        characters.setFont(text_styles.font("doc_source"))
        cursor = self._cursor()
        cursor.beginEditBlock()
        for paragraph in paragraphs:
            self._begin_block(cursor, text_styles.block_format("doc_source"), characters)
            cursor.insertText(paragraph.text, characters)
            self._mark_hidden(cursor, paragraph, characters)
            self.paragraphs.append(paragraph)
        cursor.endEditBlock()

    def add_markdown(self, span: Span) -> None:
        """Lay out a stretch of the stored text as markdown, and find each of its words there."""
        text = with_marks(span.of(self._stored).replace("\r\n", "\n").replace("\r", "\n"))
        is_first, number = self._is_fresh, len(self.paragraphs)
        if is_first:
            load_markdown(self._document, text)
        whole = QTextCursor(self._document)
        whole.beginEditBlock()  # or Qt lays the whole text out again after each block
        if not is_first:
            whole.movePosition(QTextCursor.MoveOperation.End)
            whole.insertBlock(QTextBlockFormat(), QTextCharFormat())
            whole.insertFragment(markdown_fragment(text))
        self._dress_all(span, self._document.findBlockByNumber(number), is_titled=not is_first)
        self._set_margins()
        whole.endEditBlock()
        self._is_fresh = False

    def _dress_all(self, span: Span, block: QTextBlock, *, is_titled: bool) -> None:
        """Dress the blocks from this one on; the first with words is the title, where there is none yet."""
        place = span.start
        while block.isValid():
            is_title = not is_titled and bool(block.text().strip())
            is_titled = is_titled or is_title
            self._dress(block, is_title=is_title)
            offsets, place = aligned(block.text(), self._stored, place, span.end)
            self.paragraphs.append(Paragraph(block.text(), offsets, is_title=is_title))
            block = block.next()

    def add_remark(self, text: str) -> None:
        """Add a line of our own under the text."""
        characters = QTextCharFormat()
        characters.setFont(text_styles.font("meta"))
        characters.setForeground(theme.colour("text3"))
        shape = QTextBlockFormat()
        shape.setTopMargin(_AFTER_PARAGRAPH)
        cursor = self._cursor()
        self._begin_block(cursor, shape, characters)
        cursor.insertText(text, characters)
        self.paragraphs.append(None)

    def _add_one(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        style = f"{'doc_title' if paragraph.is_title else 'doc_body'}{self._suffix}"
        characters = QTextCharFormat()
        characters.setFont(text_styles.font(style))
        shape = text_styles.block_format(style, _AFTER_TITLE if paragraph.is_title else _AFTER_PARAGRAPH)
        if paragraph.is_title:
            shape.setHeadingLevel(1)
        self._begin_block(cursor, shape, characters)
        cursor.insertText(paragraph.text, characters)
        self._mark_sources(cursor, paragraph)
        self._mark_hidden(cursor, paragraph, characters)
        self.paragraphs.append(paragraph)

    def _begin_block(self, cursor: QTextCursor, shape: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if self._is_fresh:
            cursor.setBlockFormat(shape)
            cursor.setBlockCharFormat(characters)
            self._is_fresh = False
        else:
            cursor.insertBlock(shape, characters)

    def _mark_sources(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        looks = {address: _source_look(address) for address in {mark.address for mark in paragraph.marks}}
        for mark in paragraph.marks:
            self._format(cursor, paragraph.text, mark.start, mark.end, looks[mark.address])

    def _mark_hidden(self, cursor: QTextCursor, paragraph: Paragraph, characters: QTextCharFormat) -> None:
        """Give marks their colour, and their names as a tooltip; those side by side have one."""
        for found in islice(_MARKS.finditer(paragraph.text), _MOST_MARKED):
            places = range(found.start(), found.end())
            hidden = [self._stored[paragraph.offsets[place]] for place in places]
            if hidden != [MARK] * len(hidden):
                marked = QTextCharFormat(characters)
                marked.setForeground(theme.colour("reject"))
                tip_format(marked, _names_of(hidden))
                self._format(cursor, paragraph.text, found.start(), found.end(), marked)

    def _format(  # where, and how
        self, cursor: QTextCursor, text: str, start: int, end: int, characters: QTextCharFormat
    ) -> None:
        block = cursor.block().position()
        place = QTextCursor(self._document)
        place.setPosition(block + units_before(text, start))
        place.setPosition(block + units_before(text, end), QTextCursor.MoveMode.KeepAnchor)
        place.setCharFormat(characters)

    def _dress(self, block: QTextBlock, *, is_title: bool) -> None:
        """Give a block out of markdown our own faces: its headings would keep sizes of Qt's otherwise."""
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        shape = QTextBlockFormat(block.blockFormat())
        style = self._style_of(level, is_title=is_title)
        spacing = text_styles.block_format(style, _AFTER_TITLE if is_title else _AFTER_PARAGRAPH)
        shape.setLineHeight(spacing.lineHeight(), spacing.lineHeightType())
        shape.setBottomMargin(spacing.bottomMargin())
        shape.setTopMargin(_AFTER_PARAGRAPH if level and not is_title else 0)
        if is_title:
            shape.setHeadingLevel(1)
        cursor.setBlockFormat(shape)
        if level or is_title:
            characters = QTextCharFormat()
            characters.setFont(text_styles.font(style))
            cursor.setPosition(block.position())
            cursor.setPosition(block.position() + max(0, block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(characters)
            cursor.setBlockCharFormat(characters)

    def _style_of(self, level: int, *, is_title: bool) -> str:
        if is_title:
            return f"doc_title{self._suffix}"
        if level in (1, 2):
            return "doc_h2" if not self._suffix else "doc_title_compact"
        return "doc_h3" if level else f"doc_body{self._suffix}"

    def _cursor(self) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    def _set_margins(self) -> None:
        frame = self._document.rootFrame()
        shape = frame.frameFormat()
        shape.setTopMargin(_TOP)
        shape.setBottomMargin(_BOTTOM)
        shape.setLeftMargin(0)
        shape.setRightMargin(0)
        frame.setFrameFormat(shape)


def _source_look(address: str | None) -> QTextCharFormat:
    """Give the look of a `[source]`: a link where the archive gives its address, with that as its tooltip."""
    characters = QTextCharFormat()
    characters.setFont(text_styles.font("source_mark"))
    if address:
        characters.setAnchor(True)
        characters.setAnchorHref(address)
        characters.setForeground(theme.colour("accent"))
        tip_format(characters, address)
    else:
        characters.setForeground(theme.colour("text3"))
        tip_format(characters, gettext("The archive gives no address for this source"))
    return characters


def _names_of(hidden: Sequence[str]) -> str:
    """Give the names of characters that stand side by side, a line each, and how many more there are."""
    names = [name_of(character) for character in hidden[:_MOST_NAMED]]
    more = len(hidden) - len(names)
    if more:
        names.append(ngettext("and {count} more", "and {count} more", more).format(count=f"{more:,}"))
    return "\n".join(names)


def mark_format(*, is_hit: bool = False) -> QTextCharFormat:
    """Give the look of a quoted passage, or of a place that was searched for."""
    made = QTextCharFormat()
    made.setBackground(theme.colour("mark"))
    made.setForeground(theme.colour("mark_fg"))
    if is_hit:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(theme.colour("accent"))
    return made
