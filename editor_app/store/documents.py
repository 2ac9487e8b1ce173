"""Documents: kept as they came, byte for byte, and given back as they were read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from editor_app.domain.documents import Document
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.store.dialects import in_parts
from editor_app.store.imports import number_of
from editor_app.store.listed import listed_places, places_in, places_of, relist
from editor_app.store.tables import ARCHIVES, BODIES, DOCUMENTS, STANDINGS, STATEMENTS
from editor_app.store.texts import document_of, kept_text, written_spans
from editor_app.store.values import NewDocument, Stored

_WHOLE = select(DOCUMENTS, BODIES.c.data, BODIES.c.text, STATEMENTS.c.fingerprint).select_from(
    DOCUMENTS.join(BODIES, BODIES.c.document == DOCUMENTS.c.key).outerjoin(
        STATEMENTS, STATEMENTS.c.number == DOCUMENTS.c.statement
    )
)
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
        if not documents:
            return
        statements = self._statements({new.fingerprint for new in documents if new.fingerprint})
        imports = {name: number_of(self._connection, name) for name in {new.import_id for new in documents}}
        rows = [_row(new, statements, imports) for new in documents]
        self._connection.execute(insert(DOCUMENTS), rows)
        keys = self.keys([new.document.sha256 for new in documents])
        self._connection.execute(insert(BODIES), [_body(new, keys) for new in documents])
        self._connection.execute(insert(STANDINGS), [_undecided(new, keys, statements) for new in documents])

    def known(self, ids: Iterable[str]) -> set[str]:
        """Give those of the ids that the desk has."""
        return set(self.keys(ids))

    def proposing(self, ids: Iterable[str]) -> set[str]:
        """Give those of the ids whose documents came with a rationale."""
        found: set[str] = set()
        for part in in_parts(ids):
            given = DOCUMENTS.c.id.in_(part) & DOCUMENTS.c.rationale.is_not(None)
            found.update(self._connection.scalars(select(DOCUMENTS.c.id).where(given)))
        return found

    def rationales(self, ids: Iterable[str]) -> dict[str, str | None]:
        """Give the rationale each document came with, None where it came without one."""
        found: dict[str, str | None] = {}
        for part in in_parts(ids):
            rows = self._connection.execute(
                select(DOCUMENTS.c.id, DOCUMENTS.c.rationale).where(DOCUMENTS.c.id.in_(part))
            )
            found.update((id_, text) for id_, text in rows.all())
        return found

    def sources(self, ids: Iterable[str]) -> dict[str, str]:
        """Give the source each document names itself ("" for none), without those the desk does not have."""
        found: dict[str, str] = {}
        for part in in_parts(ids):
            rows = self._connection.execute(
                select(DOCUMENTS.c.id, DOCUMENTS.c.source).where(DOCUMENTS.c.id.in_(part))
            )
            found.update((id_, source or "") for id_, source in rows.all())
        return found

    def keys(self, ids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of documents in this desk file, without those it does not have."""
        found: dict[str, int] = {}
        for part in in_parts(ids):
            rows = self._connection.execute(
                select(DOCUMENTS.c.id, DOCUMENTS.c.key).where(DOCUMENTS.c.id.in_(part))
            )
            found.update((id_, key) for id_, key in rows.all())
        return found

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
                rows = self._connection.execute(_WHOLE.where(DOCUMENTS.c.id.in_(few))).mappings()
                found = {row["id"]: row for row in rows}
                yield from (_stored(found[id_]) for id_ in few if id_ in found)

    def same_rationale(self, fingerprint: str) -> int:
        """Count the listed wires a proposed rationale stands on."""
        statement = select(STATEMENTS.c.listed).where(STATEMENTS.c.fingerprint == fingerprint)
        return int(self._connection.scalar(statement) or 0)

    def _statements(self, fingerprints: set[str]) -> dict[str, int]:
        found = self._known_statements(fingerprints)
        new = sorted(fingerprints - found.keys())
        if not new:
            return found
        self._connection.execute(insert(STATEMENTS), [{"fingerprint": item, "listed": 0} for item in new])
        return found | self._known_statements(new)

    def _known_statements(self, fingerprints: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in in_parts(fingerprints):
            rows = self._connection.execute(select(STATEMENTS).where(STATEMENTS.c.fingerprint.in_(part)))
            found.update((row.fingerprint, row.number) for row in rows)
        return found


def _row(new: NewDocument, statements: dict[str, int], imports: dict[str, int | None]) -> dict[str, Any]:
    document = new.document
    return {
        "id": document.sha256,
        "kind": document.kind.value,
        "markup": document.markup.value,
        "encoding": document.encoding,
        "newline": document.newline,
        "headline": document.headline,
        "source": document.source,
        "batch": document.batch,
        "batch_date": document.batch_date,
        "rationale": document.rationale,
        "test": document.test,
        "spans": written_spans(document.spans),
        "notices": json.dumps(document.notices),
        "statement": statements.get(new.fingerprint or ""),
        "date": new.date,
        "metadata": json.dumps(new.metadata, separators=(",", ":")),
        "import": imports[new.import_id],
        "imported_at": new.imported_at,
    }


def _body(new: NewDocument, keys: dict[str, int]) -> dict[str, Any]:
    key = keys[new.document.sha256]
    return {"document": key, "data": new.data, "text": kept_text(new.document, new.data)}


def _undecided(new: NewDocument, keys: dict[str, int], statements: dict[str, int]) -> dict[str, Any]:
    state = State.NONE if new.document.rationale is None else State.PENDING
    return {
        "document": keys[new.document.sha256],
        "archive": None,
        "position": 0,
        "name": "",
        "listed": 0,
        "kind": new.document.kind.value,
        "source": new.document.source or "",
        "statement": statements.get(new.fingerprint or ""),
        "state": state.value,
        "flagged": 0,
        "noted": 0,
        "reasons": "[]",
    }


def _stored(row: Any) -> Stored:
    return Stored(
        document=document_of(row),
        data=bytes(row["data"]),
        date=row["date"],
        metadata=json.loads(row["metadata"]),
        fingerprint=row["fingerprint"],
        imported_at=row["imported_at"],
    )
