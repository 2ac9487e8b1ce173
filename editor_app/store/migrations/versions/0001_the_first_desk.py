"""The first schema of a desk."""

from alembic import op

from editor_app.store.schema import STAMP_TABLE, statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, indexes and triggers of the first schema."""
    for statement in statements(1):
        if not statement.startswith(STAMP_TABLE):
            op.get_bind().exec_driver_sql(statement)
