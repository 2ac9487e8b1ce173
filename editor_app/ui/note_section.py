"""The note on a wire: shown, written, and asked for where a decision needs one."""

from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.growing_text import GrowingText, Run
from editor_app.ui.reader_text import is_too_long_to_write
from editor_app.ui.safe_text import PlainEdit, PlainLabel
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.focus_frame import FocusFrame
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.wording import left_out_of_a_field

_ROWS, _PADDING = 2, 16


class NoteField(PlainEdit):
    """A small field for a note: Enter is done, Shift+Enter a new line, Escape leaves it."""

    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("editor", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(gettext("Note"))
        self.say_what_stands("")

    def say_what_stands(self, left_out: str) -> None:
        """Say in the empty field how a line begins, or that a text was left out of it."""
        usual = gettext("Shift+Enter: new line")
        self.setPlaceholderText(left_out_of_a_field(left_out) if left_out else usual)

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(200, round(_ROWS * text_styles.metrics("editor").height()) + _PADDING)

    def minimumSizeHint(self) -> QSize:
        """Keep the lines, give way in width."""
        return QSize(0, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish on Enter and leave on Escape; everything else is writing."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Purpose(Enum):
    """What a note is being written for."""

    NOTE = "note"
    ACCEPT = "accept"
    QUESTION = "question"


class NoteEditor(QFrame):
    """Writes a note beside the buttons that decide, for the wire itself or for an acceptance against a No."""

    edited = Signal(str)
    finished = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purpose = Purpose.NOTE
        self._is_left_out = False
        inside = column(self, (3, 0, 3, 0), 6)
        self._prompt = PlainLabel("", "meta_strong", "text2", wraps=True)
        inside.addWidget(self._prompt)
        self._field = NoteField()
        self._field.textChanged.connect(lambda: self.edited.emit(self.text))
        self._field.finished.connect(self._on_finished)
        self._field.left.connect(self.left)
        inside.addWidget(self._field)
        self.unseen = UnseenLine(self._field)
        inside.addWidget(self.unseen)
        inside.addLayout(self._build_foot())
        self.hide()

    @property
    def text(self) -> str:
        """What is written."""
        return self._field.toPlainText()

    @property
    def purpose(self) -> Purpose:
        """What it is written for."""
        return self._purpose

    @property
    def field(self) -> NoteField:
        """Where it is written."""
        return self._field

    def open(self, purpose: Purpose, text: str) -> None:
        """Show the field with a text and put the caret at its end.

        A text that no field can hold stays out of it, and stands until another is written.
        """
        self._purpose = purpose
        self._is_left_out = is_too_long_to_write(text)
        prompt, done = _words(purpose)
        self._prompt.setText(prompt)
        self._field.setAccessibleName(gettext("Question") if purpose is Purpose.QUESTION else gettext("Note"))
        self._done.setText(done)
        self.show_text("" if self._is_left_out else text)
        self._field.say_what_stands(text if self._is_left_out else "")
        self.show()
        self._mark_wrong(wrong=False)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_text(self, text: str) -> None:
        """Show another text, without telling."""
        self._field.blockSignals(True)  # only a person's own writing is a draft
        self._field.setPlainText(text)
        self._field.moveCursor(self._field.textCursor().MoveOperation.End)
        self._field.blockSignals(False)

    def finish(self) -> None:
        """Take what is written; an acceptance against a No cannot go without words."""
        self._on_finished()

    def _build_foot(self) -> QBoxLayout:
        foot = row(spacing=8)
        foot.addStretch(1)
        leave = Button(gettext("Cancel"), "outlined", keys="Esc")
        leave.clicked.connect(self.left)
        foot.addWidget(leave)
        self._done = Button("", "strong", keys="Enter")
        self._done.clicked.connect(self._on_finished)
        foot.addWidget(self._done)
        return foot

    def _on_finished(self) -> None:
        if self._is_left_out and not self.text.strip() and self._purpose is not Purpose.ACCEPT:
            self.left.emit()
            return
        is_missing = self._purpose is Purpose.ACCEPT and not self.text.strip()
        self._mark_wrong(wrong=is_missing)
        if not is_missing:
            self.finished.emit(self.text)

    def _mark_wrong(self, *, wrong: bool) -> None:
        self._field.setProperty("wrong", wrong)
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)


def _words(purpose: Purpose) -> tuple[str, str]:
    """Give what a field asks for, and what its button says."""
    words = {
        Purpose.NOTE: (gettext("Note on this wire"), gettext("Save note")),
        Purpose.ACCEPT: (
            gettext("A criterion is answered No. Say why you accept it all the same."),
            gettext("Accept"),
        ),
        Purpose.QUESTION: (
            gettext("What the guide leaves open here. It goes into the hand-over report."),
            gettext("Save question"),
        ),
    }
    return words[purpose]


class NoteSection(QWidget):
    """The standing note of a wire, or its question about the guide; hidden where there is none."""

    edit_asked = Signal()

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(self, spacing=6)
        card = Card("plain")
        line = row(card, (12, 8, 6, 8), 8)
        line.addWidget(IconView(icon, "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._text = GrowingText()
        self._text.setAccessibleName(name)
        line.addWidget(self._text, 1)
        self._change = Button(gettext("Change"), "link")
        self._change.clicked.connect(self.edit_asked)
        line.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        FocusFrame(card, self._text, radius=7)
        inside.addWidget(card)
        self.hide()

    def show_note(self, note: str | None, *, writable: bool) -> None:
        """Show the note that stands, or nothing."""
        self.setVisible(bool(note))
        self._change.setEnabled(writable)
        self._text.show_paragraphs([[Run(note or "")]])
