"""Drafts: what editors have begun, kept so that a crash costs nobody their words."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, select

from editor_app.domain.lists import Draft
from editor_app.store.dialects import AnyRow, in_parts, upsert
from editor_app.store.documents import Documents
from editor_app.store.facts import sealed
from editor_app.store.tables import DOCUMENTS, DRAFTS

_ALL = select(DRAFTS.c.editor, DRAFTS.c.at, DRAFTS.c.payload, DOCUMENTS.c.id).join(
    DOCUMENTS, DOCUMENTS.c.key == DRAFTS.c.document
)
_ONE = _ALL.where(DOCUMENTS.c.id == bindparam("id"), DRAFTS.c.editor == bindparam("editor"))


class Drafts:
    """One draft at most for each document and editor."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def put(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before."""
        self.put_all([draft])

    def put_all(self, drafts: Sequence[Draft]) -> None:
        """Keep drafts in the place of those before."""
        documents = Documents(self._connection)
        keys = documents.keys(draft.document for draft in drafts)
        rows = [
            {
                "document": keys.get(one.document) or documents.key_of(one.document),
                "editor": one.editor,
                "at": one.at,
                "payload": one.payload,
            }
            for one in drafts
        ]
        for part in in_parts(rows):
            upsert(self._connection, DRAFTS, [sealed(DRAFTS, row) for row in part])

    def get(self, document: str, editor: str) -> Draft | None:
        """Give an editor's draft on a document."""
        row = self._connection.execute(_ONE, {"id": document, "editor": editor}).first()
        return None if row is None else _draft(row)

    def of_many(self, documents: Iterable[str], editor: str) -> dict[str, Draft]:
        """Give an editor's drafts on documents, by document."""
        found: dict[str, Draft] = {}
        for part in in_parts(documents):
            own = DOCUMENTS.c.id.in_(part) & (DRAFTS.c.editor == editor)
            found.update((row.id, _draft(row)) for row in self._connection.execute(_ALL.where(own)))
        return found

    def remove(self, document: str, editor: str) -> None:
        """Throw an editor's draft on a document away."""
        self.remove_all([document], editor)

    def remove_all(self, documents: Iterable[str], editor: str) -> None:
        """Throw an editor's drafts on documents away."""
        for part in in_parts(documents):
            keys = select(DOCUMENTS.c.key).where(DOCUMENTS.c.id.in_(part))
            own = DRAFTS.c.document.in_(keys) & (DRAFTS.c.editor == editor)
            self._connection.execute(delete(DRAFTS).where(own))

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
