"""The session: the one way in which data flows between the panes and the desk."""

import time
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.desk.changes import Changes
from editor_app.desk.undoing import Undone
from editor_app.desk.workplace import Workplace
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Archive, Counts, Criteria, ListRow, View
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound
from editor_app.domain.standing import STATE_OF_OUTCOME, State
from editor_app.domain.verdicts import Gates, Outcome, Quote, Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, sentence
from editor_app.ui.background import Background, Job
from editor_app.ui.decisions import BounceGuard, Decision, Decisions
from editor_app.ui.desk_door import DeskDoor, OpenDoor, open_door
from editor_app.ui.draft_keeper import DraftKeeper
from editor_app.ui.message import Message
from editor_app.ui.pace import Pace
from editor_app.ui.view_shelf import ViewShelf
from editor_app.ui.wire_list import WireList
from editor_app.ui.wording import announcement, decided_toast, undone_toast

_COUNT_AFTER = 250
_FETCH_AHEAD_AFTER = 20
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


class Session(QObject):
    """What is open, what is on screen and what the editor has begun; every pane reads here and asks here."""

    opened = Signal()
    closed = Signal()
    opening_failed = Signal(object)
    changed = Signal(object)
    shown = Signal(object)
    showing_failed = Signal(object)
    working_changed = Signal(object)
    amending_changed = Signal(bool)
    criteria_changed = Signal(object)
    list_changed = Signal()
    rows_changed = Signal(object)
    counts_changed = Signal(object)
    not_saved = Signal(object)
    saved = Signal(str)
    draft_kept = Signal(str)
    told = Signal(object)
    search_prepared = Signal(bool)
    reader_asked = Signal(str)
    quote_asked = Signal(int)

    def __init__(
        self,
        background: Background,
        *,
        open_desk: OpenDoor = open_door,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.background = background
        self._open_door = open_desk
        self._door: DeskDoor | None = None
        self._wires = WireList()
        self._shelf = ViewShelf(self._read)
        self._drafts = DraftKeeper(self._keep, self)
        self._decisions = Decisions(self._write, self)
        self._bounce = BounceGuard(clock)
        self.pace = Pace(clock)
        self._view: View | None = None
        self._working = Working()
        self._position = -1
        self._painted = ""
        self._is_amending = False
        self._is_opening = False
        self._is_at_end = False
        self._text_before: str | None = None
        self._text_at_start: str | None = None
        self._count_soon = self._timer(_COUNT_AFTER, self._recount)
        self._fetch_soon = self._timer(_FETCH_AHEAD_AFTER, self._fetch_ahead)
        self._connect_parts()

    # What is there

    @property
    def desk(self) -> Workplace | None:
        """The desk that is open."""
        return None if self._door is None else self._door.workplace

    @property
    def door(self) -> DeskDoor | None:
        """The use cases on the desk that is open."""
        return self._door

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The words of the review, None while no desk is open."""
        return None if self._door is None else self._door.vocabulary

    @property
    def view(self) -> View | None:
        """The document on screen."""
        return self._view

    @property
    def working(self) -> Working:
        """What the editor has begun on it."""
        return self._working

    @property
    def criteria(self) -> Criteria:
        """What the list asks for."""
        return self._wires.criteria

    @property
    def counts(self) -> Counts:
        """How many documents stand where, in the archive chosen."""
        return self._wires.counts

    @property
    def ids(self) -> "array[int]":
        """The keys of the list, in order."""
        return self._wires.ids

    @property
    def position(self) -> int:
        """Where the document on screen stands in the list, from 0; -1 outside it."""
        return self._position

    @property
    def is_read_only(self) -> bool:
        """True where nothing can be written to the desk."""
        return self._door is not None and self._door.read_only is not None

    @property
    def read_only_problem(self) -> Problem | None:
        """Why nothing can be written."""
        return None if self._door is None else self._door.read_only

    @property
    def is_loading(self) -> bool:
        """True from asking for a document until it is painted; nothing can be decided meanwhile."""
        return self._is_opening or (self._view is not None and self._painted != self._view.row.id)

    @property
    def is_opening(self) -> bool:
        """True while a desk is being opened."""
        return self._is_opening

    @property
    def is_amending(self) -> bool:
        """True while the new rationale is being written."""
        return self._is_amending

    @property
    def is_at_end(self) -> bool:
        """True when the last decision left nothing undecided behind it in the list."""
        return self._is_at_end

    @property
    def has_unsaved(self) -> bool:
        """True while something could not be written to disk."""
        return bool(self._decisions.unsaved)

    @property
    def is_flagged(self) -> bool:
        """True while the document on screen has its flag up."""
        return self._view is not None and self._is_flagged(self._view)

    def sources(self) -> list[tuple[str, int]]:
        """Give the sources of the desk and how many documents each has."""
        return [] if self._door is None else self._door.sources()

    def archives(self) -> list[Archive]:
        """Give the archives of the desk."""
        return [] if self._door is None else self._door.archives()

    def archive_name(self, key: str) -> str:
        """Give the name a person gave to an archive."""
        return next((archive.name for archive in self.archives() if archive.key == key), key)

    def row(self, position: int) -> ListRow | None:
        """Give a line of the list."""
        return self._wires.row(position)

    # Opening and closing

    def open(self, path: Path) -> Job:
        """Open a desk in the background; `opened` or `opening_failed` follows."""
        self.close()
        self._is_opening = True
        job = self.background.submit(self._open_door, path)
        job.done.connect(self._on_opened)
        job.failed.connect(self._on_opening_failed)
        return job

    def open_again(self) -> None:
        """Open the same desk anew, perhaps to write this time."""
        if self._door is not None:
            self.open(self._door.path)

    def close(self) -> None:
        """Keep what was begun, finish what is on its way, and let go of the desk."""
        self.leave_amendment()
        self._drafts.flush()
        self.background.wait()
        if self._door is None:
            return
        self.background.submit(self._door.close)
        self.background.wait()
        self._door = None
        self._shelf.clear()
        self._wires.use(None)
        self._put_on_screen(None, -1)
        self.closed.emit()

    def reload(self) -> None:
        """Read list, counts and document anew, after an import, a merge or a change of editor."""
        self._shelf.clear()
        current = self._view.row.key if self._view else None
        self._wires.build(self.criteria)
        self.list_changed.emit()
        self.counts_changed.emit(self.counts)
        position = -1 if current is None else self._wires.rows.position_of_key(current)
        self._show_position(position) if position >= 0 else self.show_first()

    def _on_opened(self, door: DeskDoor) -> None:
        self._is_opening = False
        self._door = door
        self._wires.use(door)
        self._wires.build(Criteria())
        self.opened.emit()
        self.criteria_changed.emit(self.criteria)
        self.list_changed.emit()
        self.counts_changed.emit(self.counts)
        self.show_first()

    def _on_opening_failed(self, problem: Problem) -> None:
        self._is_opening = False
        self.opening_failed.emit(problem)

    # Going about

    def show(self, document: str) -> bool:
        """Put a document on screen, in the list or not; False where the wire cannot be left now."""
        if not self._may_leave():
            return False
        view = self._view_of(document)
        if view is not None:
            self._put_on_screen(view, self._wires.rows.position_of_key(view.row.key))
        return view is not None

    def show_position(self, position: int) -> bool:
        """Put the document at a position of the list on screen."""
        return 0 <= position < len(self.ids) and self._may_leave() and self._show_position(position)

    def step(self, step: int) -> bool:
        """Go on (+1) or back (-1) in the list; at either end nothing happens and it is said."""
        target = self._position if self._is_at_end and step < 0 else self._position + step
        if not 0 <= target < len(self.ids):
            self._say(
                gettext("This is the last wire of the list")
                if step > 0
                else gettext("This is the first wire of the list")
            )
            return False
        return self.show_position(target)

    def step_undecided(self, step: int) -> bool:
        """Go to the nearest undecided document after (+1) or before (-1) this one."""
        target = self._wires.undecided(self._position, step)
        if target < 0:
            self._say(
                gettext("No undecided wire further on")
                if step > 0
                else gettext("No undecided wire further up")
            )
            return False
        return self.show_position(target)

    def set_criteria(self, criteria: Criteria) -> None:
        """Ask for another list; the document on screen stays if the list holds it."""
        if self._door is None or criteria == self.criteria or not self._may_leave():
            return
        if criteria.search.strip() and self._door.is_search_behind():
            self._prepare_search(criteria)
            return
        current = self._view.row.key if self._view else None
        self._drafts.flush()
        self._wires.build(criteria)
        self.criteria_changed.emit(criteria)
        self.list_changed.emit()
        self.counts_changed.emit(self.counts)
        position = -1 if current is None else self._wires.rows.position_of_key(current)
        if position < 0:
            self.show_first()
        else:
            self._position = position
            self._is_at_end = False
            self.shown.emit(self._view)

    def mark_painted(self, document: str) -> None:
        """Take note that a document is on screen for a person to see; only now it can be decided on."""
        self._painted = document

    def _prepare_search(self, criteria: Criteria) -> None:
        if self._door is None:
            return
        self.search_prepared.emit(False)
        job = self.background.submit(self._door.catch_up)
        job.done.connect(lambda _added: self._on_search_prepared(criteria))
        job.failed.connect(self._tell_problem)

    def _on_search_prepared(self, criteria: Criteria) -> None:
        self.search_prepared.emit(True)
        self.set_criteria(criteria)

    def show_again(self) -> bool:
        """Try once more to read the document that could not be read."""
        return self._show_position(self._position)

    def show_first(self) -> None:
        """Show the first undecided document of the list, else the first of all."""
        position = self._wires.undecided(-1, 1)
        if not self._show_position(max(position, 0)):
            self._put_on_screen(None, -1)

    def _show_position(self, position: int) -> bool:
        row = self.row(position)
        view = None if row is None else self._view_of(row.id)
        if view is not None:
            self._put_on_screen(view, position)
        return view is not None

    def _put_on_screen(self, view: View | None, position: int, *, at_end: bool = False) -> None:
        if self._is_amending:
            self.leave_amendment()
        self._drafts.flush()
        self._view, self._position, self._is_at_end = view, position, at_end
        self._painted = ""
        self._working = self._begun(view)
        self.shown.emit(view)
        self.working_changed.emit(self._working)
        self._fetch_soon.start()

    def _begun(self, view: View | None) -> Working:
        """Give what stands on the desk beside a document: the draft, else what the standing decision said."""
        if view is None:
            return Working()
        unkept = self._drafts.unkept(view.row.id)
        if unkept is not None:
            return unkept
        if view.draft is not None:
            return Working.read(view.draft.payload)
        verdict = view.standing.verdict
        return Working() if verdict is None else replace(Working.of_verdict(verdict), text=None)

    def _may_leave(self) -> bool:
        if not self.has_unsaved:
            return True
        self._say(gettext("Not saved. Save again before you go on."))
        return False

    def _view_of(self, document: str) -> View | None:
        try:
            return self._shelf.view(document)
        except Problem as problem:
            self._put_on_screen(None, self._wires.rows.position_of(document, self._position))
            self.showing_failed.emit(problem)
            return None

    def _fetch_ahead(self) -> None:
        """Read the document that a decision would bring while this one is being read."""
        target = self._wires.undecided(self._position, 1) if self._view else -1
        row = self.row(target) if target >= 0 else None
        if row is not None:
            try:
                self._shelf.view(row.id)
            except Problem:
                self._shelf.forget(row.id)

    # Deciding

    def decide(self, verdict: Verdict, *, stay: bool = False) -> bool:
        """Decide on the document on screen and go on at once; it is written in the background.

        Gives False, and decides nothing, while a document is still loading, on a bounce of the key, where
        nothing can be written, or where a rule speaks against it (which is told).
        """
        view = self._view
        if view is None or self._door is None or self.is_loading or self._bounce.is_bounce(verdict.outcome):
            return False
        problem = self.refusal(verdict)
        if problem is not None:
            self._tell_problem(problem)
            return False
        seen = tuple(event.id for event in view.standing.verdicts)
        row = self.row(self._position)
        before = row.state if row and row.id == view.row.id else view.row.state
        decision = Decision(view.row.id, view.row.headline, verdict, seen, self._working, before)
        self._decisions.replace_unsaved(decision)
        self._show_as_decided(decision)
        self._decisions.submit(decision)
        self._go_on(decision, stay=stay)
        return True

    def refusal(self, verdict: Verdict) -> Problem | None:
        """Give the Problem that stands against a decision on the document on screen, None for none."""
        if self._door is None or self._view is None:
            return Problem("no_document")
        if self._door.read_only is not None:
            return self._door.read_only
        if self._door.editor is None:
            return Problem("editor_needed")
        try:
            refuse_unsound(verdict, self._view.document, self._door.vocabulary)
        except Problem as problem:
            return problem
        return None

    def save_again(self) -> None:
        """Try once more to write what could not be written."""
        self._decisions.again()
        self._drafts.flush()

    def undo(self) -> None:
        """Take back the last act; what was never saved is simply the editor's again."""
        given_up = self._decisions.give_up()
        if given_up is not None:
            self.saved.emit("")
            self.told.emit(Message(gettext("Undone. The wire is to do again."), "arrow-back-up"))
        elif self._door is not None:
            self._submit_undo(self._door.undo, is_redo=False)

    def redo(self) -> None:
        """Do the last undone act again."""
        if self._door is not None:
            self._submit_undo(self._door.redo, is_redo=True)

    def _submit_undo(self, act: Callable[[], Undone], *, is_redo: bool) -> None:
        self._drafts.flush()
        job = self.background.submit(act)
        job.done.connect(lambda undone: self._on_undone(undone, is_redo=is_redo))
        job.failed.connect(self._tell_problem)

    def _on_undone(self, undone: Undone, *, is_redo: bool) -> None:
        for document in undone.changes.documents:
            self._wires.rows.set_state(document, None)
            self._wires.rows.set_flag(document, None)
        self._take_in(undone.changes)
        documents = undone.changes.documents
        if len(documents) == 1:
            self.show(documents[0])
        if not is_redo and undone.act.kind == "decided":
            self.pace.take_back()
        state = self._view.row.state if self._view else None
        text = gettext("Done again.") if is_redo else undone_toast(undone.act.kind, state)
        way_back = "decide.undo" if is_redo else "decide.redo"
        self.told.emit(Message(text, "arrow-forward-up" if is_redo else "arrow-back-up", way_back))

    def _show_as_decided(self, decision: Decision) -> None:
        after = STATE_OF_OUTCOME.get(decision.verdict.outcome, State.PENDING)
        self._drafts.drop(decision.document)
        self._wires.rows.set_state(decision.document, after)
        self._wires.shift(decision.before, after)
        self.rows_changed.emit(list(self._wires.rows.positions_of([decision.document])))
        self.counts_changed.emit(self.counts)

    def _go_on(self, decision: Decision, *, stay: bool) -> None:
        if self._is_amending:
            self._end_amending()
        reopened = decision.verdict.outcome is Outcome.REOPEN
        if not stay and not reopened:
            self._bounce.went_on(decision.verdict.outcome)
            self._advance()
        self.pace.decided()
        following = self._view.row.headline if self._view and not stay else None
        spoken = announcement(decision.verdict, self._words(), following, self.counts.to_do)
        text = decided_toast(decision.verdict, decision.headline)
        self.told.emit(Message(text, _ICONS[decision.verdict.outcome], "decide.undo", spoken))

    def _advance(self) -> None:
        target = self._wires.undecided(self._position, 1)
        if target < 0 or not self._show_position(target):
            self._put_on_screen(None, self._position, at_end=True)

    def _on_decision_saved(self, decision: Decision, changes: Changes) -> None:
        self._wires.rows.set_state(decision.document, None)
        self._take_in(changes)
        self.saved.emit(_now())

    def _on_decision_failed(self, decision: Decision, problem: Problem) -> None:
        """Take the editor back to the wire, with everything they had on the desk."""
        self._wires.rows.set_state(decision.document, None)
        self._take_in(Changes("failed", (decision.document,)))
        self.pace.take_back()
        self._put_on_screen(None, -1)
        self._drafts.touch(decision.document, decision.working)
        self._shelf.forget(decision.document)
        view = self._view_of(decision.document)
        if view is not None:
            self._put_on_screen(view, self._wires.rows.position_of_key(view.row.key))
        if problem.code in _STORAGE_PROBLEMS:
            self.not_saved.emit(problem)
        else:
            self._decisions.give_up()
            self._tell_problem(problem)

    # What the editor begins

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

    def write_note(self, text: str) -> None:
        """Write the note that goes with the decision."""
        self._begin(replace(self._working, note=text))

    def begin_amendment(self, text: str | None = None) -> None:
        """Start writing the new rationale, from `text`, the draft, the standing amendment or the old one."""
        if self._view is None or self._is_amending:
            return
        verdict = self._view.standing.verdict
        standing = verdict.rationale if verdict else None
        start = next(
            (t for t in (text, self._working.text, standing, self._view.document.rationale) if t is not None),
            "",
        )
        self._text_before = self._working.text
        self._text_at_start = start if text is None else None
        self._is_amending = True
        self._working = replace(self._working, text=start)
        if text is not None:
            self._drafts.touch(self._view.row.id, self._working)
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

    def flag(self) -> None:
        """Raise the flag of the document on screen, or lower it."""
        if self._view is None or self._door is None or self._refuse_writing():
            return
        document, on = self._view.row.id, not self.is_flagged
        self._wires.rows.set_flag(document, on)
        self.rows_changed.emit(list(self._wires.rows.positions_of([document])))
        text = gettext("Flagged") if on else gettext("Flag taken off")
        self._submit_change(self._door.flag, document, on, Message(text, "flag", "decide.undo"))

    def note(self, text: str) -> None:
        """Record a note on the document on screen."""
        if self._view is not None and self._door is not None and not self._refuse_writing():
            self._submit_change(
                self._door.note, self._view.row.id, text, Message(gettext("Note kept"), "note", "decide.undo")
            )

    def flush(self) -> None:
        """Keep everything that was begun now."""
        self._drafts.flush()

    # In between

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

    def _is_flagged(self, view: View) -> bool:
        row = self.row(self._position)
        return row.is_flagged if row is not None and row.id == view.row.id else view.standing.is_flagged

    def _refuse_writing(self) -> bool:
        problem = self.read_only_problem
        if problem is None and self._door is not None and self._door.editor is None:
            problem = Problem("editor_needed")
        if problem is not None:
            self._tell_problem(problem)
        return problem is not None

    def _submit_change(
        self, change: Callable[..., Changes], document: str, value: object, message: Message
    ) -> None:
        job = self.background.submit(change, document, value)
        job.done.connect(lambda changes: self._on_changed(document, changes, message))
        job.failed.connect(lambda problem: self._on_change_failed(document, problem))

    def _on_changed(self, document: str, changes: Changes, message: Message) -> None:
        self._wires.rows.set_flag(document, None)
        if changes:
            self._take_in(changes)
            self.saved.emit(_now())
            self.told.emit(message)

    def _on_change_failed(self, document: str, problem: Problem) -> None:
        self._wires.rows.set_flag(document, None)
        self._take_in(Changes("failed", (document,)))
        self._tell_problem(problem)

    def _take_in(self, changes: Changes) -> None:
        """Let everything that shows a touched document read it anew."""
        if changes.everything:
            self.reload()
            self.changed.emit(changes)
            return
        self._shelf.forget(*changes.documents)
        self.rows_changed.emit(self._wires.rows.refetch(changes.documents))
        if self._view is not None and changes.touches(self._view.row.id):
            self._reread(self._view)
        self._count_soon.start()
        self._fetch_soon.start()
        self.changed.emit(changes)

    def take_in(self, changes: Changes) -> None:
        """Let the panes know of a change that a dialog made."""
        self._take_in(changes)

    def _reread(self, view: View) -> None:
        """Show the same document as it stands now; what was painted stays painted."""
        fresh = self._view_of(view.row.id)
        if fresh is not None:
            self._view = fresh
            if not self._is_amending:
                self._working = self._begun(fresh)
            self.shown.emit(fresh)
            self.working_changed.emit(self._working)

    def _recount(self) -> None:
        self._wires.count()
        self.counts_changed.emit(self.counts)

    def _read(self, document: str) -> View:
        if self._door is None:
            raise Problem("no_document")
        return self._door.view(document)

    def _keep(self, document: str, working: Working) -> Job:
        if self._door is None:
            raise Problem("no_document")
        return self.background.submit(self._door.keep, document, working)

    def _write(self, decision: Decision) -> Job:
        if self._door is None:
            raise Problem("no_document")
        return self.background.submit(self._door.decide, decision.document, decision.verdict, decision.seen)

    def _words(self) -> Vocabulary:
        if self._door is None:
            raise Problem("no_document")
        return self._door.vocabulary

    def _say(self, text: str) -> None:
        self.told.emit(Message(text))

    def _tell_problem(self, problem: Problem) -> None:
        self.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))

    def _on_draft_kept(self, document: str) -> None:
        self._shelf.forget(document)
        self.draft_kept.emit(_now())

    def _connect_parts(self) -> None:
        self._drafts.kept.connect(self._on_draft_kept)
        self._drafts.failed.connect(self.not_saved)
        self._decisions.saved.connect(self._on_decision_saved)
        self._decisions.failed.connect(self._on_decision_failed)

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _now() -> str:
    return f"{datetime.now().astimezone():%H:%M}"
