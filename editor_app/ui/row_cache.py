"""The list in the window: all keys in memory, rows fetched by the page when they are looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from editor_app.domain.lists import ListRow
from editor_app.domain.standing import State

_PAGE = 128
_PAGES_KEPT = 24

FetchRows = Callable[[Sequence[int]], list[ListRow]]


class RowCache:
    """Holds the keys of a list and its most recently seen rows.

    States that were set here go before those that were read: they tell of decisions that are on their way.
    """

    def __init__(self) -> None:
        self.keys: array[int] = array("q")
        self._fetch: FetchRows = lambda _keys: []
        self._pages: OrderedDict[int, list[ListRow | None]] = OrderedDict()
        self._states: dict[str, State] = {}
        self._flags: dict[str, bool] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def reset(self, keys: "array[int]", fetch: FetchRows) -> None:
        """Hold another list."""
        self.keys, self._fetch = keys, fetch
        self.forget()

    def grow(self, keys: "array[int]") -> None:
        """Hold a list that goes on where this one ends; the rows at hand stay."""
        self._pages.pop(len(self.keys) // _PAGE, None)
        self.keys = keys

    def forget(self) -> None:
        """Forget all rows, so that they are read anew."""
        self._pages.clear()

    def row(self, position: int) -> ListRow | None:
        """Give the row at a position; None where the desk has none for it any more."""
        if not 0 <= position < len(self.keys):
            return None
        page, place = divmod(position, _PAGE)
        row = self._page(page)[place]
        return None if row is None else self._as_it_stands(row)

    def position_of_key(self, key: int) -> int:
        """Give the position of a key, -1 where the list does not hold it."""
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def position_of(self, document: str, otherwise: int) -> int:
        """Give the position of a document whose row is at hand, else `otherwise`."""
        return next(self.positions_of([document]), otherwise)

    def set_state(self, document: str, state: State | None) -> None:
        """Show a state for a document from now on; None shows what is read again."""
        _put(self._states, document, state)

    def set_flag(self, document: str, flagged: bool | None) -> None:
        """Show a document flagged or not from now on; None shows what is read again."""
        _put(self._flags, document, flagged)

    def positions_of(self, documents: Sequence[str]) -> Iterator[int]:
        """Give the positions of those documents whose rows are at hand."""
        wanted = set(documents)
        for page, rows in self._pages.items():
            yield from (page * _PAGE + place for place, row in enumerate(rows) if row and row.id in wanted)

    def refetch(self, documents: Sequence[str]) -> list[int]:
        """Forget the pages that hold any of those documents, and give the positions that were touched."""
        touched = list(self.positions_of(documents))
        for page in {position // _PAGE for position in touched}:
            del self._pages[page]
        return touched

    def _page(self, page: int) -> list[ListRow | None]:
        if page in self._pages:
            self._pages.move_to_end(page)
            return self._pages[page]
        keys = self.keys[page * _PAGE : (page + 1) * _PAGE]
        found = {row.key: row for row in self._fetch(keys)}
        rows = [found.get(key) for key in keys]
        self._pages[page] = rows
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    def _as_it_stands(self, row: ListRow) -> ListRow:
        state, flagged = self._states.get(row.id, row.state), self._flags.get(row.id, row.is_flagged)
        if state is row.state and flagged == row.is_flagged:
            return row
        return replace(row, state=state, is_flagged=flagged)


_Value = TypeVar("_Value", State, bool)


def _put(values: dict[str, _Value], name: str, value: _Value | None) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value
