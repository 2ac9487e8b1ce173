"""Which wires are marked for an act on many; a million may be, and looking at one never marks it."""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import compress, repeat

from PySide6.QtCore import QObject, Signal

_FEW = 20


class Marks(QObject):
    """The marked documents of the desk that is open, by their keys: one byte for each document.

    They outlive every filter and are dropped when the desk is closed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marked = bytearray()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: int) -> bool:
        return 0 <= key < len(self._marked) and bool(self._marked[key])

    @property
    def keys(self) -> "array[int]":
        """The marked keys, in the order in which the documents came."""
        if self._count * _FEW < len(self._marked):
            return array("q", self._walk())
        return array("q", compress(range(len(self._marked)), self._marked))

    def put(self, key: int, *, on: bool) -> None:
        """Mark one document, or take its mark away."""
        self._grow(key)
        self._marked[key] = on
        self._tell()

    def toggle(self, key: int) -> None:
        """Mark a document that is not marked, and the other way round."""
        self.put(key, on=key not in self)

    def add(self, keys: "array[int]") -> None:
        """Mark all of a list, which holds no document twice."""
        if keys:
            first, last = min(keys), max(keys)
            self._grow(last)
            if last - first + 1 == len(keys):  # a whole archive: in one go, or the window would stand still
                self._marked[first : last + 1] = b"\x01" * len(keys)
            else:
                deque(map(self._marked.__setitem__, keys, repeat(1)), maxlen=0)
        self._tell()

    def count_among(self, keys: Iterable[int]) -> int:
        """Count the marked ones among some keys of the desk."""
        wanted = keys if isinstance(keys, array) else array("q", keys)
        self._grow(max(wanted, default=-1))
        return sum(map(self._marked.__getitem__, wanted))

    def clear(self) -> None:
        """Take all marks away."""
        if self._count:
            self._marked = bytearray()
            self._tell()

    def _walk(self) -> Iterator[int]:
        """Go from mark to mark: quick where they are few among many."""
        key = self._marked.find(1)
        while key >= 0:
            yield key
            key = self._marked.find(1, key + 1)

    def _grow(self, key: int) -> None:
        self._marked.extend(bytes(max(0, key + 1 - len(self._marked))))

    def _tell(self) -> None:
        self._count = self._marked.count(1)
        self.changed.emit()
