"""How nearly two texts are the same, and how texts that are nearly the same are found among a million.

A text is cut at its short words into pieces of a few words each; one changed word changes one piece. The
smallest hash of the pieces in each of 64 bins is the text's *sketch*: two sketches agree in about the share
of pieces their texts have in common. Groups of bins are *keys*: texts that are nearly the same have one of
them in common almost always, texts that are not almost never.
"""

import re
from array import array
from itertools import islice, repeat
from typing import Final
from zlib import crc32

NEARLY_THE_SAME: Final = 0.5
AGREEING: Final = 0.5
_RUN = 3
_BINS = 64
_LOW = _BINS - 1
_ALL_BINS = range(_BINS)
_NOTHING = 0xFFFFFFFF
# Ten keys of three bins: of two texts that share three quarters of their pieces, 99 in 100 meet.
_KEYS = 10
_KEY_BYTES = 3 * 4
_EMPTY = b"\xff" * _KEY_BYTES
_SHIFT = 4
_WHOLE = 15
_FEWEST_PIECES = 6
_BETWEEN_PIECES = re.compile(r" (?:\S{1,3} )+")

Sketch = bytes


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Give the sequences of three words of a text; case, blanks and line ends do not count."""
    words = text.casefold().split()
    if len(words) < _RUN:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, islice(words, 1, None), islice(words, 2, None), strict=False))


def sameness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Give the share of the sequences both texts have of those either has, from 0 to 1."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def sketch(text: str) -> Sketch:
    """Give the sketch of a text, 64 numbers of 32 bits; an empty one for a text without words."""
    flat = " ".join(text.lower().split())
    if not flat:
        return b""
    pieces = map(str.encode, _BETWEEN_PIECES.split(flat))
    falling = sorted(set(map(crc32, pieces)), reverse=True)
    # The smallest of a bin comes last and stays.
    smallest = dict(zip(map(_LOW.__and__, falling), falling, strict=True))
    return array("I", map(smallest.get, _ALL_BINS, repeat(_NOTHING))).tobytes()


def keys(of: Sketch) -> list[int]:
    """Give the keys under which a text is looked for, numbers of 40 bits; none for one without words.

    A text of very few pieces meets only its equals: what little it has is common by chance.
    """
    filled = _BINS - array("I", of).count(_NOTHING) if of else 0
    if not filled:
        return []
    found = [crc32(of) << _SHIFT | _WHOLE]
    if filled >= _FEWEST_PIECES:
        parts = (of[start : start + _KEY_BYTES] for start in range(0, _KEYS * _KEY_BYTES, _KEY_BYTES))
        found += [crc32(part) << _SHIFT | place for place, part in enumerate(parts) if part != _EMPTY]
    return found


def agreement(one: Sketch, other: Sketch) -> float:
    """Give about which share of their pieces two texts have in common, from 0 to 1."""
    if one == other:
        return 1.0
    pairs = list(zip(array("I", one), array("I", other), strict=True))
    filled = sum(pair != (_NOTHING, _NOTHING) for pair in pairs)
    if filled < _FEWEST_PIECES:
        return 0.0
    equal = sum(mine == theirs for mine, theirs in pairs)
    return (equal - len(pairs) + filled) / filled
