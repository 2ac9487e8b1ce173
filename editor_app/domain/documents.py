"""What comes in: a document, the parts it was read into, and where those parts stand in its text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A wire has a source header, or a heading with a rationale, or both; a document has neither."""

    WIRE = "wire"
    DOCUMENT = "document"


class Markup(StrEnum):
    """How the body is written; only the display depends on it."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the decoded text, in characters: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the stretch out of the text it belongs to."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Spans:
    """Where the parts of a document stand in its decoded text; None for a part it does not have.

    `section` runs from the end of the heading line to the end of the text; `statement` is the proposed
    rationale alone, after the batch and before the test line.
    """

    header: Span | None
    body: Span
    heading: Span | None
    section: Span | None
    statement: Span | None
    test: Span | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read: its whole decoded text and what was found in it.

    `encoding` is one of utf-8, utf-8-bom, utf-16-le, utf-16-be, cp1252 (the BOM is not part of `text`);
    `newline` is the line ending the text uses first (LF where it has none). `rationale` is the proposed
    statement or None, `batch` the name of the classification it came with, `batch_date` ISO or None.
    `notices` are codes of remarks made while reading (`encoding_guessed`, `heading_twice`).
    """

    sha256: str
    text: str
    kind: Kind
    markup: Markup
    encoding: str
    newline: str
    headline: str
    source: str | None
    batch: str | None
    batch_date: str | None
    rationale: str | None
    test: str | None
    spans: Spans
    notices: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text between header and heading, with its own line endings."""
        return self.spans.body.of(self.text)
