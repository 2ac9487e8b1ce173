"""The one factory of connections to a desk's files; every pragma of the program stands here.

Nothing of SQLAlchemy is imported, so that the first page can be read before it is loaded.
"""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

APPLICATION_ID: Final = 0x5276446B
PAGE_SIZE: Final = 16_384
_BUSY_MILLISECONDS = 5_000
_ALWAYS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
    "PRAGMA cache_size=-16000",
)
_WRITING = ("PRAGMA journal_mode=WAL", "PRAGMA journal_size_limit=67108864")
_DERIVING = ("PRAGMA synchronous=NORMAL", "PRAGMA secure_delete=OFF")
# Only the connection that writes may checkpoint.
_READING = ("PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0")


class Mode(StrEnum):
    """How a file is opened; FIXED is for media on which nothing, not even a side file, can be written."""

    WRITE = "mode=rw"
    READ = "mode=ro"
    FIXED = "immutable=1"


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """Open a desk file that exists; transactions are begun by whoever uses the connection."""
    chosen = (*_WRITING, "PRAGMA synchronous=FULL") if mode is Mode.WRITE else _READING
    return _set(_open(path, mode), (*_ALWAYS, *chosen))


def connect_derived(path: Path | None, mode: Mode) -> sqlite3.Connection:
    """Open a file of derived data, None for one that lives no longer than its connection.

    What is lost of it in a power cut is made again, so its commits need not wait for the disk.
    """
    if path is None:
        return _set(_connected(":memory:"), _ALWAYS)
    chosen = (*_WRITING, *_DERIVING) if mode is Mode.WRITE else ()
    return _set(_open(path, mode), (f"PRAGMA page_size={PAGE_SIZE}", *_ALWAYS, *chosen))


def prepare_new(path: Path) -> sqlite3.Connection:
    """Open an empty file that is to become a desk: its page size is chosen before anything is written."""
    size = f"PRAGMA page_size={PAGE_SIZE}"
    return _set(_open(path, Mode.WRITE), (size, *_ALWAYS, *_WRITING, "PRAGMA synchronous=FULL"))


def connect_apart(path: Path) -> sqlite3.Connection:
    """Open a file nobody works in, to put it together table by table: references hold again at the end."""
    return _set(_open(path, Mode.WRITE), ("PRAGMA foreign_keys=OFF", *_ALWAYS[1:], "PRAGMA synchronous=FULL"))


def stamp(connection: sqlite3.Connection, schema: int) -> None:
    """Write into the file's header what it is and which schema it holds."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={schema}")


def schema_of(connection: sqlite3.Connection) -> int:
    """Give the number of the schema the file holds, what waits in its log included."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def checkpoint(connection: sqlite3.Connection) -> None:
    """Bring what waits in the log into the file itself."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def faults_of(connection: sqlite3.Connection) -> Iterator[str]:
    """Give what SQLite itself finds wrong with the file, pages first, then references that lead nowhere."""
    for (line,) in connection.execute("PRAGMA integrity_check(100)"):
        if line != "ok":
            yield str(line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row}: {parent}"


def _open(path: Path, mode: Mode) -> sqlite3.Connection:
    return _connected(f"{path.absolute().as_uri()}?{mode.value}")


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _set(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    """Set pragmas and give the connection back; it is closed where one of them fails."""
    try:
        for pragma in pragmas:
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection
