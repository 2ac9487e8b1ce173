"""A document out of its bytes, and a document's bytes out of a row of fields."""

from dataclasses import dataclass

from editor_app.domain.canonical import sha256_hex
from editor_app.domain.documents import Document, Kind, Span, Spans
from editor_app.formats.decoding import Decoded, decode
from editor_app.formats.markup import markup_of, title_among, without_markup
from editor_app.formats.text_lines import Line, lines_of, stripped, with_newlines
from editor_app.formats.wire_parts import (
    HEADING,
    Batch,
    Header,
    find_statement,
    is_heading,
    is_slug,
    is_test_line,
    read_batch,
    read_header,
)
from editor_app.formats.writing_back import Written, write_back

__all__ = ["Written", "compose", "read_document", "write_back"]

EMPTY = "empty"
HEADING_TWICE = "heading_twice"
NO_RATIONALE = "no_rationale"
TEXT_AFTER_TEST = "text_after_test"


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands before the heading."""

    header: Header | None
    header_span: Span | None
    body: Span
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Section:
    """What the heading stands over; all None where there is no heading."""

    heading: Span | None = None
    section: Span | None = None
    statement: Span | None = None
    test: Line | None = None
    batch: Batch | None = None
    has_rest: bool = False


def read_document(data: bytes) -> Document:
    """Read a wire, an article or a Markdown statement; Problem `not_text` for what is none.

    The rationale is given with LF line ends whatever the document's are; every span counts in the text.
    """
    decoded = decode(data)
    lines = list(lines_of(decoded.text))
    headings = [index for index, line in enumerate(lines) if is_heading(line.text)]
    place = headings[-1] if headings else len(lines)
    top = _read_top(lines[:place])
    section = _read_section(decoded.text, lines, place)
    return _assembled(data, decoded, top, section, is_twice=len(headings) > 1)


def compose(title: str, body: str, source: str, rationale: str) -> bytes:
    """Write the wire a row of fields stands for; "" for a field the row does not have.

    Header, body, heading, rationale, with LF line ends and a final one, in UTF-8. A source that cannot
    stand in a header, or stands over no title, is left to the row's metadata.
    """
    headline = " ".join(title.split())
    slug = as_slug(source)
    first = f"[{slug}] {headline}" if slug and headline else headline
    parts = [first, _block(body)]
    if rationale.strip():
        parts += [HEADING, _block(rationale)]
    return "".join(f"{part}\n" for part in parts if part).encode("utf-8")


def as_slug(source: str) -> str:
    """Give the word that stands for a source in a header; "" where none can be made."""
    name = source.strip()
    if is_slug(name):
        return name
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    slug = "-".join(words)
    return slug if is_slug(slug) else ""


def _block(text: str) -> str:
    return with_newlines(text, "\n").strip("\n")


def _read_top(lines: list[Line]) -> _Top:
    end = lines[-1].next if lines else 0
    first = next((index for index, line in enumerate(lines) if line.text.strip()), None)
    header = None if first is None else read_header(lines[first].text)
    if first is None or header is None:
        return _Top(None, None, Span(0, end), lines)
    line = lines[first]
    return _Top(header, line.span, Span(line.next, end), lines[first + 1 :])


def _read_section(text: str, lines: list[Line], place: int) -> _Section:
    if place == len(lines):
        return _Section()
    heading, below = lines[place], lines[place + 1 :]
    section = Span(heading.next, len(text))
    test = next((line for line in reversed(below) if is_test_line(line.text)), None)
    whole = find_statement(text, section, test)
    batch = read_batch(text, whole)
    statement = whole if batch is None else stripped(text, batch.statement, whole.end)
    return _Section(
        heading=heading.span,
        section=section,
        statement=statement if statement.start < statement.end else None,
        test=test,
        batch=batch,
        has_rest=test is not None and bool(text[test.next :].strip()),
    )


def _assembled(data: bytes, decoded: Decoded, top: _Top, section: _Section, *, is_twice: bool) -> Document:
    text = decoded.text
    rationale = None if section.statement is None else with_newlines(section.statement.of(text), "\n")
    is_wire = top.header is not None or rationale is not None
    batch = section.batch
    return Document(
        sha256=sha256_hex(data),
        text=text,
        kind=Kind.WIRE if is_wire else Kind.DOCUMENT,
        markup=markup_of(top.body.of(text)),
        encoding=decoded.encoding,
        newline=decoded.newline,
        headline=_headline(top, section, text),
        source=None if top.header is None else top.header.source,
        batch=None if batch is None else batch.name,
        batch_date=None if batch is None else batch.date,
        rationale=rationale,
        test=None if section.test is None else section.test.text.strip(),
        spans=_spans(top, section),
        notices=(*decoded.notices, *_notices(text, top, section, is_twice=is_twice)),
    )


def _spans(top: _Top, section: _Section) -> Spans:
    return Spans(
        header=top.header_span,
        body=top.body,
        heading=section.heading,
        section=section.section,
        statement=section.statement,
        test=None if section.test is None else section.test.span,
    )


def _headline(top: _Top, section: _Section, text: str) -> str:
    if top.header is not None:
        return without_markup(top.header.headline)
    title = title_among(top.lines)
    return title if title or section.heading is None else without_markup(section.heading.of(text))


def _notices(text: str, top: _Top, section: _Section, *, is_twice: bool) -> list[str]:
    found = {
        EMPTY: not text.strip(),
        HEADING_TWICE: is_twice,
        NO_RATIONALE: top.header is not None and section.statement is None,
        TEXT_AFTER_TEST: section.has_rest,
    }
    return [code for code, is_so in found.items() if is_so]
