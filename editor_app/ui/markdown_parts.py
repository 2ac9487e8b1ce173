"""Markdown as the reader lays it out: which documents are, and where a long one is cut into parts."""

import re
from collections.abc import Iterator
from typing import Final

from editor_app.domain.documents import Document, Markup, Span
from editor_app.ui.reader_text import LONGEST_PARAGRAPH, Part, lines_in

LARGEST_PART: Final = 80_000
MOST_LINES: Final = 1_000
_LARGEST: Final = 1_000_000
_MOST_LINES_IN_ALL: Final = 20_000
_WIDEST_TABLE: Final = 64
_DEEPEST_QUOTE: Final = 16
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_OUTERMOST: Final = re.compile(r"#{1,6} |[^\W\d_]|\*\*|[\[(\"'“‘]")  # noqa: RUF001 - as they are printed


def is_shown_as_markdown(document: Document) -> bool:
    """Tell whether a document is laid out as markdown: written so, and unable to stall the window."""
    text, body = document.text, document.spans.body
    if document.markup is not Markup.MARKDOWN or body.end - body.start > _LARGEST:
        return False
    if text.count("\n", body.start, body.end) > _MOST_LINES_IN_ALL:
        return False
    return all(_is_harmless(text[start:end]) for start, end in lines_in(text, body.start, body.end))


def markdown_parts(document: Document) -> Iterator[Part]:
    """Cut a body into what is laid out at once; at least one part."""
    body = document.spans.body
    begun = body.start
    while (cut := _end_of_part(document.text, begun, body.end)) < body.end:
        yield Part(left=body.end - cut, markdown=Span(begun, cut))
        begun = cut
    yield Part(markdown=Span(begun, body.end))


def _end_of_part(text: str, start: int, end: int) -> int:
    """Give the end of a part: before the last heading or paragraph of the outermost level, not in code.

    Where none begins for as long as a part may be, it is behind a line.
    """
    seam, is_code, is_behind_blank = start, False, False
    for number, (first, last) in enumerate(lines_in(text, start, end)):
        if number >= MOST_LINES or last - start > LARGEST_PART:
            return seam if seam > start else first
        line = text[first:last]
        if is_behind_blank and not is_code and _OUTERMOST.match(line):
            seam = first
        is_code ^= bool(_FENCE.match(line))
        is_behind_blank = not line.strip()
    return end


def _is_harmless(line: str) -> bool:
    """Tell whether markdown in a line cannot stall or crash the layout: no huge table, word or nesting."""
    start = line[: 4 * _DEEPEST_QUOTE]
    is_deep = start.count(">") >= _DEEPEST_QUOTE or len(line) - len(line.lstrip()) > 4 * _DEEPEST_QUOTE
    return len(line) <= LONGEST_PARAGRAPH and line.count("|") <= _WIDEST_TABLE and not is_deep
