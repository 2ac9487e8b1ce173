"""Reading what a person typed into the search: every text is a query or a Problem that says where and why."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from editor_app.domain.parts import read_part
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.query import ALLOWED, Field, Query, Term, Word, days, merged
from editor_app.domain.vocabulary import Vocabulary

LONGEST: Final = 10_000
MOST_VALUES: Final = 100
SHORTEST_ID: Final = 8
_NAME = re.compile(r"([A-Za-z]{1,20}):")
_HEX = re.compile(rf"[0-9a-f]{{{SHORTEST_ID},64}}")
_NEAR = 0.72
_ENDS_VALUE = re.compile(r"[\s,]")
_BLANK = re.compile(r"\s")
_FIELDS = {one.value: one for one in Field}


def read_query(typed: str, vocabulary: Vocabulary | None = None) -> Query:
    """Read a query; values of reasons and kinds are held against a vocabulary where one is given.

    Codes: query_too_long, query_field_unknown, query_value_missing, query_value_unknown,
    query_date_unreadable, query_same_unreadable, query_part_unreadable,
    query_too_many_values. Each names the place as `position`,
    counted from 1; an unknown field names the `nearest`, an unknown value those that are `allowed`.
    """
    if len(typed) > LONGEST:
        raise Problem("query_too_long", longest=LONGEST, position=LONGEST + 1)
    parts = list(_Reader(_clean(typed), vocabulary).parts())
    terms = [part for part in parts if isinstance(part, Term)]
    return Query(tuple(part for part in parts if isinstance(part, Word)), tuple(merged(terms)))


def allowed_values(asked: Field, vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """Give the values a field takes, none where it takes any."""
    if vocabulary is not None and asked is Field.REASON:
        return tuple(reason.id for reason in vocabulary.reasons)
    if vocabulary is not None and asked is Field.IS:
        return tuple(kind.id for kind in vocabulary.kinds)
    return ALLOWED.get(asked, ())


@dataclass(slots=True)
class _Reader:
    """Goes through a text once, from left to right."""

    text: str
    vocabulary: Vocabulary | None
    at: int = 0
    counted: Counter[Field] = field(default_factory=Counter)

    def parts(self) -> Iterator[Word | Term]:
        """Give words and terms in the order in which they were typed."""
        while self._skip_blanks():
            is_negated = self._takes_minus()
            part = self._phrase(is_negated) if self._stands('"') else self._term_or_word(is_negated)
            if part is not None:
                yield part

    def _skip_blanks(self) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at < len(self.text)

    def _stands(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _takes_minus(self) -> bool:
        """Step over a minus that has something to forbid; a lone one is a word of its own."""
        follows = self.text[self.at + 1 : self.at + 2]
        if not self._stands("-") or not follows or follows.isspace():
            return False
        self.at += 1
        return True

    def _phrase(self, is_negated: bool) -> Word | None:  # noqa: FBT001
        """Read a phrase; one that is still being typed goes on, one without a word asks for nothing."""
        said, is_closed = self._quoted()
        has_star = self._stands("*")
        self.at += has_star
        said = " ".join(said.split())
        return Word(said, is_negated, is_phrase=True, goes_on=has_star or not is_closed) if said else None

    def _quoted(self) -> tuple[str, bool]:
        """Give what stands between quotes and whether they were closed; two in a row are one of the text."""
        parts: list[str] = []
        start = self.at + 1
        while True:
            end = self.text.find('"', start)
            if end < 0:
                self.at = len(self.text)
                return "".join([*parts, self.text[start:]]), False
            if not self.text.startswith('""', end):
                self.at = end + 1
                return "".join([*parts, self.text[start:end]]), True
            parts.append(self.text[start : end + 1])
            start = end + 2

    def _term_or_word(self, is_negated: bool) -> Word | Term:  # noqa: FBT001
        named = _NAME.match(self.text, self.at)
        known = _FIELDS.get(named[1].lower()) if named else None
        if named is None or known is None:
            said = self._until(_BLANK)
            if named is not None:
                self._refuse_mistyped(named[1], said)
            return _word(said, is_negated)
        self.at = named.end()
        return Term(known, tuple(dict.fromkeys(self._values(known))), is_negated)

    def _refuse_mistyped(self, name: str, said: str) -> None:
        """Raise a Problem for a name that is nearly a field's; other colons are part of the word."""
        value = said[len(name) + 1 :]
        near = (
            difflib.get_close_matches(name.lower(), _FIELDS, 1, _NEAR) if value[:1] not in ("", "/") else []
        )
        if near:
            position = self.at - len(said) + 1
            raise Problem("query_field_unknown", name=name, nearest=near[0], position=position)

    def _values(self, asked: Field) -> list[str]:
        values: list[str] = []
        while True:
            position = self.at + 1
            value = self._quoted()[0] if self._stands('"') else self._until(_ENDS_VALUE)
            if value.strip():
                values.append(_checked(asked, value, self.vocabulary, position))
                self._count(asked, position)
            if not self._stands(","):
                break
            self.at += 1
        if not values:
            raise Problem("query_value_missing", field=asked.value, position=position)
        return values

    def _count(self, asked: Field, position: int) -> None:
        self.counted[asked] += 1
        if self.counted[asked] > MOST_VALUES:
            raise Problem("query_too_many_values", field=asked.value, most=MOST_VALUES, position=position)

    def _until(self, end: re.Pattern[str]) -> str:
        start = self.at
        found = end.search(self.text, start)
        self.at = len(self.text) if found is None else found.start()
        return self.text[start : self.at]


def _word(said: str, is_negated: bool) -> Word:  # noqa: FBT001
    text = said.rstrip("*")
    return Word(text, is_negated, goes_on=text != said) if text else Word(said, is_negated)


def _checked(asked: Field, value: str, vocabulary: Vocabulary | None, position: int) -> str:
    """Give a value as it is kept, or raise the Problem that says what the field takes."""

    def refused(code: str, **fields: object) -> Problem:
        return Problem(code, ExitStatus.UNUSABLE, field=asked.value, value=value, position=position, **fields)

    folded, allowed = value.lower(), allowed_values(asked, vocabulary)
    if asked is Field.DATE and days(value) is None:
        raise refused("query_date_unreadable")
    if asked is Field.SAME and not _HEX.fullmatch(folded):
        raise refused("query_same_unreadable", shortest=SHORTEST_ID)
    if asked is Field.PART and read_part(folded) is None:
        raise refused("query_part_unreadable")
    if allowed and folded not in allowed:
        raise refused("query_value_unknown", allowed=", ".join(allowed))
    return folded if allowed or asked in (Field.SAME, Field.PART) else value


def _clean(typed: str) -> str:
    """Take out what no database text may hold: NUL, and halves of surrogate pairs."""
    return typed.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
