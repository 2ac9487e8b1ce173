"""Making an import searchable while it goes on: a thread adds to the index what was just committed.

SQLite adds texts without holding Python up, so on a machine that can do two things at once this costs little.
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Final, Self

from editor_app.domain.documents import Document
from editor_app.store.search_index import SearchIndex, Words
from editor_app.store.values import Watching

_log = logging.getLogger(__name__)
_WAITING: Final = 2
_SECONDS: Final = 0.05
# So many documents are added between two commits: the more, the less of the index is written twice.
_COMMITTED: Final = 10_000


class Indexing:
    """Adds to the index beside an import; whatever it does not add is left to `Search.catch_up`.

    Until it ends, which is with the block it is used in, nothing else adds to the index.
    """

    def __init__(self, index: SearchIndex, reached: Callable[[], int | None]) -> None:
        """Add to an index; `reached` gives the last key ever, None where the index does not reach it."""
        self._index = index
        self._reached = reached
        self._offered: Queue[list[Words] | None] = Queue(_WAITING)
        self._thread = Thread(target=self._add_all, name="indexing", daemon=True)
        self._ids: dict[int, str] = {}
        self._last: int | None = None
        self._age = 0
        self._done = self._total = self._open = 0
        self._fault: BaseException | None = None
        self._is_ended = False

    def __enter__(self) -> Self:
        """Begin, and keep others from adding."""
        self._index.filling.acquire()
        try:
            self._last = self._reached()
            self._age = self._index.begin_beside()
            self._thread.start()
        except BaseException:
            self._index.end_beside()
            self._index.filling.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Add what was offered, and let others add again."""
        try:
            self._end(None)
        finally:
            self._index.end_beside()
            self._index.filling.release()

    def offer(self, before: int, documents: Sequence[Document]) -> None:
        """Take documents that were committed with the keys that follow `before`; waits while it is behind."""
        if not documents:
            return
        if before != self._last:
            self._last = None  # others came in between, or before: the index would have a gap
            return
        self._last = before + len(documents)
        self._ids[self._last] = documents[-1].sha256
        self._total += len(documents)
        self._offered.put([_words(key, document) for key, document in enumerate(documents, before + 1)])

    def finish(self, watch: Watching) -> None:
        """Wait until all that was offered is added, telling how far it is."""
        self._end(watch)
        if self._fault is not None:
            raise self._fault

    def _end(self, watch: Watching | None) -> None:
        if not self._is_ended:
            self._is_ended = True
            self._offered.put(None)
        while self._thread.is_alive():
            self._thread.join(_SECONDS)
            if watch is not None:
                watch.step("index", self._done, self._total)

    def _add_all(self) -> None:
        """Add what is offered until the end is; after a fault it is only taken."""
        is_going_on = True
        while (words := self._offered.get()) is not None:
            is_going_on = is_going_on and self._add(words)
        if is_going_on:
            self._told(self._commit)

    def _add(self, words: list[Words]) -> bool:
        return self._told(lambda: self._added(words))

    def _added(self, words: list[Words]) -> bool:
        last = words[-1][0]
        if not self._index.add_beside(words, self._ids.pop(last), self._age):
            return False
        self._done += len(words)
        self._open += len(words)
        return self._open < _COMMITTED or self._commit()

    def _commit(self) -> bool:
        self._open = 0
        return self._index.commit_beside(self._age)

    def _told(self, work: Callable[[], bool]) -> bool:
        try:
            return work()
        except sqlite3.Error as fault:
            # Catching up afterwards meets the same fault, if it is still there, and can tell of it.
            _log.warning("the index could not be filled beside an import: %s", fault)
        except BaseException as fault:  # noqa: BLE001 - raised anew on the thread of the import
            self._fault = fault
        return False


def _words(key: int, document: Document) -> Words:
    return key, document.headline, document.body, document.rationale or ""
