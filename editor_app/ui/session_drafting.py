"""What the editor begins on a document and has not decided: answers, quotes, note, the text being written."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from editor_app.domain.details import Details
from editor_app.domain.drafts import Working
from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Gates, OtherSource, Quote
from editor_app.i18n import gettext
from editor_app.ui.background import Background, Job
from editor_app.ui.desk_door import OpenDoor
from editor_app.ui.draft_keeper import DraftKeeper
from editor_app.ui.message import Message
from editor_app.ui.reader_text import is_too_long_to_write
from editor_app.ui.session_reading import ReadingSession


class DraftingSession(ReadingSession):
    """Takes up what was begun on each document, and keeps it while it changes."""

    working_changed = Signal(object)
    amending_changed = Signal(bool)
    draft_kept = Signal(str)
    not_saved = Signal(object)

    def __init__(self, background: Background, open_desk: OpenDoor, parent: QObject | None) -> None:
        super().__init__(background, open_desk, parent)
        self._drafts = DraftKeeper(self._keep, self)
        self._working = Working()
        self._is_amending = False
        self._text_before: str | None = None
        self._text_at_start: str | None = None
        self._drafts.kept.connect(self._on_draft_kept)
        self._drafts.failed.connect(self._on_draft_failed)

    @property
    def working(self) -> Working:
        """What the editor has begun on the document on screen."""
        return self._working

    @property
    def is_amending(self) -> bool:
        """True while the new rationale is being written."""
        return self._is_amending

    def answer(self, gates: Gates) -> None:
        """Answer the gates."""
        self._begin(replace(self._working, gates=gates))

    def quote(self, quote: Quote) -> None:
        """Keep a passage as evidence."""
        if quote not in self._working.quotes:
            self._begin(replace(self._working, quotes=(*self._working.quotes, quote)))

    def unquote(self, index: int) -> None:
        """Take a passage off the evidence."""
        kept = tuple(quote for place, quote in enumerate(self._working.quotes) if place != index)
        self._begin(replace(self._working, quotes=kept))

    def hold(self, sources: tuple[OtherSource, ...]) -> None:
        """Hold these other documents as sources beside the one on screen."""
        self._begin(replace(self._working, sources=sources))

    def write_note(self, text: str) -> None:
        """Write the note that goes with the decision."""
        self._begin(replace(self._working, note=text))

    def write_question(self, text: str) -> None:
        """Write a question about the guide."""
        self._begin(replace(self._working, question=text))

    def describe(self, details: Details) -> None:
        """Say more of the document: the answers behind gate 2, and the words of the vocabulary."""
        self._begin(replace(self._working, details=details))

    def say_what_it_is(self, kind: str | None) -> None:
        """Say what the document is then, or leave it open."""
        self._begin(replace(self._working, what_it_is=kind))

    def begin_amendment(self, text: str | None = None) -> None:
        """Start writing the new rationale, from `text`, the draft, the standing amendment or the old one.

        A proposed text that is left as it is leaves no draft either. One that no field can hold is not
        begun with: the field is empty, and says so.
        """
        if self._view is None or self._is_amending:
            return
        verdict = self._view.standing.undisputed
        standing = verdict.rationale if verdict else None
        known = (text, self._working.text, standing, self._view.document.rationale)
        start = next((given for given in known if given is not None), "")
        if is_too_long_to_write(start):
            self.told.emit(_too_long(start))
            start = ""
        self._text_before = self._working.text
        self._text_at_start = start
        self._is_amending = True
        self._working = replace(self._working, text=start)
        self.working_changed.emit(self._working)
        self.amending_changed.emit(True)

    def write_amendment(self, text: str, why: str) -> None:
        """Take in what is being written."""
        if (text, why) != (self._working.text, self._working.why):
            self._begin(replace(self._working, text=text, why=why))

    def leave_amendment(self) -> None:
        """Leave the text and keep the draft; a text that was not touched leaves none."""
        if not self._is_amending:
            return
        if self._working.text == self._text_at_start:
            self._begin(replace(self._working, text=self._text_before))
        self._drafts.flush()
        self._end_amending()
        self.working_changed.emit(self._working)

    def discard_amendment(self) -> None:
        """Throw away the text that was begun; answers and quotes stay."""
        self._begin(replace(self._working, text=None, why=""))
        self._drafts.flush()
        if self._is_amending:
            self._end_amending()

    def flush(self) -> None:
        """Keep everything that was begun now."""
        self._drafts.flush()

    def _begin(self, working: Working) -> None:
        if self._view is None or working == self._working:
            return
        self._working = working
        if not self.is_read_only and self._door is not None and self._door.editor is not None:
            self._drafts.touch(self._view.row.id, working)
        self.working_changed.emit(working)

    def _end_amending(self) -> None:
        self._is_amending = False
        self.amending_changed.emit(False)

    def _is_writing(self) -> bool:
        return self._is_amending

    def _before_leaving(self) -> None:
        self.leave_amendment()
        self._drafts.flush()

    def _after_showing(self, view: View | None, *, is_another: bool) -> None:
        if is_another or not self._is_amending:
            self._working = self._begun(view)
        self.shown.emit(view)
        self.working_changed.emit(self._working)

    def _begun(self, view: View | None) -> Working:
        """Give what stands on the desk beside a document: the draft, else what the standing decision said.

        While a wire is in dispute no decision stands, and nothing is answered beforehand.
        """
        if view is None:
            return Working()
        unkept = self._drafts.unkept(view.row.id)
        if unkept is not None:
            return unkept
        if view.draft is not None:
            return Working.read(view.draft.payload)
        verdict = view.standing.undisputed
        return Working() if verdict is None else replace(Working.of_verdict(verdict), text=None)

    def _keep(self, document: str, working: Working) -> Job:
        if self._door is None:
            raise Problem("no_document")
        return self.background.submit(self._door.keep, document, working)

    def _on_draft_kept(self, document: str) -> None:
        self._shelf.forget(document)
        self.draft_kept.emit(time_of_day())

    def _on_draft_failed(self, problem: Problem) -> None:
        self.not_saved.emit(problem)


def time_of_day() -> str:
    """Give the time now as a clock shows it."""
    return f"{datetime.now().astimezone():%H:%M}"


def _too_long(text: str) -> Message:
    said = gettext("The rationale has {count} characters, too many to change here. Write the new one.")
    return Message(said.format(count=f"{len(text):,}"), "info-circle")
