"""Records of documents nobody has decided on, as JSON text straight out of the database.

Most of a large archive is such documents, and what an export says of them follows from their columns alone.
Whoever asks makes the other records itself. A test holds both to the same spelling.
"""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection

Flags = Callable[[str | None], tuple[str, ...]]
Unlinked = Callable[[bytes, str, str | None, str], bool]
_KEPT: Final = 4_096
# Keys come in the order of canonical JSON. `plain` are documents without a verdict and without an earlier
# text; what is not plain comes back as null. The flags are those of `desk.viewing.computed_flags`; a body is
# read only where the document came in before it was noted whether it names a source without an address.
_LINES: Final = """
SELECT CASE WHEN s.outcome IS NULL AND s.state IN ('pending', 'none')
    AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.document = d.key AND p.revision > 0)
THEN json_object(
    'archive', a.name,
    'batch', d.batch,
    'batch_date', d.batch_date,
    'date', coalesce(nullif(d.date, ''), d.batch_date),
    'encoding', d.encoding,
    'flags', json('[' || substr(
           CASE WHEN m.listed > (d.kind = 'wire') THEN ',"boilerplate"' ELSE '' END
        || CASE WHEN d.test IS NOT NULL THEN ',"test_named_not_done"' ELSE '' END
        || review_desk_named(d.rationale)
        || CASE coalesce(d.source_unlinked, (
               SELECT (d.metadata = '{}' OR coalesce(json_extract(d.metadata, '$.url'), '') = '')
                   AND (d.encoding <> 'utf-8' OR b.text IS NOT NULL OR instr(b.data, x'5b736f757263655d'))
                   AND review_desk_unlinked(b.data, d.encoding, b.text, d.spans)
               FROM bodies b WHERE b.document = d.key))
           WHEN 1 THEN ',"source_unlinked"' ELSE '' END
        || CASE WHEN coalesce(nullif(d.date, ''), d.batch_date) IS NULL THEN ',"date_missing"' ELSE '' END,
        2) || ']'),
    'headline', d.headline,
    'id', d.id,
    'kind', d.kind,
    'name', s.name,
    'rationale', d.rationale,
    'review', NULL,
    'revision_of', NULL,
    'same_rationale', CASE WHEN m.number IS NULL THEN 0 ELSE m.listed - (d.kind = 'wire') END,
    'sha256', d.id,
    'source', nullif(s.source, ''),
    'state', s.state,
    'test', d.test) END
FROM json_each(?) k
CROSS JOIN standings s ON s.document = k.value
CROSS JOIN documents d ON d.key = s.document
LEFT JOIN archives a ON a.number = s.archive
LEFT JOIN statements m ON m.number = d.statement
ORDER BY k.key
"""


class RecordLines:
    """Gives records as text within a transaction; `named` and `unlinked` find the flags words decide."""

    def __init__(self, connection: Connection, named: Flags, unlinked: Unlinked) -> None:
        self._connection = connection
        database: Any = connection.connection.driver_connection
        database.create_function("review_desk_named", 1, _spelt(named), deterministic=True)
        database.create_function("review_desk_unlinked", 4, unlinked, deterministic=True)

    def lines(self, keys: Sequence[int]) -> list[str | None]:
        """Give the record of each document as canonical JSON, None for one that is not plain."""
        rows = self._connection.exec_driver_sql(_LINES, (json.dumps(list(keys)),)).all()
        return [row[0] for row in rows]


def _spelt(named: Flags) -> Callable[[str | None], str]:
    @lru_cache(maxsize=_KEPT)
    def spelt(rationale: str | None) -> str:
        return "".join(f',"{flag}"' for flag in named(rationale))

    return spelt
