"""Finds out in the background which texts are nearly the same, whenever a desk is opened or wires come in."""

from PySide6.QtCore import QObject

from editor_app.desk.changes import Changes
from editor_app.domain.problems import Problem
from editor_app.ui.background import Job
from editor_app.ui.session import Session


class TextComparing(QObject):
    """Does it once at a time, beside all other work; closing the desk stops it where it is."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        session.opened.connect(self.begin)
        session.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Compare what was not compared yet."""
        door = self._session.door
        if door is None or self._job is not None:
            return
        job = self._session.background.keep_up(door.compare_texts)
        self._job = job
        job.finished.connect(self._on_finished)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            self.begin()

    def _on_finished(self) -> None:
        self._job = None

    def _on_done(self, compared: int) -> None:
        if compared and self._session.door is not None:
            self._session.read_again()

    def _on_failed(self, problem: Problem) -> None:
        """Say nothing: what could not be compared is compared when the desk is next opened."""
