"""Taking a desk from a copy: the copy is looked through first, and what it replaces is kept."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from editor_app import paths, settings
from editor_app.desk import checking
from editor_app.desk.backing_up import shelf_of
from editor_app.desk.opened import Clock, as_written, system_clock
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import open_desk
from editor_app.domain.backups import CHANGES, Occasion, name_of
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.backup_shelf import WORKSHOP, Facts, Shelf, facts_of, refuse_changed
from editor_app.store.change_copies import apply_changes
from editor_app.store.copying import copy
from editor_app.store.engine import Mode, checkpoint, connect
from editor_app.store.faults import told
from editor_app.store.files import files_told, sha256_of, sync_folder
from editor_app.store.header import refuse_no_desk
from editor_app.store.last_exit import Exit, forget_exit, keep_exit
from editor_app.store.locking import Lock

# What lies beside a desk and would not fit another one under its name.
_BESIDE = ("-wal", "-shm", "-search", "-search-wal", "-search-shm", "-alike", "-alike-wal", "-alike-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """A desk as it is now, and where what it replaced is `kept`, None where nothing was there.

    `kept_as_it_was` is True where that could not be read as a desk, and was kept byte for byte.
    """

    path: Path
    sha256: str
    decisions: int
    kept: Path | None = None
    kept_as_it_was: bool = False


def restore(
    desk: Path,
    file: Path,
    *,
    settings_file: Path | None = None,
    clock: Clock = system_clock,
    watch: Watch | None = None,
) -> Restored:
    """Put what a copy holds in the place of a desk that nobody has open, also where there is none any more.

    Problems: those of opening the copy; backup_missing, backup_damaged, backup_incomplete,
    backup_is_the_desk; desk_locked. Nothing is changed then. The copy itself stays as it is.
    """
    place, copied = _resolved(desk), file.expanduser().absolute()
    chosen = settings_file or paths.settings_file()
    if copied.exists() and place.exists() and copied.samefile(place):
        raise Problem("backup_is_the_desk", path=str(copied))
    if not copied.exists():
        raise Problem("backup_missing", path=str(copied))
    shelf = shelf_of(place, settings.load(chosen).backup_folder)
    with files_told(place):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _held(place), _workshop(place) as folder:
        made = folder / place.name
        is_rebuilt = _put_together(copied, made, watch)
        facts = _look_through(made, chosen, watch, is_rebuilt=is_rebuilt)
        now = clock().astimezone(UTC)
        kept, as_it_was = _keep(place, shelf, now)
        _swap(made, place)
        keep_exit(place, Exit(facts.events, facts.decisions, as_written(now)))
        shelf.thin()
    return Restored(place, facts.sha256, facts.decisions, kept, as_it_was)


def _resolved(desk: Path) -> Path:
    place = desk.expanduser().absolute()
    return place.resolve() if place.is_symlink() else place


@contextmanager
def _held(place: Path) -> Iterator[None]:
    lock = Lock(place)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """Give a folder beside the desk, on the same disk; what a kill left there goes first."""
    folder = place.with_name(f".{place.name}{WORKSHOP}")
    with files_told(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_together(copied: Path, made: Path, watch: Watch | None) -> bool:
    """Make the desk a copy holds; tell whether it was rebuilt from a whole copy and what changed since."""
    with files_told(copied):
        facts = refuse_changed(copied)
    if copied.suffix != CHANGES:
        _copy_whole(copied, made, watch)
        return False
    base = None if facts is None else copied.with_name(facts.base)
    if base is None or not base.is_file():
        raise Problem("backup_incomplete", path=str(copied), base=str(base or "?"))
    with files_told(base):
        refuse_changed(base)
    _copy_whole(base, made, watch)
    apply_changes(made, copied)
    return True


def _copy_whole(copied: Path, made: Path, watch: Watch | None) -> None:
    refuse_no_desk(copied)
    log = copied.with_name(copied.name + "-wal")
    mode = Mode.READ if log.exists() and log.stat().st_size else Mode.FIXED
    with told(copied), closing(connect(copied, mode)) as connection:
        copy(connection, made, watch)


def _look_through(made: Path, settings_file: Path, watch: Watch | None, *, is_rebuilt: bool) -> Facts:
    """Open what was made, which brings it up to date, and check all of it."""
    with open_desk(made, settings_file=settings_file, keep_cut_off=True, watch=watch) as desk:
        found = checking.check(desk, repair=is_rebuilt, watch=watch)
    forget_exit(made)
    if found:
        raise Problem("backup_damaged", ExitStatus.INTEGRITY, path=str(made), cause=found[0].code)
    with closing(connect(made, Mode.FIXED)) as connection:
        return facts_of(connection, sha256_of(made), made.stat().st_size)


def _keep(place: Path, shelf: Shelf, now: datetime) -> tuple[Path | None, bool]:
    """Keep what is about to be replaced: as a copy, or byte for byte where it cannot be read."""
    if not place.exists():
        return None, False
    shelf.prepare()
    kept = shelf.folder / name_of(now, Occasion.REPLACED, is_whole=True)
    try:
        refuse_no_desk(place)
        with told(place), closing(connect(place, Mode.WRITE)) as connection:
            facts = facts_of(connection)
            digest = copy(connection, kept)
            checkpoint(connection)
    except Problem:
        _keep_as_it_was(place, kept)
        return kept, True
    shelf.keep_facts(kept, replace(facts, sha256=digest, size=kept.stat().st_size))
    return kept, False


def _keep_as_it_was(place: Path, kept: Path) -> None:
    for ending in ("", "-wal"):
        source, target = (path.with_name(path.name + ending) for path in (place, kept))
        if source.exists():
            with files_told(target):
                shutil.copyfile(source, target)
                if sha256_of(source) != sha256_of(target):
                    raise Problem("desk_io", path=str(target), cause="SHA-256")
    with files_told(kept):
        sync_folder(kept.parent)


def _swap(made: Path, place: Path) -> None:
    with files_told(place):
        for ending in _BESIDE:
            place.with_name(place.name + ending).unlink(missing_ok=True)
        made.replace(place)
        sync_folder(place.parent)
