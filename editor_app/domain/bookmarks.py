"""Where an editor was when they left a desk: which list, which document, how far down its text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, Self

from editor_app.domain.canonical import canonical_json
from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria
from editor_app.domain.standing import State

_PLAIN = (str, bool, int, type(None))


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place to come back to.

    `document` is the SHA-256 of what was on screen, "" for nothing; `verdict` the id of the verdict that
    stood there, "" for none. `scroll` is how far down the text was, from 0 to 1; `is_amending` tells that its
    rationale was being written.
    """

    criteria: Criteria = Criteria()
    document: str = ""
    verdict: str = ""
    scroll: float = 0.0
    is_amending: bool = False

    def payload(self) -> str:
        """Give the bookmark as canonical JSON, without what a list does not ask for."""
        asked = {field.name: getattr(self.criteria, field.name) for field in fields(Criteria)}
        nothing = Criteria()
        values = {
            "criteria": {
                name: _written(value) for name, value in asked.items() if value != getattr(nothing, name)
            },
            "document": self.document,
            "verdict": self.verdict,
            "scroll": round(self.scroll * 1000),
            "amending": self.is_amending,
        }
        return canonical_json(values)

    @classmethod
    def read(cls, payload: str) -> Self | None:
        """Read a bookmark, without what this version does not know of a list; None where it is none."""
        try:
            values = json.loads(payload)
            return cls(
                criteria=_criteria(values.get("criteria", {})),
                document=str(values.get("document", "")),
                verdict=str(values.get("verdict", "")),
                scroll=min(max(int(values.get("scroll", 0)) / 1000, 0.0), 1.0),
                is_amending=values.get("amending") is True,
            )
        except (ValueError, TypeError, AttributeError):
            return None


def _criteria(values: Mapping[str, Any]) -> Criteria:
    known: dict[str, Any] = {}
    for field in fields(Criteria):
        try:
            if field.name in values:
                known[field.name] = _read(field.name, getattr(Criteria(), field.name), values[field.name])
        except (ValueError, TypeError):
            continue
    return Criteria(**known)


def _written(value: object) -> object:
    if isinstance(value, (frozenset, tuple)):
        return sorted(str(item) for item in value)
    return str(value) if isinstance(value, Enum) else value


def _read(name: str, usual: object, value: object) -> object:
    """Read one part of what a list asks for; `usual` is what it asks for where nobody said anything."""
    if name == "states" and isinstance(value, list):
        return frozenset(State(item) for item in value)
    if name == "kind":
        return None if value is None else Kind(str(value))
    if isinstance(usual, Enum):
        return type(usual)(value)
    is_of_its_kind = usual is None or isinstance(value, type(usual))
    if not isinstance(value, _PLAIN) or not is_of_its_kind:
        raise TypeError(name)
    return value
