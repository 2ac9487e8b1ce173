"""Tables derived from others: whether they are right, and making them anew."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, ScalarSelect, bindparam, delete, func, insert, or_, select, update

from editor_app.domain.events import TAKEN_BACK
from editor_app.store.listed import listings, relist
from editor_app.store.tables import DOCUMENTS, EVENTS, STANDINGS, STATEMENTS, TAKEN, TALLIES

_AT_A_TIME = 500
_TALLY = ("archive", "kind", "source", "state", "flagged")
_FROM_DOCUMENTS = ("kind", "statement")
_LISTED = STANDINGS.c.listed == 1


def wrong(connection: Connection) -> Iterator[str]:
    """Name the derived tables that do not say what they are derived from."""
    yield from (name for name, differs in _CHECKS.items() if _is_wrong(connection, differs))


def _is_wrong(connection: Connection, differs: Callable[[Connection], bool]) -> bool:
    try:
        return differs(connection)
    except (ValueError, LookupError, TypeError):
        # What it is derived from cannot be read.
        return True


def rebuild(connection: Connection) -> None:
    """Make the derived tables anew, but for the fold of events; the counts first, triggers keep them."""
    connection.execute(delete(TAKEN))
    taken = [{"target": target, "by": by} for target, by in sorted(_taken(connection))]
    if taken:
        connection.execute(insert(TAKEN), taken)
    _restate(connection)
    _recount(connection)
    for documents in _batches(connection):
        relist(connection, documents)


def _restate(connection: Connection) -> None:
    """Say anew what the table that lists and counts read has from the documents."""
    own = {name: _own(name) for name in _FROM_DOCUMENTS}
    differs = or_(*(STANDINGS.c[name].is_distinct_from(value) for name, value in own.items()))
    connection.execute(update(STANDINGS).where(differs).values(own))


def _own(column: str) -> ScalarSelect[Any]:
    return select(DOCUMENTS.c[column]).where(DOCUMENTS.c.key == STANDINGS.c.document).scalar_subquery()


def _recount(connection: Connection) -> None:
    connection.execute(delete(TALLIES))
    rows = [
        dict(zip((*_TALLY, "documents"), (*key, number), strict=True)) for key, number in _tallied(connection)
    ]
    if rows:
        connection.execute(insert(TALLIES), rows)
    connection.execute(update(STATEMENTS).values(listed=0))
    counts = [{"statement": key, "count": number} for key, number in _stated(connection).items()]
    if counts:
        of = update(STATEMENTS).where(STATEMENTS.c.number == bindparam("statement"))
        connection.execute(of.values(listed=bindparam("count")), counts)


def _tallied(connection: Connection) -> list[tuple[tuple[object, ...], int]]:
    columns = [STANDINGS.c[name] for name in _TALLY]
    rows = connection.execute(select(*columns, func.count()).where(_LISTED).group_by(*columns))
    return [(tuple(row[:-1]), row[-1]) for row in rows]


def _stated(connection: Connection) -> dict[int, int]:
    rows = connection.execute(
        select(STANDINGS.c.statement, func.count())
        .where(_LISTED, STANDINGS.c.statement.is_not(None))
        .group_by(STANDINGS.c.statement)
    )
    return {row[0]: row[1] for row in rows}


def _taken(connection: Connection) -> set[tuple[str, str]]:
    rows = connection.execute(select(EVENTS.c.id, EVENTS.c.payload).where(EVENTS.c.kind == TAKEN_BACK))
    return {(str(target), row.id) for row in rows for target in json.loads(row.payload)["events"]}


def _batches(connection: Connection) -> Iterator[list[int]]:
    last = 0
    keys = select(STANDINGS.c.document).order_by(STANDINGS.c.document).limit(_AT_A_TIME)
    while batch := list(connection.scalars(keys.where(STANDINGS.c.document > last))):
        yield batch
        last = batch[-1]


def _taken_differs(connection: Connection) -> bool:
    return {(row.target, row.by) for row in connection.execute(select(TAKEN))} != _taken(connection)


def _tallies_differ(connection: Connection) -> bool:
    kept = connection.execute(select(TALLIES).where(TALLIES.c.documents > 0))
    return {tuple(row[:-1]): row[-1] for row in kept} != dict(_tallied(connection))


def _statements_differ(connection: Connection) -> bool:
    kept = connection.execute(select(STATEMENTS).where(STATEMENTS.c.listed > 0))
    return Counter({row.number: row.listed for row in kept}) != Counter(_stated(connection))


def _listed_differ(connection: Connection) -> bool:
    return _kinds_differ(connection) or _places_differ(connection)


def _kinds_differ(connection: Connection) -> bool:
    differs = or_(*(STANDINGS.c[name].is_distinct_from(DOCUMENTS.c[name]) for name in _FROM_DOCUMENTS))
    beside = STANDINGS.join(DOCUMENTS, DOCUMENTS.c.key == STANDINGS.c.document)
    return (
        connection.execute(select(STANDINGS.c.document).select_from(beside).where(differs)).first()
        is not None
    )


def _places_differ(connection: Connection) -> bool:
    columns = STANDINGS.c["document", "archive", "position", "name", "listed"]
    for documents in _batches(connection):
        rows = connection.execute(select(*columns).where(STANDINGS.c.document.in_(documents)))
        if {tuple(row) for row in rows} != {tuple(row.values()) for row in listings(connection, documents)}:
            return True
    return False


_CHECKS: dict[str, Callable[[Connection], bool]] = {
    "taken": _taken_differs,
    "tallies": _tallies_differ,
    "statements": _statements_differ,
    "standings": _listed_differ,
}
