"""When two rationales are the same text: the fingerprint behind "Same text on N other wires"."""

import unicodedata
from functools import lru_cache

from editor_app.domain.canonical import text_digest

_LONGEST_KNOWN = 4_000
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "–": "-", "—": "-"})  # noqa: RUF001


def fingerprint(rationale: str) -> str:
    """Give the digest of a rationale without what carries no meaning: case, blanks, the shape of quotes."""
    return _known(rationale) if len(rationale) <= _LONGEST_KNOWN else _digest(rationale)


def _digest(rationale: str) -> str:
    plain = unicodedata.normalize("NFKC", rationale).translate(_STRAIGHT).casefold()
    return text_digest(" ".join(plain.split()))


# A rationale that stands on thousands of wires is looked at once.
_known = lru_cache(512)(_digest)
