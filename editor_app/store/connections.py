"""The connections of an open desk: one that writes, some that read."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from editor_app.store.engine import Mode, connect

_READERS = 4
_AT_MOST = 16


class Connections:
    """SQLAlchemy's engines over the connections of `store/engine.py`.

    Transactions are begun here, not by the driver: writers say at once that they will write, or two that
    read first and write then would fail one another.
    """

    def __init__(self, path: Path, mode: Mode) -> None:
        """Know how to connect; nothing is opened yet."""
        reading = Mode.READ if mode is Mode.WRITE else mode
        self._reader = _engine(lambda: connect(path, reading), "BEGIN", _READERS)
        self._writer = _engine(lambda: connect(path, mode), "BEGIN IMMEDIATE", 1)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose transaction sees one state of the desk from its first look on."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection that writes, its transaction begun."""
        with self._writer.connect() as connection:
            connection.begin()
            yield connection

    @contextmanager
    def bare(self) -> Iterator[sqlite3.Connection]:
        """Give the writing connection as SQLite's own, outside of any transaction."""
        borrowed = self._writer.raw_connection()
        try:
            driver = borrowed.driver_connection
            if not isinstance(driver, sqlite3.Connection):
                raise TypeError(driver)
            yield driver
        finally:
            borrowed.close()

    def close(self) -> None:
        """Close the readers first, so that the writer is the last and brings the log into the file."""
        self._reader.dispose()
        self._writer.dispose()


def _engine(connecting: Callable[[], sqlite3.Connection], begin: str, size: int) -> Engine:
    engine = create_engine(
        "sqlite://", creator=connecting, poolclass=QueuePool, pool_size=size, max_overflow=_AT_MOST - size
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
