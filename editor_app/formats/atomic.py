"""Files that appear whole or not at all: written aside, synced, read again, then put in place."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from editor_app import paths
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.exchanging import exchange

_PART, _BEFORE = ".part", ".before"
_MARK = ".review-desk-"

Write = Callable[[bytes], object]


class CountingWriter:
    """A file being written in order that knows the digest and the length of what it was handed."""

    def __init__(self, file: BinaryIO) -> None:
        """Write to `file`, which nothing else writes to meanwhile."""
        self._file = file
        self._digest = hashlib.sha256()
        self.length = 0

    def write(self, data: bytes) -> None:
        """Write some bytes and remember them in the digest."""
        self._digest.update(data)
        self.length += len(data)
        self._file.write(data)

    @property
    def digest(self) -> str:
        """The SHA-256 of everything written so far."""
        return self._digest.hexdigest()


def write_file(target: Path, write: Callable[[CountingWriter], None], *, force: bool = False) -> str:
    """Have `write` fill a new file from front to end and put it at `target` whole; give its SHA-256.

    The temporary file lies beside the target, is synced, read back and compared before it takes its place.
    Without `force` an existing target is refused, also one that appears while writing.
    """
    refuse_existing(target, force=force)
    part = part_beside(target)
    try:
        with part.open("xb") as file:
            writer = CountingWriter(file)
            write(writer)
            file.flush()
            os.fsync(file.fileno())
        if file_digest(part) != writer.digest:
            raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=str(target))
        place_file(part, target, force=force)
        return writer.digest
    except OSError as fault:
        raise write_problem(fault, target) from fault
    finally:
        remove_part(part)


def write_made(
    target: Path, make: Callable[[Path], None], check: Callable[[Path], None], *, force: bool = False
) -> str:
    """Have `make` write a new file of its own accord and put it at `target` whole; give its SHA-256.

    `check` reads the file again before it takes its place and raises the Problem of what it finds wrong.
    """
    refuse_existing(target, force=force)
    part = part_beside(target)
    try:
        make(part)
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        check(part)
        digest = file_digest(part)
        place_file(part, target, force=force)
        return digest
    except OSError as fault:
        raise write_problem(fault, target) from fault
    finally:
        remove_part(part)


def write_folder(target: Path, fill: Callable[[Path], None], *, force: bool = False) -> None:
    """Have `fill` fill a new folder and put it at `target` whole.

    With `force` an existing folder is deleted only after the new one stands.
    """
    refuse_existing(target, force=force)
    part = part_beside(target)
    try:
        part.mkdir(parents=False)
        fill(part)
        _settle_tree(part)
        _swap_in(part, target)
    except OSError as fault:
        raise write_problem(fault, target) from fault
    finally:
        remove_part(part)


def write_into(folder: Path, name: str, data: bytes) -> None:
    """Write one file of a folder that is being filled, making the folders it lies in."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def refuse_existing(target: Path, *, force: bool) -> None:
    """Raise the Problem that speaks against writing to a target, before any work is done."""
    if not target.parent.is_dir():
        raise Problem("folder_missing", path=str(target.parent))
    if force:
        return
    if os.path.lexists(target):
        raise Problem("target_exists", path=str(target))


def sweep(folder: Path) -> list[Path]:
    """Remove what an export of ours that was killed left in a folder; give what was removed.

    What it had moved aside comes back where nothing stands in its place.
    """
    swept = []
    for before in sorted(folder.glob(f"*{_MARK}*{_BEFORE}")):
        target = before.with_name(before.name.partition(_MARK)[0])
        if os.path.lexists(target):
            remove_part(before)
            swept.append(before)
        else:
            before.replace(target)
    for left in sorted(folder.glob(f"*{_MARK}*{_PART}")):
        remove_part(left)
        if not os.path.lexists(left):
            swept.append(left)
    return swept


def remove_part(part: Path) -> None:
    """Remove what is left of a part, file or folder, where it can be removed."""
    # A read-only file system refuses to remove even what is not there. That must not stand in front of the
    # Problem that says why nothing was written, and a part that stays is swept by the next export.
    with suppress(OSError):
        _remove(part)


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_problem(fault: OSError, target: Path) -> Problem:
    """Turn what the file system said into the Problem a person can act on."""
    cause = fault.strerror or str(fault)
    return Problem("not_written", ExitStatus.UNUSABLE, path=str(target), cause=cause)


def part_beside(target: Path) -> Path:
    """Give a name for a file or folder that is being filled before it takes the place of `target`."""
    return target.with_name(f"{target.name}{_MARK}{secrets.token_hex(4)}{_PART}")


def place_file(part: Path, target: Path, *, force: bool) -> None:
    """Put a finished, synced file in the place it was made for."""
    part.chmod(paths.mode_for_others(folder=False))
    if force:
        part.replace(target)
    else:
        _place_new(part, target)
    _sync_folder(target.parent)


def _place_new(part: Path, target: Path) -> None:
    """Put a file where nothing stands; a hard link refuses what a rename would overwrite."""
    try:
        os.link(part, target)
    except FileExistsError as fault:
        raise Problem("target_exists", path=str(target)) from fault
    except OSError:
        refuse_existing(target, force=False)
        part.replace(target)


def _swap_in(part: Path, target: Path) -> None:
    """Put a finished folder in the place of another one: at once where the system can.

    Else the old one is moved aside first, under a name from which `sweep` brings it back after a kill.
    """
    if os.path.lexists(target) and exchange(part, target):
        _sync_folder(target.parent)
        _remove(part)
        return
    old = part_beside(target).with_suffix(_BEFORE) if os.path.lexists(target) else None
    if old is not None:
        target.replace(old)
    try:
        part.replace(target)
    except OSError:
        if old is not None:
            old.replace(target)
        raise
    _sync_folder(target.parent)
    if old is not None:
        _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _settle_tree(folder: Path) -> None:
    """Sync everything in a folder and give it the modes of files meant for others."""
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            path.chmod(paths.mode_for_others(folder=False))
            with path.open("rb") as file:
                os.fsync(file.fileno())
        Path(place).chmod(paths.mode_for_others(folder=True))
        _sync_folder(Path(place))


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
