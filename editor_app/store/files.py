"""Files beside a desk: private from the first byte, on disk when it is said; what the system says of them."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor_app.domain.problems import Problem

_BY_SYSTEM = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "desk_read_only",
    errno.EACCES: "desk_read_only",
    errno.EPERM: "desk_read_only",
    errno.EIO: "desk_io",
}


@contextmanager
def files_told(path: Path) -> Iterator[None]:
    """Turn what the system says of a desk's own files into Problems."""
    try:
        yield
    except OSError as fault:
        code = _BY_SYSTEM.get(fault.errno or 0, "desk_unreachable")
        raise Problem(code, path=str(path), cause=fault.strerror or str(fault)) from fault


def make_private(path: Path) -> None:
    """Make an empty file that only its owner reads."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk, where the system has a way to say so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """Read a file and give its SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
