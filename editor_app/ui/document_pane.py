"""The middle pane: the document, its toolbar, the search in it, and the states it can be in."""

from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from editor_app.domain.bookmarks import Bookmark
from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Quote
from editor_app.i18n import gettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.alike_strip import AlikeStrip
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.document_states import EndCard, TroubleCard
from editor_app.ui.document_toolbar import DocumentToolbar
from editor_app.ui.document_view import DocumentView
from editor_app.ui.find_bar import FindBar
from editor_app.ui.message import Message
from editor_app.ui.safe_text import open_link
from editor_app.ui.session import Session
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, Line, column, row
from editor_app.ui.widgets.skeleton import Skeleton

_SKELETON_AFTER = 200
_SETTLED_AFTER = 500


class Reading(Protocol):
    """What reads in the place of this pane while it is covered."""

    def quote(self) -> None:
        """Quote what is selected."""

    def why_no_quote(self) -> str | None:
        """Say why nothing can be quoted."""

    def toggle_caret(self) -> bool:
        """Put a caret into the text or take it away; tell whether it is there now."""


class DocumentPane(Ground):
    """Shows the document on screen, and says so to the session once a person can see it."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session, self._commands = session, commands
        self._places: dict[str, int] = {}
        self._resumed: Bookmark | None = None
        self._text_id = ""
        self._hit = -1
        self._lent: Reading | None = None
        self.toolbar = DocumentToolbar(session, commands)
        self.alike = AlikeStrip(session, commands)
        self.view = DocumentView()
        self.find_bar = FindBar(commands)
        self._rest = Button("", "outlined", icon="chevron-down")
        self._rest_bar = self._build_rest_bar()
        self.end_card = EndCard(session, commands)
        self.trouble_card = TroubleCard(session)
        self._pages = self._build_pages()
        self._skeleton_soon = QTimer(self)
        self._skeleton_soon.setSingleShot(True)
        self._skeleton_soon.setInterval(_SKELETON_AFTER)
        self._skeleton_soon.timeout.connect(self._show_skeleton)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_AFTER)
        self._settled.timeout.connect(self._on_settled)
        self._build()
        self._connect()
        self._bind()

    def set_compact(self, compact: bool) -> None:
        """Use the measures of a small window, or the usual ones."""
        self.view.set_compact(compact)

    def focus_text(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Take the keyboard."""
        self.view.setFocus(reason)

    def lend(self, reading: Reading | None) -> None:
        """Let something else quote and have the caret for a while; None takes that back."""
        self._lent = reading
        self._commands.refresh()

    def show_passage(self, quote: Quote) -> None:
        """Bring a quoted passage into sight."""
        self.view.show_passage(quote)

    def selected_text(self) -> str:
        """Give the passage that is selected, "" for none."""
        quote = self.view.selected_quote(1)
        return quote.exact if quote else ""

    def _build_rest_bar(self) -> QWidget:
        bar = QWidget()
        inside = row(bar, (_REST_MARGIN, 8, _REST_MARGIN, 12))
        inside.addWidget(self._rest)
        inside.addStretch(1)
        bar.hide()
        return bar

    def _build_pages(self) -> QStackedWidget:
        self._text_page = QWidget()
        text = column(self._text_page)
        text.addWidget(self.view, 1)
        text.addWidget(self._rest_bar)
        self._skeleton_page = _padded(Skeleton())
        self._blank_page = QWidget()
        self._end_page, self._trouble_page = _padded(self.end_card), _padded(self.trouble_card)
        pages = QStackedWidget()
        for page in (
            self._blank_page,
            self._text_page,
            self._skeleton_page,
            self._end_page,
            self._trouble_page,
        ):
            pages.addWidget(page)
        return pages

    def _build(self) -> None:
        inside = column(self)
        inside.addWidget(self.toolbar)
        self._line = Line()
        inside.addWidget(self._line)
        inside.addWidget(self.alike)
        inside.addWidget(self.find_bar)
        inside.addWidget(self._pages, 1)

    def _connect(self) -> None:
        session = self._session
        session.shown.connect(self._on_shown)
        session.resumed.connect(self._on_resumed)
        session.showing_failed.connect(self._on_showing_failed)
        session.opened.connect(self._skeleton_soon.start)
        session.working_changed.connect(lambda working: self.view.set_quotes(working.quotes))
        self.view.painted.connect(self._on_painted)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.view.verticalScrollBar().rangeChanged.connect(self._scroll_as_before)
        self.view.rest_changed.connect(self._on_rest_changed)
        self.view.link_asked.connect(lambda address: open_link(self, address))
        self.view.quote_clicked.connect(session.quote_asked)
        self.view.selectionChanged.connect(self._commands.refresh)
        self._rest.clicked.connect(self.view.show_rest)
        self.find_bar.words_changed.connect(self._on_words_changed)
        self.find_bar.step_asked.connect(self._step_hit)
        self.find_bar.closed.connect(self._on_find_closed)
        theme.changed.connect(self.view.lay_out_again)
        text_styles.zoom.changed.connect(self.view.lay_out_again)

    def _bind(self) -> None:
        bind = self._commands.bind
        bind("check.quote", self._quote, self._why_no_quote)
        bind("find.in_wire", self._open_find, self._why_no_text)
        bind("find.next_hit", lambda: self._step_hit(1), self._why_no_text)
        bind("find.previous_hit", lambda: self._step_hit(-1), self._why_no_text)
        bind("read.caret", self._toggle_caret, self._why_no_text)
        bind("read.source", self._toggle_source, self._why_no_text)
        bind("read.page_down", lambda: self.view.page(1), self._why_no_text)
        bind("read.page_up", lambda: self.view.page(-1), self._why_no_text)
        self.toolbar.set_text_menu(self._text_menu())

    def _text_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in ("window.larger", "window.smaller", "window.usual_size"):
            menu.addAction(self._commands.action(name))
        menu.addSeparator()
        for name in ("read.caret", "read.source"):
            menu.addAction(self._commands.action(name))
        return menu

    def _on_shown(self, view: View | None) -> None:
        self._skeleton_soon.stop()
        if view is None:
            self._remember_place()
            self._text_id = ""
            self._show_page(self._end_page if self._session.is_at_end else self._blank_page)
            if self._session.is_at_end:
                self.end_card.tell()
            return
        if view.row.id != self._text_id:
            self._show_text(view)
        elif not self.find_bar.isVisible():
            self._mark_searched()
        self._show_page(self._text_page)
        self.view.viewport().update()

    def _show_text(self, view: View) -> None:
        self._remember_place()
        self._text_id = view.row.id
        self._hit = -1
        self.view.show_document(view.document, view.metadata.get("url"))
        self.view.setAccessibleDescription(view.row.headline)
        self.view.verticalScrollBar().setValue(self._places.get(view.row.id, 0))
        if self.find_bar.isVisible():
            self._on_words_changed(self.find_bar.words)
        else:
            self._mark_searched()

    def _mark_searched(self) -> None:
        self.view.mark_words(self._session.criteria.query.marked_words())

    def _remember_place(self) -> None:
        if self._text_id:
            self._places[self._text_id] = self.view.verticalScrollBar().value()

    def _on_resumed(self, place: Bookmark) -> None:
        """Scroll to where a person was the last time, once that document is on screen."""
        self._resumed = place

    def _scroll_as_before(self) -> None:
        """Go as far down the text as the bookmark says, until its length and the window have settled."""
        place = self._resumed
        if place is not None and place.document == self._text_id:
            bar = self.view.verticalScrollBar()
            bar.setValue(round(place.scroll * bar.maximum()))

    def _on_settled(self) -> None:
        self._resumed = None

    def _on_scrolled(self, value: int) -> None:
        most = self.view.verticalScrollBar().maximum()
        if self._session.view is not None and self._session.view.row.id == self._text_id:
            self._session.note_scroll(value / most if most else 0.0)

    def _on_painted(self) -> None:
        if self._resumed is not None and not self._settled.isActive():
            self._scroll_as_before()
            self._settled.start()
        view = self._session.view
        if view is not None and view.row.id == self._text_id and self._session.is_loading:
            self._session.mark_painted(view.row.id)

    def _on_showing_failed(self, problem: Problem) -> None:
        self._text_id = ""
        self.trouble_card.tell(sentence(problem.code, problem.fields), str(problem))
        self._show_page(self._trouble_page)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        for part in (self.toolbar, self._line):
            part.setVisible(page in (self._text_page, self._skeleton_page))

    def _show_skeleton(self) -> None:
        if self._session.view is None and not self._session.is_at_end and len(self._session.ids):
            self._show_page(self._skeleton_page)

    def _on_rest_changed(self, left: int) -> None:
        self._rest.setText(gettext("Show the rest ({size})").format(size=_size(left)))
        self._rest_bar.setVisible(left > 0)

    def _why_no_text(self) -> str | None:
        return None if self._session.view is not None else gettext("No wire is on screen")

    def _why_no_quote(self) -> str | None:
        if self._session.view is None:
            return gettext("No wire is on screen")
        if self._lent is not None:
            return self._lent.why_no_quote()
        if self._session.is_read_only:
            return gettext("This desk is open to read only")
        if not self.view.textCursor().hasSelection():
            return gettext("Select a passage first, with the mouse or with F7 and the arrow keys")
        return None

    def _quote(self) -> None:
        """Keep the selection as evidence for the gate that is being answered."""
        if self._lent is not None:
            self._lent.quote()
            return
        gates = self._session.working.gates
        quote = self.view.selected_quote(2 if gates.verifiable is not None and gates.but_for is None else 1)
        if quote is not None:
            self._session.quote(quote)
            self.view.deselect()
            text = gettext("Quoted for criterion {gate}").format(gate=quote.gate)
            self._session.told.emit(Message(text, "quote", is_quiet=True))

    def _toggle_caret(self) -> None:
        if self._lent is not None:
            on = self._lent.toggle_caret()
        else:
            on = not self.view.is_caret_on
            self.view.set_caret(on)
            self.toolbar.set_caret(on)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        said = gettext("Caret in the text. Shift and the arrow keys select, {key} quotes.")
        quoting = self._commands.keys_text("check.quote")
        announce(self, said.format(key=quoting) if on else gettext("Caret off"))

    def _toggle_source(self) -> None:
        view = self._session.view
        if view is not None:
            self.view.show_document(view.document, view.metadata.get("url"), source=not self.view.is_source)
            self.toolbar.set_source(self.view.is_source)

    def _open_find(self) -> None:
        selected = self.view.textCursor().selectedText()
        self.find_bar.open_bar(selected if selected.isprintable() and len(selected) <= _LONGEST_TAKEN else "")
        self._on_words_changed(self.find_bar.words)

    def _on_words_changed(self, words: str) -> None:
        hits = self.view.find_all(words)
        self._hit = 0 if hits else -1
        self.view.deselect()
        self.view.go_to_hit(self._hit)
        self.find_bar.say(hits, self._hit, has_rest=self.view.has_rest)

    def _step_hit(self, step: int) -> None:
        if not self.find_bar.isVisible():
            self._open_find()
            return
        hits = self.view.find_all(self.find_bar.words)
        self._hit = (self._hit + step) % hits if hits else -1
        self.view.go_to_hit(self._hit)
        self.find_bar.say(hits, self._hit, has_rest=self.view.has_rest)

    def _on_find_closed(self) -> None:
        self._mark_searched()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)


_REST_MARGIN = 32
_LONGEST_TAKEN = 60


def _padded(widget: QWidget) -> QWidget:
    page = QWidget()
    inside = column(page, (_REST_MARGIN, _REST_MARGIN, _REST_MARGIN, _REST_MARGIN))
    inside.addWidget(widget)
    inside.addStretch(1)
    return page


def _size(characters: int) -> str:
    if characters >= 1_000_000:
        return f"{characters / 1_000_000:.1f} MB"
    return f"{max(1, round(characters / 1000))} KB"
