"""When two rationales are the same text: the fingerprint behind "Same text on N other wires"."""

import unicodedata

from editor_app.domain.canonical import text_digest

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "–": "-", "—": "-"})  # noqa: RUF001


def fingerprint(rationale: str) -> str:
    """Give the digest of a rationale without what carries no meaning: case, blanks, the shape of quotes."""
    plain = unicodedata.normalize("NFKC", rationale).translate(_STRAIGHT).casefold()
    return text_digest(" ".join(plain.split()))
