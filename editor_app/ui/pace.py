"""The decisions of this session: how many stand, how fast they came, how many without a break."""

from collections.abc import Callable
from typing import Final

from editor_app.domain import pace

_LAST: Final = 50


class Pace:
    """Counts the documents decided in this session and times the last fifty.

    A document counts once, from the decision that was made on it last; one taken back does not count, and
    counts again as before when it is redone.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: dict[str, float] = {}
        self._taken_back: dict[str, float] = {}

    @property
    def decisions(self) -> int:
        """How many documents were decided in this session."""
        return len(self._times)

    def clear(self) -> None:
        """Begin another session."""
        self._times.clear()
        self._taken_back.clear()

    def decided(self, document: str) -> None:
        """Count a decision."""
        self._times.pop(document, None)
        self._times[document] = self._clock()

    def take_back(self, *documents: str) -> None:
        """Count these no longer."""
        for document in documents:
            if document in self._times:
                self._taken_back[document] = self._times.pop(document)

    def do_again(self, *documents: str) -> None:
        """Count again what was taken back, at the time it had."""
        for document in documents:
            if document in self._taken_back:
                self._times[document] = self._taken_back.pop(document)
        self._times = dict(sorted(self._times.items(), key=lambda item: item[1]))

    def per_hour(self) -> int | None:
        """Give decisions in an hour of work, None before the tenth decision."""
        return pace.per_hour(self._last())

    def minutes_left(self, to_do: int) -> int | None:
        """Give the minutes that so many documents will take, in steps of five; None while nobody can tell."""
        return pace.minutes_left(to_do, self.per_hour())

    def in_a_row(self) -> int:
        """Count the decisions up to now that no break parts."""
        return pace.in_a_row(list(self._times.values()), self._clock())

    def _last(self) -> list[float]:
        return list(self._times.values())[-_LAST:]
