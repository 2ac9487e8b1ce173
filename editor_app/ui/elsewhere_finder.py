"""Looks in the background for the same event elsewhere, once an editor rests on a wire."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.same_event import Elsewhere
from editor_app.ui.background import Job
from editor_app.ui.session import Session

_REST: Final = 400

Hits = Sequence[Elsewhere]


class ElsewhereFinder(QObject):
    """Knows what was found for the document on screen.

    It waits until the editor rests on a wire and stops as soon as they go on: a decision never waits for it.
    `changed` says that `hits` is another.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document = ""
        self._hits: Hits | None = None
        self._job: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST)
        self._soon.timeout.connect(self.look)
        session.shown.connect(self._on_shown)
        session.closed.connect(self.stop)

    @property
    def hits(self) -> Hits | None:
        """What was found for the document on screen, the likeliest first; None while nobody has looked."""
        return self._hits

    @property
    def is_looking(self) -> bool:
        """True while the answer is still to come."""
        return self._soon.isActive() or self._job is not None

    def look(self) -> None:
        """Look now."""
        self._soon.stop()
        door = self._session.door
        if door is None or not self._document or self._job is not None:
            return
        job = self._session.background.submit_watched(door.elsewhere, self._document)
        self._job = job
        document = self._document
        job.done.connect(lambda hits: self._on_done(document, hits))
        job.failed.connect(lambda problem: self._on_failed(document, problem))
        job.finished.connect(lambda: self._on_finished(job))

    def stop(self) -> None:
        """Let it be."""
        self._soon.stop()
        self._document = ""
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _on_shown(self, view: View | None) -> None:
        id = "" if view is None else view.row.id
        if id == self._document and self._hits is not None:
            return
        self.stop()
        self._document = id
        door = self._session.door
        self._take(None if door is None or not id else door.seen_elsewhere(id))
        if id and self._hits is None:
            self._soon.start()

    def _on_done(self, document: str, hits: Hits | None) -> None:
        if document != self._document:
            return
        self._take(() if hits is None else hits)
        if hits:
            # What the desk notices of the document has grown by one.
            self._session.read_again()

    def _on_failed(self, document: str, problem: Problem) -> None:
        """Say nothing: what could not be looked for is not shown, and looked for again on the next visit."""
        del problem
        if document == self._document:
            self._take(None)

    def _on_finished(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _take(self, hits: Hits | None) -> None:
        self._hits = hits
        self.changed.emit()
