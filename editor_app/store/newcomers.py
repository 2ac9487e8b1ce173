"""Documents the desk does not have yet: all rows of very many are written in a few statements."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, select

from editor_app.domain.lists import Placement
from editor_app.domain.standing import State
from editor_app.store.dialects import insert_rows, last_key_ever
from editor_app.store.facts import digest_of, with_digest
from editor_app.store.imports import number_of
from editor_app.store.lookup import Lookup
from editor_app.store.tables import ARCHIVES, BODIES, DOCUMENTS, PLACEMENTS, STANDINGS, STATEMENTS
from editor_app.store.texts import kept_text, written_spans
from editor_app.store.values import Newcomer, NewDocument

# Archive, position, name and whether it is listed there: the columns of the table of standings.
Listing: TypeAlias = tuple[int | None, int, str, int]
NOWHERE: Final[Listing] = (None, 0, "", 0)
_Row: TypeAlias = tuple[Any, ...]
_STATEMENTS = Lookup(select(STATEMENTS.c.fingerprint, STATEMENTS.c.number), STATEMENTS.c.fingerprint)


class Newcomers:
    """Brings in what is new in every respect, which is nearly all of an import."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def add(self, newcomers: Sequence[Newcomer], import_id: str) -> int:
        """Keep, place, list documents; give the highest key there was before: theirs follow, in order."""
        numbers = {row.key: row.number for row in self._connection.execute(_NUMBERS)}
        listings = [_listing(newcomer.place, numbers) for newcomer in newcomers]
        documents = [newcomer.new for newcomer in newcomers]
        before = add_documents(self._connection, list(zip(documents, listings, strict=True)))
        number = number_of(self._connection, import_id)
        rows = [
            with_digest((archive, name, 0, key, position, number))
            for key, (archive, position, name, is_listed) in enumerate(listings, start=before + 1)
            if is_listed
        ]
        insert_rows(self._connection, PLACEMENTS, rows)
        return before


def add_documents(connection: Connection, documents: Sequence[tuple[NewDocument, Listing]]) -> int:
    """Keep documents the desk does not have, undecided; give the highest key there was before.

    Keys are given here, one after the other, and not asked of the database row by row.
    """
    before = last_key_ever(connection, DOCUMENTS)
    if not documents:
        return before
    statements = _statements(connection, {new.fingerprint for new, _ in documents if new.fingerprint})
    imports = {name: number_of(connection, name) for name in {new.import_id for new, _ in documents}}
    numbered = list(enumerate(documents, start=before + 1))
    insert_rows(
        connection,
        DOCUMENTS,
        [_document(key, new, statements, imports[new.import_id]) for key, (new, _) in numbered],
    )
    insert_rows(connection, BODIES, [_body(key, new) for key, (new, _) in numbered])
    standings = [_standing(key, new, listing, statements) for key, (new, listing) in numbered]
    insert_rows(connection, STANDINGS, standings)
    return before


_NUMBERS = select(ARCHIVES.c.key, ARCHIVES.c.number)


def _listing(place: Placement | None, numbers: dict[str, int]) -> Listing:
    return NOWHERE if place is None else (numbers[place.archive], place.position, place.name, 1)


def _statements(connection: Connection, fingerprints: set[str]) -> dict[str, int]:
    """Give the numbers of rationales by their fingerprints; those the desk does not know get one."""
    found = _known_statements(connection, fingerprints)
    new = sorted(fingerprints - found.keys())
    if not new:
        return found
    insert_rows(connection, STATEMENTS, [(None, fingerprint, 0) for fingerprint in new])
    return found | _known_statements(connection, new)


def _known_statements(connection: Connection, fingerprints: Iterable[str]) -> dict[str, int]:
    return {row.fingerprint: row.number for row in _STATEMENTS.rows(connection, fingerprints)}


def _document(key: int, new: NewDocument, statements: dict[str, int], number: int | None) -> _Row:
    """Give a row with its values in the order of the columns of `tables.DocumentRow`."""
    document = new.document
    metadata = json.dumps(new.metadata, separators=(",", ":")) if new.metadata else "{}"
    return (
        key,
        document.sha256,
        document.kind.value,
        document.markup.value,
        document.encoding,
        document.newline,
        document.headline,
        document.source,
        document.batch,
        document.batch_date,
        document.rationale,
        document.test,
        written_spans(document.spans),
        json.dumps(document.notices) if document.notices else "[]",
        statements.get(new.fingerprint or ""),
        new.date,
        metadata,
        number,
        new.imported_at,
        None if new.source_unlinked is None else int(new.source_unlinked),
        digest_of(key, document.sha256, new.date, metadata, number, new.imported_at),
    )


def _body(key: int, new: NewDocument) -> _Row:
    return key, new.data, kept_text(new.document, new.data)


def _standing(key: int, new: NewDocument, listing: Listing, statements: dict[str, int]) -> _Row:
    """Give a row with its values in the order of the columns of `tables.StandingTableRow`."""
    document = new.document
    state = State.NONE if document.rationale is None else State.PENDING
    return (
        key,
        *listing,
        document.kind.value,
        document.source or "",
        statements.get(new.fingerprint or ""),
        state.value,
        None,
        0,
        0,
        None,
        None,
        "[]",
        None,
    )
