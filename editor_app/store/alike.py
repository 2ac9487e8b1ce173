"""Texts that are nearly the same: keeping their groups up to date with the documents, and asking for them."""

import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select

from editor_app.domain.likeness import sketch
from editor_app.store.alike_apart import compare_apart
from editor_app.store.alike_index import AlikeIndex, Sketched
from editor_app.store.decoding import text_of
from editor_app.store.dialects import AnyRow
from editor_app.store.following import Committed, Following
from editor_app.store.kept_text import body_of
from editor_app.store.side_checking import are_sketched
from editor_app.store.tables import BODIES, DOCUMENTS
from editor_app.store.values import Watching

_log = logging.getLogger(__name__)
_AT_A_TIME: Final = 200
# So many are grouped together: the more, the fewer pages are written twice; their keys stand in memory.
_GROUPED: Final = 10_000
# More are compared in a process of their own; to start one takes as long as comparing so many.
_MANY: Final = 2_000
_FEW: Final = (
    select(*DOCUMENTS.c["key", "id", "spans", "encoding"], *BODIES.c["data", "text"])
    .join(BODIES, BODIES.c.document == DOCUMENTS.c.key)
    .order_by(DOCUMENTS.c.key)
    .limit(_AT_A_TIME)
)


class Alike:
    """Groups of documents whose texts, without header and rationale, are the same or nearly so.

    Like the search it reads only what was committed, and what it does not hold yet is in no group.
    """

    def __init__(self, committed: Committed, index: AlikeIndex, desk: Path | None = None) -> None:
        """Answer from an index; `committed` opens a transaction that sees what is committed by then.

        `desk` is the file itself, None where all is to be compared in this process.
        """
        self._committed = committed
        self._index = index
        self._desk = desk
        self._following = Following(committed, index)

    def is_behind(self) -> bool:
        """Tell whether there are documents that were not compared with the others yet."""
        return self._following.backlog() > 0

    def catch_up(self, watch: Watching | None = None) -> int:
        """Compare what is new with all there is, and give how many documents that were."""
        return self._following.catch_up(lambda: self._add_apart(watch) + self._add_missing(watch))

    def is_right(self, watch: Watching | None = None) -> bool:
        """Tell whether every document that was compared is in the file as it would be compared today."""
        return self._following.is_right(
            self._after,
            lambda rows: are_sketched(self._index, [(row.key, _body(row)) for row in rows]),
            lambda done, total: None if watch is None else watch.step("check_alike", done, total),
        )

    def rebuild(self, watch: Watching | None = None) -> int:
        """Compare all documents anew and give how many there are."""
        with self._index.filling:
            self._index.start_anew()
            return self._add_missing(watch)

    def members(self, document: int, limit: int) -> list[int]:
        """Give the group of a document, itself among them; none where no other text is nearly the same."""
        try:
            return self._index.members(document, limit)
        except sqlite3.DatabaseError as fault:
            _log.warning("the groups of like texts cannot be read: %s", fault.sqlite_errorname)
            return []

    def _add_apart(self, watch: Watching | None) -> int:
        """Let a process of its own compare very many; what it did not do is done here."""
        backlog = self._following.backlog()
        place = self._index.place
        if watch is None or self._desk is None or place is None or backlog <= _MANY:
            return 0
        is_done = compare_apart(self._desk, place, self._index.replica, watch)
        self._index.close()  # it may be another file now
        if not is_done:
            _log.warning("the texts are compared here: a process of its own did not do it")
        return backlog - self._following.backlog()

    def _add_missing(self, watch: Watching | None) -> int:
        start, total = self._following.mark(), self._following.backlog()
        done = 0
        sketched: list[Sketched] = []
        while rows := self._after(start):
            if watch is not None:
                watch.step("alike", done, max(done, total))
            sketched.extend((row.key, sketch(_body(row))) for row in rows)
            done, start, last = done + len(rows), rows[-1].key, rows[-1].id
            if len(rows) < _AT_A_TIME or len(sketched) >= _GROUPED:
                self._index.add(sketched, (start, last))
                sketched = []
            if watch is not None:
                watch.breathe()
        return done

    def _after(self, start: int) -> Sequence[AnyRow]:
        """Give the next few documents, in a transaction of their own: a long one would hold the log back."""
        with self._committed() as connection:
            return connection.execute(_FEW.where(DOCUMENTS.c.key > start)).all()


def _body(row: AnyRow) -> str:
    return body_of(text_of(row.data, row.encoding, row.text), row.spans)
