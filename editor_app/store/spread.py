"""How names are spread over the archive: in how many documents they stand, and in which."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from editor_app.store.search_index import SearchIndex

_TOKEN = re.compile(r"[^\W_]+")
_HOLDING: Final = "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?"


class Spread:
    """Asks the full-text index; what it does not hold yet is in no count."""

    def __init__(self, index: SearchIndex) -> None:
        """Ask an index; counts are kept as long as this lives."""
        self._index = index
        self._known: dict[str, int] = {}

    @property
    def total(self) -> int:
        """How many documents the index holds, those that were removed since then included."""
        return self._index.mark()[0]

    def documents(self, name: str) -> int:
        """Give in how many documents a name can stand at most: as many as its rarest word."""
        tokens = _tokens(name)
        return min((self._count(token) for token in tokens), default=0)

    def holding(self, names: Sequence[str], limit: int) -> list[int]:
        """Give the keys of documents in which all of the names stand, at most `limit`, the oldest first."""
        phrases = [f'"{" ".join(tokens)}"' for tokens in map(_tokens, names) if tokens]
        if not phrases:
            return []
        return [row[0] for row in self._index.ask(_HOLDING, (" AND ".join(phrases), limit))]

    def _count(self, token: str) -> int:
        if token not in self._known:
            rows = self._index.ask("SELECT doc FROM temp.words WHERE term = ?", (token,))
            self._known[token] = int(rows[0][0]) if rows else 0
        return self._known[token]


def _tokens(name: str) -> list[str]:
    """Cut a name into words as the index does: case and accents do not count."""
    return _TOKEN.findall(_bare(name.casefold()))


def _bare(text: str) -> str:
    return "".join(_without_accents(unicodedata.normalize("NFKD", text)))


def _without_accents(signs: Iterable[str]) -> Iterable[str]:
    return (sign for sign in signs if not unicodedata.combining(sign))
