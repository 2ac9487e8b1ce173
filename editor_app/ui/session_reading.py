"""The reading half of the session: which desk is open, which list, which document is on screen."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor_app.desk.changes import Changes
from editor_app.desk.reading_blind import Mode
from editor_app.domain.lists import Criteria, View
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext
from editor_app.ui.background import Background, Job
from editor_app.ui.desk_door import DeskDoor, OpenDoor
from editor_app.ui.marks import Marks
from editor_app.ui.session_listing import ListingSession
from editor_app.ui.view_shelf import ViewShelf

_FETCH_AHEAD_AFTER = 20


class ReadingSession(ListingSession):
    """Opens a desk, holds its list, and puts one document at a time on screen."""

    opened = Signal()
    closed = Signal()
    opening_failed = Signal(object)
    changed = Signal(object)
    shown = Signal(object)
    showing_failed = Signal(object)
    rows_changed = Signal(object)

    def __init__(self, background: Background, open_desk: OpenDoor, parent: QObject | None) -> None:
        super().__init__(background, parent)
        self._open_door = open_desk
        self._shelf = ViewShelf(self._read)
        self._painted = ""
        self._opening: Job | None = None
        self.marks = Marks(self)
        self.closed.connect(self.marks.clear)
        self._is_at_end = False
        self._fetch_soon = self._timer(_FETCH_AHEAD_AFTER, self._fetch_ahead)
        self._mode = Mode.OPEN
        self.criteria_changed.connect(self._on_criteria_changed)

    @property
    def view(self) -> View | None:
        """The document on screen."""
        return self._view

    @property
    def position(self) -> int:
        """Where the document on screen stands in the list, from 0; -1 outside it."""
        return self._position

    @property
    def is_opening(self) -> bool:
        """True while a desk is being opened."""
        return self._opening is not None

    @property
    def is_loading(self) -> bool:
        """True from asking for a document until it is painted; nothing can be decided meanwhile."""
        return self.is_opening or (self._view is not None and self._painted != self._view.row.id)

    @property
    def is_at_end(self) -> bool:
        """True when the last decision left nothing undecided behind it in the list."""
        return self._is_at_end

    def open(self, path: Path) -> Job:
        """Open a desk in the background; `opened` or `opening_failed` follows."""
        job = Job(self.background)
        self._opening = job
        self.close()
        job.done.connect(lambda door: self._on_opened(job, door))
        job.failed.connect(lambda problem: self._on_opening_failed(job, problem))
        return self.background.run(job, self._open_door, path)

    def open_again(self) -> None:
        """Open the same desk anew, perhaps to write this time."""
        if self._door is not None:
            self.open(self._door.path)

    def cancel_opening(self) -> None:
        """Do without the desk that is being opened; it is let go of as soon as it is there."""
        self._opening = None
        self.closed.emit()

    def close(self) -> None:
        """Keep what was begun, finish what is on its way, and let go of the desk; an import goes on later."""
        self._before_leaving()
        self._building.drop()
        self.background.suspend()
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
        self._build(self.wanted)

    def show(self, document: str) -> bool:
        """Put a document on screen, in the list or not; False where the wire cannot be left now."""
        view = self._view_of(document) if self._may_leave() else None
        if view is not None:
            self._put_on_screen(view, self._wires.rows.position_of_key(view.row.key))
        return view is not None

    def read_again(self) -> None:
        """Read the document on screen anew, and those at hand: something around them was found out."""
        self._shelf.clear()
        if self._view is not None:
            self._reread(self._view)

    def beside(self, document: str) -> View | None:
        """Read a document to stand beside the one on screen; None, and it is told why, where it cannot be."""
        try:
            return self._shelf.view(document)
        except Problem as problem:
            self._tell_problem(problem)
            return None

    def show_position(self, position: int) -> bool:
        """Put the document at a position of the list on screen."""
        return 0 <= position < len(self.ids) and self._may_leave() and self._show_position(position)

    def show_again(self) -> bool:
        """Try once more to read the document that could not be read."""
        return self._show_position(self._position)

    def show_first(self) -> None:
        """Show the first undecided document of the list, else the first of all."""
        position = self._wires.undecided(-1, 1)
        if not self._show_position(max(position, 0)):
            self._put_on_screen(None, -1)

    def step(self, step: int) -> bool:
        """Go on (+1) or back (-1) in the list; at either end nothing happens and it is said."""
        target = self._position if self._is_at_end and step < 0 else self._position + step
        if 0 <= target < len(self.ids):
            return self.show_position(target)
        last, first = (
            gettext("This is the last wire of the list"),
            gettext("This is the first wire of the list"),
        )
        if step > 0 and not self.is_list_whole:
            last = gettext("The rest of the list is still on its way")
        self._say(last if step > 0 else first, of_the_list=True)
        return False

    def step_undecided(self, step: int) -> bool:
        """Go to the nearest undecided document after (+1) or before (-1) this one."""
        target = self._wires.undecided(self._position, step)
        if target >= 0:
            return self.show_position(target)
        on, back = gettext("No undecided wire further on"), gettext("No undecided wire further up")
        self._say(on if step > 0 else back, of_the_list=True)
        return False

    def mark_painted(self, document: str) -> None:
        """Take note that a document is on screen for a person to see; only now it can be decided on."""
        self._painted = document

    def take_in(self, changes: Changes) -> None:
        """Let everything that shows a touched document read it anew."""
        if changes.everything:
            self.reload()
            self.changed.emit(changes)
            return
        self._shelf.forget(*changes.documents)
        if changes.editors:
            self._shelf.clear()
        self.rows_changed.emit(self._wires.rows.refetch(changes.documents))
        if self._view is not None and (changes.editors or changes.touches(self._view.row.id)):
            self._reread(self._view)
        self._count_soon.start()
        self._fetch_soon.start()
        self.changed.emit(changes)

    # What the writing half adds

    def _show_opened(self) -> None:
        """Show a desk that was opened: all of it, from the first undecided document on."""
        self._build(Criteria(), is_new=True)

    def _after_showing(self, view: View | None, *, is_another: bool) -> None:
        """Take up what was begun on the document that is on screen now."""

    # How it is done

    def _on_opened(self, job: Job, door: DeskDoor) -> None:
        if job is not self._opening:
            self.background.submit(door.close)
            return
        self._opening = None
        self._door = door
        self._wires.use(door)
        self.opened.emit()
        self._show_opened()

    def _on_opening_failed(self, job: Job, problem: Problem) -> None:
        if job is self._opening:
            self._opening = None
            self.opening_failed.emit(problem)

    def _on_criteria_changed(self) -> None:
        """Forget what was read with other eyes: a blind list shows documents as nobody's."""
        mode = Mode.OPEN if self._door is None else self._door.mode
        if mode is not self._mode:
            self._mode = mode
            self._shelf.clear()

    def _show_position(self, position: int) -> bool:
        row = self.row(position)
        view = None if row is None else self._view_of(row.id)
        if view is not None:
            self._put_on_screen(view, position)
        return view is not None

    def _put_on_screen(self, view: View | None, position: int, *, at_end: bool = False) -> None:
        self._before_leaving()
        self._view, self._position, self._is_at_end = view, position, at_end
        self._painted = ""
        self._after_showing(view, is_another=True)
        self._fetch_soon.start()

    def _reread(self, view: View) -> None:
        """Show the same document as it stands now; what was painted stays painted."""
        fresh = self._view_of(view.row.id)
        if fresh is not None:
            self._view = fresh
            self._after_showing(fresh, is_another=False)

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

    def _read(self, document: str) -> View:
        if self._door is None:
            raise Problem("no_document")
        return self._door.view(document)
