"""How many members a zip has, told before its directory is taken into memory."""

import struct
from io import SEEK_END, RawIOBase
from typing import Final

FILE_BEGINS: Final = b"PK\x03\x04"
MEMBER_BEGINS: Final = b"PK\x01\x02"
SHORT_END_BEGINS, LOCATOR_BEGINS, LONG_END_BEGINS = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
SHORT_END: Final = struct.Struct("<4s4H2LH")
LOCATOR: Final = struct.Struct("<4sLQL")
LONG_END: Final = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 0xFFFF
_MEMBER = struct.Struct("<4s24xHHH12x")
_PIECE = 1 << 20


def has_more_than(file: RawIOBase, most: int) -> bool:
    """Tell whether the directory of a zip names more than `most` members, whatever number it tells itself.

    False too where the file is no zip: whoever opens it then says so.
    """
    found = _directory(file)
    if found is None:
        return False
    start, length = found
    if length <= most * _MEMBER.size:
        return False  # there is no room for so many
    return _counted(file, start, length, most) > most


def _directory(file: RawIOBase) -> tuple[int, int] | None:
    """Find where the directory begins and how long it is."""
    size = file.seek(0, SEEK_END)
    tail_length = min(size, SHORT_END.size + _LONGEST_COMMENT)
    tail = _read(file, size - tail_length, tail_length)
    place = len(tail) - SHORT_END.size
    if not (tail[-SHORT_END.size :].startswith(SHORT_END_BEGINS) and tail.endswith(b"\0\0")):
        place = tail.rfind(SHORT_END_BEGINS)
    if place < 0 or len(tail) - place < SHORT_END.size:
        return None
    end = size - tail_length + place
    length = SHORT_END.unpack_from(tail, place)[5]
    long = _long_end(file, end)
    if long is not None:
        end, length = long
    return (end - length, length) if length <= end else None


def _long_end(file: RawIOBase, end: int) -> tuple[int, int] | None:
    """Find the end of the directory in the form for large zips: its place, and the directory's length."""
    locator = _read(file, max(end - LOCATOR.size, 0), LOCATOR.size)
    if len(locator) < LOCATOR.size or not locator.startswith(LOCATOR_BEGINS):
        return None
    place = end - LOCATOR.size - LONG_END.size
    record = _read(file, max(place, 0), LONG_END.size)
    if place < 0 or not record.startswith(LONG_END_BEGINS):
        return None
    return place, LONG_END.unpack(record)[8]


def _counted(file: RawIOBase, start: int, length: int, most: int) -> int:
    """Go from member to member through the directory, at most one beyond `most`."""
    count, held, place = 0, b"", 0
    file.seek(start)
    while count <= most and length >= _MEMBER.size:
        if place + _MEMBER.size > len(held):
            held, place = _refilled(file, held, place)
            if len(held) < _MEMBER.size:
                break
        begins, name, extra, comment = _MEMBER.unpack_from(held, place)
        if begins != MEMBER_BEGINS:
            break
        step = _MEMBER.size + name + extra + comment
        count, place, length = count + 1, place + step, length - step
    return count


def _refilled(file: RawIOBase, held: bytes, place: int) -> tuple[bytes, int]:
    """Give the bytes from a place on, with more of the file behind them."""
    if place > len(held):
        file.seek(place - len(held), 1)
        return file.read(_PIECE) or b"", 0
    return held[place:] + (file.read(_PIECE) or b""), 0


def _read(file: RawIOBase, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(length) or b""
