"""The list of the queue: what it asks for, which documents it holds, where the next undecided one is."""

from array import array
from collections.abc import Iterable
from dataclasses import replace

from editor_app.domain.lists import Counts, Criteria, Head, ListName, ListRow, Order
from editor_app.domain.standing import TO_DO_STATES, State
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.row_cache import RowCache

_ROWS_LOOKED_AT = 256
_KEYS_LOOKED_AT = 40_000
_STRETCH = 1_000
NO_COUNTS = Counts(total=0, by_state={}, flagged=0, drafts=0)


class WireList:
    """Holds the list as it was when it was built; what is decided meanwhile stays, with its new state."""

    def __init__(self) -> None:
        self.criteria = Criteria()
        self.counts = NO_COUNTS
        self.is_whole = True
        self.at_least = 0
        self.rows = RowCache()
        self._door: DeskDoor | None = None

    def use(self, door: DeskDoor | None) -> None:
        """Take the documents of another desk, or of none; they are counted before they are listed."""
        self._door = door
        self.criteria, self.counts = Criteria(), NO_COUNTS
        self.is_whole, self.at_least = True, 0
        self.rows = RowCache()
        self.count()

    @property
    def ids(self) -> "array[int]":
        """The keys of the list, in order."""
        return self.rows.keys

    def take(self, criteria: Criteria, head: Head) -> None:
        """Hold another list, or how it begins."""
        self.criteria, self.is_whole, self.at_least = criteria, head.is_whole, head.at_least
        if self._door is not None:
            self._door.read_as(criteria)
            self.rows.reset(head.keys, self._door.rows)
            self.count()

    def grow(self, head: Head) -> bool:
        """Hold the whole of the list whose beginning is held; False where it begins otherwise by now."""
        is_same = head.keys[: len(self.ids)] == self.ids
        if is_same:
            self.rows.grow(head.keys)
        elif self._door is not None:
            self.rows.reset(head.keys, self._door.rows)
        self.is_whole, self.at_least = head.is_whole, head.at_least
        return is_same

    def count(self) -> Counts:
        """Count anew where the documents of the archive stand."""
        if self._door is not None:
            self.counts = self._door.counts(self.criteria.archive)
        return self.counts

    def row(self, position: int) -> ListRow | None:
        """Give a line of the list."""
        return self.rows.row(position)

    def shift(self, before: State, after: State) -> None:
        """Count a document in another state before the desk has counted it so."""
        by_state = dict(self.counts.by_state)
        by_state[before] = max(0, by_state.get(before, 0) - 1)
        by_state[after] = by_state.get(after, 0) + 1
        self.counts = replace(self.counts, by_state=by_state)

    def undecided(self, start: int, step: int) -> int:
        """Give the position of the nearest undecided document before or after a position, -1 for none."""
        position, looked_at = start + step, 0
        while 0 <= position < len(self.rows) and looked_at < _ROWS_LOOKED_AT:
            if self._is_to_do(position):
                return position
            position, looked_at = position + step, looked_at + 1
        while 0 <= position < len(self.rows) and looked_at < _KEYS_LOOKED_AT:
            stretch = range(position, len(self.rows) if step > 0 else -1, step)[:_STRETCH]
            found = self._undecided_within(stretch)
            if found >= 0:
                return found
            position, looked_at = position + step * len(stretch), looked_at + len(stretch)
        return self._undecided_far(position, step) if 0 <= position < len(self.rows) else -1

    def _undecided_within(self, stretch: range) -> int:
        """Look through a stretch that was decided by a bulk act, by keys alone and a thousand at a time."""
        if self._door is None:
            return -1
        wanted = self._door.to_do_among([self.ids[position] for position in stretch])
        return self._first_to_do(place for place in stretch if self.ids[place] in wanted)

    def _undecided_far(self, start: int, step: int) -> int:
        """Look beyond a long stretch of decided ones: the desk knows the next in archive order at once."""
        if self._door is None or not self.counts.to_do or self.criteria.list is ListName.DONE:
            return -1
        if self._is_in_archive_order:
            return self._undecided_by_place(self._door, start, step)
        wanted = set(self._door.ids(replace(self.criteria, list=ListName.TO_DO)))
        stretch = range(start, len(self.rows) if step > 0 else -1, step)
        return self._first_to_do(place for place in stretch if self.ids[place] in wanted)

    @property
    def _is_in_archive_order(self) -> bool:
        asked = self.criteria
        is_plain = not asked.query.words and asked.nearly_same is None and not asked.is_reversed
        return is_plain and asked.order is Order.ARCHIVE and asked.list in (ListName.ALL, ListName.TO_DO)

    def _undecided_by_place(self, door: DeskDoor, start: int, step: int) -> int:
        key: int | None = self.ids[start - step]
        for _ in range(_ROWS_LOOKED_AT):
            key = None if key is None else door.next_to_do(self.criteria, key, step)
            if key is None:
                return -1
            position = self.rows.position_of_key(key)  # none where it came in after the list was built
            if position >= 0 and self._is_to_do(position):
                return position
        return -1

    def _first_to_do(self, places: Iterable[int]) -> int:
        return next(filter(self._is_to_do, places), -1)

    def _is_to_do(self, position: int) -> bool:
        row = self.row(position)
        return row is not None and row.state in TO_DO_STATES
