"""The text of a document as the reader lays it out: paragraphs, each with its way back to the stored text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from editor_app.domain.documents import Document, Span
from editor_app.domain.source_marks import BEGINNING, SOURCE_MARK
from editor_app.domain.visible_marks import with_marks

LONGEST_PARAGRAPH: Final = 20_000
LARGEST_PART: Final = 200_000
# Each `[source]` is dressed by itself, which takes as long as laying out so many characters.
_MARK_SIZE: Final = 200
_MOST_PARAGRAPHS: Final = 1_000
_LONGEST_WRITTEN: Final = 50_000
_LINE = re.compile(r"[^\r\n]+")
_ENDING = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A `[source]` in a paragraph: where it stands there, and its address if the archive gives one."""

    start: int
    end: int
    address: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is shown. `offsets[i]` is the place of the i-th character in the stored text."""

    text: str
    offsets: Sequence[int]
    is_title: bool = False
    marks: tuple[SourceMark, ...] = ()

    def shown_range(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the stretch of this paragraph that shows `start` to `end` of the stored text."""
        first = _first_at_least(self.offsets, start)
        last = _first_at_least(self.offsets, end)
        return (first, last) if first < last else None


@dataclass(slots=True)
class Part:
    """What is shown at once: paragraphs, or a stretch of markdown; `left` characters of the text follow."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    left: int = 0
    markdown: Span | None = None


def parts_of(document: Document, address: str | None = None) -> Iterator[Part]:
    """Cut a document into what is shown first and what is shown on request; at least one part."""
    body = document.spans.body
    title = _title(document)
    pieces = _pieces(document.text, body.start, body.end, LONGEST_PARAGRAPH)
    yield from _parts(_paragraphs(document.text, pieces, title, address), body.end)


def source_parts(document: Document) -> Iterator[Part]:
    """Cut the whole stored text into parts, line by line, empty lines too."""
    text = document.text
    lines = (
        piece for start, end in lines_in(text, 0, len(text)) for piece in _cut(start, end, LONGEST_PARAGRAPH)
    )
    plain = (Paragraph(with_marks(text[start:end]), range(start, end)) for start, end in lines)
    yield from _parts(plain, len(text))


def is_too_long_to_write(text: str) -> bool:
    """Tell whether a text would stall the field it is written in: very long, or a paragraph of it."""
    return len(text) > _LONGEST_WRITTEN or any(
        end - start > LONGEST_PARAGRAPH for start, end in lines_in(text, 0, len(text))
    )


def lines_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give each line of a stretch of a text, empty ones too, without its ending (LF, CRLF or CR)."""
    for ending in _ENDING.finditer(text, start, end):
        yield start, ending.start()
        start = ending.end()
    yield start, end


def aligned(shown: str, text: str, start: int, end: int) -> tuple[list[int], int]:
    """Find each character of a shown paragraph in the stored text, from `start` on.

    Markup is skipped; a character that stands in the text under another spelling takes the place of the one
    before it. Gives the offsets and the place where the next paragraph goes on looking.
    """
    offsets: list[int] = []
    place = start
    for word in re.findall(r"\s+|\S+", shown):
        found = -1 if word.isspace() else text.find(word, place, min(end, place + LONGEST_PARAGRAPH))
        if found >= 0:
            offsets.extend(range(found, found + len(word)))
            place = found + len(word)
        else:
            letters, place = _aligned_letters(word, text, place, end)
            offsets.extend(letters)
    return offsets, place


def _aligned_letters(word: str, text: str, place: int, end: int) -> tuple[list[int], int]:
    offsets: list[int] = []
    for letter in word:
        found = text.find(letter, place, min(end, place + 64))
        if found >= 0:
            offsets.append(found)
            place = found + 1
        else:
            offsets.append(min(place, max(end - 1, 0)))
    return offsets, place


def _title(document: Document) -> tuple[int, int] | None:
    """Find the headline in the stored text; it is shown as the title and not again below it."""
    header = document.spans.header
    span = header or document.spans.body
    found = document.text.find(document.headline, span.start, span.end) if document.headline else -1
    return (found, found + len(document.headline)) if found >= 0 else None


def _paragraphs(
    text: str, pieces: Iterator[tuple[int, int]], title: tuple[int, int] | None, address: str | None
) -> Iterator[Paragraph]:
    if title is not None:
        shown = text[title[0] : min(title[1], title[0] + LONGEST_PARAGRAPH)]
        yield Paragraph(with_marks(shown), range(title[0], title[0] + len(shown)), is_title=True)
    for start, end in pieces:
        stripped = text[start:end].strip()
        if stripped and not (title and start <= title[0] < end and title[1] - title[0] == len(stripped)):
            yield _paragraph(text, start, end, address)


def _paragraph(text: str, start: int, end: int, address: str | None) -> Paragraph:
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip())
    start, raw = start + lead, raw.strip()
    if BEGINNING not in raw:
        return Paragraph(with_marks(raw), range(start, start + len(raw)))
    return _with_sources(raw, start, address)


def _with_sources(raw: str, start: int, address: str | None) -> Paragraph:
    """Show `[source](address)` and `[source: address]` as `[source]`, and remember where each stands."""
    shown: list[str] = []
    offsets: list[int] = []
    marks: list[SourceMark] = []
    place = 0
    for found in SOURCE_MARK.finditer(raw):
        word = found.start() + len(BEGINNING)
        bracket = found.end() - 1 if found["named"] else word
        shown.append(f"{raw[place:word]}]")
        offsets.extend([*range(start + place, start + word), start + bracket])
        own = found["linked"] or found["named"]
        marks.append(SourceMark(len(offsets) - len(BEGINNING) - 1, len(offsets), own or address))
        place = found.end()
    shown.append(raw[place:])
    offsets.extend(range(start + place, start + len(raw)))
    return Paragraph(with_marks("".join(shown)), offsets, marks=tuple(marks))


def _parts(paragraphs: Iterator[Paragraph], end: int) -> Iterator[Part]:
    """Gather paragraphs until one was cut, or until a part is large enough."""
    part, size = Part(), 0
    waiting: Paragraph | None = None
    for paragraph in paragraphs:
        if waiting is not None:
            part.paragraphs.append(waiting)
            size += len(waiting.text) + _MARK_SIZE * len(waiting.marks)
            was_cut = (
                len(waiting.text) >= LONGEST_PARAGRAPH and paragraph.offsets[0] == waiting.offsets[-1] + 1
            )
            if was_cut or size >= LARGEST_PART or len(part.paragraphs) >= _MOST_PARAGRAPHS:
                part.left = end - paragraph.offsets[0] if len(paragraph.offsets) else 0
                yield part
                part, size = Part(), 0
        waiting = paragraph
    if waiting is not None:
        part.paragraphs.append(waiting)
    yield part


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text, start, end):
        yield from _cut(line.start(), line.end(), longest)


def _cut(start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    if start == end:
        yield start, end
    for place in range(start, end, longest):
        yield place, min(end, place + longest)


def _first_at_least(offsets: Sequence[int], wanted: int) -> int:
    """Give the first place whose offset is `wanted` or more; offsets never fall."""
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low
