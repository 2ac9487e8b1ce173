"""What an editor says of a document beyond the gates, all of it optional: the details of a review."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from editor_app.domain.canonical import canonical_json

REALISATION = "B2"
"""The question whose answers are the realisation of the harm; all others are answered yes, no or unclear."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A deviation from the Guide: who signed it off, on which day (ISO), its public line for the ledger."""

    signed_off_by: str = ""
    signed_off_at: str = ""
    ledger_text: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing of it was written."""
        return not (self.signed_off_by or self.signed_off_at or self.ledger_text)

    @property
    def missing(self) -> str | None:
        """Name the first field a begun deviation still needs, None where it is whole or not begun."""
        if self.is_empty:
            return None
        fields = {
            "signed_off_by": bool(self.signed_off_by),
            "signed_off_at": is_day(self.signed_off_at),
            "ledger_text": bool(self.ledger_text),
        }
        return next((name for name, is_there in fields.items() if not is_there), None)

    def payload(self) -> dict[str, str]:
        """Give the deviation as it stands in an event."""
        return {
            "signed_off_by": self.signed_off_by,
            "signed_off_at": self.signed_off_at,
            "ledger_text": self.ledger_text,
        }


_NO_DEVIATION = Deviation()
_KNOWN = frozenset(
    {"answers", "category", "confidence", "severity", "severity_reason", "harm_types", "wording", "deviation"}
)


@dataclass(frozen=True, slots=True)
class Details:
    """The answers to the questions behind gate 2, and the fields of the vocabulary; nothing is needed.

    `answers` are pairs of a question's id and the id of its answer, in the order of the ids. Everything else
    is an id of the vocabulary or a text. `others` is canonical JSON of what another version wrote here and
    this one does not know ("" for nothing); it is passed on.
    """

    answers: tuple[tuple[str, str], ...] = ()
    category: str | None = None
    confidence: str | None = None
    severity: str | None = None
    severity_reason: str | None = None
    harm_types: tuple[str, ...] = ()
    wording: str | None = None
    deviation: Deviation = _NO_DEVIATION
    others: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing was said."""
        return self == Details()

    @property
    def realisation(self) -> str | None:
        """How far the harm came true: the answer to the question of who or what was harmed."""
        return self.answer(REALISATION)

    def answer(self, question: str) -> str | None:
        """Give the answer to a question, None while it is open."""
        return dict(self.answers).get(question)

    def answered(self, question: str, answer: str | None) -> "Details":
        """Give these details with another answer to a question; None leaves it open."""
        answers = {**dict(self.answers), question: answer}
        said = tuple(sorted((id, given) for id, given in answers.items() if given))
        return replace(self, answers=said)

    def saying(self, field: str, said: str | None) -> "Details":
        """Give these details with another word or text in one of the fields that hold one."""
        changed: dict[str, Any] = {field: said}
        return replace(self, **changed)

    def settled(self) -> "Details":
        """Give the details in their one form: no blanks around texts, no harm type twice."""
        deviation = Deviation(**{name: text.strip() for name, text in self.deviation.payload().items()})
        return replace(
            self,
            severity_reason=(self.severity_reason or "").strip() or None,
            harm_types=tuple(dict.fromkeys(self.harm_types)),
            deviation=deviation,
        )

    def payload(self) -> dict[str, Any] | None:
        """Give the details as they stand in an event or a draft; None where nothing was said."""
        if self.is_empty:
            return None
        return {**self._said(), **(json.loads(self.others) if self.others else {})}

    def record(self) -> dict[str, Any] | None:
        """Give the details as an export shows them: with the realisation under its own name."""
        payload = self.payload()
        return None if payload is None else {**payload, "realisation": self.realisation}

    @classmethod
    def read(cls, payload: Mapping[str, Any] | None) -> Self:
        """Read details out of an event or a draft; ValueError where they have another shape.

        Ids are taken as they are: what stood in the vocabulary of their day stays readable.
        """
        if payload is None:
            return cls()
        if not isinstance(payload, Mapping):
            raise ValueError("details are no table")  # noqa: TRY004 - what is read is wrong, not the call
        others = {name: value for name, value in payload.items() if name not in _KNOWN}
        return cls(
            answers=tuple(sorted(_texts_by_name(payload.get("answers") or {}).items())),
            category=_text(payload.get("category")),
            confidence=_text(payload.get("confidence")),
            severity=_text(payload.get("severity")),
            severity_reason=_text(payload.get("severity_reason")),
            harm_types=_list(payload.get("harm_types") or []),
            wording=_text(payload.get("wording")),
            deviation=_deviation(payload.get("deviation")),
            others=canonical_json(others) if others else "",
        )

    def _said(self) -> dict[str, Any]:
        return {
            "answers": dict(self.answers),
            "category": self.category,
            "confidence": self.confidence,
            "severity": self.severity,
            "severity_reason": self.severity_reason,
            "harm_types": list(self.harm_types),
            "wording": self.wording,
            "deviation": None if self.deviation.is_empty else self.deviation.payload(),
        }


NO_DETAILS = Details()


def joined(newer: Details, older: Details) -> Details:
    """Put what was said before under what was said since; the newer word counts."""
    given = {name: getattr(newer, name) or getattr(older, name) for name in Details.__dataclass_fields__}
    given["answers"] = tuple(sorted({**dict(older.answers), **dict(newer.answers)}.items()))
    given["deviation"] = older.deviation if newer.deviation.is_empty else newer.deviation
    return Details(**given)


def is_day(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it, such as 2026-05-10."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _deviation(value: object) -> Deviation:
    if value is None:
        return _NO_DEVIATION
    texts = _texts_by_name(value)
    return Deviation(**{name: texts.get(name, "") for name in Deviation.__dataclass_fields__})


def _texts_by_name(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError("no table of texts")
    return dict(value)


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("no text")
    return value


def _list(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("no list of texts")
    return tuple(value)
