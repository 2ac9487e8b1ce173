"""What can be said of a wire beyond the gates: questions, words of the vocabulary, a deviation."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor_app.domain.detail_rules import Speaks, hint, missing_severity_reason, overstated
from editor_app.domain.details import Details
from editor_app.domain.drafts import Working
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.details_rows import ChipsRow, RemarkStrip, TextRow, field_row, question_row
from editor_app.ui.details_wording import hint_sentence, missing_words, overstated_sentence
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.frames import column

_HINT_LOOKS = {
    Speaks.FOR: ("accept", "circle-check"),
    Speaks.AGAINST: ("reject", "info-circle"),
    Speaks.OPEN: ("plain", "help-circle"),
    None: ("plain", "info-circle"),
}
_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class DetailsForm(QWidget):
    """The rows under each other. Up and down go from row to row, left and right inside one, Space takes.

    `changed` carries Details, `kind_chosen` the id of what the document is then, or None; `moved` carries the
    widget that has the focus now, so that it can be scrolled to.
    """

    changed = Signal(object)
    kind_chosen = Signal(object)
    moved = Signal(object)

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = vocabulary
        self._details = Details()
        self._rows: list[ChipsRow | TextRow] = []
        self._inside = column(self, spacing=12)
        self._build_questions()
        self._build_fields()
        self._build_deviation()

    @property
    def questions(self) -> dict[str, ChipsRow]:
        """The rows of the questions, by their ids."""
        return self._questions

    @property
    def fields(self) -> dict[str, ChipsRow]:
        """The rows to choose in, by the names of what is said."""
        return self._fields

    @property
    def texts(self) -> dict[str, TextRow]:
        """The rows to write in, by the names of what is said."""
        return self._texts

    @property
    def hint(self) -> RemarkStrip:
        """What the answers come to."""
        return self._hint

    @property
    def wording_check(self) -> RemarkStrip:
        """What it says of a rationale that says too much."""
        return self._wording_check

    @property
    def missing(self) -> str:
        """What it says of what is half said."""
        return "\n".join(filter(None, (self._severity_missing.text, self._deviation_missing.text)))

    def stops(self) -> list[QWidget]:
        """Give everything that can take the keyboard, in the order of the rows."""
        found: list[QWidget] = []
        for line in self._rows:
            found.extend(line.chips.chips if isinstance(line, ChipsRow) else [line.field])
        return found

    def show_working(self, working: Working, rationale: str) -> None:
        """Show what is said so far; `rationale` is held against the wording."""
        details = self._details = working.details
        for id, line in self._questions.items():
            answer = details.answer(id)
            line.chips.show_taken((answer,) if answer else ())
        self._fields["what_it_is"].chips.show_taken((working.what_it_is,) if working.what_it_is else ())
        for name in ("category", "confidence", "severity", "wording"):
            said = getattr(details, name)
            self._fields[name].chips.show_taken((said,) if said else ())
        self._fields["harm_types"].chips.show_taken(details.harm_types)
        self._texts["severity_reason"].show_text(details.severity_reason or "")
        for name, text in details.deviation.payload().items():
            self._texts[name].show_text(text)
        self._show_remarks(working, rationale)

    def set_writable(self, writable: bool) -> None:
        """Allow changes, or show what is said alone."""
        for line in self._rows:
            (line.chips if isinstance(line, ChipsRow) else line.field).setEnabled(writable)

    def take_focus(self, field: str = "") -> None:
        """Put the focus into a field, else on the first question that is open, else on the first."""
        if field in self._texts:
            self._focus(self._texts[field])
            return
        open_ones = (line for id, line in self._questions.items() if self._details.answer(id) is None)
        self._focus(next(open_ones, self._rows[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from a line of writing to the row above or below."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go(step)

    # How it is put together

    def _build_questions(self) -> None:
        self._hint = RemarkStrip("plain", "info-circle")
        self._inside.addWidget(self._hint)
        self._questions: dict[str, ChipsRow] = {}
        for question in self._words.questions:
            if not question.retired:
                line = question_row(question, self._words.tables[question.answers])
                line.chips.chosen.connect(lambda ids, id=question.id: self._on_answered(id, ids))
                self._questions[question.id] = line
                self._add(line)

    def _build_fields(self) -> None:
        tables = self._words.tables
        self._heading(gettext("What the wire is"))
        self._fields = {
            "what_it_is": field_row(gettext("What it is then"), self._words.kinds),
            "category": field_row(gettext("Category"), tables["categories"]),
            "confidence": field_row(gettext("Confidence"), tables["confidence"]),
            "wording": field_row(gettext("Wording"), tables["wording"]),
            "severity": field_row(gettext("Severity"), tables["severity"]),
            "harm_types": field_row(gettext("Harm types"), tables["harm_types"], several=True),
        }
        self._texts = {"severity_reason": TextRow(gettext("Reason for the severity"))}
        self._wording_check = RemarkStrip("amend", "alert-triangle")
        self._severity_missing = RemarkStrip("amend", "alert-triangle")
        for name, line in self._fields.items():
            self._add(line)
            line.chips.chosen.connect(lambda ids, said=name: self._on_chosen(said, ids))
            if name == "wording":
                self._inside.addWidget(self._wording_check)
            if name == "severity":
                self._add(self._texts["severity_reason"])
                self._inside.addWidget(self._severity_missing)

    def _build_deviation(self) -> None:
        self._heading(gettext("Deviation from the Guide"))
        self._texts["signed_off_by"] = TextRow(gettext("Signed off by"))
        self._texts["signed_off_at"] = TextRow(gettext("Signed off on"), gettext("2026-05-10"))
        public = gettext("The public line for the ledger")
        self._texts["ledger_text"] = TextRow(gettext("Ledger text"), public)
        for name in ("signed_off_by", "signed_off_at", "ledger_text"):
            self._add(self._texts[name])
        for name, line in self._texts.items():
            line.written.connect(lambda text, said=name: self._on_written(said, text))
        self._deviation_missing = RemarkStrip("amend", "alert-triangle")
        self._inside.addWidget(self._deviation_missing)

    def _heading(self, text: str) -> None:
        self._inside.addSpacing(4)
        self._inside.addWidget(PlainLabel(text, "strong", wraps=True))

    def _add(self, line: ChipsRow | TextRow) -> None:
        self._rows.append(line)
        self._inside.addWidget(line)
        if isinstance(line, ChipsRow):
            line.chips.left.connect(self._go)

    # What happens

    def _show_remarks(self, working: Working, rationale: str) -> None:
        details = working.details
        found = hint(details, working.gates, self._words.hint)
        self._hint.set_look(*_HINT_LOOKS[None if found is None else found.speaks])
        self._hint.say(hint_sentence(found))
        word = overstated(rationale, details, self._words)
        wording = self._words.wording(details.wording)
        self._wording_check.say(overstated_sentence(word, wording.label) if word and wording else "")
        self._severity_missing.say(missing_words(missing_severity_reason(details)))
        self._deviation_missing.say(missing_words(details.settled().deviation.missing))

    def _on_answered(self, question: str, ids: tuple[str, ...]) -> None:
        self._change(self._details.answered(question, ids[0] if ids else None))

    def _on_chosen(self, name: str, ids: tuple[str, ...]) -> None:
        one = ids[0] if ids else None
        if name == "what_it_is":
            self.kind_chosen.emit(one)
        elif name == "harm_types":
            self._change(replace(self._details, harm_types=ids))
        else:
            self._change(self._details.saying(name, one))

    def _on_written(self, name: str, text: str) -> None:
        if name == "severity_reason":
            self._change(self._details.saying(name, text or None))
        else:
            deviation = replace(self._details.deviation, **{name: text})
            self._change(replace(self._details, deviation=deviation))

    def _change(self, details: Details) -> None:
        self._details = details
        self.changed.emit(details)

    def _go(self, step: int) -> None:
        now = QApplication.focusWidget()
        here = next((i for i, line in enumerate(self._rows) if now and line.isAncestorOf(now)), 0)
        self._focus(self._rows[max(0, min(here + step, len(self._rows) - 1))])

    def _focus(self, line: ChipsRow | TextRow) -> None:
        if isinstance(line, ChipsRow):
            line.chips.take_focus()
        else:
            field: QLineEdit = line.field
            field.setFocus(_SHORTCUT)
        self.moved.emit(line)
