"""Reading a zip of our own again from front to end, as it lies on disk, before it takes its place."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from io import SEEK_CUR
from pathlib import Path
from typing import IO, Final

from editor_app.formats.package import layout
from editor_app.formats.package.zip_writing import (
    HEADER,
    LONG_SIZES,
    long_header,
    short_header,
)
from editor_app.formats.zip_directory import FILE_BEGINS

_IN_ONE: Final = 1 << 20


class Trail:
    """One digest for a row of files, however long: of their paths and digests, in their order."""

    def __init__(self) -> None:
        """Begin with no file."""
        self._digest = hashlib.sha256()

    def add(self, path: str, digest: str) -> None:
        """Take the next file."""
        self._digest.update(f"{digest}  {path}\n".encode())

    @property
    def digest(self) -> str:
        """The SHA-256 of the row so far."""
        return self._digest.hexdigest()


def trail_of(path: Path) -> str:
    """Give the trail of a zip that `ZipSink` wrote, worked out of its bytes alone; "" where they do not hold.

    Every file is unpacked, and so is what stands behind the last of them taken into account.
    """
    trail = Trail()
    with path.open("rb") as file:
        try:
            for name, digest in _files(file):
                trail.add(name.removeprefix(f"{layout.TOP}/"), digest)
        except (zlib.error, struct.error, ValueError):
            return ""
        trail.add("", hashlib.file_digest(file, "sha256").hexdigest())
    return trail.digest


def _files(file: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Give name and SHA-256 of each file; what is packed like the one before it is the same file again."""
    last, digest, size = (b"", 0), "", 0
    while (head := file.read(HEADER.size)).startswith(FILE_BEGINS) and len(head) == HEADER.size:
        *_, crc, packed, _size, name_length, extra_length = HEADER.unpack(head)
        name, extra = file.read(name_length), file.read(extra_length)
        if extra:
            packed = LONG_SIZES.unpack(extra)[3]
        if packed > _IN_ONE:
            last, (digest, size) = (b"", 0), _read_long(file, packed, crc)
        elif (found := (file.read(packed), crc)) != last:
            last, (digest, size) = found, _read(*found)
        wanted = (long_header if extra else short_header)(name, crc, packed, size)
        if head + name + extra != wanted:
            raise ValueError(name)
        yield name.decode("ascii"), digest
    file.seek(-len(head), SEEK_CUR)


def _read(packed: bytes, crc: int) -> tuple[str, int]:
    """Give SHA-256 and length of what was packed; ValueError where it is not what was packed."""
    data = zlib.decompress(packed, -zlib.MAX_WBITS)
    if zlib.crc32(data) != crc:
        raise ValueError(crc)
    return hashlib.sha256(data).hexdigest(), len(data)


def _read_long(file: IO[bytes], packed: int, crc: int) -> tuple[str, int]:
    unpacker, digest, found, size = zlib.decompressobj(-zlib.MAX_WBITS), hashlib.sha256(), 0, 0
    while packed and (piece := file.read(min(_IN_ONE, packed))):
        packed -= len(piece)
        data = unpacker.decompress(piece)
        digest.update(data)
        found, size = zlib.crc32(data, found), size + len(data)
    if found != crc or not unpacker.eof:
        raise ValueError(crc)
    return digest.hexdigest(), size
