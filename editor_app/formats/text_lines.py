"""The lines of a text with their places in it; only LF, CR LF and CR end a line."""

from collections.abc import Iterator
from dataclasses import dataclass

from editor_app.domain.documents import Span

_CARRIAGE_OF_A_PAIR = "\0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its ending; `next` is where the line after it begins, or the text ends."""

    text: str
    start: int
    next: int

    @property
    def span(self) -> Span:
        """Where the line stands, without its ending."""
        return Span(self.start, self.start + len(self.text))


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """Cut a text into lines from `start` on, in one pass; no line stands after a last line end.

    The text holds no NUL (`decode` refuses it), which lets a NUL stand for the CR of a CR LF here.
    """
    rest = text[start:] if start else text
    if "\r" in rest:
        rest = rest.replace("\r\n", _CARRIAGE_OF_A_PAIR + "\n").replace("\r", "\n")
    place = start
    for piece in rest.split("\n"):
        if place >= len(text):
            return
        after = place + len(piece) + 1
        yield Line(piece.removesuffix(_CARRIAGE_OF_A_PAIR), place, min(after, len(text)))
        place = after


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
