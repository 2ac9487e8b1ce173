"""Lists: the keys of all documents that fit at once, their rows only where somebody looks."""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress
from typing import Any

from sqlalchemy import Connection, func, literal, select, tuple_

from editor_app.domain.lists import Counts, Criteria, Head, ListName, ListRow, Order
from editor_app.domain.standing import State
from editor_app.store.alike import Alike
from editor_app.store.dialects import AnySelect, in_parts
from editor_app.store.events import Events
from editor_app.store.list_conditions import ARCHIVE_ORDER, in_archive, narrowed, needs_documents, order_of
from editor_app.store.lookup import Lookup
from editor_app.store.search import Matching, Search
from editor_app.store.tables import ARCHIVES, DOCUMENTS, DRAFTS, STANDINGS, TALLIES, TO_DO
from editor_app.store.texts import line_of
from editor_app.store.values import Watching

_AT_ONCE = 20_000
_LARGEST_GROUP = 10_000
# Beyond so many hits it is quicker to walk the whole list than to look each one up.
_FEW_HITS = 5_000
# So many lines of a list are shown before the rest is known.
_CAP = 1_000
# So many hits of a search, counted no further until the whole is known: those of a phrase lie far apart.
_PAGE = 60
_STEP = 2_000
_FAR = 40_000
# Keys that are so much further apart than a list is long did not come in in the list's order.
_SCATTERED = 50
_ROWS = (
    select(
        *DOCUMENTS.c["key", "id", "kind", "headline", "date", "batch", "batch_date"],
        *STANDINGS.c["name", "source", "state", "flagged"],
        ARCHIVES.c.name.label("archive"),
        ARCHIVES.c.key.label("archive_key"),
    )
    .join(STANDINGS, STANDINGS.c.document == DOCUMENTS.c.key)
    .outerjoin(ARCHIVES, ARCHIVES.c.number == STANDINGS.c.archive)
)
_LINES = Lookup(_ROWS, DOCUMENTS.c.key)
_UNDECIDED = Lookup(select(STANDINGS.c.document).where(TO_DO), STANDINGS.c.document)
_LISTED_AMONG = Lookup(
    select(func.count().label("number")).select_from(STANDINGS).where(STANDINGS.c.listed == 1),
    STANDINGS.c.document,
)


class Lists:
    """What the queue shows and the command line lists."""

    def __init__(self, connection: Connection, search: Search, alike: Alike) -> None:
        """Work within a transaction."""
        self._connection = connection
        self._search = search
        self._alike = alike

    def ids(self, criteria: Criteria, editor: str | None, watch: Watching | None = None) -> "array[int]":
        """Give the keys of the documents that fit, in the order that is asked for.

        `editor` is whose drafts `has_draft` means; None means anybody's. `watch` may stop it.
        """
        statement = self._narrowed(criteria, editor)
        matching = self._search.matching(criteria.query)
        if matching is None:
            return self._keys(_sorted(statement, criteria), watch)
        if criteria.order is Order.RELEVANCE and not matching.leaves_out:
            return _marked(matching.ranked(watch), self._keys(statement, watch))
        hits = None if matching.leaves_out else matching.first(_FEW_HITS + 1)
        if hits is not None and len(hits) <= _FEW_HITS:
            return self._looked_up(statement, criteria, hits)
        keys = self._keys(_sorted(statement, criteria), watch)
        return _marked(keys, matching.all(watch), leaves_out=matching.leaves_out)

    def head(self, criteria: Criteria, editor: str | None) -> Head | None:
        """Give the beginning of a list, None where it comes no sooner than the whole.

        Of a search that is sorted only the best is there sooner, and what stands first in archive order.
        """
        statement = self._narrowed(criteria, editor)
        matching = self._search.matching(criteria.query)
        if matching is None:
            keys = self._keys(_sorted(statement, criteria).limit(_CAP + 1))
            return Head(keys[:_CAP], len(keys) <= _CAP, min(len(keys), _CAP))
        if criteria.order is Order.RELEVANCE and not matching.leaves_out:
            return self._best(statement, matching)
        if criteria.order not in (Order.ARCHIVE, Order.RELEVANCE) or criteria.is_reversed:
            return None
        hits = None if matching.leaves_out else matching.first(_PAGE + 1)
        if hits is not None and len(hits) <= _PAGE:
            keys = self._looked_up(statement, criteria, hits)
            return Head(keys, True, len(keys))
        found = None if hits is None else self._lowest(statement, criteria, hits[:_PAGE])
        if found is not None:
            is_all = not criteria.query.terms and criteria == Criteria(search=criteria.search)
            return Head(found, False, _PAGE if is_all else len(found))
        return self._walked(statement, matching)

    def rows(self, keys: Sequence[int]) -> list[ListRow]:
        """Give the lines of documents, listed or not, in the order of the keys; removed ones are left out."""
        found = {row["key"]: line_of(row) for row in _LINES.mappings(self._connection, keys)}
        return [found[key] for key in keys if key in found]

    def nearly_same(self, key: int) -> int:
        """Count the other listed documents whose text is nearly that of the document of a key."""
        members = [member for member in self._alike.members(key, _LARGEST_GROUP) if member != key]
        return sum(row.number for row in _LISTED_AMONG.rows(self._connection, members))

    def to_do_among(self, keys: Sequence[int]) -> set[int]:
        """Give those of some keys whose documents still want a decision."""
        return {row.document for row in _UNDECIDED.rows(self._connection, keys)}

    def next_to_do(self, criteria: Criteria, editor: str | None, key: int, step: int) -> int | None:
        """Give the nearest document behind (+1) or before (-1) one, in archive order, that wants a decision.

        The words of a search and groups of like texts are no part of the question.
        """
        place = self._connection.execute(select(*ARCHIVE_ORDER).where(STANDINGS.c.document == key)).first()
        if place is None:
            return None
        here, there = tuple_(*ARCHIVE_ORDER), tuple_(*(literal(value) for value in place))
        order = [column.asc() if step > 0 else column.desc() for column in ARCHIVE_ORDER]
        asked = self._narrowed(replace(criteria, list=ListName.TO_DO, nearly_same=None), editor)
        found = asked.where(here > there if step > 0 else here < there).order_by(*order).limit(1)
        return self._connection.scalar(found)

    def is_listed(self, key: int) -> bool:
        """Tell whether a document is the newest text of any of its names."""
        listed = select(STANDINGS.c.listed).where(STANDINGS.c.document == key)
        return bool(self._connection.scalar(listed))

    def counts(self, archive: str | None = None) -> Counts:
        """Count where the listed documents stand, in the whole desk or the archive of a key."""
        statement = select(TALLIES.c.state, TALLIES.c.flagged, func.sum(TALLIES.c.documents))
        rows = self._connection.execute(
            in_archive(statement, TALLIES.c.archive, archive).group_by(TALLIES.c.state, TALLIES.c.flagged)
        ).all()
        by_state = {State(row.state): 0 for row in rows}
        for state, _, number in rows:
            by_state[State(state)] += number
        return Counts(
            total=sum(by_state.values()),
            by_state={state: number for state, number in sorted(by_state.items()) if number},
            flagged=sum(number for _, flagged, number in rows if flagged),
            drafts=self._drafts(archive),
        )

    def sources(self) -> list[tuple[str, int]]:
        """Give the sources of the listed documents with how many each has, the largest first."""
        number = func.sum(TALLIES.c.documents)
        statement = select(TALLIES.c.source, number).where(TALLIES.c.source != "").group_by(TALLIES.c.source)
        rows = self._connection.execute(
            statement.having(number > 0).order_by(number.desc(), TALLIES.c.source)
        )
        return [(row[0], row[1]) for row in rows]

    def _drafts(self, archive: str | None) -> int:
        """Count what is begun on listed documents, from the few drafts and not from the many lines."""
        here = select(STANDINGS.c.document).where(
            STANDINGS.c.document == DRAFTS.c.document, STANDINGS.c.listed == 1
        )
        is_listed = in_archive(here, STANDINGS.c.archive, archive).exists()
        statement = select(func.count(DRAFTS.c.document.distinct())).where(is_listed)
        return int(self._connection.scalar(statement) or 0)

    def _narrowed(self, criteria: Criteria, editor: str | None) -> AnySelect:
        statement = narrowed(select(STANDINGS.c.document), criteria, editor, Events(self._connection))
        if criteria.nearly_same is None:
            return statement
        wanted = select(DOCUMENTS.c.key).where(DOCUMENTS.c.id == criteria.nearly_same)
        key = int(self._connection.scalar(wanted) or 0)
        members = json.dumps(self._alike.members(key, _LARGEST_GROUP) or [key])
        among = select(func.json_each(members).table_valued("value").c.value)
        return statement.where(STANDINGS.c.document.in_(among))

    def _keys(self, statement: AnySelect, watch: Watching | None = None) -> "array[int]":
        keys = array("q")
        for few in self._fetched(statement, _AT_ONCE):
            keys.extend(few)
            if watch is not None:
                watch.step("list", len(keys))
        return keys

    def _fetched(self, statement: AnySelect, at_once: int) -> Iterator["array[int]"]:
        """Read a column of keys past SQLAlchemy's rows: a million of them come in a fraction of a second."""
        result = self._connection.execute(statement)
        cursor: Any = result.cursor
        try:
            while rows := cursor.fetchmany(at_once):
                yield array("q", chain.from_iterable(rows))
        finally:
            result.close()

    def _looked_up(self, statement: AnySelect, criteria: Criteria, hits: Sequence[int]) -> "array[int]":
        rows = self._placed(statement, criteria, hits)
        return array("q", [row[-1] for row in sorted(rows, reverse=criteria.is_reversed)])

    def _placed(self, statement: AnySelect, criteria: Criteria, hits: Sequence[int]) -> list[tuple[Any, ...]]:
        """Give what some documents are sorted by, and their keys last; without those that do not fit."""
        columns = order_of(criteria)
        statement = _joined(statement, criteria.order).with_only_columns(*columns, STANDINGS.c.document)
        found: list[tuple[Any, ...]] = []
        for part in in_parts(hits):
            found.extend(
                map(tuple, self._connection.execute(statement.where(STANDINGS.c.document.in_(part))))
            )
        return found

    def _lowest(self, statement: AnySelect, criteria: Criteria, hits: "array[int]") -> "array[int] | None":
        """Give the documents of the lowest hits in archive order, None where others may stand between them.

        Mostly documents came in in archive order; it is looked up whether any did not.
        """
        rows = sorted(self._placed(statement, criteria, hits))
        if not rows:
            return None
        last = tuple_(*(literal(value) for value in rows[-1][:-1]))
        earlier = statement.where(tuple_(*ARCHIVE_ORDER) <= last, STANDINGS.c.document > max(hits)).limit(1)
        if self._connection.scalar(earlier) is not None:
            return None
        return array("q", [row[-1] for row in rows])

    def _best(self, statement: AnySelect, matching: Matching) -> Head | None:
        """Give those of the best hits that fit, None where none of them does and worse ones may."""
        hits = matching.ranked(most=_CAP + 1)
        fitting = {
            key
            for part in in_parts(hits)
            for key in self._keys(statement.where(STANDINGS.c.document.in_(part)))
        }
        found = array("q", filter(fitting.__contains__, hits))
        is_whole = len(hits) <= _CAP
        return Head(found, is_whole, len(found)) if found or is_whole else None

    def _walked(self, statement: AnySelect, matching: Matching) -> Head | None:
        """Go through the list in archive order until a page of hits is together, but not very far."""
        found, walked = array("q"), 0
        for keys in self._fetched(statement.order_by(*ARCHIVE_ORDER), _STEP):
            low, high = min(keys), max(keys)
            if high - low > _STEP * _SCATTERED:
                return None
            found.extend(_marked(keys, matching.between(low, high), leaves_out=matching.leaves_out))
            walked += len(keys)
            if len(found) >= _PAGE or walked >= _FAR:
                return Head(found, False, len(found)) if found else None
        return Head(found, True, len(found))


def _joined(statement: AnySelect, order: Order) -> AnySelect:
    if not needs_documents(order):
        return statement
    return statement.join(DOCUMENTS, DOCUMENTS.c.key == STANDINGS.c.document)


def _sorted(statement: AnySelect, criteria: Criteria) -> AnySelect:
    columns = order_of(criteria)
    wanted = [column.desc() for column in columns] if criteria.is_reversed else columns
    return _joined(statement, criteria.order).order_by(*wanted)


def _marked(keys: "array[int]", hits: "array[int]", *, leaves_out: bool = False) -> "array[int]":
    """Give the keys that are among the hits (or are not), by marks: memory grows by a byte a document.

    A million keys go through in parts, between which the window gets its turn.
    """
    if not keys or not hits:
        return keys if leaves_out else array("q")
    last = max(max(few) for part in (keys, hits) for few in _parts(part))
    marks = bytearray([leaves_out]) * (last + 1)
    for hit in hits:
        marks[hit] = not leaves_out
    kept = array("q")
    for few in _parts(keys):
        kept.extend(compress(few, map(marks.__getitem__, few)))
    return kept


def _parts(keys: "array[int]") -> Iterator["array[int]"]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
