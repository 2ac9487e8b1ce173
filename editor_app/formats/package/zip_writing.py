"""Writing a zip whose bytes depend on nothing but its files and the compressor.

The library keeps an object for each file until the end. Here a file leaves a line behind, so that a zip of a
million files takes no more memory than one of a hundred thousand, and in a fraction of the time.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, Self

from editor_app.formats.package.sorted_lines import SortedLines
from editor_app.formats.zip_directory import (
    FILE_BEGINS,
    LOCATOR,
    LOCATOR_BEGINS,
    LONG_END,
    LONG_END_BEGINS,
    MEMBER_BEGINS,
    SHORT_END,
    SHORT_END_BEGINS,
)

HEADER: Final = struct.Struct("<4s5H3L2H")
LONG_SIZES: Final = struct.Struct("<2H2Q")
_MEMBER: Final = struct.Struct("<4s2B5H3L5H2L")
_LEVEL: Final = 1
_DEFLATED: Final = 8
_VERSION, _LONG_VERSION = 20, 45
# The first of January 1980, midnight: no zip knows an earlier time.
_TIME, _DAY = 0, 33
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3
# What is beyond these is written in the long form, its short field filled with ones.
_MOST_MEMBERS, _MOST_BYTES = 0xFFFF, 0x7FFFFFFF
_ELSEWHERE: Final = 0xFFFFFFFF
_LONG_FIELD: Final = 1
_PIECE: Final = 1 << 20


class ZipWriting:
    """An empty file that is becoming a zip. It is left as a context, after `close` where all went well."""

    def __init__(self, file: IO[bytes], scratch: Path) -> None:
        """Write into `file`; what is to be remembered of very many files waits in the folder `scratch`."""
        self._file = file
        self._members = SortedLines(scratch)
        self._last: tuple[bytes, bytes, int] = (b"", _deflated(b""), 0)
        self._place = 0

    def __enter__(self) -> Self:
        self._members.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._members.__exit__(*raised)

    def add(self, name: str, data: bytes) -> None:
        """Write one file; bytes that come twice in a row, as of a wire not amended, are packed once."""
        if data is not self._last[0]:
            self._last = (data, _deflated(data), zlib.crc32(data))
        _, packed, crc = self._last
        self._note(name, _VERSION, crc, len(packed), len(data))
        self._put(short_header(name.encode("ascii"), crc, len(packed), len(data)) + packed)

    def copy(self, name: str, file: IO[bytes]) -> None:
        """Write one file out of another; its lengths are known behind it, and written before it then."""
        start, spelt = self._place, name.encode("ascii")
        self._put(long_header(spelt, 0, 0, 0))
        begin, crc, size = self._place, 0, 0
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        while piece := file.read(_PIECE):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            self._put(packer.compress(piece))
        self._put(packer.flush())
        self._file.seek(start)
        self._file.write(long_header(spelt, crc, self._place - begin, size))
        self._file.seek(self._place)
        self._note(name, _LONG_VERSION, crc, self._place - begin, size, start)

    def close(self) -> str:
        """Write the table of contents, in the order of the names; give the SHA-256 of all that it is."""
        digest = hashlib.sha256()
        for piece in self._contents():
            digest.update(piece)
            self._put(piece)
        return digest.hexdigest()

    def _contents(self) -> Iterator[bytes]:
        start, count = self._place, self._members.count
        yield from map(_member, self._members)
        end = self._place
        if count > _MOST_MEMBERS or max(start, end - start) > _MOST_BYTES:
            fixed = (LONG_END.size - 12, _LONG_VERSION, _LONG_VERSION, 0, 0)
            yield LONG_END.pack(LONG_END_BEGINS, *fixed, count, count, end - start, start)
            yield LOCATOR.pack(LOCATOR_BEGINS, 0, end, 1)
        few = min(count, _MOST_MEMBERS)
        shortened = (min(end - start, _ELSEWHERE), min(start, _ELSEWHERE))
        yield SHORT_END.pack(SHORT_END_BEGINS, 0, 0, few, few, *shortened, 0)

    def _note(
        self, name: str, version: int, crc: int, packed: int, size: int, start: int | None = None
    ) -> None:
        place = self._place if start is None else start
        self._members.add(f"{name}\0{version} {crc} {packed} {size} {place}\n".encode("ascii"))

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._place += len(data)


def _deflated(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL, -zlib.MAX_WBITS)


def short_header(name: bytes, crc: int, packed: int, size: int) -> bytes:
    """Give what stands before a file: its name, the checksum of its bytes, its length packed and unpacked."""
    fixed = (_VERSION, 0, _DEFLATED, _TIME, _DAY)
    return HEADER.pack(FILE_BEGINS, *fixed, crc, packed, size, len(name), 0) + name


def long_header(name: bytes, crc: int, packed: int, size: int) -> bytes:
    """Give the same with room for any length."""
    fixed = (_LONG_VERSION, 0, _DEFLATED, _TIME, _DAY)
    extra = LONG_SIZES.pack(_LONG_FIELD, LONG_SIZES.size - 4, size, packed)
    lengths = (_ELSEWHERE, _ELSEWHERE, len(name), len(extra))
    return HEADER.pack(FILE_BEGINS, *fixed, crc, *lengths) + name + extra


def _member(line: bytes) -> bytes:
    """Give the entry of the table of contents of a file by the line it left behind."""
    name, _, facts = line.partition(b"\0")
    version, crc, packed, size, place = map(int, facts.split())
    beyond: list[int] = []
    if max(size, packed) > _MOST_BYTES:
        beyond += (size, packed)
        size = packed = _ELSEWHERE
    if place > _MOST_BYTES:
        beyond.append(place)
        place = _ELSEWHERE
    extra = struct.pack(f"<2H{len(beyond)}Q", _LONG_FIELD, 8 * len(beyond), *beyond) if beyond else b""
    version = _LONG_VERSION if beyond else version
    fixed = (version, _UNIX, version, 0, _DEFLATED, _TIME, _DAY)
    lengths = (len(name), len(extra), 0, 0, 0)
    return _MEMBER.pack(MEMBER_BEGINS, *fixed, crc, packed, size, *lengths, _MODE, place) + name + extra
