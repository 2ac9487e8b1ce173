"""What a person typed into the search field, as a full-text query that cannot fail."""

import unicodedata

_MOST_WORDS = 64
# What SQLite's unicode61 tokenizer makes words of: letters, numbers, private characters.
_SEARCHABLE = ("L", "N", "Co")


def is_blank(typed: str) -> bool:
    """Tell whether nothing was typed that could be a condition."""
    return not _clean(typed).split()


def full_text_query(typed: str) -> str | None:
    """Give the query for what was typed, None where no word of it can be searched for.

    Every word is quoted, so that no sign in it is taken for an operator, and must be found. The last one may
    go on, unless a sign ended it (`C++` is no beginning of "crash"). Words without a letter or digit stand
    in no index and are passed over.
    """
    cleaned = _clean(typed).rstrip()
    words = [word for word in cleaned.split() if _has_something(word)][:_MOST_WORDS]
    if not words:
        return None
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    may_go_on = cleaned.endswith("*") or _has_something(cleaned[-1])
    return " AND ".join(quoted) + (" *" if may_go_on else "")


def _clean(typed: str) -> str:
    """Take out what no database text may hold: NUL, and halves of surrogate pairs."""
    return typed.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def _has_something(word: str) -> bool:
    return any(unicodedata.category(sign).startswith(_SEARCHABLE) for sign in word)
