"""How many members a zip has, told before its directory is taken into memory."""

import struct
from io import SEEK_END, RawIOBase

_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 0xFFFF
_LOCATOR = struct.Struct("<4sLQL")
_LONG_END = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_BEGINS, _LONG_END_BEGINS, _MEMBER_BEGINS = b"PK\x06\x07", b"PK\x06\x06", b"PK\x01\x02"
_SHORT_END = struct.Struct("<4s4H2LH")
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
    tail_length = min(size, _END_LENGTH + _LONGEST_COMMENT)
    tail = _read(file, size - tail_length, tail_length)
    place = len(tail) - _END_LENGTH
    if not (tail[-_END_LENGTH:].startswith(_END) and tail.endswith(b"\0\0")):
        place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_LENGTH:
        return None
    end = size - tail_length + place
    length = _SHORT_END.unpack_from(tail, place)[5]
    long = _long_end(file, end)
    if long is not None:
        end, length = long
    return (end - length, length) if length <= end else None


def _long_end(file: RawIOBase, end: int) -> tuple[int, int] | None:
    """Find the end of the directory in the form for large zips: its place, and the directory's length."""
    locator = _read(file, max(end - _LOCATOR.size, 0), _LOCATOR.size)
    if len(locator) < _LOCATOR.size or not locator.startswith(_LOCATOR_BEGINS):
        return None
    place = end - _LOCATOR.size - _LONG_END.size
    record = _read(file, max(place, 0), _LONG_END.size)
    if place < 0 or not record.startswith(_LONG_END_BEGINS):
        return None
    return place, _LONG_END.unpack(record)[8]


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
        if begins != _MEMBER_BEGINS:
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
