"""Lists: the keys of all documents that fit at once, their rows only where somebody looks."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, compress
from typing import Any

from sqlalchemy import ColumnElement, Connection, TextClause, func, select

from editor_app.domain.lists import Counts, Criteria, ListName, ListRow
from editor_app.domain.standing import State
from editor_app.store.dialects import AnySelect, in_parts
from editor_app.store.search import Search
from editor_app.store.tables import (
    ARCHIVES,
    DISPUTED,
    DOCUMENTS,
    DONE,
    DRAFTS,
    FLAGGED,
    LISTED,
    STANDINGS,
    STATEMENTS,
    TALLIES,
    TO_DO,
)
from editor_app.store.texts import line_of

_LISTS: dict[ListName, TextClause] = {
    ListName.TO_DO: TO_DO,
    ListName.DONE: DONE,
    ListName.ALL: LISTED,
    ListName.FLAGGED: FLAGGED,
    ListName.DISPUTED: DISPUTED,
}
_ORDER = (STANDINGS.c.archive, STANDINGS.c.position, STANDINGS.c.name)
_AT_ONCE = 20_000
# Beyond so many hits it is quicker to walk the whole list than to look each one up.
_FEW_HITS = 5_000
_ROWS = (
    select(
        *DOCUMENTS.c["key", "id", "kind", "source", "headline", "date", "batch", "batch_date"],
        *STANDINGS.c["name", "state", "flagged"],
        ARCHIVES.c.name.label("archive"),
        ARCHIVES.c.key.label("archive_key"),
    )
    .join(STANDINGS, STANDINGS.c.document == DOCUMENTS.c.key)
    .outerjoin(ARCHIVES, ARCHIVES.c.number == STANDINGS.c.archive)
)


class Lists:
    """What the queue shows and the command line lists."""

    def __init__(self, connection: Connection, search: Search) -> None:
        """Work within a transaction."""
        self._connection = connection
        self._search = search

    def ids(self, criteria: Criteria, editor: str | None) -> "array[int]":
        """Give the keys of the documents that fit, in archive order: archive, position, name.

        `editor` is whose drafts `has_draft` means; None means anybody's.
        """
        statement = _narrowed(select(STANDINGS.c.document), criteria, editor)
        hits = self._search.hits(criteria.search)
        if hits is None:
            return self._keys(statement.order_by(*_ORDER))
        if len(hits) > _FEW_HITS:
            return _marked(self._keys(statement.order_by(*_ORDER)), hits)
        return self._looked_up(statement.add_columns(*_ORDER), hits)

    def rows(self, keys: Sequence[int]) -> list[ListRow]:
        """Give the lines of documents, listed or not, in the order of the keys; removed ones are left out."""
        found: dict[int, ListRow] = {}
        for part in in_parts(keys):
            rows = self._connection.execute(_ROWS.where(DOCUMENTS.c.key.in_(part))).mappings()
            found.update((row["key"], line_of(row)) for row in rows)
        return [found[key] for key in keys if key in found]

    def is_listed(self, key: int) -> bool:
        """Tell whether a document is the newest text of any of its names."""
        listed = select(STANDINGS.c.listed).where(STANDINGS.c.document == key)
        return bool(self._connection.scalar(listed))

    def counts(self, archive: str | None = None) -> Counts:
        """Count where the listed documents stand, in the whole desk or the archive of a key."""
        statement = select(TALLIES.c.state, TALLIES.c.flagged, func.sum(TALLIES.c.documents))
        rows = self._connection.execute(
            _in_archive(statement, TALLIES.c.archive, archive).group_by(TALLIES.c.state, TALLIES.c.flagged)
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
        listed = select(func.count(STANDINGS.c.document.distinct())).join(
            DRAFTS, DRAFTS.c.document == STANDINGS.c.document
        )
        statement = _in_archive(listed.where(STANDINGS.c.listed == 1), STANDINGS.c.archive, archive)
        return int(self._connection.scalar(statement) or 0)

    def _keys(self, statement: AnySelect) -> "array[int]":
        """Read a column of keys past SQLAlchemy's rows: a million of them come in a fraction of a second."""
        keys = array("q")
        result = self._connection.execute(statement)
        for rows in _fetched(result.cursor):
            keys.extend(chain.from_iterable(rows))
        result.close()
        return keys

    def _looked_up(self, statement: AnySelect, hits: "array[int]") -> "array[int]":
        found: list[tuple[Any, ...]] = []
        for part in in_parts(hits):
            rows = self._connection.execute(statement.where(STANDINGS.c.document.in_(part)))
            found.extend((row.archive, row.position, row.name, row.document) for row in rows)
        return array("q", [row[-1] for row in sorted(found)])


def _fetched(cursor: Any) -> Iterator[list[tuple[int]]]:
    while rows := cursor.fetchmany(_AT_ONCE):
        yield rows


def _marked(keys: "array[int]", hits: "array[int]") -> "array[int]":
    """Give the keys that are among the hits, by a table of marks: memory grows by a byte a document."""
    if not keys:
        return keys
    marks = bytearray(max(keys) + 1)
    for hit in hits:
        if hit < len(marks):
            marks[hit] = 1
    return array("q", compress(keys, map(marks.__getitem__, keys)))


def _narrowed(statement: AnySelect, criteria: Criteria, editor: str | None) -> AnySelect:
    statement = statement.where(_LISTS[criteria.list])
    statement = _in_archive(statement, STANDINGS.c.archive, criteria.archive)
    for condition in _conditions(criteria, editor):
        statement = statement.where(condition)
    return statement


def _conditions(criteria: Criteria, editor: str | None) -> Iterator[ColumnElement[bool]]:
    if criteria.states:
        yield STANDINGS.c.state.in_(sorted(state.value for state in criteria.states))
    if criteria.kind is not None:
        yield STANDINGS.c.kind == criteria.kind.value
    if criteria.source is not None:
        yield STANDINGS.c.source == criteria.source
    if criteria.same_rationale is not None:
        wanted = select(STATEMENTS.c.number).where(STATEMENTS.c.fingerprint == criteria.same_rationale)
        yield STANDINGS.c.statement == wanted.scalar_subquery()
    if criteria.has_rationale is not None:
        given = STANDINGS.c.statement.is_not(None)
        yield given if criteria.has_rationale else ~given
    if criteria.flagged is not None:
        yield STANDINGS.c.flagged == int(criteria.flagged)
    if criteria.has_draft is not None:
        drafted = select(DRAFTS.c.document) if editor is None else _drafts_of(editor)
        yield (
            STANDINGS.c.document.in_(drafted) if criteria.has_draft else STANDINGS.c.document.not_in(drafted)
        )


def _drafts_of(editor: str) -> AnySelect:
    return select(DRAFTS.c.document).where(DRAFTS.c.editor == editor)


def _in_archive(statement: AnySelect, column: ColumnElement[Any], archive: str | None) -> AnySelect:
    if archive is None:
        return statement
    return statement.where(
        column == select(ARCHIVES.c.number).where(ARCHIVES.c.key == archive).scalar_subquery()
    )
