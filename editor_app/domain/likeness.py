"""How nearly two texts are the same: the share of their three-word sequences that both of them have."""

from itertools import islice
from typing import Final

NEARLY_THE_SAME: Final = 0.5
_RUN = 3


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
