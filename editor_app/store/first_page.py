"""What the window paints first, read before SQLAlchemy is loaded: loading it takes longer than painting."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from editor_app.domain.documents import Document
from editor_app.domain.lists import Counts, ListName, ListRow
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.store.conditions import LISTED, TO_DO
from editor_app.store.engine import Mode, connect, schema_of
from editor_app.store.header import refuse_no_desk
from editor_app.store.schema import SCHEMA
from editor_app.store.texts import document_of, line_of

_KEYS = "SELECT document FROM standings WHERE {condition} ORDER BY archive, position, name LIMIT ?"
_ROWS = (
    "SELECT d.key, d.id, d.kind, s.source, d.headline, d.date, d.batch, d.batch_date,"
    " s.name, s.state, s.flagged, a.name AS archive, a.key AS archive_key"
    " FROM documents d JOIN standings s ON s.document = d.key"
    " JOIN archives a ON a.number = s.archive WHERE d.key = ?"
)
_DOCUMENT = "SELECT d.*, b.data, b.text FROM documents d JOIN bodies b ON b.document = d.key WHERE d.key = ?"
_TALLIES = "SELECT state, flagged, sum(documents) FROM tallies GROUP BY state, flagged"
_DRAFTS = "SELECT count(DISTINCT document) FROM drafts JOIN standings USING (document) WHERE listed = 1"


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The beginning of the list that is shown first: To do, or all where nothing is to do.

    `ids` are the keys of the first lines alone, `rows` those lines, `document` the first one's text;
    `counts` tell how many there are in all.
    """

    list: ListName
    archives: tuple[str, ...]
    counts: Counts
    ids: "array[int]"
    rows: tuple[ListRow, ...]
    document: Document | None


def first_page(path: Path, lines: int = 50) -> FirstPage | None:
    """Read the first page of a desk; None where it must be opened properly first, which will tell why."""
    try:
        refuse_no_desk(path)
        with closing(connect(path, Mode.READ)) as connection:
            connection.row_factory = sqlite3.Row
            return _read(connection, lines) if schema_of(connection) == SCHEMA else None
    except (Problem, sqlite3.Error):
        return None


def _read(connection: sqlite3.Connection, lines: int) -> FirstPage:
    connection.execute("BEGIN")
    shown, condition = ListName.TO_DO, TO_DO
    keys = _keys(connection, condition, lines)
    if not keys:
        shown, condition = ListName.ALL, LISTED
        keys = _keys(connection, condition, lines)
    return FirstPage(
        list=shown,
        archives=tuple(
            row["name"] for row in connection.execute("SELECT name FROM archives ORDER BY number")
        ),
        counts=_counts(connection),
        ids=keys,
        rows=tuple(line_of(connection.execute(_ROWS, (key,)).fetchone()) for key in keys),
        document=_document(connection, keys[:1]),
    )


def _keys(connection: sqlite3.Connection, condition: str, lines: int) -> "array[int]":
    return array("q", [row[0] for row in connection.execute(_KEYS.format(condition=condition), (lines,))])


def _document(connection: sqlite3.Connection, keys: Sequence[int]) -> Document | None:
    return next((document_of(connection.execute(_DOCUMENT, (key,)).fetchone()) for key in keys), None)


def _counts(connection: sqlite3.Connection) -> Counts:
    by_state: Counter[State] = Counter()
    flagged = 0
    for state, is_flagged, number in connection.execute(_TALLIES):
        by_state[State(state)] += number
        flagged += number if is_flagged else 0
    drafts = connection.execute(_DRAFTS).fetchone()[0]
    return Counts(by_state.total(), {s: n for s, n in sorted(by_state.items()) if n}, flagged, drafts)
