"""How much a desk held when it was last closed here, kept outside of it.

A desk that holds less than that when it opens again was replaced by an older copy, or lost something.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app import paths

if TYPE_CHECKING:
    from editor_app.store.work import Work

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exit:
    """The last key of an event, the number of decisions, and when the desk was closed (UTC)."""

    events: int
    decisions: int
    at: str


def last_exit(desk: Path) -> Exit | None:
    """Give what was kept of a desk when it was closed; None where it never was, on this machine."""
    match _exits().get(_mark(desk)):
        case {"events": int(events), "decisions": int(decisions), "at": str(at)}:
            return Exit(events, decisions, at)
        case _:
            return None


def keep_exit(desk: Path, kept: Exit) -> None:
    """Keep how much a desk holds; where that cannot be written, nothing will be noticed the next time."""
    exits = dict(_exits())
    mark = _mark(desk)
    if exits.get(mark, {}).get("events") == kept.events:
        return
    try:
        _write({**exits, mark: asdict(kept)})
    except OSError as fault:
        _log.warning("what a desk holds could not be remembered: %s", fault.strerror)


def forget_exit(desk: Path) -> None:
    """Know nothing of a desk any more."""
    exits = {mark: kept for mark, kept in _exits().items() if mark != _mark(desk)}
    try:
        _write(exits)
    except OSError as fault:
        _log.warning("what a desk holds could not be forgotten: %s", fault.strerror)


def held(work: "Work", since: Exit | None, at: str) -> Exit:
    """Give how much a desk holds now; only what came `since` is counted, where that still holds."""
    events = work.events.last_key()
    if since is None or events < since.events:
        return Exit(events, work.events.decisions_after(0), at)
    return Exit(events, since.decisions + work.events.decisions_after(since.events), at)


def _file() -> Path:
    return paths.state_folder() / "exits.json"


def _exits() -> Mapping[str, dict[str, object]]:
    try:
        exits = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        _log.warning("what desks held is not known: %s", type(fault).__name__)
        return {}
    return exits if isinstance(exits, dict) else {}


def _write(exits: Mapping[str, dict[str, object]]) -> None:
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".exits-", suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(exits, file, indent=0, sort_keys=True)
    Path(part).replace(target)


def _mark(desk: Path) -> str:
    return hashlib.sha256(str(desk.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
