"""The lines of a text with their places in it; only LF, CR LF and CR end a line."""

from collections.abc import Iterator
from typing import NamedTuple

from editor_app.domain.documents import Span

_CARRIAGE_OF_A_PAIR = "\0"
# What `str.strip` takes for a blank, and the sign above.
_BLANKS = (
    "\0\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


class Line(NamedTuple):
    """A line without its ending; `next` is where the line after it begins, or the text ends."""

    text: str
    start: int
    next: int

    @property
    def span(self) -> Span:
        """Where the line stands, without its ending."""
        return Span(self.start, self.start + len(self.text))


def with_plain_ends(text: str) -> str:
    """Give a text of the same length in which LF alone ends a line, so that one search finds the end.

    The text holds no NUL (`decode` refuses it), which lets a NUL stand for the CR of a CR LF here.
    """
    if "\r" not in text:
        return text
    return text.replace("\r\n", _CARRIAGE_OF_A_PAIR + "\n").replace("\r", "\n")


def lines_of(plain: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Cut a text with plain ends into lines, each when it is asked for; none stands after a last line end.

    `end` is where a line begins, or the end of the text.
    """
    end = len(plain) if end is None else end
    while start < end:
        line = line_at(plain, start, start)
        yield line
        start = line.next


def line_at(plain: str, place: int, earliest: int = 0) -> Line:
    """Give the line of a text with plain ends that a place lies in; it begins at `earliest` or later."""
    start = max(plain.rfind("\n", earliest, place) + 1, earliest)
    stop = plain.find("\n", place)
    if stop == -1:
        return Line(plain[start:], start, len(plain))
    return Line(plain[start:stop].removesuffix(_CARRIAGE_OF_A_PAIR), start, stop + 1)


def first_line(plain: str) -> Line | None:
    """Give the first line of a text with plain ends that is not blank, None where all are."""
    blanks = len(plain) - len(plain.lstrip(_BLANKS))
    return None if blanks == len(plain) else line_at(plain, blanks)


def with_newlines(text: str, newline: str) -> str:
    """Give a text in which every line ends with `newline`."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return plain if newline == "\n" else plain.replace("\n", newline)


def stripped(text: str, start: int, end: int) -> Span:
    """Give the stretch between two places without the blanks at its ends; an empty one lies at `start`."""
    part = text[start:end]
    kept = part.lstrip()
    first = start + len(part) - len(kept)
    length = len(kept.rstrip())
    return Span(first, first + length) if length else Span(start, start)
