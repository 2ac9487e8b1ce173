"""The folder in which the copies of a desk stand, each with a file beside it that says what it holds."""

import json
import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from editor_app.domain.backups import Backup, Occasion, read_name, spared
from editor_app.domain.problems import Problem
from editor_app.store.engine import Mode, connect
from editor_app.store.files import files_told, sha256_of

FACTS: Final = ".json"
WORKSHOP: Final = ".restoring"
_FOLDER: Final = ".backups"
_STALE = 3_600
_MIGRATED = ".schema-"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a copy holds. `sha256` is that of its file, `base` the whole copy it goes with, "" for none.

    `documents`, `events` and `imports` tell the last keys and `placements` how many there are: as
    long as these agree, nothing was brought in or taken back. `head` is the hash of the last event, `drafts`
    changes with every draft that is kept.
    """

    sha256: str
    size: int
    decisions: int
    documents: int
    events: int
    imports: str
    placements: int
    drafts: str
    head: str
    base: str = ""

    @property
    def is_empty(self) -> bool:
        """True where there is nothing that could be lost."""
        return not self.documents and not self.decisions

    def shows_the_same_as(self, other: "Facts") -> bool:
        """Tell whether two copies are of one state of the desk."""
        mine = (self.events, self.head, self.drafts)
        return self.has_the_documents_of(other) and mine == (other.events, other.head, other.drafts)

    def has_the_documents_of(self, other: "Facts") -> bool:
        """Tell whether two copies hold the same documents in the same places."""
        mine = (self.documents, self.imports, self.placements)
        return mine == (other.documents, other.imports, other.placements)


@dataclass(frozen=True, slots=True)
class Standing:
    """A copy on the shelf; `facts` is None where nothing beside it says what it holds."""

    path: Path
    backup: Backup
    facts: Facts | None
    size: int


class Shelf:
    """Copies of one desk in one folder; the newest come first."""

    def __init__(self, folder: Path, desk: Path) -> None:
        """Look at a folder, which need not be there yet."""
        self.folder = folder
        self._desk = desk

    def standing(self) -> list[Standing]:
        """Give every copy, and those that were kept beside the desk before it was brought up to date."""
        found = [*_among(self.folder), *_migrated(self._desk)]
        return sorted(found, key=lambda one: (one.backup.at, one.path.name), reverse=True)

    def newest(self) -> Standing | None:
        """Give the newest copy of which it is known what it holds."""
        return next((one for one in self.standing() if one.facts is not None), None)

    def newest_whole(self) -> Standing | None:
        """Give the newest whole copy of which it is known what it holds."""
        known = (one for one in self.standing() if one.facts is not None and one.backup.is_whole)
        return next(known, None)

    def prepare(self) -> None:
        """Make the folder where it is missing, and sweep what a kill left in it."""
        with files_told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for place in self.folder.iterdir():
                is_left = ".part" in place.name and time.time() - place.stat().st_mtime > _STALE
                if is_left or (place.suffix == FACTS and not place.with_suffix("").exists()):
                    place.unlink(missing_ok=True)

    def keep_facts(self, copy: Path, facts: Facts) -> None:
        """Write beside a copy what it holds."""
        with files_told(copy):
            beside = facts_file(copy)
            part = beside.with_name(beside.name + ".part")
            part.write_text(json.dumps(asdict(facts), indent=0) + "\n", encoding="utf-8")
            part.replace(beside)

    def thin(self) -> None:
        """Remove the copies that need not be kept any more, but none that another one goes with."""
        standing = _among(self.folder)
        keep = spared(one.backup for one in standing)
        keep |= {one.facts.base for one in standing if one.facts is not None and one.backup.name in keep}
        for one in standing:
            if one.backup.name not in keep:
                _remove(one.path)


def usual_folder(desk: Path) -> Path:
    """Give the folder beside a desk in which its copies stand."""
    return desk.with_name(desk.name + _FOLDER)


def is_on_a_shelf(path: Path) -> bool:
    """Tell whether a file is a copy that stands among the copies of a desk."""
    return path.parent.name.endswith(_FOLDER) and read_name(path.name) is not None


def facts_file(copy: Path) -> Path:
    """Name the file that says what a copy holds."""
    return copy.with_name(copy.name + FACTS)


def read_facts(copy: Path) -> Facts | None:
    """Read what stands beside a copy; None where nothing does, or nothing that can be read."""
    try:
        values = json.loads(facts_file(copy).read_text(encoding="utf-8"))
        return Facts(**{field.name: values[field.name] for field in fields(Facts)})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        _log.warning("what a copy holds could not be read: %s", type(fault).__name__)
        return None


def facts_of_copy(copy: Path) -> Facts:
    """Look into a whole copy and give what it holds."""
    with closing(connect(copy, Mode.FIXED)) as connection:
        return facts_of(connection, sha256_of(copy), copy.stat().st_size)


def facts_of(connection: sqlite3.Connection, sha256: str = "", size: int = 0) -> Facts:
    """Give what a desk holds, or a copy of it."""
    return Facts(
        sha256,
        size,
        decisions_after(connection, 0),
        _one(connection, "SELECT max(key) FROM documents"),
        _one(connection, "SELECT max(key) FROM events"),
        _text(connection, "SELECT count(*) || '-' || ifnull(max(number), 0) FROM imports"),
        _one(connection, "SELECT count(*) FROM placements"),
        _text(connection, "SELECT count(*) || '-' || ifnull(max(at), '') FROM drafts"),
        hash_at(connection, None),
    )


def hash_at(connection: sqlite3.Connection, key: int | None) -> str:
    """Give the hash of the event with a key, None for the last one; "" where there is none."""
    statement = "SELECT hash FROM events WHERE key = ifnull(?, (SELECT max(key) FROM events))"
    row = connection.execute(statement, (key,)).fetchone()
    return "" if row is None else str(row[0])


def decisions_after(connection: sqlite3.Connection, key: int) -> int:
    """Count the decisions among the events behind a key."""
    statement = "SELECT count(*) FROM events WHERE key > ? AND kind = 'decided'"
    return int(connection.execute(statement, (key,)).fetchone()[0])


def refuse_changed(copy: Path) -> Facts | None:
    """Give what a copy holds; Problem `backup_damaged` where it is not the file that was written."""
    facts = read_facts(copy)
    if facts is not None and sha256_of(copy) != facts.sha256:
        raise Problem("backup_damaged", path=str(copy), cause="SHA-256")
    return facts


def _one(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0] or 0)


def _text(connection: sqlite3.Connection, statement: str) -> str:
    return str(connection.execute(statement).fetchone()[0])


def _among(folder: Path) -> list[Standing]:
    try:
        names = sorted(place.name for place in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise Problem("backups_unreadable", path=str(folder), cause=fault.strerror or str(fault)) from fault
    read = [(folder / name, read_name(name)) for name in names]
    return [_standing(path, backup) for path, backup in read if backup is not None]


def _migrated(desk: Path) -> list[Standing]:
    """Give the copies that were made beside a desk before its schema was brought up to date."""
    beginning = desk.name + _MIGRATED
    try:
        names = [place.name for place in desk.parent.iterdir() if place.name.startswith(beginning)]
    except OSError as fault:
        raise Problem("backups_unreadable", path=str(desk.parent), cause=fault.strerror or "") from fault
    return [
        _standing(path, Backup(path.name, _time_of(path), Occasion.MIGRATION, is_whole=True))
        for path in (desk.parent / name for name in names if name.removeprefix(beginning).isdigit())
    ]


def _standing(path: Path, backup: Backup) -> Standing:
    return Standing(path, backup, read_facts(path), path.stat().st_size)


def _time_of(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _remove(copy: Path) -> None:
    with files_told(copy):
        facts_file(copy).unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
