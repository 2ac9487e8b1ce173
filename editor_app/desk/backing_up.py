"""Copies of the desk: made when it is time, before what is hard to take back, or when somebody asks."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from editor_app.desk.opened import Workplace
from editor_app.desk.watch import Watch
from editor_app.domain.backups import Occasion, is_due
from editor_app.domain.problems import Problem
from editor_app.store.backup_shelf import Shelf, facts_of_copy, usual_folder

__all__ = [
    "Copy",
    "KeptCopy",
    "Occasion",
    "back_up",
    "back_up_before",
    "back_up_if_due",
    "copies",
    "copy_to",
    "rescue_to",
    "shelf_of",
]

_KEPT_BESIDE = frozenset({"", "-wal", "-shm", "-search", "-alike", ".lock"})


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made: its file, the SHA-256 of that, and how many decisions are in it."""

    path: Path
    sha256: str
    decisions: int


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy that is kept: when it was made (UTC) and why, its size in bytes, and what is known to be in it.

    `decisions` is None where that cannot be said without looking into it. With `is_whole` False it holds
    what changed since a whole one, so it cannot be looked at by itself.
    """

    path: Path
    at: datetime
    occasion: Occasion
    size: int
    decisions: int | None
    is_whole: bool


def copies(desk: Path, backup_folder: str) -> list[KeptCopy]:
    """Give the copies of a desk that are kept, the newest first."""
    return [
        KeptCopy(
            one.path,
            one.backup.at,
            one.backup.occasion,
            one.size,
            None if one.facts is None else one.facts.decisions,
            one.backup.is_whole,
        )
        for one in shelf_of(desk, backup_folder).standing()
    ]


def back_up(desk: Workplace, occasion: Occasion = Occasion.ASKED, watch: Watch | None = None) -> Copy:
    """Make a copy now, where copies of this desk are kept; older ones go as the rules say."""
    path, facts = desk.store.copies.back_up(_shelf(desk), occasion, _moment(desk), watch)
    return Copy(path, facts.sha256, facts.decisions)


def back_up_before(desk: Workplace, occasion: Occasion, watch: Watch | None = None) -> Copy | None:
    """Make a copy before something that is hard to take back; None where there is nothing new to copy.

    Problem `backup_not_made`, and then nothing else should be done.
    """
    try:
        now = desk.store.copies.state()
        newest = _shelf(desk).newest()
        if now.is_empty or (newest is not None and newest.facts and now.shows_the_same_as(newest.facts)):
            return None
        return back_up(desk, occasion, watch)
    except Problem as problem:
        place = str(_shelf(desk).folder)
        raise Problem(
            "backup_not_made", problem.status, path=place, cause=problem.code.replace("_", " ")
        ) from problem


def back_up_if_due(desk: Workplace, watch: Watch | None = None) -> Copy | None:
    """Make a copy where the last one is a day old, or 200 decisions; None where it is not time yet."""
    if desk.read_only is not None:
        return None
    newest = _shelf(desk).newest()
    facts = None if newest is None else newest.facts
    if newest is not None and facts is not None:
        # Asked with every verb that writes, so that only what came since is looked at.
        since = desk.store.copies.decisions_since(facts)
        if since is not None and not is_due(newest.backup.at, _moment(desk), since):
            return None
    now = desk.store.copies.state()
    if now.is_empty or (facts is not None and now.shows_the_same_as(facts)):
        return None
    return back_up(desk, Occasion.DUE, watch)


def copy_to(desk: Workplace, target: Path, watch: Watch | None = None) -> Copy:
    """Copy the whole desk to a new file, or into a folder that is there.

    Problems backup_exists, target_is_desk, folder_missing.
    """
    place = _free_place(desk, target.expanduser().absolute())
    facts = desk.store.copies.write(place, watch)
    return Copy(place, facts.sha256, facts.decisions)


def rescue_to(desk: Workplace, target: Path) -> Copy:
    """Copy what was committed so far, also where the desk file was replaced or deleted underneath."""
    place = _free_place(desk, target.expanduser().absolute())
    digest = desk.store.copy_to(place)
    return Copy(place, digest, facts_of_copy(place).decisions)


def shelf_of(desk: Path, backup_folder: str) -> Shelf:
    """Give the shelf on which the copies of a desk stand, in a folder of the person's choice or beside it."""
    usual = usual_folder(desk)
    if not backup_folder:
        return Shelf(usual, desk)
    # Two desks of one name may share a folder.
    mark = hashlib.sha256(str(desk).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return Shelf(Path(backup_folder).expanduser() / f"{desk.name}-{mark}{usual.suffix}", desk)


def _shelf(desk: Workplace) -> Shelf:
    return shelf_of(desk.path, desk.settings.backup_folder)


def _moment(desk: Workplace) -> datetime:
    return datetime.fromtimestamp(desk.milliseconds() / 1000, UTC)


def _free_place(desk: Workplace, target: Path) -> Path:
    if target.is_dir():
        moment = _moment(desk).strftime("%Y-%m-%dT%H%M%SZ")
        target = target / f"{desk.path.stem}-{moment}{desk.path.suffix or '.desk'}"
    if target.parent == desk.path.parent and target.name.removeprefix(desk.path.name) in _KEPT_BESIDE:
        raise Problem("target_is_desk", path=str(target))
    if target.exists() or target.is_symlink():
        raise Problem("backup_exists", path=str(target))
    if not target.parent.is_dir():
        raise Problem("folder_missing", path=str(target.parent))
    return target
