"""Standings: where each document stands, written beside the events it is the fold of."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome
from editor_app.store.dialects import AnyRow
from editor_app.store.documents import Documents
from editor_app.store.lookup import Lookup
from editor_app.store.tables import DOCUMENTS, STANDINGS
from editor_app.store.values import Brief, StandingRow

_FOLDED = ("state", "outcome", "flagged", "noted", "editor", "at", "reasons", "decided", "source")
_ALL = select(DOCUMENTS.c.id, *(STANDINGS.c[name] for name in _FOLDED)).join(
    DOCUMENTS, DOCUMENTS.c.key == STANDINGS.c.document
)
_PUT = (
    update(STANDINGS)
    .where(STANDINGS.c.document == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in _FOLDED})
)
_BRIEF = select(
    *STANDINGS.c["document", "state", "flagged", "source", "statement", "editor"],
    DOCUMENTS.c.id,
    DOCUMENTS.c.source.label("own"),
).join(DOCUMENTS, DOCUMENTS.c.key == STANDINGS.c.document)
_BY_ID = Lookup(_ALL, DOCUMENTS.c.id)
_BRIEFS = Lookup(_BRIEF, STANDINGS.c.document)
_AT_A_TIME = 1_000


class Standings:
    """The narrow table that lists and counts read."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def put(self, rows: Sequence[StandingRow]) -> None:
        """Write down where documents stand now; a Problem for one the desk does not have."""
        keys = Documents(self._connection).keys({row.document for row in rows})
        missing = next((row.document for row in rows if row.document not in keys), None)
        if missing is not None:
            raise Problem("no_such_document", id=missing)
        if rows:
            self._connection.execute(_PUT, [_values(row, keys[row.document]) for row in rows])

    def get(self, ids: Iterable[str]) -> dict[str, StandingRow]:
        """Give where some documents stand, without those the desk does not have."""
        return {row.id: _standing(row) for row in _BY_ID.rows(self._connection, ids)}

    def briefs(self, keys: Iterable[int]) -> list[Brief]:
        """Give what an act on many must know of documents, in the order of the keys, without removed ones."""
        wanted = list(keys)
        found = {row.document: _brief(row) for row in _BRIEFS.rows(self._connection, wanted)}
        return [found[key] for key in wanted if key in found]

    def all(self) -> Iterator[StandingRow]:
        """Give where every document stands, in the order of their coming."""
        statement = _ALL.order_by(DOCUMENTS.c.key).execution_options(yield_per=_AT_A_TIME)
        for row in self._connection.execute(statement):
            yield _standing(row)

    def looked_at(self) -> Iterator[tuple[str, StandingRow | None]]:
        """Give every document as `all` does, with None where what is kept of it can no longer be read."""
        statement = _ALL.order_by(DOCUMENTS.c.key).execution_options(yield_per=_AT_A_TIME)
        for row in self._connection.execute(statement):
            try:
                yield row.id, _standing(row)
            except (ValueError, TypeError):
                yield row.id, None


def _values(row: StandingRow, key: int) -> dict[str, Any]:
    return {
        "key": key,
        "new_state": row.state.value,
        "new_outcome": None if row.outcome is None else row.outcome.value,
        "new_flagged": int(row.is_flagged),
        "new_noted": int(row.has_note),
        "new_editor": row.editor,
        "new_at": row.at,
        "new_reasons": json.dumps(row.reasons),
        "new_decided": row.decided,
        "new_source": row.source,
    }


def _brief(row: AnyRow) -> Brief:
    return Brief(
        key=row.document,
        id=row.id,
        state=State(row.state),
        is_flagged=bool(row.flagged),
        source=row.source,
        own_source=row.own or "",
        statement=row.statement,
        editor=row.editor,
    )


def _standing(row: AnyRow) -> StandingRow:
    return StandingRow(
        document=row.id,
        state=State(row.state),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        is_flagged=bool(row.flagged),
        has_note=bool(row.noted),
        editor=row.editor,
        at=row.at,
        reasons=tuple(json.loads(row.reasons)),
        decided=row.decided,
        source=row.source,
    )
