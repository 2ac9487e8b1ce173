"""The same event elsewhere, over queue and document: a list of what was found, one of it beside the wire."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from editor_app.domain.drafts import Working
from editor_app.domain.lists import View
from editor_app.domain.same_event import Elsewhere
from editor_app.domain.sources import held, stance_of, with_quote, with_stance, without_quote
from editor_app.domain.verdicts import Quote, Stance
from editor_app.i18n import gettext, ngettext
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.elsewhere_finder import ElsewhereFinder
from editor_app.ui.elsewhere_reading import ElsewhereReading
from editor_app.ui.elsewhere_words import place_line, reason_line, stance_word
from editor_app.ui.message import Message
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import Ground, Line, column, row

_SHORTCUT: Final = Qt.FocusReason.ShortcutFocusReason
_COMMANDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
# What may be done with the wire while another document is read beside it: answer, quote; never decide.
_LET_THROUGH: Final = ("check.first", "check.second", "check.route", "check.quote", "wire.elsewhere")


class ElsewherePanel(QFrame):
    """Covers queue and document while it is open; rationale and checklist stay beside it.

    Escape goes from the texts to the list, and from the list back to the wire. No key decides in it.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self, host: QWidget, edge: QWidget, session: Session, commands: Commands, finder: ElsewhereFinder
    ) -> None:
        """Cover `host` up to `edge`, a pane in it."""
        super().__init__(host)
        self._host, self._edge = host, edge
        self._session, self._commands, self._finder = session, commands, finder
        self._opener: QWidget | None = None
        self._wire = ""
        self._hit: Elsewhere | None = None
        self._pending: Quote | None = None
        self.setAccessibleName(gettext("The same event elsewhere"))
        self._list = TwoLineList(gettext("Documents that may be on the same event"))
        self._said = PlainLabel("", "meta", "text2", wraps=True)
        self.reading = ElsewhereReading()
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self.hide()

    @property
    def names(self) -> list[str]:
        """The headlines that are listed."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    @property
    def said(self) -> str:
        """What stands over the list."""
        return self._said.text()

    @property
    def is_reading(self) -> bool:
        """True while another document stands beside the wire."""
        return self._pages.currentWidget() is self.reading

    def open_panel(self) -> None:
        """Open the list of what was found, or close the panel."""
        if self.isVisible():
            self.dismiss()
            return
        view = self._session.view
        if view is None:
            return
        self._wire = view.row.id
        self._opener = QApplication.focusWidget()
        self._pages.setCurrentIndex(0)
        self._show_found()
        if self._finder.hits is None:
            self._finder.look()
        self.setGeometry(self._room())
        self.show()
        self.raise_()
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def read_chosen(self) -> None:
        """Show the chosen document beside the wire."""
        hits = self._listed()
        chosen = self._list.chosen
        number = next((n for n, hit in enumerate(hits) if chosen is not None and hit.row.id == chosen.id), -1)
        view, other = self._session.view, None if number < 0 else self._session.beside(hits[number].row.id)
        if view is None or other is None:
            return
        self._hit, self._pending = hits[number], None
        self.reading.show_pair(view, other, self._hit, number + 1, len(hits))
        self._pages.setCurrentWidget(self.reading)
        self._show_held(self._session.working)
        self.reading.strip.set_keys(self._commands.keys_text("check.quote"))
        self.reading.other.setFocus(_SHORTCUT)
        announce(self, gettext("Beside the wire: {headline}").format(headline=other.row.headline))

    def dismiss(self) -> None:
        """Close the panel and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        self._pending = None
        opener, self._opener = self._opener, None
        if opener is not None and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def set_compact(self, compact: bool) -> None:
        """Use the measures of a small window, or the usual ones."""
        self.reading.set_compact(compact)

    def stops(self) -> tuple[QWidget, ...]:
        """Give the parts between which F6 moves the focus."""
        return self.reading.stops() if self.is_reading else (self._list,)

    # Reading, as the commands of the document ask for it

    def quote(self) -> None:
        """Quote what is selected: of the wire for a gate, of the other document as a source."""
        if self.reading.own.hasFocus():
            gates = self._session.working.gates
            gate = 2 if gates.verifiable is not None and gates.but_for is None else 1
            passage = self.reading.own.selected_quote(gate)
            if passage is not None:
                self._session.quote(passage)
                self.reading.own.deselect()
                self._tell(gettext("Quoted for criterion {gate}").format(gate=gate))
            return
        self._pending = self.reading.other.selected_quote(1)
        stance = None if self._hit is None else stance_of(self._session.working.sources, self._hit.row.id)
        if stance is not None:
            self._keep_pending(stance)
        elif self._pending is not None:
            asked = gettext("Does it speak for or against two independent sources, or is it not independent?")
            self.reading.strip.say(asked, "amend")
            self.reading.strip.ask()
            announce(self, asked)

    def why_no_quote(self) -> str | None:
        """Say why nothing can be quoted, None where it can."""
        if self._session.is_read_only:
            return gettext("This desk is open to read only")
        text = self.reading.own if self.reading.own.hasFocus() else self.reading.other
        if not self.is_reading or not text.textCursor().hasSelection():
            return gettext("Select a passage first, with the mouse or with F7 and the arrow keys")
        return None

    def toggle_caret(self) -> bool:
        """Put a caret into both texts or take it away; tell whether it is there now."""
        on = not self.reading.other.is_caret_on
        for text in (self.reading.own, self.reading.other):
            text.set_caret(on)
        return on

    # Qt

    def event(self, event: QEvent) -> bool:
        """Keep letters for the panel, but for the few commands that only answer or quote."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            writes = bool(event.text()) and not event.modifiers() & _COMMANDING
            finds = event.matches(QKeySequence.StandardKey.Find)
            if (writes or finds or event.key() == Qt.Key.Key_Escape) and not self._is_let_through(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape; what the panel does not use is lost."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering queue and document, however wide they are made."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self.setGeometry(self._room())
        return super().eventFilter(watched, event)

    # How it is put together

    def _build(self) -> None:
        whole = column(self)
        ground = Ground("surface")
        whole.addWidget(ground)
        inside = column(ground)
        inside.addWidget(self._build_head())
        inside.addWidget(Line())
        listing = QWidget()
        found = column(listing, (20, 10, 20, 12), 8)
        found.addWidget(self._said)
        found.addWidget(self._list, 1)
        self._pages.addWidget(listing)
        self._pages.addWidget(self.reading)
        inside.addWidget(self._pages, 1)

    def _build_head(self) -> QWidget:
        part = QWidget()
        line = row(part, (20, 9, 12, 9), 10)
        line.addWidget(PlainLabel(gettext("The same event elsewhere"), "pane_title"))
        line.addStretch(1)
        cross = icon_button("x", gettext("Close"))
        cross.clicked.connect(self.dismiss)
        line.addWidget(cross)
        return part

    def _connect(self) -> None:
        for part in (self._host, self._edge):
            part.installEventFilter(self)
        self._list.itemActivated.connect(lambda _item: self.read_chosen())
        self._finder.changed.connect(self._on_found)
        self._session.shown.connect(self._on_shown)
        self._session.working_changed.connect(self._show_held)
        self.reading.back_asked.connect(self._show_list)
        self.reading.step_asked.connect(self._step)
        strip = self.reading.strip
        strip.stance_chosen.connect(self._on_stance_chosen)
        strip.passage_asked.connect(self.reading.other.show_passage)
        strip.dropped.connect(self._on_dropped)
        for text in (self.reading.own, self.reading.other):
            text.selectionChanged.connect(self._commands.refresh)

    # What happens

    def _room(self) -> QRect:
        """Give the room of queue and document: all that lies before the edge."""
        room = self._host.rect()
        pane = QRect(self._edge.mapTo(self._host, QPoint(0, 0)), self._edge.size())
        if self.isRightToLeft():
            room.setLeft(pane.right() + 2)
        else:
            room.setRight(pane.left() - 2)
        return room

    def _show_found(self) -> None:
        hits = self._finder.hits
        if hits is None:
            said = gettext("Looking for other documents on the same event") if self._finder.is_looking else ""
        elif not hits:
            said = gettext("No other document of this archive seems to be on the same event.")
        else:
            counted = ngettext(
                "{count} document may be on the same event. You decide.",
                "{count} documents may be on the same event. You decide.",
                len(hits),
            )
            said = counted.format(count=len(hits))
        self._said.setText(said)
        chosen = self._list.chosen.id if self._list.chosen else ""
        self._list.show_items([self._item(hit) for hit in self._listed()], chosen)

    def _listed(self) -> list[Elsewhere]:
        """Give what was found, and behind it what is held as a source and was not found (any more)."""
        found = list(self._finder.hits or ())
        known = {hit.row.id for hit in found}
        kept = dict.fromkeys(source.document for source in self._session.working.sources)
        others = [self._session.beside(document) for document in kept if document not in known]
        return [*found, *(Elsewhere(view.row, 0.0, ()) for view in others if view is not None)]

    def _item(self, hit: Elsewhere) -> Item:
        stance = stance_of(self._session.working.sources, hit.row.id)
        detail = "  ·  ".join(part for part in (place_line(hit), reason_line(hit)) if part)
        trailing = "" if stance is None else stance_word(stance)
        return Item(hit.row.id, hit.row.headline, detail, trailing, "file-text")

    def _show_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self._show_found()
        self._list.setFocus(_SHORTCUT)

    def _go_back(self) -> None:
        if self._pending is not None:
            self._pending = None
            self.reading.strip.say("")
            self.reading.other.setFocus(_SHORTCUT)
        elif self.is_reading:
            self._show_list()
        else:
            self.dismiss()

    def _step(self, step: int) -> None:
        if self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
            self.read_chosen()

    def _show_held(self, working: Working) -> None:
        if not self.isVisible() or self._hit is None:
            return
        mine = held(working.sources, self._hit.row.id)
        quotes = [source.quote for source in mine if source.quote is not None]
        stance = stance_of(working.sources, self._hit.row.id)
        self.reading.strip.show_held(stance, quotes, writable=not self._session.is_read_only)
        self.reading.other.set_quotes(quotes)
        self.reading.own.set_quotes(working.quotes)
        if self._pending is None:
            self.reading.strip.say("")

    def _on_stance_chosen(self, stance: Stance | None) -> None:
        if self._hit is None:
            return
        if stance is not None and self._pending is not None:
            self._keep_pending(stance)
            self.reading.other.setFocus(_SHORTCUT)
        else:
            self._session.hold(with_stance(self._session.working.sources, self._hit.row.id, stance))

    def _keep_pending(self, stance: Stance) -> None:
        quote, self._pending = self._pending, None
        if quote is None or self._hit is None:
            return
        self._session.hold(with_quote(self._session.working.sources, self._hit.row.id, stance, quote))
        self.reading.other.deselect()
        self.reading.strip.say("")
        self._tell(gettext("Quoted as a source: {stance}").format(stance=stance_word(stance).lower()))

    def _on_dropped(self, quote: Quote) -> None:
        if self._hit is not None:
            self._session.hold(without_quote(self._session.working.sources, self._hit.row.id, quote))

    def _on_found(self) -> None:
        if self.isVisible() and not self.is_reading:
            self._show_found()

    def _on_shown(self, view: View | None) -> None:
        """Close with the wire it belongs to: a decision or a step leads on to another."""
        if view is None or view.row.id != self._wire:
            self.dismiss()

    def _tell(self, text: str) -> None:
        self._session.told.emit(Message(text, "quote", is_quiet=True))

    def _is_let_through(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        keys = (key for name in _LET_THROUGH for key in self._commands.keymap.all_keys(name))
        return any(pressed == QKeySequence(key) for key in keys)
