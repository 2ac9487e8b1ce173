"""How much a desk held when it was last closed here, kept outside of it.

A desk that holds less than that when it opens again was replaced by an older copy, or lost something.
"""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.store.remembered import keep_remembered, remembered

if TYPE_CHECKING:
    from editor_app.store.work import Work

_EXITS = "exits"


@dataclass(frozen=True, slots=True)
class Exit:
    """The last key of an event, the number of decisions, and when the desk was closed (UTC)."""

    events: int
    decisions: int
    at: str


def last_exit(desk: Path) -> Exit | None:
    """Give what was kept of a desk when it was closed; None where it never was, on this machine."""
    match remembered(_EXITS).get(_mark(desk)):
        case {"events": int(events), "decisions": int(decisions), "at": str(at)}:
            return Exit(events, decisions, at)
        case _:
            return None


def keep_exit(desk: Path, kept: Exit) -> None:
    """Keep how much a desk holds; where that cannot be written, nothing will be noticed the next time."""
    before = last_exit(desk)
    if before is None or before.events != kept.events:
        keep_remembered(_EXITS, {**remembered(_EXITS), _mark(desk): asdict(kept)})


def forget_exit(desk: Path) -> None:
    """Know nothing of a desk any more."""
    exits, mark = remembered(_EXITS), _mark(desk)
    if exits.pop(mark, None) is not None:
        keep_remembered(_EXITS, exits)


def held(work: "Work", since: Exit | None, at: str) -> Exit:
    """Give how much a desk holds now; only what came `since` is counted, where that still holds."""
    events = work.events.last_key()
    if since is None or events < since.events:
        return Exit(events, work.events.decisions_after(0), at)
    return Exit(events, since.decisions + work.events.decisions_after(since.events), at)


def _mark(desk: Path) -> str:
    return hashlib.sha256(str(desk.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
