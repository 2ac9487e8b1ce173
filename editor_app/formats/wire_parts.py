"""The parts of a wire, each found by how it looks: header, heading, batch, test line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from editor_app.domain.documents import Span
from editor_app.formats.text_lines import Line, line_at, lines_of, stripped, with_plain_ends

HEADING = "Why this is an AI incident"

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}

_DRESS = "#*_:\uff1a \t\u00a0"  # what a heading may be dressed up with, on either side
_DRESS_OR_END = _DRESS + "\0"  # the sign that stands for the CR of a CR LF
_HEADING_WORDS = HEADING.casefold()
_LONGEST_HEADING = 2 * len(HEADING)
_HEADER = re.compile(r"\[([^\W_][^\s\[\]]{1,79})\][ \t\u00a0]")
_LOST_ADDRESS = "source"
_LONGEST_BATCH = 120
_LONGEST_FRONT = 3 * _LONGEST_BATCH
_DATE = re.compile(r"\((\d{1,2})[ \u00a0]([^\W\d_]{3,9})[ \u00a0](\d{4})\)")
_AMENDING = ", amending "
_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.!?] ")  # not the point of an abbreviation
_TEST = re.compile(
    "[*_#> \t]{0,20}counterfactual[ \u00a0]{1,5}[\"'\u201c\u201d\u201e\u201f\u2018\u2019]"
    "but[- \u2010\u2011\u2013]for[\"'\u201c\u201d\u201f\u2018\u2019][ \u00a0]{1,5}test",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a wire: `[source slug] headline`, with its marks."""

    source: str
    headline: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The classification a rationale came with, and where in the text the statement after it begins."""

    name: str
    date: str
    statement: int


def is_heading(line: str) -> bool:
    """Tell whether a line is the heading and nothing but it, however dressed up."""
    core = line.strip(_DRESS)
    if not len(HEADING) <= len(core) <= _LONGEST_HEADING:
        return False
    return " ".join(core.split()).casefold() == _HEADING_WORDS


def heading_lines(plain: str) -> Iterator[Line]:
    """Find the headings in a text with plain line ends; only lines short or dressed up are looked into."""
    start, end = 0, len(plain)
    while start < end:
        stop = plain.find("\n", start)
        stop = end if stop == -1 else stop
        length = stop - start
        if length >= len(HEADING) and (
            length <= _LONGEST_HEADING or plain[start] in _DRESS or plain[stop - 1] in _DRESS_OR_END
        ):
            line = line_at(plain, start, start)
            if is_heading(line.text):
                yield line
        start = stop + 1


def is_test_line(line: str) -> bool:
    """Tell whether a line begins with: Counterfactual "but-for" test."""
    return _TEST.match(line) is not None


def read_header(line: str) -> Header | None:
    """Read a source slug and a headline out of a line; None for anything else in square brackets.

    A slug has no blanks, two characters or more and a letter among them; `[source]` marks a lost address.
    """
    text = line.strip()
    found = _HEADER.match(text)
    if found is None or not is_slug(found[1]) or not text[found.end() :].strip():
        return None
    return Header(found[1], text[found.end() :].strip())


@lru_cache(1_024)
def is_slug(text: str) -> bool:
    """Tell whether a word can stand for a source in a header."""
    fits = _HEADER.fullmatch(f"[{text}] ") is not None
    return fits and text.casefold() != _LOST_ADDRESS and any(letter.isalpha() for letter in text)


def read_batch(text: str, part: Span) -> Batch | None:
    """Read "NAME (D Month YYYY). " off the front of a rationale, also where it says what it amends.

    An amendment reads "NAME (date), amending EARLIER (date). ": the batch is NAME, and what it amends is
    no part of the statement.
    """
    front = text[part.start : min(part.end, part.start + _LONGEST_FRONT)]
    line = next((line.text for line in lines_of(with_plain_ends(front))), "")
    found = _DATE.search(line)
    if found is None or not _is_name(line[: found.start()]):
        return None
    day, end = _iso(found), _end_of_batch(line, found.end())
    if day is None or end is None:
        return None
    return Batch(line[: found.start()].strip(), day, part.start + end)


def find_statement(text: str, section: Span, test: Line | None) -> Span:
    """Give the stretch of a section before its test line, without the blanks around it."""
    return stripped(text, section.start, section.end if test is None else test.start)


def _is_name(text: str) -> bool:
    name = text.strip()
    return 0 < len(name) <= _LONGEST_BATCH and _SENTENCE_END.search(name) is None


def _end_of_batch(line: str, place: int) -> int | None:
    """Give the place after the full stop that ends the batch, past an amending clause."""
    if line.startswith(_AMENDING, place):
        amended = _DATE.search(line, place)
        if amended is None or not _is_name(line[place + len(_AMENDING) : amended.start()]):
            return None
        place = amended.end()
    return place + 1 if line.startswith(".", place) else None


def _iso(found: re.Match[str]) -> str | None:
    month = _MONTH_NUMBERS.get(found[2].casefold())
    try:
        return None if month is None else date(int(found[3]), month, int(found[1])).isoformat()
    except ValueError:
        return None
