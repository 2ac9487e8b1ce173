"""The writer thread: the only one, so that what is written is written one thing after another.

Beside it two threads read what takes time, a long list or the values of a field; they write nothing. One more
keeps up what is made from the desk and lies beside it, behind everything that somebody waits for.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor_app.desk.watch import Progress, Watch
from editor_app.domain.problems import Interrupted, Problem


class WorkFailedError(Exception):
    """A fault of the program in work that was handed over; its cause is the fault.

    `may_have_written` is True where the work was the writer's.
    """

    def __init__(self, *, may_have_written: bool) -> None:
        super().__init__()
        self.may_have_written = may_have_written


class Job(QObject):
    """One piece of work on the writer thread; its signals arrive on the window's thread.

    `done` carries the result, `failed` a Problem, `stopped` says a person stopped it,
    `progressed` a Progress.
    A fault of the program itself is a Problem (`program_fault`) to whoever waits for the work, and is raised
    as WorkFailedError on the window's thread.
    """

    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    progressed = Signal(object)
    finished = Signal()

    def __init__(
        self, parent: QObject, breathe: Callable[[], None] = lambda: None, *, is_reading: bool = False
    ) -> None:
        super().__init__(parent)
        self._is_reading = is_reading
        self.watch = Watch(self._report, breathe)

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self.watch.stop()

    def end(self, result: object, fault: BaseException | None) -> None:
        """Tell what came of the work; called once, on the window's thread."""
        self.finished.emit()
        self.deleteLater()
        if fault is None:
            self.done.emit(result)
        elif isinstance(fault, Interrupted):
            self.stopped.emit()
        elif isinstance(fault, Problem):
            self.failed.emit(fault)
        else:
            self.failed.emit(Problem("program_fault"))
            raise WorkFailedError(may_have_written=not self._is_reading) from fault

    def _report(self, progress: Progress) -> None:
        self.progressed.emit(progress)


@dataclass(frozen=True, slots=True)
class _Piece:
    job: Job
    work: Callable[[], object]
    is_long: bool


class Background(QObject):
    """Owns the only writer thread; work is done in the order in which it was handed over.

    Watched work is long: whenever it takes a breath, the short work that waits is done first, on the same
    thread, so that a decision need not wait for an import.

    The end of a job is told through this object, which outlives the thread: a job is deleted once it has
    ended, and must not be while the writer is still speaking through it.
    """

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-writer")
        self._reader = ThreadPoolExecutor(max_workers=2, thread_name_prefix="desk-reader")
        self._keeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-keeper")
        self._futures: list[Future[None]] = []
        self._kept_up: list[Future[None]] = []
        self._waiting: list[_Piece] = []
        self._turn = Lock()
        self._long: list[Job] = []
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments)` on the writer thread; connect to the job's signals before returning to Qt."""
        return self.run(Job(self), work, *arguments)

    def run(self, job: Job, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments)` as a job whose signals are connected already."""
        return self._start(job, lambda: work(*arguments))

    def submit_watched(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments, watch=...)`; the job tells its progress and can be stopped."""
        job = Job(self, self._do_what_is_short)
        self._long.append(job)
        return self._start(job, lambda: work(*arguments, watch=job.watch), is_long=True)

    def read(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments, watch=...)` on a reading thread; stopped before its turn, it is not begun."""
        job, future = self._reading(work, arguments)
        self._futures = [one for one in self._futures if not one.done()]
        self._futures.append(future)
        return job

    def look_after(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments, watch=...)` on a reading thread; closing the window stops it, nobody waits."""
        job, future = self._reading(work, arguments)
        self._long.append(job)
        self._keep(future)
        return job

    def keep_up(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments, watch=...)` on a thread that writes nothing into the desk, only beside it.

        Nobody waits for it, unless everything is to come to its end.
        """
        job = Job(self, is_reading=True)
        self._long.append(job)
        piece = _Piece(job, lambda: work(*arguments, watch=job.watch), is_long=True)
        self._keep(self._keeper.submit(self._do, piece))
        return job

    def suspend(self) -> None:
        """Ask all long work to stop, so that what can be gone on with later is."""
        for job in self._long:
            job.watch.suspend()

    @property
    def is_busy(self) -> bool:
        """True while any work is waiting or being done."""
        return self.is_waited_for or any(not future.done() for future in self._kept_up)

    @property
    def is_waited_for(self) -> bool:
        """True while work is waiting or being done that somebody waits for."""
        return any(not future.done() for future in self._futures)

    def wait(self) -> None:
        """Wait until all work handed over so far is done; for quitting, and for tests."""
        for future in (*self._futures, *self._kept_up):
            future.result()
        self._futures.clear()
        self._kept_up.clear()

    def close(self) -> None:
        """Finish what was handed over and end the threads."""
        self.wait()
        for executor in (self._executor, self._reader, self._keeper):
            executor.shutdown(wait=True)

    def _start(self, job: Job, work: Callable[[], object], *, is_long: bool = False) -> Job:
        self._futures = [future for future in self._futures if not future.done()]
        with self._turn:
            self._waiting.append(_Piece(job, work, is_long))
        self._futures.append(self._executor.submit(self._do_next))
        return job

    def _reading(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Job, Future[None]]:
        job = Job(self, is_reading=True)

        def read() -> object:
            job.watch.step("read", 0)
            return work(*arguments, watch=job.watch)

        return job, self._reader.submit(self._do, _Piece(job, read, is_long=False))

    def _keep(self, future: Future[None]) -> None:
        """Remember work that nobody waits for, but for whoever waits for everything."""
        self._kept_up = [one for one in self._kept_up if not one.done()]
        self._kept_up.append(future)

    def _do_next(self) -> None:
        """Do what has waited longest; it may have been done already while a long job took a breath."""
        piece = self._taken(are_long=(False, True))
        if piece is not None:
            self._do(piece)

    def _do_what_is_short(self) -> None:
        while (piece := self._taken(are_long=(False,))) is not None:
            self._do(piece)

    def _taken(self, are_long: tuple[bool, ...]) -> _Piece | None:
        with self._turn:
            found = next((piece for piece in self._waiting if piece.is_long in are_long), None)
            if found is not None:
                self._waiting.remove(found)
        return found

    def _do(self, piece: _Piece) -> None:
        """Do a piece of work on the writer thread, and send what came of it before the thread goes on."""
        try:
            result = piece.work()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the window's thread deals with it
            self._ended.emit(piece.job, None, fault)
        else:
            self._ended.emit(piece.job, result, None)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: object, fault: BaseException | None) -> None:
        self._long = [one for one in self._long if one is not job]
        job.end(result, fault)
