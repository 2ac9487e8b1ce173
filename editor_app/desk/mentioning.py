"""What the rationales of a desk name, by the lists of words that ship with the program."""

import tomllib
from functools import cache, lru_cache

from editor_app import paths
from editor_app.domain.mentions import Mentions


@cache
def shipped_mentions() -> Mentions:
    """Read the lists of words that ship with the program."""
    text = paths.shipped("resources", "words", "naming.toml").read_text(encoding="utf-8")
    return Mentions.read(tomllib.loads(text))


@lru_cache(maxsize=1024)
def unnamed(rationale: str) -> tuple[bool, bool]:
    """Tell whether a rationale names no system, and whether it names no harm.

    An archive that was classified in bulk repeats a few texts many times, so what was found is kept.
    """
    words = shipped_mentions()
    return words.lacks_system(rationale), words.lacks_harm(rationale)
