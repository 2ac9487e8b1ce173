"""Where a document is read: its text in a column, quoted passages marked, a caret for the keyboard."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from editor_app.domain.documents import Document
from editor_app.domain.query import Word
from editor_app.domain.verdicts import Quote
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.laid_out import LaidOut, mark_format
from editor_app.ui.markdown_parts import is_shown_as_markdown, markdown_parts
from editor_app.ui.reader_text import Part, parts_of, source_parts
from editor_app.ui.safe_text import SafeBrowser
from editor_app.ui.utf16 import index_at, units_before
from editor_app.ui.widgets.focus_frame import FocusFrame

_COLUMN = 624
_SIDE = 32
_CONTEXT = 32
_CARET = 2
_MOST_HITS = 1000
_MOST_MARKED = 50


class DocumentView(SafeBrowser):
    """Shows one document; everything it says of places in it counts in characters of the stored text."""

    painted = Signal()
    quote_clicked = Signal(int)
    rest_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(gettext("Document"))
        self.document().setDocumentMargin(0)
        self._shown: Document | None = None
        self._address: str | None = None
        self._is_source = self._has_rest = False
        self._is_compact = False
        self._laid = LaidOut(self.document(), compact=False)
        self._parts: Iterator[Part] = iter(())
        self._quotes: tuple[Quote, ...] = ()
        self._hits: list[QTextCursor] = []
        FocusFrame(self)
        self._set_flags(by_keyboard=False)

    @property
    def is_caret_on(self) -> bool:
        """True while a caret stands in the text."""
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    @property
    def has_rest(self) -> bool:
        """True while only the first parts of a long document are laid out."""
        return self._has_rest

    @property
    def is_source(self) -> bool:
        """True while the stored text is shown as it is."""
        return self._is_source

    def show_document(self, document: Document, address: str | None, *, source: bool = False) -> None:
        """Show a document from its beginning, laid out for reading or as its stored text."""
        self._shown, self._address, self._is_source = document, address, source
        self._hits = []
        self._laid = LaidOut(self.document(), compact=self._is_compact)
        self._laid.clear(document.text)
        if source:
            self._parts = source_parts(document)
        elif is_shown_as_markdown(document):
            self._parts = markdown_parts(document)
        else:
            self._parts = parts_of(document, address)
        self._add_part()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._update_marks()

    def show_rest(self) -> None:
        """Lay out the next part of a very long document."""
        self._add_part()
        self._update_marks()

    def lay_out_again(self) -> None:
        """Lay the document out anew in the fonts and colours of now, at the place where it was."""
        if self._shown is None:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self.show_document(self._shown, self._address, source=self._is_source)
        self._update_side()
        bar.setValue(round(share * bar.maximum()))

    def set_compact(self, compact: bool) -> None:
        """Use the smaller text of a small window, or the usual one."""
        if compact != self._is_compact:
            self._is_compact = compact
            self.lay_out_again()

    def set_quotes(self, quotes: Sequence[Quote]) -> None:
        """Mark quoted passages."""
        self._quotes = tuple(quotes)
        self._update_marks()

    def set_caret(self, on: bool) -> None:
        """Put a caret into the text, at the first line in sight, or take it away."""
        self._set_flags(by_keyboard=on)
        if on:
            self.setTextCursor(self.cursorForPosition(self.viewport().rect().topLeft()))

    def selected_quote(self, gate: int) -> Quote | None:
        """Give the selected passage as evidence for a gate; None where nothing of it is selected."""
        span = self._selected_span()
        if span is None or self._shown is None:
            return None
        start, end = span
        text = self._shown.text
        return Quote(
            text[start:end],
            text[max(0, start - _CONTEXT) : start],
            text[end : end + _CONTEXT],
            start,
            end,
            gate,
        )

    def deselect(self) -> None:
        """Select nothing, and leave the caret where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def show_passage(self, quote: Quote) -> None:
        """Bring a passage into sight, the caret at its beginning; the parts before it are laid out first."""
        cursor = next(self._cursors(quote), None)
        while cursor is None and self._has_rest:
            self.show_rest()
            cursor = next(self._cursors(quote), None)
        if cursor is not None:
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def find_all(self, words: str) -> int:
        """Mark every place where words stand, in any case; give how many there are, up to 1,000."""
        self._hits = list(self._found(words, _MOST_HITS))
        self._update_marks()
        return len(self._hits)

    def mark_words(self, words: Sequence[Word]) -> None:
        """Mark the words the archive was searched for, without going anywhere; parts of words are none."""
        self._hits = [cursor for word in words for cursor in islice(self._words(word), _MOST_MARKED)]
        self._update_marks()

    def go_to_hit(self, index: int) -> None:
        """Bring one of the places that were found into sight and select it."""
        if 0 <= index < len(self._hits):
            self.setTextCursor(self._hits[index])
            self.ensureCursorVisible()

    def page(self, step: int) -> None:
        """Go a page down (+1) or up (-1), keeping one line in sight."""
        bar = self.verticalScrollBar()
        line = round(text_styles.metrics("doc_body").lineSpacing())
        bar.setValue(bar.value() + step * max(line, self.viewport().height() - 2 * line))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Resize:
            self._update_side()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Return and Backspace unused: a browser would follow and go back."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.key() != Qt.Key.Key_Backspace:
                self._follow_link()
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._click(self.cursorForPosition(event.position().toPoint()).position())
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def _found(self, words: str, most: int) -> Iterator[QTextCursor]:
        cursor = QTextCursor(self.document())
        for _number in range(most if words else 0):
            cursor = self.document().find(words, cursor)
            if cursor.isNull():
                return
            yield QTextCursor(cursor)

    def _words(self, word: Word) -> Iterator[QTextCursor]:
        """Give the places that begin with a word, and end with it where it may not go on."""
        letter = self.document().characterAt
        for cursor in self._found(word.text, _MOST_HITS):
            is_whole = word.goes_on or not letter(cursor.selectionEnd()).isalnum()
            if is_whole and not letter(cursor.selectionStart() - 1).isalnum():
                yield cursor

    def _add_part(self) -> None:
        part = next(self._parts, Part())
        if part.markdown is not None:
            self._laid.add_markdown(part.markdown)
        elif self._is_source:
            self._laid.add_source(part.paragraphs)
        else:
            self._laid.add(part.paragraphs)
        self._end(part.left)

    def _end(self, left: int) -> None:
        self._has_rest = left > 0
        if left == 0 and self._shown is not None and not self._is_source:
            self._laid.add_remark(_ending(self._shown))
        self.rest_changed.emit(left)

    def _update_side(self) -> None:
        column = round(_COLUMN * text_styles.zoom.percent / 100)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(_SIDE, (room - column) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, max(0, side - self.verticalScrollBar().sizeHint().width()), 0)

    def _update_marks(self) -> None:
        made = [_selection(cursor, is_hit=False) for quote in self._quotes for cursor in self._cursors(quote)]
        made.extend(_selection(cursor, is_hit=True) for cursor in self._hits)
        self.setExtraSelections(made)

    def _cursors(self, quote: Quote) -> Iterator[QTextCursor]:
        for number, paragraph in enumerate(self._laid.paragraphs):
            found = paragraph.shown_range(quote.start, quote.end) if paragraph else None
            if paragraph is None or found is None:
                continue
            base = self.document().findBlockByNumber(number).position()
            cursor = QTextCursor(self.document())
            cursor.setPosition(base + units_before(paragraph.text, found[0]))
            cursor.setPosition(base + units_before(paragraph.text, found[1]), QTextCursor.MoveMode.KeepAnchor)
            yield cursor

    def _place(self, position: int, *, is_end: bool = False) -> int | None:
        """Give the place in the stored text of a position on screen."""
        block = self.document().findBlock(position - 1 if is_end else position)
        number = block.blockNumber()
        paragraph = self._laid.paragraphs[number] if 0 <= number < len(self._laid.paragraphs) else None
        if paragraph is None or not len(paragraph.offsets):
            return None
        index = index_at(paragraph.text, position - block.position())
        if is_end:
            return paragraph.offsets[min(max(index, 1), len(paragraph.offsets)) - 1] + 1
        return paragraph.offsets[min(index, len(paragraph.offsets) - 1)]

    def _selected_span(self) -> tuple[int, int] | None:
        cursor = self.textCursor()
        start = self._place(cursor.selectionStart()) if cursor.hasSelection() else None
        end = self._place(cursor.selectionEnd(), is_end=True) if cursor.hasSelection() else None
        if start is None or end is None or self._shown is None:
            return None
        raw = self._shown.text[start:end]
        start, end = start + len(raw) - len(raw.lstrip()), end - (len(raw) - len(raw.rstrip()))
        return (start, end) if start < end else None

    def _click(self, position: int) -> None:
        place = self._place(position)
        for index, quote in enumerate(self._quotes):
            if place is not None and quote.start <= place < quote.end:
                self.quote_clicked.emit(index)
                return

    def _follow_link(self) -> None:
        address = self.textCursor().charFormat().anchorHref()
        if address:
            self.link_asked.emit(address)

    def _set_flags(self, *, by_keyboard: bool) -> None:
        flags = (
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setTextInteractionFlags(
            flags | Qt.TextInteractionFlag.TextSelectableByKeyboard if by_keyboard else flags
        )
        self.setCursorWidth(_CARET if by_keyboard else 0)  # Qt goes on painting a caret that may not move


def _selection(cursor: QTextCursor, *, is_hit: bool) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format = mark_format(is_hit=is_hit)
    return made


def _ending(document: Document) -> str:
    """Give the line under the text: that it ends here, and where the rest of the wire is."""
    if not document.body.strip() and document.spans.header is not None:
        return gettext("This wire has a headline and no text.")
    if document.spans.heading is not None:
        return gettext("End of wire. The section “Why this is an AI incident” is shown on the right.")
    return gettext("End of document.")
