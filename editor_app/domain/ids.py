"""Ids made where the thing is made: UUIDs of version 7 (RFC 9562), so that ids sort by time."""

import secrets
import uuid

_RANDOM_BITS_A = 12
_RANDOM_BITS_B = 62


def uuid7(milliseconds: int) -> str:
    """Make the id of something that happened at `milliseconds` since 1970 (UTC)."""
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(_RANDOM_BITS_A) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(_RANDOM_BITS_B)
    return str(uuid.UUID(int=value))
