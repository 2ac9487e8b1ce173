"""Searching: keeping the full-text index up to date with the documents, and asking it."""

import logging
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from sqlalchemy import func, select

from editor_app.domain.query import Query
from editor_app.store.decoding import text_of
from editor_app.store.dialects import AnyRow, last_key_ever
from editor_app.store.following import Committed, Following, raise_unless_damage
from editor_app.store.search_index import SearchIndex, Words
from editor_app.store.search_query import FullText, full_text
from editor_app.store.side_checking import are_indexed
from editor_app.store.spread import Spread
from editor_app.store.tables import BODIES, DOCUMENTS
from editor_app.store.texts import read_spans
from editor_app.store.values import Watching

_AT_A_TIME = 200
_SECONDS = 0.05
_log = logging.getLogger(__name__)
_FEW = (
    select(*DOCUMENTS.c["key", "id", "headline", "rationale", "spans", "encoding"], *BODIES.c["data", "text"])
    .join(BODIES, BODIES.c.document == DOCUMENTS.c.key)
    .order_by(DOCUMENTS.c.key)
    .limit(_AT_A_TIME)
)
# So many words a beginning may stand for to be asked for one by one.
_MOST_BEGINNINGS: Final = 128
_Found = TypeVar("_Found")


class Search:
    """Full-text search over headline, body and proposed rationale.

    It reads only what was committed, whatever transaction it is asked in: what is rolled back must not be
    found, and the index has no part in anybody's transaction.
    """

    def __init__(self, committed: Committed, index: SearchIndex) -> None:
        """Search with an index; `committed` opens a transaction that sees what is committed by then."""
        self._committed = committed
        self._index = index
        self._following = Following(committed, index)

    def is_behind(self) -> bool:
        """Tell whether there are documents the index does not hold yet; so too while any are added."""
        if not self._index.filling.acquire(blocking=False):
            return True
        try:
            return self.backlog() > 0
        finally:
            self._index.filling.release()

    def backlog(self) -> int:
        """Give by how many keys the index is behind; not all of them need have a document any more."""
        return self._following.backlog()

    def catch_up(self, watch: Watching | None = None) -> int:
        """Add what the index does not hold yet and give how many documents that were.

        Nothing while an import adds them itself.
        """
        while not self._index.filling.acquire(timeout=_SECONDS):
            if self._index.is_filled_beside:
                return 0
        try:
            if self._index.is_filled_beside:
                return 0
            return self._following.catch_up(lambda: self._add_missing(watch))
        finally:
            self._index.filling.release()

    def reached(self) -> int | None:
        """Give the highest key any document ever had, None while the index does not reach up to it."""
        if self.backlog():
            return None
        with self._committed() as connection:
            return last_key_ever(connection, DOCUMENTS)

    def rebuild(self, watch: Watching | None = None) -> int:
        """Make the whole index anew and give how many documents it holds."""
        with self._index.filling:
            self._index.start_anew()
            return self._add_missing(watch)

    def is_right(self, watch: Watching | None = None) -> bool:
        """Tell whether every document the index has come to stands in it with as many words as it has."""
        return self._following.is_right(
            self._after,
            lambda rows: are_indexed(self._index, [_words(row) for row in rows]),
            lambda done, total: None if watch is None else watch.step("check_search", done, total),
        )

    def matching(self, query: Query) -> "Matching | None":
        """Give what a query's words find, None where it asks for no words.

        Documents that came in since the index was last brought up to date are added first, unless
        another thread is just doing so.
        """
        asked = full_text(query)
        if asked is None:
            return None
        if self._index.filling.acquire(blocking=False):
            try:
                self.catch_up()
            except sqlite3.OperationalError as fault:
                # A full disk is no reason to find nothing: what the index holds is searched.
                _log.warning("the search index could not be brought up to date: %s", fault.sqlite_errorname)
            finally:
                self._index.filling.release()
        return Matching(self, asked)

    def spread(self) -> "Spread":
        """Give what tells how common words are, of what the index holds now."""
        return Spread(self._index)

    def found(self, ask: Callable[[SearchIndex], _Found]) -> _Found:
        """Ask the index; one that turns out to be damaged is made anew and asked again."""
        try:
            return ask(self._index)
        except sqlite3.DatabaseError as fault:
            raise_unless_damage(fault)
            self.rebuild()
            return ask(self._index)

    def _add_missing(self, watch: Watching | None) -> int:
        start = self._following.mark()
        with self._committed() as connection:
            missing = select(func.count()).select_from(DOCUMENTS).where(DOCUMENTS.c.key > start)
            total = int(connection.scalar(missing) or 0)
        done = 0
        while rows := self._after(start):
            if watch is not None:
                watch.step("index", done, max(done, total))
            self._index.add([_words(row) for row in rows], rows[-1].id)
            done, start = done + len(rows), rows[-1].key
            if watch is not None:
                watch.breathe()
                start = self._following.mark()  # what was done in between may have gone on here
        return done

    def _after(self, start: int) -> Sequence[AnyRow]:
        """Give the next few documents, in a transaction of their own: a long one would hold the log back."""
        with self._committed() as connection:
            return connection.execute(_FEW.where(DOCUMENTS.c.key > start)).all()


class Matching:
    """The documents that hold the words of a query, or, where it `leaves_out`, those it forbids."""

    def __init__(self, search: Search, asked: FullText) -> None:
        """Look up how the last word may go on, where that can be told in a few words."""
        self._search = search
        self.leaves_out = asked.leaves_out
        begun = asked.beginning
        self._query = asked.expression(
            search.found(lambda index: index.beginnings(begun, _MOST_BEGINNINGS)) if begun else None
        )

    def all(self, watch: Watching | None = None) -> "array[int]":
        """Give the keys of all of them, in the order of the keys."""
        return self._search.found(lambda index: index.hits(self._query, watch))

    def first(self, most: int) -> "array[int]":
        """Give the lowest keys of them, at most so many."""
        return self._search.found(lambda index: index.first_hits(self._query, most))

    def between(self, low: int, high: int) -> "array[int]":
        """Give those keys that lie within bounds, both included."""
        return self._search.found(lambda index: index.hits_between(self._query, low, high))

    def ranked(self, watch: Watching | None = None, most: int = -1) -> "array[int]":
        """Give their keys, those of the documents that fit best first; all, or at most so many."""
        return self._search.found(lambda index: index.ranked_hits(self._query, watch, most))


def _words(row: AnyRow) -> Words:
    body = read_spans(row.spans).body.of(text_of(row.data, row.encoding, row.text))
    return row.key, row.headline, body, row.rationale or ""
