"""Which copy of a desk this is: a file that was copied, restored or moved must not go on under the old id.

Two files that wrote under one id would give the same number to different events. So a fingerprint of machine,
path and inode is kept outside the file; where it does not match, the desk gets a new id.
"""

import hashlib
import platform
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.ids import uuid7
from editor_app.store.remembered import keep_remembered, remembered

if TYPE_CHECKING:
    from editor_app.store.meta import Meta

REPLICA = "replica"
_PLACES = "places"
_MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
# A bit that uuid.getnode sets when it had to invent an address, which then differs every time.
_INVENTED = 1 << 40


def settle(meta: "Meta", desk: Path) -> str | None:
    """Give a new replica id, written into the desk, where it is not known to be the file it was; else None.

    `remember` must follow once the id is committed.
    """
    known = meta.get(REPLICA)
    if known is not None and remembered(_PLACES).get(known) == fingerprint(desk):
        return None
    made = uuid7(int(time.time() * 1000))
    meta.put(REPLICA, made)
    return made


def remember(replica: str, desk: Path) -> None:
    """Keep where the desk of this replica id lies, outside of it.

    Where that cannot be written the desk merely gets yet another id the next time.
    """
    places = {name: mark for name, mark in remembered(_PLACES).items() if mark != fingerprint(desk)}
    keep_remembered(_PLACES, {**places, replica: fingerprint(desk)})


def forget(desk: Path) -> None:
    """Know nothing of the place of a desk any more: it is about to go."""
    places = remembered(_PLACES)
    others = {name: mark for name, mark in places.items() if mark != fingerprint(desk)}
    if others != places:
        keep_remembered(_PLACES, others)


def fingerprint(desk: Path) -> str:
    """Give what tells a desk file from its copies: machine, real path, inode."""
    facts = [_machine(), str(desk.resolve()), str(desk.stat().st_ino)]
    return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogateescape")).hexdigest()


def _machine() -> str:
    for path in _MACHINE_FILES:
        if path.is_file():
            return path.read_text(encoding="utf-8").strip()
    node = uuid.getnode()
    return platform.node() if node & _INVENTED else f"{platform.node()} {node:012x}"
