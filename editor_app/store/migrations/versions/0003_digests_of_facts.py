"""The third schema of a desk: a digest for every row of facts, and the flag of sources without an address."""

import sqlite3
from typing import Final, cast

from alembic import op

from editor_app.store.facts import digest_of
from editor_app.store.schema import statements

revision = "0003"
down_revision = "0002"

_DOCUMENTS_STAY: Final = "documents_never_change"
_FACTS: Final = {
    "documents": '"key", id, date, metadata, import, imported_at',
    "placements": "archive, name, revision, document, position, import",
    "archives": '"key", name',
    "imports": "id, archive, origin, at, added, finished",
    "acts": "id, editor, kind, events, state",
    "drafts": "document, editor, at, payload",
    "saved_lists": 'name, "query", order_by, shortcut',
    "templates": "name, text",
    "meta": "name, value",
}


def upgrade() -> None:
    """Add the columns, seal what is there, row by row, and let the index on events tell of merging too."""
    connection = op.get_bind()
    run = connection.exec_driver_sql
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.create_function("review_desk_digest", -1, digest_of, deterministic=True)
    run("ALTER TABLE documents ADD COLUMN source_unlinked INTEGER")
    run(f"DROP TRIGGER {_DOCUMENTS_STAY}")
    for table, columns in _FACTS.items():
        run(f"ALTER TABLE {table} ADD COLUMN digest BLOB")
        run(f"UPDATE {table} SET digest = review_desk_digest({columns})")  # noqa: S608 - our own names
    run("DROP INDEX ix_events_document")
    run("CREATE INDEX ix_events_document ON events (document, merged)")
    guard = f"CREATE TRIGGER {_DOCUMENTS_STAY}\n"
    run(next(one for one in statements(3) if one.startswith(guard)))
