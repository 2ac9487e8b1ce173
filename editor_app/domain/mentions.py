"""Whether a rationale names an AI system and a harm: found by lists of words, and silent where in doubt."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

_TOKEN = re.compile(r"\w+")
_NO_NAMES = "AI|The|This|That|These|Those|A|An|Its|His|Her|Their|Our|No|Each|Every|Such|One|Another"


@dataclass(frozen=True, slots=True)
class Mentions:
    """What is looked for, each as it stands in a text of lower-case words parted by single blanks.

    A word that stands for all that begin so has no blank behind it. What is generic is taken out of the text
    first. A text counts as readable where at least `needed` different words of its language stand in it.
    """

    language: frozenset[str]
    needed: int
    generic_systems: tuple[str, ...]
    systems: tuple[str, ...]
    named: re.Pattern[str]
    generic_harms: tuple[str, ...]
    harms: tuple[str, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Make them out of the parsed lists; KeyError where a list is missing."""
        language, systems, harms = data["language"], data["systems"], data["harms"]
        return cls(
            language=frozenset(language["words"]),
            needed=int(language["at_least"]),
            generic_systems=_phrases(systems["generic"]),
            systems=_phrases([*systems["names"], *systems["kinds"]]),
            named=_named(systems["nouns"], systems["verbs"]),
            generic_harms=_phrases(harms["generic"]),
            harms=_phrases(harms["words"]),
        )

    def lacks_system(self, rationale: str) -> bool:
        """Tell whether a rationale can be read and names no AI system, neither by name nor by kind."""
        words = _folded(rationale)
        if not self._is_readable(words) or _has_any(_without(words, self.generic_systems), self.systems):
            return False
        return self.named.search(rationale) is None

    def lacks_harm(self, rationale: str) -> bool:
        """Tell whether a rationale can be read and names nothing that was done to anybody, or nearly."""
        words = _folded(rationale)
        return self._is_readable(words) and not _has_any(_without(words, self.generic_harms), self.harms)

    def _is_readable(self, words: str) -> bool:
        return len(self.language.intersection(words.split())) >= self.needed


def _folded(text: str) -> str:
    """Give a text as its words in lower case, with one blank before and behind each."""
    return f" {' '.join(_TOKEN.findall(text.casefold()))} "


def _phrases(given: Iterable[str]) -> tuple[str, ...]:
    """Give phrases as they are looked for, the longest first."""
    found = (_folded(phrase).rstrip() if phrase.endswith("*") else _folded(phrase) for phrase in given)
    return tuple(sorted(set(found), key=lambda phrase: (-len(phrase), phrase)))


def _without(words: str, phrases: Iterable[str]) -> str:
    for phrase in phrases:
        words = words.replace(phrase, " | ")
    return words


def _has_any(words: str, phrases: Iterable[str]) -> bool:
    return any(phrase in words for phrase in phrases)


def _named(nouns: Iterable[str], verbs: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern for a name with the noun of a system behind it, or with what a system does."""
    noun, verb = "|".join(map(re.escape, nouns)), "|".join(map(re.escape, verbs))
    behind = rf"(?:AI )?(?:{noun})|(?:(?:has|had|have) )?(?:{verb})"
    kind = rf"\bAI[ -](?:\w+ )?(?:{noun})\b(?<!AI system)(?<!AI model)"
    return re.compile(rf"\b(?!(?:{_NO_NAMES})\b)[A-Z][\w-]*(?:['\u2019]s)? (?i:{behind})\b|{kind}")
