"""What a package says of documents nobody has worked on, as JSON text straight out of the database.

Most of a large archive is such documents, and what a package says of them follows from their columns alone.
Whoever asks makes the lines of the others itself. A test holds both to the same spelling.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

_AT_ONCE: Final = 500
# Walked along the index of the ids, which holds the keys too.
_BEHIND: Final = "SELECT id, key FROM documents WHERE id > ? ORDER BY id LIMIT ?"
_BESIDE: Final = """
SELECT DISTINCT q.document FROM json_each(?) k
CROSS JOIN placements p ON p.document = k.value
CROSS JOIN placements q ON q.archive = p.archive AND q.name = p.name AND q.document <> p.document
"""
# Keys come in the order of canonical JSON. `plain` are documents without an event that stand in one place, at
# which no other text ever stood; of what is not plain the line is null.
_LINES: Final = """
SELECT d.id, s.name, s.state, CASE WHEN s.listed = 1 AND s.outcome IS NULL
    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.document = d.id)
    AND (SELECT count(*) FROM placements p WHERE p.document = d.key) = 1
    AND NOT EXISTS (SELECT 1 FROM placements p
        WHERE p.archive = s.archive AND p.name = s.name AND (p.revision > 0 OR p.document <> d.key))
THEN json_object(
    'archive', a.key,
    'batch', d.batch,
    'batch_date', d.batch_date,
    'date', d.date,
    'encoding', d.encoding,
    'headline', d.headline,
    'id', d.id,
    'kind', d.kind,
    'markup', d.markup,
    'metadata', json(CASE d.metadata WHEN '{}' THEN '{}' ELSE review_desk_spelt(d.metadata) END),
    'name', s.name,
    'newline', d.newline,
    'notices', json(d.notices),
    'placements', json_array(json_object(
        'archive', a.key, 'name', s.name, 'position', s.position, 'revision', 0)),
    'rationale', d.rationale,
    'source', d.source,
    'spans', json_object(
        'body', json_extract(d.spans, '$[1]'),
        'header', json_extract(d.spans, '$[0]'),
        'heading', json_extract(d.spans, '$[2]'),
        'section', json_extract(d.spans, '$[3]'),
        'statement', json_extract(d.spans, '$[4]'),
        'test', json_extract(d.spans, '$[5]')),
    'test', d.test) END
FROM json_each(?) k
CROSS JOIN documents d ON d.key = k.value
CROSS JOIN standings s ON s.document = d.key
LEFT JOIN archives a ON a.number = s.archive
ORDER BY k.key
"""
_DATA: Final = "SELECT data FROM bodies WHERE document = ?"


class Packed(NamedTuple):
    """A document: its id, name and state, and its line of documents.jsonl, None for one that is not plain."""

    id: str
    name: str
    state: str
    line: str | None


class PackageLines:
    """Gives what a package holds of documents, within a transaction."""

    def __init__(self, connection: Connection, spelt: Callable[[str], str]) -> None:
        """Read through a connection; `spelt` gives JSON text in its canonical form."""
        self._connection = connection
        database: Any = connection.connection.driver_connection
        self._database = database
        database.create_function("review_desk_spelt", 1, spelt, deterministic=True)

    def beside(self, keys: Sequence[int]) -> "array[int]":
        """Give the keys of all other documents that stand or stood under a name of some documents."""
        found: set[int] = set()
        for start in range(0, len(keys), _AT_ONCE):
            wanted = json.dumps(list(keys[start : start + _AT_ONCE]))
            found.update(chain.from_iterable(self._connection.exec_driver_sql(_BESIDE, (wanted,))))
        return array("q", found)

    def by_id(self, keys: Sequence[int]) -> Iterator[list[int]]:
        """Give keys in the order of their documents' ids, some hundred at a time."""
        marks = bytearray(max(keys, default=0) + 1)
        for key in keys:
            marks[key] = 1
        last = ""
        while rows := self._connection.exec_driver_sql(_BEHIND, (last, _AT_ONCE)).all():
            last = rows[-1][0]
            yield [key for _, key in rows if key < len(marks) and marks[key]]

    def lines(self, keys: Sequence[int]) -> list[Packed]:
        """Give what is written of each document, in the order of the keys."""
        rows = self._connection.exec_driver_sql(_LINES, (json.dumps(list(keys)),))
        return [Packed(*row) for row in rows]

    def data(self, key: int) -> bytes:
        """Give the original bytes of a document."""
        return bytes(self._database.execute(_DATA, (key,)).fetchone()[0])
