"""The words a review is written in: versioned data whose ids never change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the vocabulary: its id is stored, its label is shown, its meaning explains it."""

    id: str
    label: str
    means: str = ""
    retired: bool = False


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
class Vocabulary:
    """A whole vocabulary, as it was loaded."""

    version: str
    guide: str
    guide_effective: str
    gates: tuple[Gate, ...]
    routes: tuple[Term, ...]
    reasons: tuple[Reason, ...]
    kinds: tuple[Term, ...]
    questions: tuple[Term, ...]

    def reason(self, id: str) -> Reason | None:
        """Give a reason by its id, retired ones too, or None."""
        return next((reason for reason in self.reasons if reason.id == id), None)

    def kind(self, id: str) -> Term | None:
        """Give a "what it is then" by its id, or None."""
        return next((kind for kind in self.kinds if kind.id == id), None)

    def suggested_kind(self, reasons: Iterable[str]) -> str | None:
        """Give what a document is by the first of some reasons that suggests it, or None."""
        known = (self.reason(id) for id in reasons)
        return next((reason.suggests for reason in known if reason and reason.suggests), None)


def read_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Read a vocabulary out of its parsed TOML; KeyError or TypeError where it does not fit."""
    return Vocabulary(
        version=str(data["version"]),
        guide=str(data["guide"]["version"]),
        guide_effective=str(data["guide"]["effective"]),
        gates=tuple(_gate(row) for row in data["gates"]),
        routes=_terms(data["routes"]),
        reasons=tuple(_reason(row) for row in data["reasons"]),
        kinds=_terms(data["is_kinds"]),
        questions=_terms(data["questions"]),
    )


def _terms(rows: list[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(**_words(row)) for row in rows)


def _words(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "label": row["label"],
        "means": row.get("means", ""),
        "retired": row.get("retired", False),
    }


def _gate(row: Mapping[str, Any]) -> Gate:
    return Gate(**_words(row), number=row["number"])


def _reason(row: Mapping[str, Any]) -> Reason:
    return Reason(
        **_words(row),
        key=row.get("key"),
        gate=row.get("gate"),
        needs=frozenset(row.get("needs", ())),
        suggests=row.get("suggests"),
    )
