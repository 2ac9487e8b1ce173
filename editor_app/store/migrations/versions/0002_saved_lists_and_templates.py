"""The second schema of a desk: saved lists and rationale templates."""

from alembic import op

from editor_app.store.schema import added_by

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables that the second schema adds."""
    for statement in added_by(2):
        op.get_bind().exec_driver_sql(statement)
