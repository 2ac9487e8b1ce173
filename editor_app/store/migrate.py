"""Bringing a desk of an older schema up to date: a copy first, then everything in one transaction."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.copying import copy
from editor_app.store.engine import checkpoint, schema_of, stamp
from editor_app.store.schema import MIGRATIONS, SCHEMA, differences, is_stamped, prepare_stamp, revision_of


def migrate(connection: sqlite3.Connection, path: Path) -> Path:
    """Bring the desk of a connection up to date and give the place of the copy that was kept.

    After it the schema, triggers included, is the golden one, or nothing was changed.
    """
    kept = path.with_name(f"{path.name}.schema-{schema_of(connection)}")
    copy(connection, kept)
    _upgrade(connection, path, lambda: _refuse_unlike_golden(connection, path, kept))
    checkpoint(connection)
    return kept


def _refuse_unlike_golden(connection: sqlite3.Connection, path: Path, kept: Path) -> None:
    found = differences(connection)
    if found:
        cause = found[0].partition("\n")[0]
        raise Problem("desk_not_migrated", ExitStatus.INTEGRITY, path=str(path), cause=cause, copy=str(kept))


def _refuse_unlike_stamp(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a desk whose stamp is not of the schema its header names: the wrong migrations would be run."""
    if not is_stamped(connection, schema_of(connection)):
        raise Problem("desk_damaged", ExitStatus.INTEGRITY, path=str(path), cause="alembic_version")


def _upgrade(connection: sqlite3.Connection, path: Path, refuse: Callable[[], None]) -> None:
    # Alembic takes about a second to import, and a desk is old once in a year.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda borrowed: borrowed.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as borrowed:
        prepare_stamp(connection)
        _refuse_unlike_stamp(connection, path)
        config.attributes["connection"] = borrowed
        command.upgrade(config, revision_of(SCHEMA))
        stamp(connection, SCHEMA)
        refuse()
