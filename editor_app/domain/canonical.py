"""One spelling for every value, so that equal values have equal digests."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

_spelt = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def canonical_json(value: Any) -> str:
    """Spell a JSON value in its only form: sorted keys, no blanks, no escapes beyond JSON's own.

    Floats are refused: no field of the record needs one and their spelling differs between programs.
    """
    _refuse_floats(value)
    return _spelt(value)


def canonical_line(values: Sequence[str | int | None]) -> str:
    """Spell a list of plain values as `canonical_json` does; there is no float in it to look for."""
    return _spelt(values)


def _refuse_floats(value: Any) -> None:
    pending = [value]
    for item in pending:  # which grows meanwhile
        if isinstance(item, str):
            continue
        if isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, (list, tuple)):
            pending.extend(item)
        elif isinstance(item, float):
            raise TypeError("a float has no canonical spelling")


def sha256_hex(data: bytes) -> str:
    """Give the SHA-256 of some bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 bytes."""
    return sha256_hex(text.encode("utf-8"))
