"""Whether a rationale names an AI system and a harm: found by lists of words, and silent where in doubt."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

_NOTHING = re.compile(r"(?!)")
_NAME = r"\b[A-Z][\w-]*(?:['\u2019]s)?"


@dataclass(frozen=True, slots=True)
class Mentions:
    """Patterns for what is looked for; each looks at a text from which the generic phrases were taken.

    A text counts as readable where at least `needed` different words of its language stand in it.
    """

    language: re.Pattern[str]
    needed: int
    generic_systems: re.Pattern[str]
    systems: tuple[re.Pattern[str], ...]
    generic_harms: re.Pattern[str]
    harms: re.Pattern[str]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Make the patterns out of the parsed lists; KeyError where a list is missing."""
        systems, harms = data["systems"], data["harms"]
        nouns, verbs = _choice(systems["nouns"]), _choice(systems["verbs"])
        named = re.compile(rf"{_NAME} (?i:(?:AI )?(?:{nouns})|(?:(?:has|had|have) )?(?:{verbs}))\b")
        return cls(
            language=_words(data["language"]["words"]),
            needed=int(data["language"]["at_least"]),
            generic_systems=_words(systems["generic"]),
            systems=(_words([*systems["names"], *systems["kinds"]]), named),
            generic_harms=_words(harms["generic"]),
            harms=_words(harms["words"]),
        )

    def lacks_system(self, rationale: str) -> bool:
        """Tell whether a rationale can be read and names no AI system, neither by name nor by kind."""
        rest = self.generic_systems.sub("\n", rationale)
        return self._is_readable(rationale) and not any(pattern.search(rest) for pattern in self.systems)

    def lacks_harm(self, rationale: str) -> bool:
        """Tell whether a rationale can be read and names nothing that was done to anybody, or nearly."""
        rest = self.generic_harms.sub("\n", rationale)
        return self._is_readable(rationale) and self.harms.search(rest) is None

    def _is_readable(self, text: str) -> bool:
        return len({word.casefold() for word in self.language.findall(text)}) >= self.needed


def _words(phrases: Sequence[str]) -> re.Pattern[str]:
    """Give a pattern for whole words, the longest first."""
    choice = _choice(phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE) if choice else _NOTHING


def _choice(phrases: Sequence[str]) -> str:
    return "|".join(_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _phrase(phrase: str) -> str:
    stem = re.escape(phrase.removesuffix("*")).replace("'", "['\u2019]").replace(r"\ ", r"\s+")
    return rf"{stem}\w*" if phrase.endswith("*") else stem
