"""A package as it lies on disk, folder or zip: names and bytes, read within bounds and never extracted."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.caps import Caps
from editor_app.formats.package import layout
from editor_app.formats.safe_opening import open_regular
from editor_app.formats.zip_directory import FILE_BEGINS, has_more_than

_UNREADABLE = (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error)
_MARKS = (layout.BAGIT, layout.HEAD)
_PIECE = 1 << 16
_ENCRYPTED = 0x1
_MOST_TAG_BYTES = 16 << 20
_SHIPPED = Caps()
# What was packed so tightly that nothing was lost by it; one text repeated fills a package no further.
_TIGHT_FROM = 256 << 20


class Tree(Protocol):
    """The files of a package by their paths below its top."""

    def names(self) -> frozenset[str]:
        """Give the paths of all files."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """Read a file in pieces; Problem package_damaged where it cannot be read."""


class FolderTree:
    """A package as a plain folder; links and special files make it no package."""

    def __init__(self, folder: Path, caps: Caps) -> None:
        """Look at the files below `folder`, no more than the capped number."""
        self._folder = folder
        self._names = frozenset(islice(self._walk(), caps.entries + 1))
        if len(self._names) > caps.entries:
            raise damaged("too_many_files", folder.name)

    def _walk(self) -> Iterator[str]:
        for place, folders, names in os.walk(self._folder):
            for name in names + folders:
                path = Path(place, name)
                mode = path.lstat().st_mode
                if stat.S_ISREG(mode):
                    yield path.relative_to(self._folder).as_posix()
                elif not stat.S_ISDIR(mode):
                    raise damaged("special_file", path.name)

    def names(self) -> frozenset[str]:
        """Give the paths of all files."""
        return self._names

    def pieces(self, name: str) -> Iterator[bytes]:
        """Read a file in pieces, never through a link."""
        try:
            with open_regular(self._folder / name) as file:
                yield from _pieces(file)
        except (OSError, Problem) as fault:
            raise damaged("unreadable", name) from fault


class ZipTree:
    """A package as a zip with one top folder, which unpacks to no more than the caps allow."""

    def __init__(self, archive: zipfile.ZipFile, packed: int, caps: Caps) -> None:
        """Look at the entries of an open zip of `packed` bytes."""
        self._archive = archive
        self._most = min(caps.unpacked, max(_TIGHT_FROM, packed * caps.ratio))
        self._unpacked: dict[str, int] = {}
        self._total = 0
        self._entries: dict[str, zipfile.ZipInfo] = {}
        tops = set()
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            top, _, rest = entry.filename.partition("/")
            tops.add(top)
            self._refuse_odd(entry, rest)
            self._entries[rest] = entry
        if len(tops) > 1:
            raise damaged("several_tops", "")

    def _refuse_odd(self, entry: zipfile.ZipInfo, rest: str) -> None:
        parts = PurePosixPath(rest).parts
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not rest or ".." in parts or "\\" in rest or rest.startswith("/"):
            raise damaged("odd_name", entry.filename)
        if kind not in (0, stat.S_IFREG) or entry.flag_bits & _ENCRYPTED:
            raise damaged("special_file", entry.filename)
        if rest in self._entries:
            raise damaged("twice", entry.filename)

    def names(self) -> frozenset[str]:
        """Give the paths of all entries below the top folder."""
        return frozenset(self._entries)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Read an entry in pieces."""
        try:
            with self._archive.open(self._entries[name]) as file:
                length = 0
                for piece in _pieces(file):
                    length += len(piece)
                    self._count(name, length)
                    yield piece
        except _UNREADABLE as fault:
            raise damaged("unreadable", name) from fault

    def _count(self, name: str, length: int) -> None:
        """Count what came out of an entry so far; it counts once, however often it is read."""
        before = self._unpacked.get(name, 0)
        if length > before:
            self._unpacked[name] = length
            self._total += length - before
        if self._total > self._most:
            raise damaged("unpacks_to_too_much", name)


def _opened(path: Path) -> FileIO:
    try:
        return open_regular(path, through_link=True)
    except Problem as problem:
        if problem.code != "unreadable":
            raise
        raise Problem("package_unreadable", path=str(path), cause=problem.fields["cause"]) from problem


@contextmanager
def open_tree(path: Path, caps: Caps = _SHIPPED) -> Iterator[Tree]:
    """Open a package; Problem not_a_package where the path holds none, package_unreadable where it is locked.

    It is read within the caps: who checks a manifest reads all that it names.
    """
    if path.is_dir():
        yield FolderTree(path, caps)
        return
    if not path.exists():
        raise Problem("no_such_file", path=str(path))
    if not path.is_file():
        raise Problem("not_a_package", ExitStatus.INTEGRITY, path=str(path))
    with _opened(path) as file:
        if has_more_than(file, caps.entries):
            raise damaged("too_many_files", path.name)
        try:
            archive = zipfile.ZipFile(file)
        except _UNREADABLE as fault:
            raise Problem("not_a_package", ExitStatus.INTEGRITY, path=str(path)) from fault
        with archive:
            yield ZipTree(archive, path.stat().st_size, caps)


def read_whole(tree: Tree, name: str, most: int = _MOST_TAG_BYTES) -> bytes:
    """Read a small file of a package into memory; one larger than `most` bytes is refused."""
    data = bytearray()
    for piece in tree.pieces(name):
        data += piece
        if len(data) > most:
            raise damaged("too_large", name)
    return bytes(data)


def lines_of(tree: Tree, name: str, most: int = 32 << 20) -> Iterator[bytes]:
    """Read a file line by line, without the line ends; a line longer than `most` bytes is refused."""
    line = bytearray()
    for piece in tree.pieces(name):
        end, *following = piece.split(b"\n")
        line += end
        for beginning in following:
            yield bytes(line)
            line = bytearray(beginning)
        if len(line) > most:
            raise damaged("too_large", name)
    if line:
        yield bytes(line)


def damaged(cause: str, name: str) -> Problem:
    """Make the Problem of a package that does not hold: why, and at which of its files."""
    return Problem("package_damaged", ExitStatus.INTEGRITY, cause=cause, name=name)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def looks_packed(place: Path, caps: Caps = _SHIPPED) -> bool:
    """Tell whether somebody packed what stands at a place: a package that lost a part, or a cut zip, too.

    Nobody's zip is read before its entries are counted; one with too many is a package's check to refuse.
    """
    if not place.is_file():
        return place.is_dir() and any(place.joinpath(name).exists() for name in _MARKS)
    try:
        with _opened(place) as file:
            return has_more_than(file, caps.entries) or _has_marks(file)
    except (OSError, Problem):
        return True  # whether it cannot be read is for the check to say


def _has_marks(file: FileIO) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.partition("/")[2] in _MARKS for name in archive.namelist())
    except _UNREADABLE:
        file.seek(0)
        return file.read(len(FILE_BEGINS)) == FILE_BEGINS
