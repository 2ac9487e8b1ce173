"""Keeps what an editor has begun: soon after a pause, often while they type, and whenever they leave."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.drafts import Working
from editor_app.domain.problems import Problem
from editor_app.ui.background import Job

_AFTER_A_PAUSE: Final = 800
_WHILE_TYPING: Final = 1500

Keep = Callable[[str, Working], Job]


class DraftKeeper(QObject):
    """Holds the drafts that are not on disk yet, and hands them over in time."""

    kept = Signal(str)
    failed = Signal(object)

    def __init__(self, keep: Keep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._pending: dict[str, Working] = {}
        self._under_way: dict[str, Working] = {}
        self._failed: set[str] = set()
        self._pause = self._timer(_AFTER_A_PAUSE)
        self._longest = self._timer(_WHILE_TYPING)

    def touch(self, document: str, working: Working) -> None:
        """Take note of a change; it is kept after a pause in the typing, or after 1.5 seconds of it."""
        self._pending[document] = working
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def drop(self, document: str) -> None:
        """Forget what was begun on a document: a decision takes the draft away with it."""
        self._pending.pop(document, None)
        self._under_way.pop(document, None)
        self._failed.discard(document)

    def unkept(self, document: str) -> Working | None:
        """Give what was begun on a document and is not on disk yet."""
        return self._pending.get(document) or self._under_way.get(document)

    @property
    def has_failed(self) -> bool:
        """True while a draft could not be kept the last time."""
        return bool(self._failed)

    def hold(self, document: str, working: Working) -> None:
        """Hold what was begun in memory until the next time everything is kept."""
        self._pending[document] = working

    def flush(self) -> None:
        """Hand over everything now."""
        self._pause.stop()
        self._longest.stop()
        pending, self._pending = self._pending, {}
        for document, working in pending.items():
            self._under_way[document] = working
            job = self._keep(document, working)
            job.done.connect(lambda _result, name=document, kept=working: self._on_kept(name, kept))
            job.failed.connect(
                lambda problem, name=document, lost=working: self._on_failed(name, lost, problem)
            )

    def _on_kept(self, document: str, working: Working) -> None:
        if self._under_way.get(document) is working:
            del self._under_way[document]
        self._failed.discard(document)
        self.kept.emit(document)

    def _on_failed(self, document: str, working: Working, problem: Problem) -> None:
        """Keep the text in memory; it goes with the next attempt."""
        if self._under_way.get(document) is working:
            del self._under_way[document]
            self._pending.setdefault(document, working)
            self._failed.add(document)
            self.failed.emit(problem)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer
