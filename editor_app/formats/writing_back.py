"""A document's bytes as they leave the desk: the original's, or with the amended rationale in its place."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from editor_app.domain.documents import Document
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.decoding import decode, encode_document, without_controls
from editor_app.formats.text_lines import with_newlines
from editor_app.formats.wire_parts import HEADING, MONTHS, is_heading, is_test_line

REVIEW = "Editorial review"
WRITTEN_AS_UTF8 = "written_as_utf8"
READS_DIFFERENTLY = "reads_differently"


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes to hand out, and codes of what is to be told about them.

    `written_as_utf8`: the new rationale does not fit the original's encoding, so the whole is UTF-8 now.
    `reads_differently`: the rationale holds a line that a reader takes for a heading or a test line.
    """

    data: bytes
    notices: tuple[str, ...] = ()


def write_back(
    original: bytes, document: Document, verdict: Verdict | None, decided_at: str | None
) -> Written:
    """Give a document's bytes under a verdict: for an amendment with its new rationale, else the original's.

    `decided_at` is the time of the decision in ISO 8601 with its offset or Z; the section bears its date
    in UTC. Without a verdict, or without its time, nothing is amended.
    """
    if verdict is None or verdict.outcome is not Outcome.AMEND or not verdict.rationale or not decided_at:
        return Written(original)
    rationale = without_controls(with_newlines(verdict.rationale, "\n")).strip()
    text = _before(document) + _section(document, rationale, decided_at)
    data, notices = _encoded(text, document.encoding)
    if any(is_heading(line) or is_test_line(line) for line in rationale.split("\n")):
        notices = (*notices, READS_DIFFERENTLY)
    return Written(data, notices)


def spelt_date(day: date) -> str:
    """Spell a date as the wires do: 21 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def _before(document: Document) -> str:
    """Give everything up to and with the heading line's text, or the whole text and its last line end."""
    spans = document.spans
    if spans.heading is not None:
        return document.text[: spans.heading.end]
    whole = document.text
    return whole + (document.newline if whole and not whole.endswith(("\n", "\r")) else "") + HEADING


def _section(document: Document, rationale: str, decided_at: str) -> str:
    """Give what follows the heading line's text: the new statement, the test line, the last line end."""
    test = None if document.spans.test is None else document.spans.test.of(document.text)
    lines = ["", f"{_review(document, decided_at)} {rationale}", *([] if test is None else [test])]
    if document.text.endswith(("\n", "\r")):
        lines.append("")
    return with_newlines("\n".join(lines), document.newline)


def _review(document: Document, decided_at: str) -> str:
    decided = datetime.fromisoformat(decided_at).astimezone(UTC).date()
    amending = ""
    if document.batch is not None and document.batch_date is not None:
        day = spelt_date(date.fromisoformat(document.batch_date))
        amending = f", amending {document.batch} ({day})"
    return f"{REVIEW} ({spelt_date(decided)}){amending}."


def _encoded(text: str, encoding: str) -> tuple[bytes, tuple[str, ...]]:
    """Write in the original's encoding where the text fits it and reads back the same, else in UTF-8."""
    try:
        data = encode_document(text, encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8"), (WRITTEN_AS_UTF8,)
    if decode(data).text == text:
        return data, ()
    return text.encode("utf-8"), (WRITTEN_AS_UTF8,)
