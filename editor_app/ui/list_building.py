"""Lists that take time: asked for in the background, the newest wish alone, its beginning first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from editor_app.desk.watch import Progress
from editor_app.domain.lists import Criteria, Head
from editor_app.domain.problems import Problem
from editor_app.ui.background import Background, Job
from editor_app.ui.desk_door import DeskDoor


@dataclass(frozen=True, slots=True)
class Wish:
    """A list that was asked for; `is_new` shows its first undecided document, `then` follows its arrival."""

    criteria: Criteria
    is_new: bool = False
    then: Callable[[], None] = lambda: None


class ListBuilding(QObject):
    """Asks the desk for lists on a reading thread; a newer wish drops the older, which is not heard of again.

    `found` carries the Wish and a Head: first, where it comes sooner, how the list begins, then the whole of
    it. `failed` carries the Wish and the Problem. `awaited` tells whether a list is on its way, `indexed`
    whether the search index is being brought up to date for it.
    """

    found = Signal(object, object)
    failed = Signal(object, object)
    awaited = Signal(bool)
    indexed = Signal(bool)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._wish: Wish | None = None
        self._job: Job | None = None
        self._is_indexing = False

    @property
    def wanted(self) -> Criteria | None:
        """What is asked for and not there yet, not even its beginning."""
        return None if self._wish is None else self._wish.criteria

    @property
    def is_under_way(self) -> bool:
        """True until the whole of the list is there."""
        return self._job is not None

    def ask(self, door: DeskDoor, wish: Wish) -> None:
        """Ask for a list instead of the one asked for before."""
        self.drop()
        self._wish = wish
        job = self._begin(door.head, wish.criteria)
        job.done.connect(lambda head: self._on_begun(job, door, wish, head))
        self.awaited.emit(True)

    def drop(self) -> None:
        """Ask for nothing any more."""
        if self._job is not None:
            self._job.stop()
            self._end()

    def _begin(self, work: Callable[..., object], criteria: Criteria) -> Job:
        job = self._background.read(work, criteria)
        self._job = job
        job.failed.connect(lambda problem: self._on_failed(job, problem))
        job.progressed.connect(lambda progress: self._on_progressed(job, progress))
        return job

    def _on_begun(self, job: Job, door: DeskDoor, wish: Wish, head: Head | None) -> None:
        if job is not self._job:
            return
        self._show_indexing(False)
        if head is not None and head.is_whole:
            self._end()
        else:
            whole = self._begin(door.ids, wish.criteria)
            whole.done.connect(lambda keys: self._on_whole(whole, wish, Head(keys, True, len(keys))))
        if head is not None:
            self._wish = None
            self.found.emit(wish, head)

    def _on_whole(self, job: Job, wish: Wish, head: Head) -> None:
        if job is self._job:
            self._end()
            self.found.emit(wish, head)

    def _on_failed(self, job: Job, problem: Problem) -> None:
        wish = self._wish
        if job is self._job:
            self._end()
            self.failed.emit(wish, problem)

    def _on_progressed(self, job: Job, progress: Progress) -> None:
        if job is self._job:
            self._show_indexing(progress.phase == "index")

    def _end(self) -> None:
        self._job = self._wish = None
        self._show_indexing(False)
        self.awaited.emit(False)

    def _show_indexing(self, is_indexing: bool) -> None:
        if is_indexing != self._is_indexing:
            self._is_indexing = is_indexing
            self.indexed.emit(is_indexing)
