"""What a person looks for, as a full-text query that cannot fail."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor_app.domain.query import Query, Word

_MOST_WORDS = 64
# What SQLite's unicode61 tokenizer makes words of: letters, numbers, private characters.
_SEARCHABLE = ("L", "N", "Co")


@dataclass(frozen=True, slots=True)
class FullText:
    """What the index is asked: expressions all of which must be found, and others none of which may.

    `beginning` is a plain word of which any that begins so will do. Where `leaves_out` is True nothing must
    be found: the expressions name what is left out of a list.
    """

    found: tuple[str, ...]
    barred: tuple[str, ...]
    beginning: str = ""

    @property
    def leaves_out(self) -> bool:
        """Tell whether words were forbidden only."""
        return not self.found and not self.beginning

    def expression(self, beginnings: Sequence[str] | None) -> str:
        """Give the query for the index; `beginnings` are all words that begin so, None where too many do."""
        if self.leaves_out:
            return _any_of(self.barred)
        parts = list(self.found)
        if self.beginning and beginnings is None:
            parts.append(_begun(self.beginning))
        elif self.beginning:
            parts.append(_any_of(map(_quoted, beginnings or [""])))
        found = " AND ".join(parts)
        return f"({found}) NOT {_any_of(self.barred)}" if self.barred else found


def full_text(query: Query) -> FullText | None:
    """Give what the index is asked for a query, None where the query asks for no words.

    Every word is quoted, so that no sign in it is taken for an operator. The last one may go on, unless a
    sign ended it (`C++` is no beginning of "crash"). Words without a letter or digit stand in no index and
    are passed over; where nothing else must be found, nothing is.
    """
    wanted = [word for word in query.words if not word.is_negated]
    searchable = [word for word in wanted if _has_something(word.text)][:_MOST_WORDS]
    barred = tuple(
        _expression(word) for word in query.words if word.is_negated and _has_something(word.text)
    )[:_MOST_WORDS]
    if wanted and not searchable:
        return FullText(('""',), ())
    if not searchable and not barred:
        return None
    last = searchable[-1] if searchable and searchable[-1] is query.words[-1] else None
    open_word = last if last is not None and _may_go_on(last) else None
    found = [_expression(word) for word in searchable if word is not open_word]
    if open_word is None or not _is_plain(open_word.text):
        return FullText((*found, *([_begun(open_word.text)] if open_word else [])), barred)
    return FullText(tuple(found), barred, open_word.text.lower())


def _may_go_on(word: Word) -> bool:
    return word.goes_on or (not word.is_phrase and _has_something(word.text[-1]))


def _is_plain(text: str) -> bool:
    """Tell whether the index holds a word as one and in these letters, but for their case."""
    return text.isascii() and text.isalnum()


def _expression(word: Word) -> str:
    return _begun(word.text) if word.goes_on else _quoted(word.text)


def _begun(text: str) -> str:
    return f"{_quoted(text)} *"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _any_of(expressions: Iterable[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _has_something(word: str) -> bool:
    return any(unicodedata.category(sign).startswith(_SEARCHABLE) for sign in word)
