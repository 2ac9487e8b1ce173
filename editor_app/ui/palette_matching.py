"""How well a command, a source or a section of the guide fits what was typed, and which letters fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

Span = tuple[int, int]

_WHOLE, _BEGINS, _WORDS, _INSIDE, _ELSEWHERE = 120.0, 110.0, 100.0, 90.0, 60.0  # a whole word: 1 more
_LEAST_LIKE: Final = 78.0
_LEAST_LENGTH: Final = 4
_LIKE_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """How well something fits (more is better), and where in its title the letters stand."""

    score: float
    spans: tuple[Span, ...] = ()


def match(wanted: str, title: str, also: Iterable[str] = ()) -> Match | None:
    """Tell how well a title fits what was typed, None where it does not.

    Every word has to stand in the title, or somewhere in title and `also` together.
    """
    words, low = wanted.casefold().split(), title.casefold()
    if not words:
        return Match(0.0)
    if all(word in low for word in words):
        return Match(_score(words, low), spans_of(words, title))
    everything = " ".join([low, *(text.casefold() for text in also)])
    if all(word in everything for word in words):
        return Match(_ELSEWHERE, spans_of(words, title))
    return None


def likeness(wanted: str, title: str) -> Match | None:
    """Tell how like a title is to what was typed with a slip of the finger, None where it is not.

    Every word must be like a word of the title; short words are too like each other to tell.
    """
    words, low = wanted.casefold().split(), title.casefold()
    if not words or min(map(len, words)) < _LEAST_LENGTH:
        return None
    best = [max(((fuzz.ratio(word, one), one) for one in low.split()), default=(0.0, "")) for word in words]
    if min(score for score, _one in best) < _LEAST_LIKE:
        return None
    score = sum(score for score, _one in best) / len(best)
    return Match(score * _LIKE_SHARE, spans_of((one for _score, one in best), title))


def spans_of(words: Iterable[str], title: str) -> tuple[Span, ...]:
    """Give where words stand in a title, at the beginning of a word where they do so at all."""
    low = title.casefold()
    if len(low) != len(title):
        return ()
    found = sorted((start, start + len(word)) for word in words if (start := _place(word, low)) >= 0)
    return tuple(_joined(found))


def _score(words: list[str], low: str) -> float:
    whole = " ".join(words)
    if low == whole:
        return _WHOLE
    if low.startswith(whole):
        is_word = not low[len(whole) :][:1].isalnum()
        return _BEGINS + is_word - len(low) / 100
    at_words = all(_begins_a_word(word, low) for word in words)
    return (_WORDS if at_words else _INSIDE) - len(low) / 100


def _begins_a_word(word: str, low: str) -> bool:
    return low.startswith(word) or f" {word}" in low


def _place(word: str, low: str) -> int:
    if low.startswith(word):
        return 0
    at_word = low.find(f" {word}")
    return at_word + 1 if at_word >= 0 else low.find(word)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
