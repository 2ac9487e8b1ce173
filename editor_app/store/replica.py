"""Which copy of a desk this is: a file that was copied, restored or moved must not go on under the old id.

Two files that wrote under one id would give the same number to different events. So a fingerprint of machine,
path and inode is kept outside the file; where it does not match, the desk gets a new id.
"""

import hashlib
import json
import logging
import os
import platform
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path

from editor_app import paths
from editor_app.domain.ids import uuid7
from editor_app.store.meta import Meta

REPLICA = "replica"
_WRITING_TAKES_AT_MOST = 60
_log = logging.getLogger(__name__)
_MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
# A bit that uuid.getnode sets when it had to invent an address, which then differs every time.
_INVENTED = 1 << 40


def settle(meta: Meta, desk: Path) -> str | None:
    """Give a new replica id, written into the desk, where it is not known to be the file it was; else None.

    `remember` must follow once the id is committed.
    """
    known = meta.get(REPLICA)
    if known is not None and _places().get(known) == fingerprint(desk):
        return None
    made = uuid7(int(time.time() * 1000))
    meta.put(REPLICA, made)
    return made


def remember(replica: str, desk: Path) -> None:
    """Keep where the desk of this replica id lies, outside of it.

    Where that cannot be written the desk merely gets yet another id the next time.
    """
    places = {name: mark for name, mark in _places().items() if mark != fingerprint(desk)}
    try:
        _write({**places, replica: fingerprint(desk)})
    except OSError as fault:
        _log.warning("the place of a desk could not be remembered: %s", fault.strerror)


def fingerprint(desk: Path) -> str:
    """Give what tells a desk file from its copies: machine, real path, inode."""
    facts = [_machine(), str(desk.resolve()), str(desk.stat().st_ino)]
    return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogateescape")).hexdigest()


def _places_file() -> Path:
    return paths.state_folder() / "places.json"


def _places() -> dict[str, str]:
    try:
        places = json.loads(_places_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # Nothing is remembered: every desk gets a new id, which is always safe.
        return {}
    return places if isinstance(places, dict) else {}


def _write(places: dict[str, str]) -> None:
    target = _places_file()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".places-", suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(places, file, indent=0, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    Path(part).replace(target)
    _sweep(target.parent)


def _sweep(folder: Path) -> None:
    """Remove what a process that was killed while it wrote left behind; nobody writes for a minute."""
    for left in folder.glob(".places-*.part"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _WRITING_TAKES_AT_MOST:
                left.unlink()


def _machine() -> str:
    for path in _MACHINE_FILES:
        if path.is_file():
            return path.read_text(encoding="utf-8").strip()
    node = uuid.getnode()
    return platform.node() if node & _INVENTED else f"{platform.node()} {node:012x}"
