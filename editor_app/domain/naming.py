"""What a text names: people, bodies, places, dates, sums of money, file numbers; found by their shape alone.

No list of names is asked, so it works on what nobody has met before. It makes mistakes, as any such reading
does: what follows from it is a proposal with its reasons, never a decision.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

MOST_CHARACTERS: Final = 20_000
_LONGEST_NAME = 8
_ACRONYM = range(2, 6)
_EARLY_SHARE = 6
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(month.capitalize() for month in _MONTHS)
_DATE = re.compile(rf"\b(?:(\d\d?) )?({_MONTH}) (?:(\d\d?), )?(\d{{4}})\b|\b(\d{{4}})-(\d\d)-(\d\d)\b")
_SUM = re.compile(r"(?:\b[A-Z]{1,3})?[$€£¥] ?\d[\d.,]*(?<=\d)(?: (?:million|billion|trillion)\b)?")
_NUMBER = re.compile(r"\b(?=\w*-)(?=(?:[A-Za-z-]*\d){3})[\w-]{6,24}\b")
_ISO_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_ADDRESS = re.compile(r"\bhttps?://\S+")
_WORD = re.compile("[^\\W_]+(?:['\u2019&.](?!s\\b)[^\\W_]+|-\\d\\w*)*")
_GAP_IN_A_NAME = re.compile(r"[ \t]+")
_ENDS_A_SENTENCE = frozenset('.!?:;\n"\u201c\u201d\u2018(\u2014\u2013\u2022*#|')
_JOINING = frozenset(("of", "for", "de", "van", "von", "del"))
# What is no name although it is written like one: the trade, the calendar, and how sentences begin.
_NO_NAMES = frozenset(_MONTHS) | frozenset(
    re.findall(
        r"\w+",
        "monday tuesday wednesday thursday friday saturday sunday ai artificial intelligence the a an "
        "this that these those it its they he she we you i in on at by to from for with under over "
        "after before when while where what who how why if as and or but not no yes all both each one "
        "two three source mr mrs ms dr article section chapter part pdf http https www ceo cto api "
        "there here some many most more other his her their our your per via",
    )
)


class Sort(StrEnum):
    """What a mark is, as far as its shape tells."""

    NAME = "name"
    DATE = "date"
    SUM = "sum"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a text names.

    `key` is the same wherever it is named: case and blanks do not count, a date is ISO (2026-05-05, or
    2026-05 where no day is given). A name of several words stands under its initials too; `of` is then the
    key of the whole name. `shown` is how it stood first, `count` how often it stands, `is_early` whether in
    the headline or the first lines.
    """

    key: str
    sort: Sort
    shown: str
    count: int = 1
    is_early: bool = False
    of: str = ""

    @property
    def words(self) -> str:
        """The words to search for: a date stands in texts as it is written, not as its key."""
        return self.key if self.sort is Sort.NAME else self.shown


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    begins: bool

    @property
    def folded(self) -> str:
        return self.text.casefold()

    @property
    def may_name(self) -> bool:
        return self.text[0].isupper() and self.folded not in _NO_NAMES

    @property
    def is_firm(self) -> bool:
        """Tell whether it is a name wherever it stands, by its shape: EU, GPT-4, McDonald."""
        return self.may_name and any(sign.isupper() or sign.isdigit() for sign in self.text[1:])


def marks(headline: str, body: str) -> dict[str, Mark]:
    """Give what a document names, by keys; of a very long one only the beginning is read."""
    text = _ADDRESS.sub(" ", body[:MOST_CHARACTERS])
    reader = _Reader(list(_words(text)))
    found: dict[str, Mark] = {}
    for mark, _start in reader.read(headline, list(_words(headline)), is_headline=True):
        _take(found, replace(mark, is_early=True))
    early = len(text) // _EARLY_SHARE
    for mark, start in reader.read(text, reader.words):
        _take(found, replace(mark, is_early=start < early))
    return found


class _Reader:
    """Knows how the words of a body are written: a capital at the beginning of a sentence tells nothing."""

    def __init__(self, words: list[_Word]) -> None:
        self.words = words
        inside = {word.folded for word in words if word.may_name and not word.begins}
        self._firm = inside | {word.folded for word in words if word.is_firm}
        self._plain = {word.folded for word in words if not word.text[0].isupper()}

    def read(
        self, text: str, words: Sequence[_Word], *, is_headline: bool = False
    ) -> Iterator[tuple[Mark, int]]:
        """Give each mark of a text with where it starts; in a headline every word may have a capital."""
        for match in _DATE.finditer(text):
            yield Mark(_date_key(match), Sort.DATE, match.group()), match.start()
        for match in _SUM.finditer(text):
            yield Mark("".join(match.group().casefold().split()), Sort.SUM, match.group()), match.start()
        for match in _NUMBER.finditer(text):
            if not _ISO_DATE.fullmatch(match.group()):
                yield Mark(match.group().casefold(), Sort.NUMBER, match.group()), match.start()
        for name in self._names(text, words, is_headline=is_headline):
            for mark in _name_marks(text, name):
                yield mark, name[0].start

    def _names(self, text: str, words: Sequence[_Word], *, is_headline: bool) -> Iterator[list[_Word]]:
        name: list[_Word] = []
        following: Iterable[_Word | None] = [*words[1:], None]
        for word, after in zip(words, following, strict=False):
            is_near = bool(name) and _GAP_IN_A_NAME.fullmatch(text, name[-1].end, word.start) is not None
            if not is_near or not (word.may_name or word.folded in _JOINING):
                yield from _whole(name)
                name = []
            if name or self._begins_a_name(word, after, text, is_headline=is_headline):
                name.append(word)
        yield from _whole(name)

    def _begins_a_name(self, word: _Word, after: _Word | None, text: str, *, is_headline: bool) -> bool:
        if not word.may_name:
            return False
        if word.is_firm or not (word.begins or is_headline):
            return True
        if word.folded in self._plain:
            return False
        goes_on = (
            after is not None
            and after.may_name
            and _GAP_IN_A_NAME.fullmatch(text, word.end, after.start) is not None
        )
        return word.folded in self._firm or (goes_on and not is_headline)


def _take(found: dict[str, Mark], mark: Mark) -> None:
    known = found.get(mark.key)
    if known is not None:
        early = known.is_early or mark.is_early
        mark = replace(known, count=known.count + 1, is_early=early, of=known.of or mark.of)
    found[mark.key] = mark


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        begins = not end or not _ENDS_A_SENTENCE.isdisjoint(text[end : match.start()])
        yield _Word(match.group(), match.start(), match.end(), begins)
        end = match.end()


def _whole(name: list[_Word]) -> Iterator[list[_Word]]:
    """Give a name without what only joined it to nothing; a letter alone and a whole title are none."""
    while name and not name[-1].may_name:
        name = name[:-1]
    if name and len(name) <= _LONGEST_NAME and (len(name) > 1 or len(name[0].text) > 1):
        yield name


def _name_marks(text: str, name: list[_Word]) -> Iterator[Mark]:
    shown = text[name[0].start : name[-1].end]
    key = " ".join(word.folded for word in name)
    yield Mark(key, Sort.NAME, shown)
    initials = "".join(word.text[0] for word in name if word.may_name).casefold()
    if len(name) > 1 and len(initials) in _ACRONYM:
        yield Mark(initials, Sort.NAME, shown, of=key)


def _date_key(match: re.Match[str]) -> str:
    day, month, day_behind, year, *iso = match.groups()
    if month is None:
        return "-".join(iso)
    known = day or day_behind
    return f"{year}-{_MONTHS.index(month.casefold()) + 1:02d}" + (f"-{int(known):02d}" if known else "")
