"""What the window paints first, read before SQLAlchemy is loaded: loading it takes longer than painting."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from editor_app.domain.problems import Problem
from editor_app.store.conditions import LISTED, TO_DO
from editor_app.store.engine import Mode, connect, schema_of
from editor_app.store.header import refuse_no_desk
from editor_app.store.kept_text import body_of, text_of
from editor_app.store.schema import SCHEMA

_LINES = (
    "SELECT d.id, s.source, coalesce(d.date, d.batch_date, ''), d.headline, s.state"
    " FROM (SELECT document FROM standings WHERE {condition} ORDER BY archive, position, name LIMIT ?) l"
    " JOIN standings s ON s.document = l.document JOIN documents d ON d.key = l.document"
    " ORDER BY s.archive, s.position, s.name"
)
_TEXT = (
    "SELECT d.id, d.headline, d.encoding, d.spans, coalesce(d.rationale, ''), b.data, b.text"
    " FROM documents d JOIN bodies b ON b.document = d.key WHERE {condition}"
)
_ARCHIVES = "SELECT name FROM archives ORDER BY number"


class FirstLine(NamedTuple):
    """A line of the list: the document's SHA-256 and what is painted of it; `date` is ISO or ""."""

    id: str
    source: str
    date: str
    headline: str
    state: str


class FirstText(NamedTuple):
    """A document as it is painted first: its SHA-256, title, body, and the proposed rationale or ""."""

    id: str
    headline: str
    body: str
    rationale: str


class FirstPage(NamedTuple):
    """The beginning of the list that is shown first (to do, or all where nothing is), and one document.

    `text` is the document asked for, else that of the first line; None where there is none.
    """

    archives: tuple[str, ...]
    lines: tuple[FirstLine, ...]
    text: FirstText | None


def first_page(path: Path, document: str = "", lines: int = 50) -> FirstPage | None:
    """Read the first page of a desk; None where it must be opened properly first, which will tell why.

    `document` is the SHA-256 of the one to show, "" for the first of the list.
    """
    try:
        refuse_no_desk(path)
        with closing(connect(path, Mode.READ)) as connection:
            return _read(connection, document, lines) if schema_of(connection) == SCHEMA else None
    except (Problem, sqlite3.Error):
        return None


def remembered(path: Path, name: str) -> str | None:
    """Give a fact the desk file remembers under a name, None where there is none or it cannot be read."""
    try:
        refuse_no_desk(path)
        with closing(connect(path, Mode.READ)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    except (Problem, sqlite3.Error):
        return None
    return None if row is None else str(row[0])


def _read(connection: sqlite3.Connection, document: str, lines: int) -> FirstPage:
    connection.execute("BEGIN")
    found = _lines(connection, TO_DO, lines) or _lines(connection, LISTED, lines)
    text = _text(connection, "d.id = ?", document) if document else None
    if text is None and found:
        text = _text(connection, "d.id = ?", found[0].id)
    names = tuple(str(row[0]) for row in connection.execute(_ARCHIVES))
    return FirstPage(names, found, text)


def _lines(connection: sqlite3.Connection, condition: str, lines: int) -> tuple[FirstLine, ...]:
    rows = connection.execute(_LINES.format(condition=condition), (lines,))
    return tuple(FirstLine._make(row) for row in rows)


def _text(connection: sqlite3.Connection, condition: str, value: str) -> FirstText | None:
    row = connection.execute(_TEXT.format(condition=condition), (value,)).fetchone()
    if row is None:
        return None
    id_, headline, encoding, spans, rationale, data, kept = row
    return FirstText(id_, headline, body_of(text_of(data, encoding, kept), spans), rationale)
