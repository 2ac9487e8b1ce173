"""Drafts: what editors have begun, kept so that a crash costs nobody their words."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from editor_app.domain.lists import Draft
from editor_app.store.dialects import AnyRow, upsert
from editor_app.store.documents import Documents
from editor_app.store.tables import DOCUMENTS, DRAFTS

_ALL = select(DRAFTS.c.editor, DRAFTS.c.at, DRAFTS.c.payload, DOCUMENTS.c.id).join(
    DOCUMENTS, DOCUMENTS.c.key == DRAFTS.c.document
)


class Drafts:
    """One draft at most for each document and editor."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def put(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before."""
        key = Documents(self._connection).key_of(draft.document)
        row = {"document": key, "editor": draft.editor, "at": draft.at, "payload": draft.payload}
        upsert(self._connection, DRAFTS, [row])

    def get(self, document: str, editor: str) -> Draft | None:
        """Give an editor's draft on a document."""
        own = (DOCUMENTS.c.id == document) & (DRAFTS.c.editor == editor)
        row = self._connection.execute(_ALL.where(own)).first()
        return None if row is None else _draft(row)

    def remove(self, document: str, editor: str) -> None:
        """Throw an editor's draft on a document away."""
        key = select(DOCUMENTS.c.key).where(DOCUMENTS.c.id == document).scalar_subquery()
        self._connection.execute(delete(DRAFTS).where(DRAFTS.c.document == key, DRAFTS.c.editor == editor))

    def count_of(self, editor: str, keys: Iterable[int]) -> int:
        """Count the documents among those of some keys on which an editor has begun something."""
        own = set(self._connection.scalars(select(DRAFTS.c.document).where(DRAFTS.c.editor == editor)))
        return sum(key in own for key in keys) if own else 0

    def all(self) -> list[Draft]:
        """Give all drafts, by document and editor."""
        return [
            _draft(row) for row in self._connection.execute(_ALL.order_by(DRAFTS.c.document, DRAFTS.c.editor))
        ]


def _draft(row: AnyRow) -> Draft:
    return Draft(row.id, row.editor, row.at, row.payload)
