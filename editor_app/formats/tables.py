"""Records as JSON Lines and CSV: one a document, the keys `show` gives less body and history."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from editor_app.domain.canonical import canonical_json

PLAIN = (
    "id",
    "name",
    "archive",
    "kind",
    "source",
    "headline",
    "date",
    "state",
    "batch",
    "batch_date",
    "rationale",
    "test",
    "encoding",
    "sha256",
    "revision_of",
    "same_rationale",
    "flags",
)
REVIEW = (
    "outcome",
    "rationale",
    "reasons",
    "is",
    "verifiable",
    "route",
    "but_for",
    "quotes",
    "sources",
    "note",
    "editor",
    "at",
    "event",
)
_FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def json_line(record: Mapping[str, Any]) -> bytes:
    """Give a record as one line of JSON Lines."""
    return canonical_json(dict(record)).encode("utf-8") + b"\n"


def csv_head() -> bytes:
    """Give the first line of the CSV: plain keys, then the review's with `review.` before them."""
    return csv_fields([*PLAIN, *(f"review.{name}" for name in REVIEW)])


def csv_line(record: Mapping[str, Any]) -> bytes:
    """Give a record as one line of CSV (RFC 4180), every field quoted, no field readable as a formula.

    Lists are joined by a semicolon, quotes and sources stand as JSON, what is absent is empty.
    """
    review = record["review"] or {}
    fields = [record[name] for name in PLAIN] + [review.get(name) for name in REVIEW]
    return csv_fields(fields)


def csv_fields(fields: Sequence[object]) -> bytes:
    """Give one line of CSV, every field quoted and none readable as a formula."""
    line = io.StringIO(newline="")
    texts = [_guarded(_field(value)) for value in fields]
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(texts)
    return line.getvalue().encode("utf-8")


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return ";".join(value)
        return canonical_json(value)
    return str(value)


def _guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text
