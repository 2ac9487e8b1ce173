"""The editor's guide, over the document: contents at the left, the text beside them, a search above."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QTextEdit, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.guide_looks import dress_guide
from editor_app.ui.guide_text import GuideText, shipped_guide
from editor_app.ui.icons import icon
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, SafeBrowser, open_link
from editor_app.ui.theme import theme
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import Ground, Line, column, row

_CONTENTS_WIDTH: Final = 200
_SIDE: Final = 32
_WIDEST: Final = 760
_COMMANDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class GuidePanel(QFrame):
    """Covers its parent while it is open. Escape closes it and gives the focus back.

    `read` gives the guide; it is asked again when the guide says something else than before (`refill`).
    """

    closed = Signal()

    def __init__(self, parent: QWidget, read: Callable[[], GuideText] = shipped_guide) -> None:
        super().__init__(parent)
        self._host, self._read = parent, read
        self._guide = read()
        self._opener: QWidget | None = None
        self._anchors: dict[str, int] = {}
        self.setAccessibleName(gettext("Editor's Guide"))
        self._search = QLineEdit()
        self._found = PlainLabel("", "meta", "text2")
        self._contents = TwoLineList(gettext("Contents of the guide"), wraps=True)
        self._text = _Page()
        self._build()
        self._fill()
        theme.changed.connect(self._dress_text)
        text_styles.zoom.changed.connect(self._dress_text)
        parent.installEventFilter(self)
        self.hide()

    @property
    def section(self) -> str:
        """The title of the section chosen in the contents."""
        return self._contents.chosen.title if self._contents.chosen else ""

    @property
    def found(self) -> str:
        """What the search came to, in words."""
        return self._found.text()

    def open_section(self, title: str) -> None:
        """Open the guide at a section."""
        self.open_at()
        self._contents.choose(title)
        self._go_to(title)

    def refill(self) -> None:
        """Show the guide as it reads now, at the place where it was open."""
        here, section = self._text.verticalScrollBar().value(), self.section
        self._guide = self._read()
        self._show_guide()
        self._contents.choose(section)
        self._text.verticalScrollBar().setValue(here)

    def open_at(self, gate: int = 0) -> None:
        """Open the guide, at the section about a gate where one is named."""
        if not self.isVisible():
            self._opener = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        titles = [section.title for section in self._guide.sections if section.gate == gate and gate]
        if titles:
            self._contents.choose(titles[0])
            self._go_to(titles[0])
        self._text.setFocus(Qt.FocusReason.PopupFocusReason)

    def toggle(self) -> None:
        """Open the guide where it was left, or close it."""
        if self.isVisible():
            self.dismiss()
        else:
            self.open_at()

    def dismiss(self) -> None:
        """Close the guide and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        opener, self._opener = self._opener, None
        if opener is not None and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep letters, and the search's key, for the guide: no key decides on a wire it covers."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _is_for_guide(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, search on Ctrl+F and on the slash."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif _asks_for_search(event) or event.text() == "/":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the parent."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        whole = column(self)
        ground = Ground("surface")
        whole.addWidget(ground)
        inside = column(ground)
        inside.addWidget(self._build_head())
        inside.addWidget(Line())
        parts = row()
        parts.addWidget(self._build_contents())
        parts.addWidget(Line(upright=True))
        parts.addWidget(self._text, 1)
        inside.addLayout(parts, 1)

    def _build_head(self) -> QWidget:
        words = column(spacing=1)
        words.addWidget(PlainLabel(self._guide.title, "pane_title", wraps=True))
        words.addWidget(ElidedLabel(self._guide.kind, "meta", "text2"))
        self._search.setPlaceholderText(gettext("Search"))
        self._search.setAccessibleName(gettext("Search the guide"))
        self._search.addAction(icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.setMaximumWidth(text_styles.px(150))
        self._search.textChanged.connect(self._on_search_changed)
        self._search.returnPressed.connect(self._on_next_asked)
        cross = icon_button("x", gettext("Close the guide"))
        cross.clicked.connect(self.dismiss)
        part = QWidget()
        line = row(part, (20, 8, 12, 8), 10)
        line.addLayout(words, 1)
        line.addWidget(self._found)
        line.addWidget(self._search)
        line.addWidget(cross)
        return part

    def _build_contents(self) -> QWidget:
        self._contents.setFixedWidth(text_styles.px(_CONTENTS_WIDTH))
        self._contents.itemClicked.connect(self._on_contents_clicked)
        self._contents.currentRowChanged.connect(self._on_contents_moved)
        part = Ground("pane")
        column(part, (6, 10, 6, 10)).addWidget(self._contents)
        return part

    def _fill(self) -> None:
        self._text.setAccessibleName(gettext("Text of the guide"))
        self._text.link_asked.connect(self._on_link_asked)
        self._text.document().setDocumentMargin(_SIDE)
        self._show_guide()

    def _show_guide(self) -> None:
        self._text.show_markdown(self._guide.body)
        self._dress_text()
        sections = [Item(section.title, section.title) for section in self._guide.sections]
        self._contents.show_items(sections)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress_text(self) -> None:
        self._anchors = dress_guide(self._text.document())
        self._mark_hits()

    def _go_to(self, title: str) -> None:
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(self._anchors.get(title, 0))
        self._text.setTextCursor(cursor)
        top = self._text.document().documentLayout().blockBoundingRect(cursor.block()).top()
        self._text.verticalScrollBar().setValue(round(top) - 12)

    def _mark_hits(self) -> list[QTextCursor]:
        """Set off every place where the searched words stand, and give them."""
        hits = self._hits()
        marks = []
        for hit in hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            mark.format = _mark_format()
            marks.append(mark)
        self._text.setExtraSelections(marks)
        return hits

    def _hits(self) -> list[QTextCursor]:
        wanted = self._search.text().strip()
        found: list[QTextCursor] = []
        cursor = self._text.document().find(wanted) if wanted else QTextCursor()
        while not cursor.isNull():
            found.append(cursor)
            cursor = self._text.document().find(wanted, cursor)
        return found

    def _show_hit(self, hits: list[QTextCursor], number: int) -> None:
        if not hits:
            nothing = gettext("Nothing found") if self._search.text().strip() else ""
            self._found.setText(nothing)
            return
        self._found.setText(gettext("{number} of {count}").format(number=number + 1, count=len(hits)))
        self._text.setTextCursor(hits[number])
        self._text.ensureCursorVisible()

    def _on_search_changed(self) -> None:
        self._show_hit(self._mark_hits(), 0)

    def _on_next_asked(self) -> None:
        hits = self._hits()
        here = self._text.textCursor().position()
        later = [number for number, hit in enumerate(hits) if hit.selectionStart() >= here]
        self._show_hit(hits, later[0] if later else 0)

    def _on_contents_moved(self) -> None:
        if self._contents.hasFocus() and self._contents.chosen:
            self._go_to(self._contents.chosen.title)

    def _on_contents_clicked(self) -> None:
        if self._contents.chosen:
            self._go_to(self._contents.chosen.title)

    def _on_link_asked(self, address: str) -> None:
        open_link(self, address)


class _Page(SafeBrowser):
    """The text of the guide: a column no wider than can be read, its scroll bar at the far edge."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Resize:
            beside = max(0, self.width() - _WIDEST)
            if self.viewportMargins().right() != beside:
                self.setViewportMargins(0, 0, beside, 0)
        return done


def _is_for_guide(event: QKeyEvent) -> bool:
    """Tell whether a key writes, leaves or searches; those that write decide while a wire is read."""
    writes = bool(event.text()) or event.key() == Qt.Key.Key_Escape
    return (writes and not event.modifiers() & _COMMANDING) or _asks_for_search(event)


def _asks_for_search(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _mark_format() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(theme.colour("mark"))
    made.setForeground(theme.colour("mark_fg"))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return made
