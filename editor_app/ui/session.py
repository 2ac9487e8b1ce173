"""The session: the one way in which data flows between the panes and the desk."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from editor_app.desk.changes import Changes
from editor_app.desk.undoing import Undone
from editor_app.desk.watch import Progress
from editor_app.domain.events import REREAD
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound
from editor_app.domain.standing import DECIDED_STATES, STATE_OF_OUTCOME, State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.i18n import gettext
from editor_app.ui.background import Background, Job
from editor_app.ui.bulk_wording import undone_together
from editor_app.ui.decisions import BounceGuard, Decision, Decisions
from editor_app.ui.desk_door import OpenDoor, open_door
from editor_app.ui.haste import Haste, ReadingTime
from editor_app.ui.message import Message
from editor_app.ui.pace import Pace
from editor_app.ui.session_drafting import time_of_day
from editor_app.ui.session_resuming import ResumingSession
from editor_app.ui.wording import (
    announcement,
    count_words,
    decided_toast,
    isolated,
    reread_toast,
    undone_toast,
)

_STORAGE_PROBLEMS = frozenset(
    {"disk_full", "desk_io", "desk_replaced", "desk_read_only", "desk_locked", "desk_busy"}
)
_ICONS = {
    Outcome.ACCEPT: "circle-check",
    Outcome.AMEND: "pencil",
    Outcome.REJECT: "circle-x",
    Outcome.DEFER: "player-skip-forward",
    Outcome.CONTEXT: "bookmark",
    Outcome.REOPEN: "refresh",
}


class Session(ResumingSession):
    """What is open, what is on screen and what the editor does with it; every pane reads here and asks here.

    A decision is shown at once and written in the background; a failure takes the editor back to the wire.
    `saving` says that a decision is on its way to disk, `saved` when something was written.
    `quote_asked` carries the number of a quoted passage that was clicked, `remarked` a quiet line for the
    bottom of the window ("" takes it away), `refused` the Problem that stood against a decision,
    `undo_lasts` the job of an undo that takes its time.
    """

    saving = Signal()
    saved = Signal(str)
    quote_asked = Signal(int)
    remarked = Signal(str)
    refused = Signal(object)
    undo_lasts = Signal(object)

    def __init__(
        self,
        background: Background,
        *,
        open_desk: OpenDoor = open_door,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(background, open_desk, parent)
        self._decisions = Decisions(self._write, self)
        self._bounce = BounceGuard(clock)
        self._spoken: dict[Decision, str] = {}
        self.pace = Pace(clock)
        self.haste = Haste()
        self._reading = ReadingTime(clock)
        self._decisions.begun.connect(self.saving)
        self._decisions.saved.connect(self._on_decision_saved)
        self._decisions.failed.connect(self._on_decision_failed)

    @property
    def has_unsaved(self) -> bool:
        """True while something could not be written to disk."""
        return bool(self._decisions.unsaved) or self._drafts.has_failed

    @property
    def is_saving(self) -> bool:
        """True while a decision is on its way to disk, or could not be written."""
        return self._decisions.are_on_their_way or self.has_unsaved

    @property
    def is_flagged(self) -> bool:
        """True while the document on screen has its flag up."""
        row = self.row(self._position)
        if self._view is None:
            return False
        is_listed = row is not None and row.id == self._view.row.id
        return row.is_flagged if row is not None and is_listed else self._view.standing.is_flagged

    def decide(self, verdict: Verdict, *, stay: bool = False) -> bool:
        """Decide on the document on screen and go on at once; it is written in the background.

        Gives False, and decides nothing, while a document is still loading, on a bounce of the key, where
        nothing can be written, or where a rule speaks against it (which is told).
        """
        view = self._view
        if view is None or self.is_loading or self._bounce.is_bounce(verdict.outcome):
            return False
        problem = self.refusal(verdict)
        if problem is not None:
            self._tell_problem(problem)
            self.refused.emit(problem)
            return False
        row = self.row(self._position)
        before = row.state if row and row.id == view.row.id else view.row.state
        seen = tuple(event.id for event in view.standing.verdicts)
        if self._working.question.strip():
            self.ask(self._working.question.strip())  # what was written goes along, as a note does
        decision = Decision(view.row.id, view.row.headline, verdict, seen, self._working, before)
        self._decisions.replace_unsaved(decision)
        self._show_as_decided(decision)
        self._decisions.submit(decision)
        self._go_on(decision, stay=stay)
        return True

    def refusal(self, verdict: Verdict) -> Problem | None:
        """Give the Problem that stands against a decision on the document on screen, None for none."""
        if self._view is None or self._door is None:
            return Problem("no_document")
        problem = self._against_writing()
        if problem is not None:
            return problem
        try:
            refuse_unsound(verdict, self._view.document, self._door.vocabulary)
        except Problem as found:
            return found
        return None

    def mark_painted(self, document: str) -> None:
        """Take note that a document is on screen for a person to see, and since when."""
        super().mark_painted(document)
        self._reading.look_at(document)

    def save_again(self) -> None:
        """Try once more to write what could not be written."""
        for decision in self._decisions.unsaved:
            self._count(decision)
        self._decisions.again()
        self._drafts.flush()

    def undo(self) -> None:
        """Take back the last act; what was never saved is simply the editor's again."""
        if self._decisions.give_up() is not None:
            self.saved.emit("")
            self.told.emit(Message(undone_toast("decided", State.PENDING), "arrow-back-up"))
        elif self._door is not None:
            self._submit_undo(self._door.undo, is_redo=False)

    def redo(self) -> None:
        """Do the last undone act again."""
        if self._door is not None:
            self._submit_undo(self._door.redo, is_redo=True)

    def flag(self) -> None:
        """Raise the flag of the document on screen, or lower it."""
        if self._view is None or self._door is None or self._refuse_writing():
            return
        document, on = self._view.row.id, not self.is_flagged
        self._wires.rows.set_flag(document, on)
        self.rows_changed.emit(list(self._wires.rows.positions_of([document])))
        text = gettext("Flagged") if on else gettext("Flag taken off")
        job = self.background.submit(self._door.flag, document, on)
        self._follow_change(job, document, Message(text, "flag", "decide.undo"))

    def note(self, text: str) -> None:
        """Record a note on the document on screen."""
        if self._view is None or self._door is None or self._refuse_writing():
            return
        said = gettext("Note kept") if text else gettext("Note taken away")
        job = self.background.submit(self._door.note, self._view.row.id, text)
        self._follow_change(job, self._view.row.id, Message(said, "note", "decide.undo"))

    def ask(self, text: str) -> None:
        """Record a question about the guide on the document on screen."""
        if self._view is None or self._door is None or self._refuse_writing():
            return
        said = gettext("Question kept") if text else gettext("Question taken away")
        job = self.background.submit(self._door.ask, self._view.row.id, text)
        self._follow_change(job, self._view.row.id, Message(said, "help-circle", "decide.undo"))

    def tag(self, source: str | None) -> None:
        """List the document on screen under another source, None for its own again."""
        if self._view is None or self._door is None or self._refuse_writing():
            return
        own = self._view.document.source or gettext("document")
        said = gettext("Listed under {source}").format(source=isolated(source or own))
        job = self.background.submit(self._door.tag, self._view.row.id, source)
        self._follow_change(job, self._view.row.id, Message(said, "tag", "decide.undo"))

    def _may_leave(self) -> bool:
        if not self._decisions.unsaved:
            return True
        self._say(gettext("Not saved. Save again before you go on."))
        return False

    def _write(self, decision: Decision) -> Job:
        if self._door is None:
            raise Problem("no_document")
        return self.background.submit(self._door.decide, decision.document, decision.verdict, decision.seen)

    def _show_as_decided(self, decision: Decision) -> None:
        after = STATE_OF_OUTCOME.get(decision.verdict.outcome, State.PENDING)
        self._drafts.drop(decision.document)
        self._wires.rows.set_state(decision.document, after)
        self._wires.shift(decision.before, after)
        self.rows_changed.emit(list(self._wires.rows.positions_of([decision.document])))

    def _go_on(self, decision: Decision, *, stay: bool) -> None:
        if self._is_amending:
            self._end_amending()
        self._count(decision)
        self._notice_haste(decision)
        self.counts_changed.emit(self.counts)
        outcome = decision.verdict.outcome
        if not stay and outcome is not Outcome.REOPEN:
            self._bounce.went_on(outcome)
            self._advance()
        following = self._view.row.headline if self._view and not stay else None
        if self._door is not None:
            words = announcement(decision.verdict, self._door.vocabulary, following, self.counts.to_do)
            self._spoken[decision] = words

    def _count(self, decision: Decision) -> None:
        """Count a document that stands decided now; one put off or reopened counts no longer."""
        if STATE_OF_OUTCOME.get(decision.verdict.outcome) in DECIDED_STATES:
            self.pace.decided(decision.document)
        else:
            self.pace.take_back(decision.document)

    def _notice_haste(self, decision: Decision) -> None:
        """Remark once when ten wires in a row were accepted faster than they can be read."""
        view = self._view
        if view is None:
            return
        words = count_words(view.document.headline) + count_words(view.document.body)
        seconds = self._reading.seconds(decision.document)
        if self.haste.decided(decision.document, decision.verdict.outcome, words, seconds):
            said = gettext("Ten wires in a row were accepted faster than they can be read.")
            self.remarked.emit(said)
            self.told.emit(Message(said, is_quiet=True))
        elif not self.haste.is_in_a_row:
            self.remarked.emit("")

    def _begin_sitting(self) -> None:
        self.pace.clear()
        self.haste.clear()

    def _advance(self) -> None:
        target = self._wires.undecided(self._position, 1)
        if target < 0 or not self._show_position(target):
            self._put_on_screen(None, self._position, at_end=True)

    def _on_decision_saved(self, decision: Decision, changes: Changes) -> None:
        self._wires.rows.set_state(decision.document, None)
        self.take_in(changes)
        self.saved.emit(time_of_day())
        if changes.act == REREAD:
            self._tell_reread(decision, self._spoken.pop(decision, ""))
        else:
            self._tell_decided(decision, self._spoken.pop(decision, ""))

    def _tell_reread(self, decision: Decision, spoken: str) -> None:
        """Say whether an editor who read a wire again said what they had decided before."""
        before = None if self._door is None else self._door.earlier_outcome(decision.document)
        text = reread_toast(decision.verdict.outcome, before)
        self.told.emit(Message(text, "refresh", "decide.undo", spoken))

    def _tell_decided(self, decision: Decision, spoken: str) -> None:
        """Say that a decision was made; it is said only once it is on disk."""
        text = decided_toast(decision.verdict, decision.headline)
        self.told.emit(Message(text, _ICONS[decision.verdict.outcome], "decide.undo", spoken))

    def _on_decision_failed(self, decision: Decision, problem: Problem) -> None:
        """Take the editor back to the wire, with everything they had on the desk."""
        self.pace.take_back(decision.document)
        self.haste.take_back(decision.document)
        self._spoken.pop(decision, None)
        self._wires.rows.set_state(decision.document, None)
        self._shelf.forget(decision.document)
        self._drafts.hold(decision.document, decision.working)
        if problem.code not in _STORAGE_PROBLEMS:
            self._decisions.give_up()
        view = self._view_of(decision.document)
        if view is not None:
            self._put_on_screen(view, self._wires.rows.position_of_key(view.row.key))
        self.take_in(Changes("failed", (decision.document,)))
        if problem.code in _STORAGE_PROBLEMS:
            self.not_saved.emit(problem)
        else:
            self._tell_problem(problem)

    def _submit_undo(self, act: Callable[..., Undone], *, is_redo: bool) -> None:
        self._drafts.flush()
        job = Job(self.background)
        job.progressed.connect(lambda progress: self._on_undo_progressed(job, progress))
        job.stopped.connect(lambda: self._say(gettext("Stopped. Everything is as it was.")))
        job.done.connect(lambda undone: self._on_undone(undone, is_redo=is_redo))
        job.failed.connect(self._tell_problem)
        self.background.run(job, act, job.watch)

    def _on_undo_progressed(self, job: Job, progress: Progress) -> None:
        if progress.total and not progress.done:
            self.undo_lasts.emit(job)

    def _on_undone(self, undone: Undone, *, is_redo: bool) -> None:
        documents = undone.changes.documents
        for document in documents:
            self._wires.rows.set_state(document, None)
            self._wires.rows.set_flag(document, None)
        if undone.act.kind.partition("_")[0] == "decided":
            (self.pace.do_again if is_redo else self.pace.take_back)(*documents)
            self.haste.take_back(*documents)
            self.remarked.emit("")
        self.take_in(undone.changes)
        if len(documents) == 1:
            self.show(documents[0])
        state = self._view.row.state if self._view else None
        text = gettext("Done again.") if is_redo else undone_toast(undone.act.kind, state)
        if undone.act.run and not is_redo:
            text = undone_together(undone.act.kind, len(documents))
        way_back = "decide.undo" if is_redo else "decide.redo"
        self.saved.emit(time_of_day())
        self.told.emit(Message(text, "arrow-forward-up" if is_redo else "arrow-back-up", way_back))

    def _against_writing(self) -> Problem | None:
        if self.read_only_problem is not None:
            return self.read_only_problem
        if self._door is not None and self._door.editor is None:
            return Problem("editor_needed")
        return None

    def _refuse_writing(self) -> bool:
        problem = self._against_writing()
        if problem is not None:
            self._tell_problem(problem)
        return problem is not None

    def _follow_change(self, job: Job, document: str, message: Message) -> None:
        job.done.connect(lambda changes: self._on_changed(document, changes, message))
        job.failed.connect(lambda problem: self._on_change_failed(document, problem))

    def _on_changed(self, document: str, changes: Changes, message: Message) -> None:
        self._wires.rows.set_flag(document, None)
        if changes:
            self.take_in(changes)
            self.saved.emit(time_of_day())
            self.told.emit(message)

    def _on_change_failed(self, document: str, problem: Problem) -> None:
        self._wires.rows.set_flag(document, None)
        self.take_in(Changes("failed", (document,)))
        self._tell_problem(problem)
