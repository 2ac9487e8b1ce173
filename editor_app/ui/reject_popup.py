"""Why a wire is rejected: nine reasons on nine keys, all others by typing."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from editor_app.domain.drafts import Working
from editor_app.domain.verdicts import Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.digits import digit_of
from editor_app.ui.duplicate_picker import DuplicatePicker
from editor_app.ui.popover import Popover
from editor_app.ui.reason_list import ReasonList, widest_meaning
from editor_app.ui.reject_choice import (
    DUPLICATE,
    NOTE,
    RejectChoice,
    begun_choice,
    first_highlighted,
    offered,
    reason_on_key,
)
from editor_app.ui.safe_text import PlainLabel, say_tip
from editor_app.ui.session import Session
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.keycap import KeyCaps

_WIDTH, _WIDEST = 424, 500
_AROUND = 24  # margins of the panel and what the list keeps free
_ROWS = 9
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RejectPopup(Popover):
    """A panel above the buttons: a digit rejects at once, Shift and a digit takes one more reason.

    `decided` carries the Verdict. Escape leaves without deciding; a note that was written stays a draft.
    """

    decided = Signal(object)

    def __init__(self, window: QWidget, session: Session, vocabulary: Vocabulary) -> None:
        width = min(_WIDEST, max(_WIDTH, widest_meaning(vocabulary) + _AROUND))
        super().__init__(window, width, gettext("Reject: which reason?"))
        self._session, self._vocabulary = session, vocabulary
        self._choice = RejectChoice()
        whole = column(self, (10, 12, 10, 12), 8)
        whole.addLayout(self._build_head())
        whole.addWidget(self._build_pages())
        whole.addWidget(self._build_note())
        whole.addLayout(self._build_foot())

    @property
    def choice(self) -> RejectChoice:
        """What is chosen so far."""
        return self._choice

    @property
    def reasons(self) -> ReasonList:
        """The list of reasons."""
        return self._reasons

    @property
    def filter(self) -> QLineEdit:
        """Where one types to find a reason."""
        return self._filter

    @property
    def note(self) -> QLineEdit:
        """Where the note is written."""
        return self._note

    @property
    def picker(self) -> DuplicatePicker:
        """Where the duplicated wire is looked for."""
        return self._picker

    def open_for(self, working: Working, standing: Verdict | None, anchor: QWidget) -> None:
        """Ask for the reason, with the reasons taken that a standing rejection gives."""
        self._choice = begun_choice(working, standing, self._vocabulary)
        self._note.setText(working.note)
        self._filter.clear()
        self._pages.setCurrentWidget(self._reasons)
        self._mark_missing(None)
        self._show_reasons()
        self.open_above(anchor)
        self._filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let digits, arrows and Enter do their work while a field has the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._filter and self._takes_in_filter(event):
                return True
            if watched is self._note and event.key() in _ENTER:
                self._commit_what_is_chosen()
                return True
        return super().eventFilter(watched, event)

    def _build_head(self) -> QBoxLayout:
        head = row(spacing=8)
        head.setContentsMargins(10, 0, 6, 0)
        self._title = PlainLabel(gettext("Reject: which reason?"), "pane_title")
        head.addWidget(self._title)
        head.addStretch(1)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(gettext("1 to 9, or type"))
        self._filter.setAccessibleName(gettext("Find a reason"))
        self._filter.setMaximumWidth(190)
        self._filter.textChanged.connect(self._show_reasons)
        head.addWidget(self._filter, 2)
        return head

    def _build_pages(self) -> QWidget:
        self._pages = QStackedWidget()
        self._reasons = ReasonList()
        self._reasons.picked.connect(self._commit)
        self._picker = DuplicatePicker(self._session)
        self._picker.chosen.connect(self._on_duplicate_chosen)
        self._pages.addWidget(self._reasons)
        self._pages.addWidget(self._picker)
        return self._pages

    def _build_note(self) -> QWidget:
        part = QWidget()
        inside = column(part, (10, 0, 10, 0), 4)
        line = row(spacing=8)
        self._note = QLineEdit()
        self._note.setAccessibleName(gettext("Note"))
        self._note.textEdited.connect(self._on_note_edited)
        line.addWidget(self._note, 1)
        line.addWidget(KeyCaps("Tab"))
        inside.addLayout(line)
        inside.addWidget(UnseenLine(self._note))
        self._missing = PlainLabel("", "meta", "reject", wraps=True)
        inside.addWidget(self._missing)
        return part

    def _build_foot(self) -> QBoxLayout:
        foot = row(spacing=8)
        foot.setContentsMargins(6, 0, 10, 0)
        self._kind = Button("", "small", icon="chevron-down", trailing_icon=True)
        self._kind.clicked.connect(self._offer_kinds)
        say_tip(self._kind, gettext("What the wire is, where it is no incident"))
        foot.addWidget(self._kind)
        foot.addStretch(1)
        leave = Button(gettext("Cancel"), "outlined", keys="Esc")
        leave.clicked.connect(self.dismiss)
        foot.addWidget(leave)
        self._reject = Button(gettext("Reject"), "primary", keys="Enter")
        self._reject.clicked.connect(self._commit_what_is_chosen)
        foot.addWidget(self._reject)
        return foot

    def _takes_in_filter(self, event: QKeyEvent) -> bool:
        """Do what a key means in the filter; False leaves it to the field as text."""
        is_chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        digit = None if is_chord else digit_of(event)
        if digit is not None:
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_digit(digit, adds=adds)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._reasons.move_highlight(1 if event.key() == Qt.Key.Key_Down else -1)
            self._show_reject_state()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._toggle_highlighted()
        elif event.key() in _ENTER:
            self._commit_what_is_chosen()
        else:
            return False
        return True

    def _on_digit(self, digit: int, *, adds: bool) -> None:
        reason = reason_on_key(self._vocabulary, digit)
        if reason is None:
            return
        if adds:
            self._toggle(reason.id)
        else:
            self._commit(reason.id)

    def _toggle_highlighted(self) -> None:
        reason = self._reasons.highlighted
        if reason is not None:
            self._toggle(reason.id)

    def _toggle(self, reason: str) -> None:
        self._choice = self._choice.toggled(reason)
        if self._filter.text():
            self._filter.clear()
        else:
            self._show_reasons()

    def _commit(self, reason: str) -> None:
        self._choice = self._choice.with_reason(reason)
        self._decide_or_ask()

    def _commit_what_is_chosen(self) -> None:
        reason = self._reasons.highlighted
        if self._pages.currentWidget() is self._reasons and reason is not None:
            self._choice = self._choice.with_reason(reason.id)
        if self._choice.reasons:
            self._decide_or_ask()

    def _decide_or_ask(self) -> None:
        """Reject, or go to the field that a reason cannot stand without."""
        missing = self._choice.missing(self._vocabulary)
        if missing is None:
            self.dismiss()
            self.decided.emit(self._choice.verdict(self._session.working, self._vocabulary))
            return
        self._show_reasons()
        self._mark_missing(missing)
        if missing == DUPLICATE:
            self._pages.setCurrentWidget(self._picker)
            self._picker.begin()
        else:
            self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_duplicate_chosen(self, document: str) -> None:
        self._choice = replace(self._choice, duplicate_of=document)
        self._pages.setCurrentWidget(self._reasons)
        self._decide_or_ask()

    def _on_note_edited(self, text: str) -> None:
        self._choice = replace(self._choice, note=text)
        self._session.write_note(text)
        if text.strip():
            self._mark_missing(None)

    def _mark_missing(self, missing: str | None) -> None:
        is_note = missing == NOTE
        words = {NOTE: gettext("A note is required for this reason"), DUPLICATE: ""}
        self._missing.setText(words.get(missing or "", ""))
        self._missing.setVisible(is_note)
        self._note.setPlaceholderText(gettext("Say why") if is_note else gettext("Add a note (optional)"))
        self._note.setProperty("wrong", is_note)
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
        self._title.setText(
            gettext("Duplicate of which wire?") if missing == DUPLICATE else gettext("Reject: which reason?")
        )
        self._filter.setVisible(missing != DUPLICATE)
        if self.isVisible():
            self.place()

    def _show_reasons(self) -> None:
        typed = self._filter.text()
        reasons = offered(self._vocabulary, typed)
        highlighted = first_highlighted(reasons, self._session.working.gates, typed)
        if self._choice.reasons and not typed.strip():
            highlighted = -1
        self._reasons.show_reasons(reasons, self._choice.reasons, highlighted)
        self._pages.setFixedHeight(self._reasons.content_height(_ROWS))
        self._show_reject_state()

    def _show_reject_state(self) -> None:
        can = bool(self._choice.reasons) or self._reasons.highlighted is not None
        self._reject.setEnabled(can)
        say_tip(self._reject, "" if can else gettext("Choose a reason first"))
        known = self._vocabulary.kind(self._choice.what_it_is(self._vocabulary) or "")
        self._kind.setText(
            gettext("It is: {kind}").format(kind=gettext(known.label) if known else gettext("not said"))
        )

    def _offer_kinds(self) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for term in self._vocabulary.kinds:
            if not term.retired:
                entry = menu.addAction(gettext(term.label))
                say_tip(entry, gettext(term.means))
                entry.triggered.connect(lambda _checked=False, kind=term.id: self._on_kind_chosen(kind))
        menu.exec(self._kind.mapToGlobal(self._kind.rect().topLeft()))

    def _on_kind_chosen(self, kind: str) -> None:
        self._choice = replace(self._choice, kind=kind)
        self._show_reject_state()
