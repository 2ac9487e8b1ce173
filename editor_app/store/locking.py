"""The lock beside a desk: one program writes to it at a time, and others are told who.

The lock is the operating system's, so it ends with the process that holds it, however that ends; what
stands in the file is for the message only.
"""

import json
import logging
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editor_app.domain.problems import Problem

_log = logging.getLogger(__name__)
_LONGEST = 4_096

if sys.platform == "win32":
    import msvcrt

    # Beyond anything written, so that others can read who holds the lock.
    _PLACE = 1 << 30

    def seize(handle: int) -> None:
        """Lock an open file until it is closed; OSError where another process has it."""
        os.lseek(handle, _PLACE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def seize(handle: int) -> None:
        """Lock an open file until it is closed; OSError where another process has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from opening a desk for writing until it is closed.

    `left_elsewhere` tells who had it on another machine and did not give it back, None for nobody.
    """

    def __init__(self, desk: Path, who: str = "") -> None:
        """Take the lock, or raise the Problem that names its holder (`desk_locked`)."""
        self._path = desk.with_name(desk.name + ".lock")
        self._handle = _opened(self._path, desk)
        self._started = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        try:
            seize(self._handle)
        except OSError as fault:
            holder = _read(self._handle)
            os.close(self._handle)
            raise _locked(desk, holder) from fault
        left = _read(self._handle)
        # What this machine left behind ended with its process. What another one wrote may still go on there:
        # the lock does not reach it through a folder that is merely copied.
        self.left_elsewhere = left if left.get("host", socket.gethostname()) != socket.gethostname() else None
        try:
            self.sign(who)
        except OSError:
            os.close(self._handle)
            raise

    def sign(self, who: str) -> None:
        """Write down who holds the lock, for whoever is turned away."""
        holder = {"host": socket.gethostname(), "pid": os.getpid(), "started": self._started, "who": who}
        self._write(json.dumps(holder).encode("ascii"))

    def release(self) -> None:
        """Let the next one write. The file stays: taking it away would race with somebody waiting at it.

        The lock goes with the handle; on a disk that fails the name of its last holder merely stays.
        """
        try:
            self._write(b"")
        except OSError as fault:
            _log.warning("a lock could not be emptied: %s", fault.strerror)
        finally:
            os.close(self._handle)

    def _write(self, written: bytes) -> None:
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.ftruncate(self._handle, 0)
        os.write(self._handle, written)


def _opened(path: Path, desk: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as fault:
        cause = fault.strerror or str(fault)
        raise Problem("desk_read_only", path=str(desk), cause=cause) from fault


def _read(handle: int) -> dict[str, Any]:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        holder = json.loads(os.read(handle, _LONGEST) or b"{}")
    except ValueError:
        return {}
    return holder if isinstance(holder, dict) else {}


def _locked(desk: Path, holder: dict[str, Any]) -> Problem:
    host, process = holder.get("host", "?"), holder.get("pid", "?")
    return Problem(
        "desk_locked",
        path=str(desk),
        holder=holder.get("who") or f"{host}, {process}",
        host=host,
        pid=process,
        since=holder.get("started", "?"),
    )
