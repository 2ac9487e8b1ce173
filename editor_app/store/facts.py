"""Facts from outside: they follow from nothing else, so each row of them bears a digest of itself.

What a document's bytes say is read again by a check, and events are sealed by their hashes. What is left is
in the tables named here: what a source said beside a document, where it was placed, what an editor has begun.
The numbers of rows are left out where an index holds them a second time: SQLite compares those.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from editor_app.domain.canonical import canonical_line
from editor_app.store.tables import (
    ACTS,
    ARCHIVES,
    DOCUMENTS,
    DRAFTS,
    IMPORTS,
    META,
    PLACEMENTS,
    SAVED_LISTS,
    TEMPLATES,
)

_AT_A_TIME: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Facts:
    """The columns of a table that its digests cover, in their order, and the one that names a row."""

    columns: tuple[str, ...]
    name: str


_FACTS: Final[dict[Table, _Facts]] = {
    DOCUMENTS: _Facts(("key", "id", "date", "metadata", "import", "imported_at"), "id"),
    PLACEMENTS: _Facts(("archive", "name", "revision", "document", "position", "import"), "name"),
    ARCHIVES: _Facts(("key", "name"), "name"),
    IMPORTS: _Facts(("id", "archive", "origin", "at", "added", "finished"), "id"),
    ACTS: _Facts(("id", "editor", "kind", "events", "state"), "id"),
    DRAFTS: _Facts(("document", "editor", "at", "payload"), "document"),
    SAVED_LISTS: _Facts(("name", "query", "order_by", "shortcut"), "name"),
    TEMPLATES: _Facts(("name", "text"), "name"),
    META: _Facts(("name", "value"), "name"),
}


def digest_of(*facts: str | int | None) -> bytes:
    """Give the SHA-256 of facts in their canonical spelling."""
    return hashlib.sha256(canonical_line(facts).encode("utf-8")).digest()


def with_digest(facts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the values of a row that is nothing but facts, with their digest behind them."""
    return *facts, digest_of(*facts)


def sealed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row that is to be written, or written anew, with the digest of its facts."""
    return {**row, "digest": digest_of(*(row[name] for name in _FACTS[table].columns))}


def is_as_written(table: Table, row: Mapping[str, Any]) -> bool:
    """Tell whether a row still says what was written; nothing is removed on the word of one that does not."""
    return _holds((*(row[name] for name in _FACTS[table].columns), row["digest"], None))


def changed(connection: Connection) -> Iterator[tuple[str, str]]:
    """Name the rows, table and row, that are not as they were written."""
    for table, facts in _FACTS.items():
        columns = (table.c[name] for name in (*facts.columns, "digest", facts.name))
        statement = select(*columns).execution_options(yield_per=_AT_A_TIME)
        yield from ((table.name, str(row[-1])) for row in connection.execute(statement) if not _holds(row))


def _holds(row: Sequence[Any]) -> bool:
    *facts, digest, _ = row
    try:
        return bool(digest_of(*facts) == digest)
    except (TypeError, ValueError):
        return False
