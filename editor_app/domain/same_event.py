"""Whether two documents tell of one event, by what both of them name; a proposal with its reasons."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from editor_app.domain.lists import ListRow
from editor_app.domain.naming import Mark, Sort, marks

ENOUGH: Final = 0.25
_EARLY = 1.5
_OTHER_DATES = 0.35
_SAME_DAY = 1.25
_HEADLINE = 0.2
_KEPT_APART = 4
_MOST_REASONS = 8
_MOST_MARKS = 40
_SMOOTHING = 200
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")

Weight = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Named:
    """What a document names, and the long words of its headline."""

    marks: Mapping[str, Mark]
    headline: frozenset[str]

    @classmethod
    def of(cls, headline: str, body: str) -> "Named":
        """Read a document."""
        words = frozenset(word.casefold() for word in _LONG_WORD.findall(headline))
        return cls(marks(headline, body), words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for one event, from 0 to about 1.5, and what both documents name, weightiest first."""

    score: float
    shared: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """True where it is worth an editor's look: two things named by both, and weighty ones."""
        return self.score >= ENOUGH


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another document that may tell of the same event: its line, what both name, whether it is a reprint.

    `sameness` is the share of three-word sequences both texts have, from 0 to 1.
    """

    row: ListRow
    score: float
    shared: tuple[str, ...]
    sameness: float = 0.0


def rarity(documents: int, holding: int) -> float:
    """Weigh a mark that `holding` of `documents` documents name; in a small archive all weigh much alike.

    The root keeps what a text names but once, and nobody else, from outweighing what it is about.
    """
    return math.sqrt(math.log((documents + _SMOOTHING) / (min(holding, documents) + 1)))


def weightiest(named: Named, weight: Weight) -> list[Mark]:
    """Give the marks by which others of the same event are looked for, weightiest first."""
    chosen = sorted(named.marks.values(), key=lambda mark: (-_salience(mark, weight), mark.key))
    return chosen[:_MOST_MARKS]


def compare(one: Named, other: Named, weight: Weight) -> Likeness:
    """Hold two documents against each other.

    The score is the cosine of what they name, each by its rarity and its place in the text. It falls where
    both give dates and none is the same, and rises with a day named by both and with common words in the
    headlines. One name alone is never enough, however often it stands: Japan is in many events.
    """
    common = [key for key in one.marks if key in other.marks]
    gains = {key: _salience(one.marks[key], weight) * _salience(other.marks[key], weight) for key in common}
    apart = _independent(sorted(common, key=lambda key: (-gains[key], key)), one.marks)
    if len(apart) < 2:
        return Likeness(0.0, _shown(apart, one.marks))
    size = _length(one, weight) * _length(other, weight)
    score = sum(gains.values()) / size if size else 0.0
    score = score * _dates(one, other) + _HEADLINE * _overlap(one.headline, other.headline)
    return Likeness(score, _shown(apart, one.marks))


def _salience(mark: Mark, weight: Weight) -> float:
    return weight(mark.key) * (1 + math.log(mark.count)) * (_EARLY if mark.is_early else 1.0)


def _length(named: Named, weight: Weight) -> float:
    return math.sqrt(sum(_salience(mark, weight) ** 2 for mark in named.marks.values()))


def _independent(keys: Iterable[str], known: Mapping[str, Mark]) -> list[str]:
    """Keep what says something of its own: not Japanese beside Japan, nor EU beside European Union."""
    kept: list[str] = []
    for key in keys:
        wholes = {key, known[key].of or key}
        if not any(
            _is_kin(whole, known[other].of or other) or key == known[other].of
            for other in kept
            for whole in wholes
        ):
            kept.append(key)
    return kept


def _is_kin(key: str, other: str) -> bool:
    if key == other:
        return True
    short, long = sorted((key, other), key=len)
    is_part = f" {short} " in f" {long} "
    return is_part or (len(short) >= _KEPT_APART and long.startswith(short))


def _dates(one: Named, other: Named) -> float:
    mine, theirs = _days(one), _days(other)
    if any(len(date) > len("2026-05") for date in mine & theirs):
        return _SAME_DAY
    months, their_months = {date[:7] for date in mine}, {date[:7] for date in theirs}
    return _OTHER_DATES if months and their_months and not months & their_months else 1.0


def _days(named: Named) -> set[str]:
    return {mark.key for mark in named.marks.values() if mark.sort is Sort.DATE}


def _overlap(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / len(words | others) if words and others else 0.0


def _shown(keys: Iterable[str], known: Mapping[str, Mark]) -> tuple[str, ...]:
    return tuple(known[key].shown for key in keys)[:_MOST_REASONS]
