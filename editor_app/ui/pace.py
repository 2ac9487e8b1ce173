"""The decisions of this session: how many stand, how fast they came, how many without a break."""

from collections.abc import Callable, Iterable
from typing import Final

from editor_app.domain import pace

_LAST: Final = 50


class Pace:
    """Counts the documents decided in this session and times the last fifty.

    A document counts once, from the decision that was made on it last; one taken back does not count, and
    counts again as before when it is redone. What an act on many decides counts, and says nothing of speed.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: dict[str, float] = {}
        self._taken_back: dict[str, float] = {}
        self._together: set[str] = set()
        self._together_taken_back: set[str] = set()

    @property
    def decisions(self) -> int:
        """How many documents were decided in this session."""
        return len(self._times) + len(self._together)

    def clear(self) -> None:
        """Begin another session."""
        for kept in (self._times, self._taken_back, self._together, self._together_taken_back):
            kept.clear()

    def decided(self, document: str) -> None:
        """Count a decision."""
        self._times.pop(document, None)
        self._together.discard(document)
        self._times[document] = self._clock()

    def decided_together(self, documents: Iterable[str]) -> None:
        """Count what one act on many decided."""
        self._together.update(one for one in documents if one not in self._times)

    def take_back(self, *documents: str) -> None:
        """Count these no longer."""
        for document in documents:
            if document in self._times:
                self._taken_back[document] = self._times.pop(document)
            elif document in self._together:
                self._together.discard(document)
                self._together_taken_back.add(document)

    def do_again(self, *documents: str) -> None:
        """Count again what was taken back, at the time it had."""
        for document in documents:
            if document in self._taken_back:
                self._times[document] = self._taken_back.pop(document)
            elif document in self._together_taken_back:
                self._together_taken_back.discard(document)
                self._together.add(document)
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
