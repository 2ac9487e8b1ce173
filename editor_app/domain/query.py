"""What a person looks for, as a value: words to be found, and terms that narrow by a field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from editor_app.domain.documents import Kind
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome


class Field(StrEnum):
    """What a term can ask about, by the name that is typed before its colon."""

    STATE = "state"
    LIST = "list"
    KIND = "kind"
    SOURCE = "source"
    ARCHIVE = "archive"
    NAME = "name"
    REASON = "reason"
    IS = "is"
    OUTCOME = "outcome"
    EDITOR = "editor"
    BATCH = "batch"
    DATE = "date"
    SAME = "same"
    FLAGGED = "flagged"
    NOTE = "note"
    DRAFT = "draft"
    RATIONALE = "rationale"
    REVISED = "revised"
    PART = "part"
    READING = "reading"


YES, NO = "yes", "no"
YES_OR_NO: Final = frozenset({Field.FLAGGED, Field.NOTE, Field.DRAFT, Field.RATIONALE, Field.REVISED})
SECOND, AGAIN = "second", "again"
LISTS: Final = ("to_do", "done", "all", "flagged", "disputed")
ALLOWED: Final[dict[Field, tuple[str, ...]]] = {
    Field.STATE: tuple(State),
    Field.LIST: LISTS,
    Field.KIND: tuple(Kind),
    Field.OUTCOME: tuple(Outcome),
    Field.READING: (SECOND, AGAIN),
    **{field: (YES, NO) for field in Field if field in YES_OR_NO},
}
_PLAIN_VALUE = re.compile(r'[^\s",]+')
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_AFTER: Final = "~"  # sorts behind every digit and hyphen, so `2026-05~` is behind all days of that May


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that must stand in headline, body or rationale; a negated one must not.

    `goes_on` is True for a beginning, written with a star: `chat*` finds "chatbot".
    """

    text: str
    is_negated: bool = False
    is_phrase: bool = False
    goes_on: bool = False

    def written(self) -> str:
        """Give the word as it is typed."""
        text = f'"{_doubled(self.text)}"' if self.is_phrase else self.text
        return f"{'-' * self.is_negated}{text}{'*' * self.goes_on}"


@dataclass(frozen=True, slots=True)
class Term:
    """A field and the values of which one must fit; of a negated term none may."""

    field: Field
    values: tuple[str, ...]
    is_negated: bool = False

    def written(self) -> str:
        """Give the term as it is typed."""
        return f"{'-' * self.is_negated}{self.field}:{','.join(map(_written_value, self.values))}"

    def without(self, value: str) -> "Term | None":
        """Give the term without one of its values, None where no other is left."""
        rest = tuple(one for one in self.values if one != value)
        return replace(self, values=rest) if rest else None


@dataclass(frozen=True, slots=True)
class Query:
    """All of what is looked for: every word and every term must hold.

    The last word that must be found may go on, for somebody may still be typing it.
    """

    words: tuple[Word, ...] = ()
    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.words or self.terms)

    def __str__(self) -> str:
        """Give the canonical text, which is read back as the very same query."""
        return " ".join([*(term.written() for term in self.terms), *(word.written() for word in self.words)])

    def values(self, field: Field) -> tuple[str, ...]:
        """Give the values a field is asked to have, none where it is not asked for."""
        found = (term.values for term in self.terms if term.field is field and not term.is_negated)
        return tuple(value for values in found for value in values)

    def with_values(self, field: Field, values: Iterable[str]) -> "Query":
        """Ask for these values of a field instead of those asked for so far; no values ask for nothing."""
        wanted = Term(field, tuple(dict.fromkeys(values)))
        kept = tuple(term for term in self.terms if term.field is not field or term.is_negated)
        return replace(self, terms=(*kept, wanted) if wanted.values else kept)

    def without(self, part: Word | Term) -> "Query":
        """Give what is asked for without one of its words or terms."""
        return Query(
            tuple(word for word in self.words if word != part),
            tuple(term for term in self.terms if term != part),
        )

    def replaced(self, old: Term, new: Term | None) -> "Query":
        """Give the query with another term, or none, in the place of one."""
        terms = tuple(new if term == old else term for term in self.terms)
        return replace(self, terms=tuple(term for term in terms if term is not None))

    def found_words(self) -> list[str]:
        """Give the words and phrases that stand in whatever is found, to mark them."""
        return [word.text for word in self.words if not word.is_negated]

    def marked_words(self) -> list[Word]:
        """Give the same words with what is found by them: the last one may be a beginning."""
        found = [word for word in self.words if not word.is_negated]
        if found and found[-1] is self.words[-1] and not found[-1].is_phrase:
            found[-1] = replace(found[-1], goes_on=True)
        return found


def days(value: str) -> tuple[str, str] | None:
    """Give the bounds of a date's value: from the first on, and before the second; None for no date.

    A value is a day, a month or a year, alone or behind `>`, `>=`, `<`, `<=`, or two of them with two dots
    between, either of which may be missing.
    """
    least, most = "", _AFTER
    sign = next((sign for sign in (">=", "<=", ">", "<") if value.startswith(sign)), "")
    first, dots, last = value.removeprefix(sign).partition("..")
    if (sign and dots) or not all(is_day(one) for one in (first, last) if one) or not (first or last):
        return None
    if dots:
        return first or least, last + _AFTER if last else most
    start, end = {"": (first, first + _AFTER), ">": (first + _AFTER, most), ">=": (first, most)}.get(
        sign, (least, first if sign == "<" else first + _AFTER)
    )
    return start, end


def is_day(text: str) -> bool:
    """Tell whether a text is a day, a month or a year as they are written here."""
    found = _DAY.fullmatch(text)
    return found is not None and text.isascii() and _exists(found[2], 12) and _exists(found[3], 31)


def _exists(part: str | None, most: int) -> bool:
    return part is None or 1 <= int(part) <= most


def merged(terms: Iterable[Term]) -> Iterator[Term]:
    """Put terms of one field together, so that any of their values will do; dates narrow each other."""
    found: dict[tuple[Field, bool, int], list[str]] = {}
    for number, term in enumerate(terms):
        key = (term.field, term.is_negated, number if term.field is Field.DATE else 0)
        found.setdefault(key, []).extend(term.values)
    for (field, is_negated, _), values in found.items():
        yield Term(field, tuple(dict.fromkeys(values)), is_negated)


def _written_value(value: str) -> str:
    return value if _PLAIN_VALUE.fullmatch(value) else f'"{_doubled(value)}"'


def _doubled(text: str) -> str:
    return text.replace('"', '""')
