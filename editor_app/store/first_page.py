"""What the window paints first, read before SQLAlchemy is loaded: loading it takes longer than painting."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from editor_app.domain.problems import Problem
from editor_app.store.conditions import LISTED, TO_DO
from editor_app.store.decoding import text_of
from editor_app.store.engine import Mode, connect, schema_of
from editor_app.store.header import refuse_no_desk
from editor_app.store.schema import SCHEMA

_LINES = (
    "SELECT d.id, s.source, d.headline"
    " FROM (SELECT document FROM standings WHERE {condition} ORDER BY archive, position, name LIMIT ?) l"
    " JOIN standings s ON s.document = l.document JOIN documents d ON d.key = l.document"
    " ORDER BY s.archive, s.position, s.name"
)
# The spans of the parts are kept as a list, the body's the second of them.
_TEXT = (
    "SELECT d.id, d.headline, d.encoding, json_extract(d.spans, '$[1][0]'), json_extract(d.spans, '$[1][1]'),"
    " b.data, b.text FROM documents d JOIN bodies b ON b.document = d.key WHERE d.id = ?"
)
_PLACE = "SELECT json_extract(value, '$.document') FROM meta WHERE name = ? AND json_valid(value)"


class FirstLine(NamedTuple):
    """A line of the list: the document's SHA-256 and what is painted of it."""

    id: str
    source: str
    headline: str


class FirstText(NamedTuple):
    """A document as it is painted first: its SHA-256, title and body."""

    id: str
    headline: str
    body: str


class FirstPage(NamedTuple):
    """The beginning of the list that is shown first (to do, or all where nothing is), and one document.

    `text` is the document an editor was at, else that of the first line; None where there is none.
    """

    lines: tuple[FirstLine, ...]
    text: FirstText | None


def first_page(path: Path, place: str = "", lines: int = 30) -> FirstPage | None:
    """Read the first page of a desk; None where it must be opened properly first, which will tell why.

    `place` is the name of the fact that tells where an editor was, "" for the first of the list.
    """
    try:
        refuse_no_desk(path)
        with closing(connect(path, Mode.READ)) as connection:
            return _read(connection, place, lines) if schema_of(connection) == SCHEMA else None
    except (Problem, sqlite3.Error):
        return None


def _read(connection: sqlite3.Connection, place: str, lines: int) -> FirstPage:
    connection.execute("BEGIN")
    found = _lines(connection, TO_DO, lines) or _lines(connection, LISTED, lines)
    document = connection.execute(_PLACE, (place,)).fetchone()
    text = None if document is None else _text(connection, document[0])
    if text is None and found:
        text = _text(connection, found[0].id)
    return FirstPage(found, text)


def _lines(connection: sqlite3.Connection, condition: str, lines: int) -> tuple[FirstLine, ...]:
    rows = connection.execute(_LINES.format(condition=condition), (lines,))
    return tuple(FirstLine._make(row) for row in rows)


def _text(connection: sqlite3.Connection, document: object) -> FirstText | None:
    row = connection.execute(_TEXT, (document,)).fetchone()
    if row is None:
        return None
    id_, headline, encoding, start, end, data, kept = row
    return FirstText(id_, headline, text_of(data, encoding, kept)[start:end])
