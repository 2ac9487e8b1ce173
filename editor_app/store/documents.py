"""Documents: kept as they came, byte for byte, and given back as they were read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from editor_app.domain.documents import Document
from editor_app.domain.problems import Problem
from editor_app.store.dialects import in_parts
from editor_app.store.listed import listed_places, places_in, places_of, relist
from editor_app.store.lookup import Lookup
from editor_app.store.newcomers import NOWHERE, add_documents
from editor_app.store.tables import ARCHIVES, BODIES, DOCUMENTS, STATEMENTS
from editor_app.store.texts import document_of
from editor_app.store.values import NewDocument, Stored

_WHOLE = select(DOCUMENTS, BODIES.c.data, BODIES.c.text, STATEMENTS.c.fingerprint).select_from(
    DOCUMENTS.join(BODIES, BODIES.c.document == DOCUMENTS.c.key).outerjoin(
        STATEMENTS, STATEMENTS.c.number == DOCUMENTS.c.statement
    )
)
_STORED = Lookup(_WHOLE, DOCUMENTS.c.id)
_KEYS = Lookup(select(DOCUMENTS.c.id, DOCUMENTS.c.key), DOCUMENTS.c.id)
_SOURCES = Lookup(select(DOCUMENTS.c.id, DOCUMENTS.c.source), DOCUMENTS.c.id)
_RATIONALES = Lookup(select(DOCUMENTS.c.id, DOCUMENTS.c.rationale), DOCUMENTS.c.id)
_PROPOSING = Lookup(select(DOCUMENTS.c.id).where(DOCUMENTS.c.rationale.is_not(None)), DOCUMENTS.c.id)
_SAME_RATIONALE = select(STATEMENTS.c.listed).where(STATEMENTS.c.fingerprint == bindparam("fingerprint"))
_HEX = frozenset("0123456789abcdef")
# The first character beyond those of a digest: the end of a range of prefixes.
_BEYOND = "g"


class Documents:
    """The documents of a desk, by their SHA-256."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def add(self, documents: Sequence[NewDocument]) -> None:
        """Keep documents the desk does not have; they stand undecided and are listed once they are placed."""
        add_documents(self._connection, [(new, NOWHERE) for new in documents])

    def known(self, ids: Iterable[str]) -> set[str]:
        """Give those of the ids that the desk has."""
        return set(self.keys(ids))

    def proposing(self, ids: Iterable[str]) -> set[str]:
        """Give those of the ids whose documents came with a rationale."""
        return {row.id for row in _PROPOSING.rows(self._connection, ids)}

    def rationales(self, ids: Iterable[str]) -> dict[str, str | None]:
        """Give the rationale each document came with, None where it came without one."""
        return {row.id: row.rationale for row in _RATIONALES.rows(self._connection, ids)}

    def sources(self, ids: Iterable[str]) -> dict[str, str]:
        """Give the source each document names itself ("" for none), without those the desk does not have."""
        return {row.id: row.source or "" for row in _SOURCES.rows(self._connection, ids)}

    def keys(self, ids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of documents in this desk file, without those it does not have."""
        return {row.id: row.key for row in _KEYS.rows(self._connection, ids)}

    def get(self, id: str) -> Document:
        """Give a document; a Problem where the desk does not have it."""
        row = self._connection.execute(_WHOLE.where(DOCUMENTS.c.id == id)).mappings().first()
        if row is None:
            raise Problem("no_such_document", id=id)
        return document_of(row)

    def data(self, id: str) -> bytes:
        """Give the original bytes of a document."""
        statement = select(BODIES.c.data).join(DOCUMENTS, DOCUMENTS.c.key == BODIES.c.document)
        data = self._connection.scalar(statement.where(DOCUMENTS.c.id == id))
        if data is None:
            raise Problem("no_such_document", id=id)
        return bytes(data)

    def matching(self, prefix: str, limit: int = 2) -> list[str]:
        """Give the ids that begin so, at most `limit` of them."""
        if not prefix or not set(prefix) <= _HEX:
            return []
        inside = DOCUMENTS.c.id.between(prefix, prefix + _BEYOND)
        statement = select(DOCUMENTS.c.id).where(inside).order_by(DOCUMENTS.c.id).limit(limit)
        return list(self._connection.scalars(statement))

    def named(self, name: str) -> list[str]:
        """Give the listed documents of a name, one an archive at most."""
        archives = list(self._connection.scalars(select(ARCHIVES.c.number).order_by(ARCHIVES.c.number)))
        places = listed_places(self._connection, [(archive, name) for archive in archives])
        return list(dict.fromkeys(place.id for place in places))

    def key_of(self, id: str) -> int:
        """Give the number of a document in this desk file."""
        key = self.keys([id]).get(id)
        if key is None:
            raise Problem("no_such_document", id=id)
        return key

    def id_of(self, key: int) -> str:
        """Give the SHA-256 of the document of a number."""
        found = self._connection.scalar(select(DOCUMENTS.c.id).where(DOCUMENTS.c.key == key))
        if found is None:
            raise Problem("no_such_document", id=str(key))
        return str(found)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove documents with their places and drafts; the database refuses it for one with events.

        Where an older revision stood under the name of one that goes, it is listed again.
        """
        keys = set(self.keys(ids).values())
        slots = {place.slot for place in places_of(self._connection, keys)}
        left = {place.document for place in places_in(self._connection, slots)} - keys
        for part in in_parts(keys):
            self._connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.key.in_(part)))
        relist(self._connection, left)

    def stored(self, ids: Iterable[str]) -> Iterator[Stored]:
        """Give documents with all that is kept of them, in the order of the ids, few in memory at a time."""
        for part in in_parts(ids):
            for few in (part[start : start + 50] for start in range(0, len(part), 50)):
                found = {row["id"]: row for row in _STORED.mappings(self._connection, few)}
                yield from (_stored(found[id_]) for id_ in few if id_ in found)

    def same_rationale(self, fingerprint: str) -> int:
        """Count the listed wires a proposed rationale stands on."""
        return int(self._connection.scalar(_SAME_RATIONALE, {"fingerprint": fingerprint}) or 0)


def _stored(row: Any) -> Stored:
    return Stored(
        document=document_of(row),
        data=bytes(row["data"]),
        date=row["date"],
        metadata=json.loads(row["metadata"]),
        fingerprint=row["fingerprint"],
        imported_at=row["imported_at"],
    )
