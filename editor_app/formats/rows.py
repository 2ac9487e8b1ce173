"""Rows of fields, from JSON Lines or CSV, and the documents they stand for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from editor_app.domain.problems import Problem
from editor_app.formats.wire_text import as_slug, compose

DATE_UNREADABLE = "date_unreadable"
COMPOSED = ("title", "body", "source", "rationale")
SUBSTANCE = ("text", "title", "body", "rationale")
_MADE_INTO_TEXT = frozenset({"text", "title", "body", "rationale"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document on its way in: its name, its bytes, what its source said beside it.

    `date` is ISO or None; `notices` are codes of remarks made on the way.
    """

    name: str
    data: bytes
    metadata: dict[str, str] = field(default_factory=dict)
    date: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row, and the line of its file it begins on."""

    line: int
    fields: Mapping[str, object]

    @property
    def id(self) -> str:
        """The row's own name: its `id`, else its `name`, "" where it has neither."""
        found = (_spelt(self.fields.get(key)).strip() for key in ("id", "name"))
        return next((name for name in found if name), "")


def read_row(row: Row, name: str, most: int) -> Incoming:
    """Make the document a row stands for.

    Raises Problem `row_without_text`, `row_field_not_text` or `too_large` (more than `most` bytes).
    """
    texts = {key: _text(row.fields, key) for key in ("text", *COMPOSED)}
    if not any(texts[key].strip() for key in SUBSTANCE):
        raise Problem("row_without_text", line=row.line)
    data = texts["text"].encode("utf-8") if texts["text"].strip() else compose(*(texts[k] for k in COMPOSED))
    if len(data) > most:
        raise Problem("too_large", limit=most)
    told, day = _date(row.fields)
    metadata = _metadata(row.fields, day, is_composed=not texts["text"].strip())
    return Incoming(name, data, metadata, day, (DATE_UNREADABLE,) if told and day is None else ())


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Problem("row_field_not_text", field=key)
    return value


def _date(fields: Mapping[str, object]) -> tuple[str, str | None]:
    """Give the date as the row tells it, and as ISO where it can be read so."""
    told = _spelt(fields.get("date")).strip()
    for read in (date.fromisoformat, lambda text: datetime.fromisoformat(text).date()):
        try:
            return told, read(told).isoformat()
        except ValueError:
            continue
    return told, None


def _metadata(fields: Mapping[str, object], day: str | None, *, is_composed: bool) -> dict[str, str]:
    """Keep what did not become part of the text, as text; nothing of a field that is empty."""
    used = set(_MADE_INTO_TEXT) if is_composed else {"text"}
    source, title = _spelt(fields.get("source")), _spelt(fields.get("title"))
    if is_composed and title.strip() and as_slug(source) == source:
        used.add("source")
    if day is not None and _spelt(fields.get("date")) == day:
        used.add("date")
    spelt = {key: _spelt(value) for key, value in fields.items() if key not in used}
    return {key: value for key, value in spelt.items() if value}


def _spelt(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
