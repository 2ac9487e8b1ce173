"""Writing what goes beside a decision: the note, a question about the guide, why a No is accepted."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.ui.commands import Commands
from editor_app.ui.note_section import NoteEditor, Purpose
from editor_app.ui.session import Session

GiveFocus = Callable[[QWidget | None], None]


class NoteWriting(QObject):
    """Opens the field for a note in the pane in sight: reading and amending have each a place for it."""

    def __init__(
        self, session: Session, commands: Commands, amending: NoteEditor, give_focus_to: GiveFocus
    ) -> None:
        super().__init__(amending)
        self._session, self._commands, self._give_focus_to = session, commands, give_focus_to
        self._amending, self._reading = amending, amending
        self._before: QWidget | None = None
        self._follow(amending)

    @property
    def is_open(self) -> bool:
        """True while the field is open beside the buttons."""
        return self._field.isVisible()

    def use_in_reading(self, field: NoteEditor) -> None:
        """Write in this field while a wire is read."""
        self._reading = field
        self._follow(field)

    def write_note(self) -> None:
        """Write the note of the wire, beginning with the one that was begun or that stands."""
        view, note = self._session.view, self._session.working.note
        if view is None:
            return
        standing = view.standing.undisputed
        said = standing.note if standing else None
        begun = note if note != said else ""
        self._open(Purpose.NOTE, begun or view.standing.note or "")

    def ask_about_guide(self) -> None:
        """Write a question about the guide, beginning with the one that was begun or that stands."""
        view = self._session.view
        if view is not None:
            begun = self._session.working.question
            self._open(Purpose.QUESTION, begun or view.standing.question or "")

    def ask_for_note(self) -> None:
        """Ask, beside the buttons, why a wire is accepted against a No."""
        self._open(Purpose.ACCEPT, self._session.working.note)

    def finish(self) -> None:
        """Take what is written."""
        self._field.finish()

    def close(self) -> None:
        """Close the field, and give the keyboard back to where it was."""
        self._field.hide()
        before, self._before = self._before, None
        self._give_focus_to(before)

    @property
    def _field(self) -> NoteEditor:
        return self._amending if self._session.is_amending else self._reading

    def _follow(self, field: NoteEditor) -> None:
        field.edited.connect(self._on_edited)
        field.finished.connect(self._on_finished)
        field.left.connect(self.close)

    def _open(self, purpose: Purpose, text: str) -> None:
        if not self.is_open:
            self._before = QApplication.focusWidget()
        self._field.open(purpose, text)

    def _on_edited(self, text: str) -> None:
        is_question = self._field.purpose is Purpose.QUESTION
        (self._session.write_question if is_question else self._session.write_note)(text)

    def _on_finished(self, text: str) -> None:
        purpose = self._field.purpose
        self.close()
        if purpose is Purpose.ACCEPT:
            self._commands.trigger("decide.accept_open")
        elif purpose is Purpose.QUESTION:
            self._session.write_question("")
            self._session.ask(text.strip())
        else:
            self._session.write_note("")
            self._session.note(text.strip())
