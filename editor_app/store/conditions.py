"""The lists as conditions in SQL.

SQLite uses a partial index only for a query that says the very same words as the index, so they stand here
once, for the indexes, the lists and the first page alike.
"""

from collections.abc import Iterable
from typing import Final

from editor_app.domain.states import DECIDED_STATES, TO_DO_STATES


def any_of(column: str, words: Iterable[str]) -> str:
    """Give the condition that a column holds one of some words of ours."""
    return f"{column} IN ({', '.join(repr(str(word)) for word in sorted(words))})"


LISTED: Final = "listed = 1"
TO_DO: Final = f"listed = 1 AND {any_of('state', TO_DO_STATES)}"
DONE: Final = f"listed = 1 AND {any_of('state', DECIDED_STATES)}"
FLAGGED: Final = "listed = 1 AND flagged = 1"
DISPUTED: Final = "listed = 1 AND state = 'disputed'"
