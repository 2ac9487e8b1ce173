"""Decisions on their way to disk: the window goes on at once, a failure is kept and can be saved again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from editor_app.desk.changes import Changes
from editor_app.domain.drafts import Working
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.background import Job

_BOUNCE_SECONDS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on a document as the editor saw it, and what was on their desk, in case it comes back."""

    document: str
    headline: str
    verdict: Verdict
    seen: tuple[str, ...]
    working: Working
    before: State


Write = Callable[[Decision], Job]


class Decisions(QObject):
    """Writes decisions in their order and keeps those that could not be written.

    `begun` says that one is on its way; `saved` carries Decision and Changes, `failed` Decision and Problem.
    """

    begun = Signal()
    saved = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._unsaved: list[Decision] = []
        self._on_their_way = 0

    @property
    def unsaved(self) -> tuple[Decision, ...]:
        """The decisions that could not be written, in their order."""
        return tuple(self._unsaved)

    @property
    def are_on_their_way(self) -> bool:
        """True while a decision is being written."""
        return self._on_their_way > 0

    def submit(self, decision: Decision) -> None:
        """Hand a decision over to be written."""
        self._on_their_way += 1
        job = self._write(decision)
        job.done.connect(lambda changes: self._on_saved(decision, changes))
        job.failed.connect(lambda problem: self._on_failed(decision, problem))
        self.begun.emit()

    def again(self) -> None:
        """Hand over once more what could not be written."""
        waiting, self._unsaved = self._unsaved, []
        for decision in waiting:
            self.submit(decision)

    def give_up(self) -> Decision | None:
        """Take the last decision that could not be written off the list; it is the editor's again."""
        return self._unsaved.pop() if self._unsaved else None

    def replace_unsaved(self, decision: Decision) -> None:
        """Forget an unsaved decision on a document that is being decided anew."""
        self._unsaved = [kept for kept in self._unsaved if kept.document != decision.document]

    def _on_saved(self, decision: Decision, changes: Changes) -> None:
        self._on_their_way -= 1
        self.saved.emit(decision, changes)

    def _on_failed(self, decision: Decision, problem: Problem) -> None:
        self._on_their_way -= 1
        self._unsaved.append(decision)
        self.failed.emit(decision, problem)


class BounceGuard:
    """Drops the same decision again right after the window went on: a held or bouncing key decides once.

    A rejection takes two different keys, so however fast it comes it was meant.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._outcome: Outcome | None = None
        self._went_on_at = 0.0

    def went_on(self, outcome: Outcome) -> None:
        """Take note that the window has gone on after a decision."""
        self._outcome, self._went_on_at = outcome, self._clock()

    def is_bounce(self, outcome: Outcome) -> bool:
        """Tell whether a decision comes too soon to have been meant."""
        if outcome is Outcome.REJECT:
            return False
        return outcome is self._outcome and self._clock() - self._went_on_at < _BOUNCE_SECONDS
