"""What is asked for each act on many: reasons, answers, a note, a source. None of them decides anything."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.domain.drafts import Working
from editor_app.domain.together import Common, Flag, Tag
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.answering import answered
from editor_app.ui.bulk_wording import BulkAct
from editor_app.ui.digits import digit_of
from editor_app.ui.duplicate_picker import DuplicatePicker
from editor_app.ui.gate_row import GateRow
from editor_app.ui.reason_list import ReasonList
from editor_app.ui.reject_choice import DUPLICATE, RejectChoice, offered, reason_on_key
from editor_app.ui.session import Session
from editor_app.ui.source_field import SourceField
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.widgets.frames import column

_ROWS = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BulkForm(QWidget):
    """A part of the dialog that says an act in full; `changed` tells that it says another one now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = column(self, spacing=10)

    @property
    def bearing(self) -> str | None:
        """What of it bears on which wires would change; the plan is made anew when that changes."""
        return None

    def act(self) -> Common:
        """Give the act as it is said so far."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_note(self, placeholder: str) -> QLineEdit:
        note = QLineEdit()
        note.setPlaceholderText(placeholder)
        note.setAccessibleName(gettext("Note"))
        note.textEdited.connect(self.changed)
        self._inside.addWidget(note)
        self._inside.addWidget(UnseenLine(note))
        return note


class FlagForm(BulkForm):
    """Flags are put on or taken off without a word."""

    def __init__(self, *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on = on

    def act(self) -> Common:
        """Give the act."""
        return Flag(on=self._on)


class NoteForm(BulkForm):
    """An outcome that asks for nothing, with room for a note."""

    def __init__(self, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome = outcome
        self.note = self._add_note(gettext("Note (optional)"))

    def act(self) -> Common:
        """Give the outcome with its note."""
        return Verdict(self._outcome, note=self.note.text().strip() or None)

    def take_focus(self) -> None:
        """Begin with the note."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)


class AcceptForm(BulkForm):
    """The two gates, answered for all of the wires, and why they can be accepted together."""

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gates = Gates()
        self.rows = tuple(GateRow(gate, vocabulary.routes) for gate in vocabulary.gates)
        for gate in self.rows:
            gate.set_keys("", "", "")
            gate.answered.connect(lambda answer, number=gate.number: self._on_answered(number, answer))
            gate.route_chosen.connect(self._on_route_chosen)
            self._inside.addWidget(gate)
        self.note = self._add_note(gettext("Why they can be accepted together"))
        self._show()

    def act(self) -> Common:
        """Give the acceptance with its answers and its note."""
        return Verdict(Outcome.ACCEPT, gates=self._gates, note=self.note.text().strip() or None)

    def take_focus(self) -> None:
        """Begin with the first gate."""
        self.rows[0].take_focus()

    def _on_answered(self, number: int, answer: Answer | None) -> None:
        self._gates = answered(self._gates, number, answer)
        self._show()

    def _on_route_chosen(self, route: Route | None) -> None:
        self._gates = replace(self._gates, route=route)
        self._show()

    def _show(self) -> None:
        for gate in self.rows:
            gate.show_state(self._gates, (), compact=True)
        self.changed.emit()


class RejectForm(BulkForm):
    """The reasons, taken by digit, click or Enter, and the fields some of them need."""

    def __init__(self, session: Session, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._choice = RejectChoice()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(gettext("Reasons: 1 to 9, or type"))
        self.filter.setAccessibleName(gettext("Find a reason"))
        self.filter.textChanged.connect(self._show)
        self.filter.installEventFilter(self)
        self.reasons = ReasonList()
        self.reasons.picked.connect(self._toggle)
        self.picker = DuplicatePicker(session)
        self.picker.chosen.connect(self._on_duplicate_chosen)
        for part in (self.filter, self.reasons, self.picker):
            self._inside.addWidget(part)
        self.note = self._add_note(gettext("Note"))
        self.picker.setFixedHeight(self.reasons.content_height(_ROWS))
        self.reasons.setFixedHeight(self.reasons.content_height(_ROWS))
        self._show()

    @property
    def bearing(self) -> str | None:
        """The wire the others duplicate is left out."""
        return self._choice.duplicate_of

    def act(self) -> Common:
        """Give the rejection as it would be recorded."""
        choice = replace(self._choice, note=self.note.text())
        return choice.verdict(Working(), self._vocabulary)

    def take_focus(self) -> None:
        """Begin with the reasons."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take reasons by digit and by Enter while the field has the keyboard; nothing is rejected by it."""
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        is_chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        digit = None if is_chord else digit_of(event)
        if is_chord:
            return False
        if digit is not None:
            reason = reason_on_key(self._vocabulary, digit)
            if reason is not None:
                self._toggle(reason.id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.reasons.move_highlight(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in _ENTER:
            if self.reasons.highlighted is not None:
                self._toggle(self.reasons.highlighted.id)
        else:
            return False
        return True

    def _toggle(self, reason: str) -> None:
        self._choice = self._choice.toggled(reason)
        if self.filter.text():
            self.filter.clear()
        else:
            self._show()
        if self._wants_duplicate() and reason in self._choice.reasons:
            self.picker.begin()

    def _on_duplicate_chosen(self, document: str) -> None:
        self._choice = replace(self._choice, duplicate_of=document)
        self._show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wants_duplicate(self) -> bool:
        return self._choice.missing(self._vocabulary) == DUPLICATE

    def _show(self) -> None:
        typed = self.filter.text()
        highlighted = 0 if typed.strip() else -1
        self.reasons.show_reasons(offered(self._vocabulary, typed), self._choice.reasons, highlighted)
        self.picker.setVisible(self._wants_duplicate())
        self.reasons.setVisible(not self._wants_duplicate())
        self.changed.emit()


class TagForm(BulkForm):
    """Under which source the wires are listed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = SourceField(session.sources())
        self.source.changed.connect(self.changed)
        self._inside.addWidget(self.source)

    @property
    def bearing(self) -> str | None:
        """What is listed under that source already is left out."""
        return self.source.source

    def act(self) -> Common:
        """Give the tag, or the way back to each wire's own source."""
        return Tag(self.source.source)

    def take_focus(self) -> None:
        """Begin with the field."""
        self.source.take_focus()


def form_of(act: BulkAct, session: Session, vocabulary: Vocabulary) -> BulkForm:
    """Make the form of an act."""
    if act is BulkAct.ACCEPT:
        return AcceptForm(vocabulary)
    if act is BulkAct.REJECT:
        return RejectForm(session, vocabulary)
    if act is BulkAct.TAG_SOURCE:
        return TagForm(session)
    if act in (BulkAct.FLAG, BulkAct.UNFLAG):
        return FlagForm(on=act is BulkAct.FLAG)
    return NoteForm(Outcome.DEFER if act is BulkAct.SKIP else Outcome.CONTEXT)
