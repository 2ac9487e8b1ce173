"""Zips put together byte by byte, so that they can say of themselves what is not so."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

STORED, DEFLATED = 0, 8
REGULAR, LINK, PIPE, SOCKET, DEVICE = 0o100644, 0o120777, 0o010644, 0o140644, 0o020644
_UTF8 = 0x800


@dataclass
class Member:
    """A member as it is written; what is None is told as it is."""

    name: bytes
    data: bytes
    packing: int = DEFLATED
    mode: int = REGULAR
    flags: int = _UTF8
    told_packing: int | None = None
    told_size: int | None = None
    told_packed: int | None = None
    told_crc: int | None = None


def write(path: Path, members: Iterable[Member], *, before: bytes = b"", comment: bytes = b"") -> Path:
    """Write a zip of these members."""
    written, places = bytearray(before), []
    for member in members:
        places.append((member, len(written)))
        written += local(member)
    start = len(written)
    for member, place in places:
        written += central(member, place)
    written += end(len(places), len(written) - start, start) + comment
    path.write_bytes(written)
    return path


def write_overlapping(path: Path, kernel: Member, count: int) -> Path:
    """Write a zip whose members lie in one another: each holds the header of the next, then all of that."""
    packed, data = _packed(kernel), kernel.data
    members = [(kernel, packed)]
    for number in range(count, 1, -1):
        header = _header(*members[-1])
        quote = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF)
        packed, data = quote + header + packed, header + data
        outer = Member(b"%d.txt" % number, b"", told_crc=zlib.crc32(data), told_size=len(data))
        members.append((outer, packed))
    members.reverse()
    written, places = bytearray(), []
    for member, inner in members:
        places.append((member, inner, len(written)))
        written += _header(member, inner) + (inner[:5] if member is not kernel else inner)
    start = len(written)
    for member, inner, place in places:
        written += _line(member, inner, place)
    path.write_bytes(written + end(count, len(written) - start, start))
    return path


def write_many(path: Path, count: int, told: int | None = None) -> Path:
    """Write a zip with a directory of very many members and nothing in it."""
    length = 0
    with path.open("wb") as file:
        for piece in _directory(count):
            length += len(piece)
            file.write(piece)
        file.write(end(count if told is None else told, length, 0))
    return path


def _directory(count: int) -> Iterator[bytes]:
    empty = central(Member(b"0000000.txt", b"", STORED), 0)
    name = empty.index(b"0000000")
    for first in range(0, count, 10_000):
        numbers = range(first, min(count, first + 10_000))
        yield b"".join(empty[:name] + b"%07d" % number + empty[name + 7 :] for number in numbers)


def local(member: Member) -> bytes:
    """Spell a member with the header before it."""
    packed = _packed(member)
    return _header(member, packed) + packed


def _header(member: Member, packed: bytes) -> bytes:
    head = struct.pack(
        "<4s5H3L2H",
        b"PK\x03\x04",
        20,
        member.flags,
        _packing(member),
        0,
        0,
        *_sizes(member, packed),
        len(member.name),
        0,
    )
    return head + member.name


def central(member: Member, place: int) -> bytes:
    """Spell a member's line of the directory."""
    return _line(member, _packed(member), place)


def _line(member: Member, packed: bytes, place: int) -> bytes:
    head = struct.pack(
        "<4s4B4H3L5H2L",
        b"PK\x01\x02",
        20,
        3,
        20,
        0,
        member.flags,
        _packing(member),
        0,
        0,
        *_sizes(member, packed),
        len(member.name),
        0,
        0,
        0,
        0,
        member.mode << 16,
        place,
    )
    return head + member.name


def end(count: int, length: int, start: int) -> bytes:
    """Spell the end of the directory, in its long form where the short one has no room."""
    if count <= 0xFFFF and start + length <= 0xFFFFFFFF:
        return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, length, start, 0)
    long = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + length, 1)
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return long + locator + short


def _packed(member: Member) -> bytes:
    if member.packing == STORED:
        return member.data
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(member.data) + deflate.flush()


def _packing(member: Member) -> int:
    return member.packing if member.told_packing is None else member.told_packing


def _sizes(member: Member, packed: bytes) -> tuple[int, int, int]:
    crc = zlib.crc32(member.data) if member.told_crc is None else member.told_crc
    size = len(member.data) if member.told_size is None else member.told_size
    return crc, len(packed) if member.told_packed is None else member.told_packed, size
