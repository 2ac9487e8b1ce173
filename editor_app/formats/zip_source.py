"""A zip of documents: its members are read one by one, within bounds, and never extracted."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import SEEK_END, FileIO, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.entries import PIECE, Entry
from editor_app.formats.entry_names import EntryType, in_order, is_unsafe, shown, type_of
from editor_app.formats.safe_opening import open_regular
from editor_app.formats.zip_directory import has_more_than

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error)
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40
_NAME_IS_UTF8 = 0x800
_UNIX_MODE = 16


class ZipEntries:
    """The members of a zip that are safe to read. The others are told, and so is what is too much."""

    def __init__(self, path: Path, caps: Caps) -> None:
        """Read the zip at `path`; Problem `zip_too_large` or `zip_damaged` where it is not one to be read."""
        self._path = path
        self._caps = caps
        with self._opened():
            pass

    def __iter__(self) -> Iterator[Entry | Remark]:
        """Give the members in order; each can be opened until the next is asked for."""
        with self._opened() as archive:
            yield from self._members(archive)

    def _members(self, archive: zipfile.ZipFile) -> Iterator[Entry | Remark]:
        budget = _Budget(self._caps, self._path.stat().st_size)
        seen: set[str] = set()
        for name, info in _named(archive):
            if budget.is_spent:
                yield Remark(self._path.name, "zip_unpacks_to_too_much", {"limit": self._caps.unpacked})
                return
            fault = _fault(name, info)
            if fault is None and type_of(name) is EntryType.LEFTOVER:
                continue
            if fault is None and name in seen:
                fault = "name_twice"
            seen.add(name)
            if fault is not None:
                yield Remark(_printable(name), fault)
            else:
                yield Entry(name, type_of(name), partial(_Member, archive, info, budget))

    def _opened(self) -> zipfile.ZipFile:
        file = open_regular(self._path, through_link=True)
        try:
            self._refuse_too_large(file)
            if has_more_than(file, self._caps.entries):
                raise Problem("zip_too_many_entries", path=str(self._path), limit=self._caps.entries)
            archive = _OwningZip(file)
        except _DAMAGED as fault:
            file.close()
            raise Problem("zip_damaged", path=str(self._path)) from fault
        except BaseException:
            file.close()
            raise
        return archive

    def _refuse_too_large(self, file: FileIO) -> None:
        if file.seek(0, SEEK_END) > self._caps.packed:
            raise Problem("zip_too_large", path=str(self._path), limit=self._caps.packed)


class _OwningZip(zipfile.ZipFile):
    """A zip that closes the file it was made from."""

    def __init__(self, file: IO[bytes]) -> None:
        self._own = file
        super().__init__(file)

    def close(self) -> None:
        super().close()
        self._own.close()


class _Budget:
    """What may still come out of one zip, whatever its members declare."""

    def __init__(self, caps: Caps, packed: int) -> None:
        self._caps = caps
        self._packed = packed
        self._finished = 0
        self._member: zipfile.ZipInfo | None = None
        self._counted = 0
        self.is_spent = False

    def spend(self, info: zipfile.ZipInfo, length: int) -> None:
        """Count `length` bytes out of a member so far; Problem where that is too much of it or of all.

        One that is read again counts once; one whose bytes another name stands for too counts for each.
        """
        if self._member is not info:
            self._finished += self._counted
            self._member, self._counted = info, 0
        self._counted = max(self._counted, length)
        total = self._finished + self._counted
        if total > self._caps.unpacked or self._is_too_tight(total, self._packed):
            self.is_spent = True
            raise Problem("zip_unpacks_to_too_much", limit=self._caps.unpacked)
        if self._is_too_tight(length, info.compress_size):
            raise Problem("packed_too_tightly", ratio=self._caps.ratio)

    def _is_too_tight(self, length: int, packed: int) -> bool:
        return length > self._caps.ratio_from and length > self._caps.ratio * packed


class _Member(RawIOBase):
    """One member being read in pieces of 64 kB at most, against the budget."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> None:
        self._info = info
        self._budget = budget
        self._length = 0
        try:
            self._file = archive.open(info)
        except _DAMAGED as fault:
            raise Problem("member_damaged") from fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        try:
            piece = self._file.read(min(len(view), PIECE))
        except _DAMAGED as fault:
            raise Problem("member_damaged") from fault
        view[: len(piece)] = piece
        self._length += len(piece)
        self._budget.spend(self._info, self._length)
        return len(piece)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()


def _named(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Give the members in order, named as in the folder that was packed: without a top they all share."""
    members = [(_name(info), info) for info in archive.infolist() if not info.is_dir()]
    wanted = [n for n, _ in members if not is_unsafe(n) and type_of(n) is not EntryType.LEFTOVER]
    tops = {name.partition("/")[0] if "/" in name else "" for name in wanted}
    top = f"{tops.pop()}/" if len(tops) == 1 else "/"
    named = [(name.removeprefix(top) if top != "/" else name, info) for name, info in members]
    return sorted(named, key=lambda pair: in_order(pair[0]))


def _fault(name: str, info: zipfile.ZipInfo) -> str | None:
    """Say why a member is left out, None where nothing speaks against reading it."""
    if is_unsafe(info.orig_filename) or is_unsafe(name) or not name:
        return "unsafe_name"
    if type_of(name) is EntryType.LEFTOVER:
        return None
    mode = stat.S_IFMT(info.external_attr >> _UNIX_MODE)
    faults = {
        "link_left_out": mode == stat.S_IFLNK,
        "special_left_out": mode not in (0, stat.S_IFLNK, stat.S_IFREG),
        "encrypted": bool(info.flag_bits & _ENCRYPTED),
        "not_a_text_type": type_of(name) is EntryType.OTHER,
        "packing_unknown": info.compress_type not in _READ,
    }
    return next((code for code, is_so in faults.items() if is_so), None)


def _name(info: zipfile.ZipInfo) -> str:
    """Give a member's name without empty parts and dots; names some systems write unmarked are UTF-8 too."""
    name = info.orig_filename
    if not info.flag_bits & _NAME_IS_UTF8 and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.orig_filename
    if name.startswith("/"):
        return name
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _printable(name: str) -> str:
    return shown("".join(letter if letter.isprintable() else "\ufffd" for letter in name))
