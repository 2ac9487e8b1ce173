"""Rationales written beforehand, with fields in braces for what differs from wire to wire."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = ("source", "date", "headline", "quote")
"""What a field may be, in the order it is offered."""

_FIELD = re.compile(r"\{([^\W\d]\w{0,40})\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A rationale under a name; the names of a desk's templates differ."""

    name: str
    text: str

    @property
    def unknown_field(self) -> str | None:
        """The first field of the text that is none, None where all are."""
        return next((name for name in _FIELD.findall(self.text) if name not in FIELDS), None)

    def filled(self, values: Mapping[str, str | None]) -> str:
        """Give the text with its fields filled in; a field without a value stays as it is written."""
        return _FIELD.sub(lambda field: values.get(field[1]) or field[0], self.text)


def open_fields(text: str) -> tuple[str, ...]:
    """Give the fields that are still to be filled in a text, as they are written, each once."""
    found = (f"{{{name}}}" for name in _FIELD.findall(text) if name in FIELDS)
    return tuple(dict.fromkeys(found))
