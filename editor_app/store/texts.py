"""How the parts of a document are kept: its bytes once, and where in their text the parts stand."""

import json
from typing import Any, TypeAlias

from editor_app.domain.documents import Document, Kind, Markup, Span, Spans
from editor_app.domain.lists import ListRow
from editor_app.domain.standing import State
from editor_app.store.decoding import decoded, text_of

# A row by the names of its columns, whichever library it comes from.
Columns: TypeAlias = Any


def kept_text(document: Document, data: bytes) -> str | None:
    """Give the text where it must be kept because the bytes alone would not give it back, else None."""
    try:
        return None if decoded(data, document.encoding) == document.text else document.text
    except UnicodeDecodeError:
        return document.text


def written_spans(spans: Spans) -> str:
    """Spell the spans as a JSON list in a fixed order."""
    parts = (spans.header, spans.body, spans.heading, spans.section, spans.statement, spans.test)
    return f"[{','.join(['null' if part is None else f'[{part.start},{part.end}]' for part in parts])}]"


def read_spans(written: str) -> Spans:
    """Read spans as `written_spans` spelled them."""
    parts = [None if pair is None else Span(*pair) for pair in json.loads(written)]
    header, body, heading, section, statement, test = parts
    if body is None:
        raise ValueError(written)
    return Spans(header=header, body=body, heading=heading, section=section, statement=statement, test=test)


def body_place(written: str) -> tuple[int, int]:
    """Give where the body stands in the text, out of the spans as `written_spans` spelled them."""
    behind_header = written[6:] if written.startswith("[null") else written[written.index("]") + 2 :]
    start, end = behind_header[1 : behind_header.index("]")].split(",")
    return int(start), int(end)


def document_of(row: Columns) -> Document:
    """Put a document together out of the columns it is kept in."""
    return Document(
        sha256=row["id"],
        text=text_of(row["data"], row["encoding"], row["text"]),
        kind=Kind(row["kind"]),
        markup=Markup(row["markup"]),
        encoding=row["encoding"],
        newline=row["newline"],
        headline=row["headline"],
        source=row["source"],
        batch=row["batch"],
        batch_date=row["batch_date"],
        rationale=row["rationale"],
        test=row["test"],
        spans=read_spans(row["spans"]),
        notices=tuple(json.loads(row["notices"])),
    )


def line_of(row: Columns) -> ListRow:
    """Put a line of a list together out of the columns it is read from."""
    return ListRow(
        key=row["key"],
        id=row["id"],
        name=row["name"],
        archive=row["archive"] or "",
        kind=Kind(row["kind"]),
        source=row["source"] or None,
        headline=row["headline"],
        date=row["date"] or row["batch_date"],
        state=State(row["state"]),
        batch=row["batch"],
        batch_date=row["batch_date"],
        is_flagged=bool(row["flagged"]),
        archive_key=row["archive_key"] or "",
    )
