"""What harnesses share: places of their own, desks to break, and what can be read in a file from outside."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from editor_app import paths
from editor_app.desk import importing, listing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Workplace, open_desk
from tests.bench.generated import rows

ROOT = Path(__file__).resolve().parents[2]
EDITOR = "Ada Example"
_PLACES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")


def go_apart(folder: Path) -> None:
    """Move this process, and those it starts, off the user's desk, settings and home."""
    for name in [name for name in os.environ if name.startswith("EDITOR_APP_")]:
        del os.environ[name]
    for name in _PLACES:
        place = folder / "places" / name.lower()
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(place)
    os.environ["EDITOR_APP_EDITOR"] = EDITOR
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def filled_desk(path: Path, wires: int) -> Path:
    """Make a desk with so many wires in it, and close it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened(path) as desk:
        importing.run(desk, rows(path.with_name("wires.jsonl"), wires))
        listing.catch_up(desk)
    return path


def opened(path: Path) -> Workplace:
    """Open a desk to write, with somebody at it."""
    desk = open_desk(path)
    sign_in(desk, EDITOR, stays=False)
    return desk


def copied(desk: Path, folder: Path) -> Path:
    """Give a fresh copy of a closed desk, without its side files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # What the desk held in the round before says nothing of this one.
    (paths.state_folder() / "exits.json").unlink(missing_ok=True)
    return Path(shutil.copyfile(desk, folder / desk.name))


def read(desk: Path, query: str, *values: object) -> list[tuple]:
    """Ask a desk file, also one that is being written to."""
    with closing(sqlite3.connect(f"file:{desk}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


def read_fixed(desk: Path, query: str) -> list[tuple]:
    """Ask a desk file that nothing writes to, where no side file can be made."""
    with closing(sqlite3.connect(f"file:{desk}?immutable=1", uri=True)) as connection:
        return connection.execute(query).fetchall()


def decided(desk: Path, after: int = 0) -> list[tuple[int, str, str]]:
    """Read the decisions in a desk file behind an event: key, document, outcome."""
    query = (
        "SELECT key, document, json_extract(payload, '$.outcome') FROM events"
        " WHERE kind = 'decided' AND key > ? ORDER BY key"
    )
    return read(desk, query, after)


def last_key(desk: Path) -> int:
    """Give the key of the last event in a desk file."""
    return read(desk, "SELECT ifnull(max(key), 0) FROM events")[0][0]


def torn(desk: Path) -> list[str]:
    """Say what is half done in a desk file: faulty pages, standings that are not the last decision's."""
    query = (
        "SELECT d.id FROM standings s JOIN documents d ON d.key = s.document"
        " WHERE s.decided IS NOT (SELECT e.id FROM events e WHERE e.document = d.id AND e.kind = 'decided'"
        " AND NOT EXISTS (SELECT 1 FROM taken t WHERE t.target = e.id) ORDER BY e.key DESC LIMIT 1)"
    )
    with closing(sqlite3.connect(f"file:{desk}?mode=ro", uri=True)) as connection:
        faults = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
        return faults + [f"standing of {document}" for (document,) in connection.execute(query)]


def start(*command: object, **options: object) -> subprocess.Popen:
    """Start a Python module of the checkout, its stdout a pipe."""
    line = [sys.executable, "-m", *map(str, command)]
    return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, **options)


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Do work in a fork of this process, which knows everything already; give its id and what it writes.

    The work is handed the writing end of a pipe. A fault of the program ends the fork with status 70.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    os.close(reader)
    status = 70
    try:
        work(writer)
        status = 0
    except SystemExit as left:
        status = int(left.code or 0)
    except BaseException:  # noqa: BLE001 - it is told, and the fork must not go on as its parent
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def ended(child: int, reader: int) -> tuple[int, list[str]]:
    """Wait for a fork and give its status (negative for a signal) and the whole lines it wrote."""
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.split("\n")[:-1]


def kill(child: int) -> None:
    """End a fork at once, as the system does where memory runs out."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
