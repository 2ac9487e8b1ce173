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
    "duplicate_of",
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
DETAILS = (
    "answers",
    "realisation",
    "category",
    "confidence",
    "severity",
    "severity_reason",
    "harm_types",
    "wording",
)
DEVIATION = ("signed_off_by", "signed_off_at", "ledger_text")
READINGS = "readings"
_FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def json_line(record: Mapping[str, Any]) -> bytes:
    """Give a record as one line of JSON Lines."""
    return canonical_json(dict(record)).encode("utf-8") + b"\n"


def columns() -> tuple[str, ...]:
    """Give the columns of a table: plain keys, the review's and its details' with their paths, readings."""
    review = [f"review.{name}" for name in REVIEW]
    details = [f"review.details.{name}" for name in DETAILS]
    deviation = [f"review.details.deviation.{name}" for name in DEVIATION]
    return (*PLAIN, *review, *details, *deviation, READINGS)


def texts(record: Mapping[str, Any]) -> list[str]:
    """Give the cells of a record under these columns.

    Lists are joined by a semicolon, answers stand as `B1=yes;B2=near`, quotes, sources and the readings of a
    dispute as JSON, what is absent is empty.
    """
    return [_field(value) for value in _fields(record)]


def csv_head() -> bytes:
    """Give the first line of the CSV."""
    return csv_fields(columns())


def csv_line(record: Mapping[str, Any]) -> bytes:
    """Give a record as one line of CSV (RFC 4180), every field quoted, no field readable as a formula."""
    return csv_fields(_fields(record))


def _fields(record: Mapping[str, Any]) -> list[object]:
    review = record["review"] or {}
    details = review.get("details") or {}
    deviation = details.get("deviation") or {}
    fields: list[object] = [record[name] for name in PLAIN]
    fields += [review.get(name) for name in REVIEW] + [details.get(name) for name in DETAILS]
    return [*fields, *(deviation.get(name) for name in DEVIATION), record.get(READINGS)]


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
    if isinstance(value, dict):
        return ";".join(f"{name}={said}" for name, said in sorted(value.items()))
    return str(value)


def _guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text
