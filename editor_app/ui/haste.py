"""How long wires were on screen, and a remark when ten in a row were accepted faster than one can read."""

from collections.abc import Callable
from typing import Final

from editor_app.domain.verdicts import Outcome

# R. P. Carver, Reading Rate: A Review of Research and Theory (1990): 300 words a minute to understand a text,
# 450 to skim it. Who is faster than skimming has not read it.
WORDS_A_MINUTE: Final = 450
_IN_A_ROW: Final = 10


class ReadingTime:
    """Adds up for how many seconds each document was on screen."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._spent: dict[str, float] = {}
        self._document, self._since = "", 0.0

    def look_at(self, document: str) -> None:
        """Take note that a document is on screen now, and none other."""
        self._spent[self._document] = self.seconds(self._document)
        self._document, self._since = document, self._clock()

    def seconds(self, document: str) -> float:
        """Give for how long a document was on screen in this session."""
        now = self._clock() - self._since if document and document == self._document else 0.0
        return self._spent.get(document, 0.0) + now


class Haste:
    """Counts acceptances that came faster than reading; it remarks on them and holds nobody up."""

    def __init__(self) -> None:
        self._row: list[str] = []
        self._hasty: set[str] = set()

    @property
    def count(self) -> int:
        """How many documents stand accepted in this session faster than they can be read."""
        return len(self._hasty)

    @property
    def is_in_a_row(self) -> bool:
        """True while the last decision was such an acceptance."""
        return bool(self._row)

    def clear(self) -> None:
        """Begin another session."""
        self._row.clear()
        self._hasty.clear()

    def decided(self, document: str, outcome: Outcome, words: int, seconds: float) -> bool:
        """Take note of a decision; True for every tenth in a row that was accepted unread."""
        self._hasty.discard(document)
        if outcome is not Outcome.ACCEPT or seconds >= words * 60 / WORDS_A_MINUTE:
            self._row.clear()
            return False
        self._hasty.add(document)
        self._row.append(document)
        return len(self._row) % _IN_A_ROW == 0

    def take_back(self, *documents: str) -> None:
        """Count these no longer."""
        self._hasty.difference_update(documents)
        self._row = [document for document in self._row if document not in documents]
