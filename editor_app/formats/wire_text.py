"""A document out of its bytes, and a document's bytes out of a row of fields."""

from dataclasses import dataclass
from functools import lru_cache

from editor_app.domain.canonical import sha256_hex
from editor_app.domain.documents import Document, Kind, Span, Spans
from editor_app.formats.decoding import Decoded, decode
from editor_app.formats.markup import markup_of, title_of, without_markup
from editor_app.formats.text_lines import Line, first_line, lines_of, stripped, with_newlines, with_plain_ends
from editor_app.formats.wire_parts import (
    HEADING,
    Batch,
    Header,
    find_statement,
    heading_lines,
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
_LONGEST_KNOWN = 4_000


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands before the heading."""

    header: Header | None
    header_span: Span | None
    body: Span


@dataclass(frozen=True, slots=True)
class _Section:
    """What the heading stands over; its places count from the end of the heading's line."""

    statement: Span | None = None
    rationale: str | None = None
    test: Line | None = None
    batch: Batch | None = None
    has_rest: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything found in a document; `plain` is its text with plain line ends, `body` its body in that."""

    decoded: Decoded
    plain: str
    heading: Line | None
    top: _Top
    section: _Section
    body: str
    is_twice: bool


_NO_SECTION = _Section()


def read_document(data: bytes) -> Document:
    """Read a wire, an article or a Markdown statement; Problem `not_text` for what is none.

    The rationale is given with LF line ends whatever the document's are; every span counts in the text.
    """
    decoded = decode(data)
    plain = with_plain_ends(decoded.text)
    headings = list(heading_lines(plain))
    heading = headings[-1] if headings else None
    top = _read_top(plain, len(plain) if heading is None else heading.start)
    section = _NO_SECTION if heading is None else _read_section(decoded.text[heading.next :])
    body = top.body.of(plain)
    found = _Found(decoded, plain, heading, top, section, body, is_twice=len(headings) > 1)
    return _assembled(data, found)


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


def _read_top(plain: str, end: int) -> _Top:
    first = first_line(plain)
    header = None if first is None or first.start >= end else read_header(first.text)
    if first is None or header is None:
        return _Top(None, None, Span(0, end))
    return _Top(header, first.span, Span(first.next, end))


def _read_section(section: str) -> _Section:
    return _known_section(section) if len(section) <= _LONGEST_KNOWN else _new_section(section)


def _new_section(section: str) -> _Section:
    plain = with_plain_ends(section)
    test = next((line for line in reversed(list(lines_of(plain))) if is_test_line(line.text)), None)
    whole = find_statement(section, Span(0, len(section)), test)
    batch = read_batch(section, whole)
    statement = whole if batch is None else stripped(section, batch.statement, whole.end)
    is_empty = statement.start == statement.end
    return _Section(
        statement=None if is_empty else statement,
        rationale=None if is_empty else with_newlines(statement.of(section), "\n"),
        test=test,
        batch=batch,
        has_rest=test is not None and bool(section[test.next :].strip()),
    )


# Most wires of an archive end in the same words: what was read out of them once need not be read again.
_known_section = lru_cache(512)(_new_section)


def _assembled(data: bytes, found: _Found) -> Document:
    decoded, top, section = found.decoded, found.top, found.section
    text, batch, header, rationale = decoded.text, section.batch, top.header, section.rationale
    return Document(
        sha256=sha256_hex(data),
        text=text,
        kind=Kind.DOCUMENT if header is None and rationale is None else Kind.WIRE,
        markup=markup_of(found.body),
        encoding=decoded.encoding,
        newline=decoded.newline,
        headline=_headline(found),
        source=None if header is None else header.source,
        batch=None if batch is None else batch.name,
        batch_date=None if batch is None else batch.date,
        rationale=rationale,
        test=None if section.test is None else section.test.text.strip(),
        spans=_spans(found),
        notices=(*decoded.notices, *_notices(found)),
    )


def _spans(found: _Found) -> Spans:
    heading, section = found.heading, found.section
    at = 0 if heading is None else heading.next
    statement, test = section.statement, section.test
    return Spans(
        header=found.top.header_span,
        body=found.top.body,
        heading=None if heading is None else heading.span,
        section=None if heading is None else Span(at, len(found.decoded.text)),
        statement=None if statement is None else Span(at + statement.start, at + statement.end),
        test=None if test is None else Span(at + test.start, at + test.start + len(test.text)),
    )


def _headline(found: _Found) -> str:
    if found.top.header is not None:
        return without_markup(found.top.header.headline)
    title = title_of(found.body)
    return title if title or found.heading is None else without_markup(found.heading.text)


def _notices(found: _Found) -> tuple[str, ...]:
    made = (
        (EMPTY, not found.decoded.text or found.decoded.text.isspace()),
        (HEADING_TWICE, found.is_twice),
        (NO_RATIONALE, found.top.header is not None and found.section.statement is None),
        (TEXT_AFTER_TEST, found.section.has_rest),
    )
    return tuple([code for code, is_so in made if is_so])
