"""The words a review is written in: versioned data whose ids never change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from editor_app.domain.verdicts import Answer, Outcome, Route


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the vocabulary: its id is stored, its label is shown, its meaning explains it.

    `sources` are the ids of where the idea comes from.
    """

    id: str
    label: str
    means: str = ""
    retired: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason(Term):
    """A reason to reject. `key` is 1 to 9 or None, `gate` the gate it speaks to (1, 2) or None.

    `needs` names the fields it cannot stand without: note, duplicate_of.
    """

    key: int | None = None
    gate: int | None = None
    needs: frozenset[str] = frozenset()
    suggests: str | None = None


@dataclass(frozen=True, slots=True)
class Gate(Term):
    """One of the two gates, in statement form, so that yes always speaks for the incident."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class Question(Term):
    """A question behind gate 2. `answers` is the table its answers are taken from.

    `speaks` says what a yes speaks for: the incident ("for"), against it ("against"), or "rationale".
    """

    speaks: str = "for"
    answers: str = "answers"


@dataclass(frozen=True, slots=True)
class Wording(Term):
    """How firmly the source says it; `warns_on` are words in a rationale that say more than that."""

    warns_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HintRule:
    """Which answers make the hint: all of `all`, one of `any`, none of `none`, a route where it is needed.

    `near` is the question that is asked where the harm was nearly done; a no to one of `amend_when_no` says
    that the rationale has to be amended at least.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    near: str = ""
    needs_route: bool = True
    amend_when_no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A whole vocabulary, as it was loaded. `tables` are the optional fields by the names of the file."""

    version: str
    guide: str
    guide_effective: str
    gates: tuple[Gate, ...]
    routes: tuple[Term, ...]
    reasons: tuple[Reason, ...]
    kinds: tuple[Term, ...]
    questions: tuple[Question, ...]
    wordings: tuple[Wording, ...]
    hint: HintRule
    tables: Mapping[str, tuple[Term, ...]] = field(hash=False)

    def reason(self, id: str) -> Reason | None:
        """Give a reason by its id, retired ones too, or None."""
        return next((reason for reason in self.reasons if reason.id == id), None)

    def kind(self, id: str) -> Term | None:
        """Give a "what it is then" by its id, or None."""
        return next((kind for kind in self.kinds if kind.id == id), None)

    def question(self, id: str) -> Question | None:
        """Give a question behind gate 2 by its id, or None."""
        return next((question for question in self.questions if question.id == id), None)

    def wording(self, id: str | None) -> Wording | None:
        """Give a wording by its id, or None."""
        return next((wording for wording in self.wordings if wording.id == id), None)

    def term(self, table: str, id: str | None) -> Term | None:
        """Give a word of one of the tables by its id, retired ones too, or None."""
        return next((term for term in self.tables[table] if term.id == id), None)

    def suggested_kind(self, reasons: Iterable[str]) -> str | None:
        """Give what a document is by the first of some reasons that suggests it, or None."""
        known = (self.reason(id) for id in reasons)
        return next((reason.suggests for reason in known if reason and reason.suggests), None)


TABLES = ("answers", "categories", "confidence", "realisation", "severity", "harm_types", "wording", "flags")
"""The tables of words that are not read into fields of their own."""

_FIXED = {
    "gates": ("verifiable", "but_for"),
    "answers": tuple(Answer),
    "routes": tuple(Route),
    "outcomes": tuple(Outcome),
}


def read_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Read a vocabulary out of its parsed TOML; KeyError, TypeError or ValueError where it does not fit.

    A newsroom may have words of its own in every table but those the program knows by name: the two gates,
    their answers and routes, and the outcomes.
    """
    _refuse_doubtful(data)
    hint = data["hint"]
    return Vocabulary(
        version=str(data["version"]),
        guide=str(data["guide"]["version"]),
        guide_effective=str(data["guide"]["effective"]),
        gates=tuple(_gate(row) for row in data["gates"]),
        routes=_terms(data["routes"]),
        reasons=tuple(_reason(row) for row in data["reasons"]),
        kinds=_terms(data["is_kinds"]),
        questions=tuple(_question(row) for row in data["questions"]),
        wordings=tuple(Wording(**_words(row), warns_on=_strings(row, "warns_on")) for row in data["wording"]),
        hint=HintRule(
            **{name: _strings(hint, name) for name in ("all", "any", "none", "amend_when_no")},
            near=str(hint.get("near", "")),
            needs_route=bool(hint.get("needs_route", True)),
        ),
        tables={name: _terms(data[name]) for name in TABLES},
    )


def _refuse_doubtful(data: Mapping[str, Any]) -> None:
    """Raise ValueError, with what is wrong in a few words, for a vocabulary that could not be trusted."""
    for name, ids in _ids(data):
        if len(set(ids)) != len(ids):
            raise ValueError(f"{name}: an id stands twice")
        if name in _FIXED and sorted(ids) != sorted(_FIXED[name]):
            raise ValueError(f"{name}: needs {', '.join(_FIXED[name])}")
    questions = {row["id"] for row in data["questions"]}
    hint = data["hint"]
    for name in ("all", "any", "none", "amend_when_no"):
        if not questions.issuperset(_strings(hint, name)):
            raise ValueError(f"hint.{name}: names no question")
    for row in data["questions"]:
        if row.get("answers", "answers") not in ("answers", "realisation"):
            raise ValueError(f"questions: {row['id']} is answered from no table")


def _ids(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name in ("gates", "routes", "outcomes", "reasons", "is_kinds", "questions", *TABLES):
        rows = data[name]
        if not isinstance(rows, list):
            raise TypeError(f"{name}: no list of words")
        yield name, [str(row["id"]) for row in rows]


def _terms(rows: list[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(**_words(row)) for row in rows)


def _words(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": _text(row["id"]),
        "label": _text(row["label"]),
        "means": _text(row.get("means", "")),
        "retired": bool(row.get("retired", False)),
        "sources": _strings(row, "sources"),
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _strings(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = row.get(name, ())
    if isinstance(values, str):
        raise TypeError(f"{name}: a list is needed")
    return tuple(_text(value) for value in values)


def _gate(row: Mapping[str, Any]) -> Gate:
    return Gate(**_words(row), number=row["number"])


def _question(row: Mapping[str, Any]) -> Question:
    return Question(**_words(row), speaks=row.get("speaks", "for"), answers=row.get("answers", "answers"))


def _reason(row: Mapping[str, Any]) -> Reason:
    return Reason(
        **_words(row),
        key=row.get("key"),
        gate=row.get("gate"),
        needs=frozenset(_strings(row, "needs")),
        suggests=row.get("suggests"),
    )
