"""The writer thread: the only one, so that what is written is written one thing after another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor_app.desk.watch import Progress, Watch
from editor_app.domain.problems import Interrupted, Problem


class Job(QObject):
    """One piece of work on the writer thread; its signals arrive on the window's thread.

    `done` carries the result, `failed` a Problem, `stopped` says a person stopped it,
    `progressed` a Progress.
    A fault of the program itself is raised anew on the window's thread.
    """

    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    progressed = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.watch = Watch(self._report)

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
            raise fault

    def _report(self, progress: Progress) -> None:
        self.progressed.emit(progress)


class Background(QObject):
    """Owns the only writer thread; work is done in the order in which it was handed over.

    The end of a job is told through this object, which outlives the thread: a job is deleted once it has
    ended, and must not be while the writer is still speaking through it.
    """

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-writer")
        self._futures: list[Future[None]] = []
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments)` on the writer thread; connect to the job's signals before returning to Qt."""
        return self.run(Job(self), work, *arguments)

    def run(self, job: Job, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments)` as a job whose signals are connected already."""
        return self._start(job, lambda: work(*arguments))

    def submit_watched(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """Do `work(*arguments, watch=...)`; the job tells its progress and can be stopped."""
        job = Job(self)
        return self._start(job, lambda: work(*arguments, watch=job.watch))

    @property
    def is_busy(self) -> bool:
        """True while work is waiting or being done."""
        return any(not future.done() for future in self._futures)

    def wait(self) -> None:
        """Wait until all work handed over so far is done; for quitting, and for tests."""
        for future in self._futures:
            future.result()
        self._futures.clear()

    def close(self) -> None:
        """Finish what was handed over and end the thread."""
        self.wait()
        self._executor.shutdown(wait=True)

    def _start(self, job: Job, work: Callable[[], object]) -> Job:
        self._futures = [future for future in self._futures if not future.done()]
        self._futures.append(self._executor.submit(self._do, job, work))
        return job

    def _do(self, job: Job, work: Callable[[], object]) -> None:
        """Do the work on the writer thread, and send what came of it before the thread goes on."""
        try:
            result = work()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the window's thread deals with it
            self._ended.emit(job, None, fault)
        else:
            self._ended.emit(job, result, None)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: object, fault: BaseException | None) -> None:
        job.end(result, fault)
