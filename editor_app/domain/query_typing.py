"""What is being typed at the caret of a search: a field's value, or the name of a field."""

import re
from dataclasses import dataclass

from editor_app.domain.query import Field, Term

_VALUE = re.compile(
    r"(?:^|\s)-?(?P<field>[A-Za-z]{1,20}):"
    r'(?:(?:"[^"]*"|[^\s",]*),)*(?P<begun>"[^"]*|[^\s",]*)$'
)
_NAME = re.compile(r"(?:^|\s)-?(?P<begun>[A-Za-z]{0,20})$")
_REST = re.compile(r'[^\s",]*"?')
_FIELDS = {one.value: one for one in Field}


@dataclass(frozen=True, slots=True)
class Token:
    """What is begun from `start` to `end` of a text: a value of `field`, or, with None, a field's name."""

    field: Field | None
    begun: str
    start: int
    end: int

    def completed(self, text: str, wanted: str) -> tuple[str, int]:
        """Give the text with a value or a field in the place of what is begun, and where the caret goes."""
        if self.field is None:
            written = f"{wanted}:"
        else:
            written = Term(self.field, (wanted,)).written().removeprefix(f"{self.field}:") + " "
        rest = text[self.end :]
        return f"{text[: self.start]}{written}{rest.lstrip() if self.field else rest}", self.start + len(
            written
        )


def token_at(text: str, caret: int) -> Token | None:
    """Give what is begun before a caret, None within a word that is neither a value nor a field's name."""
    before = text[:caret]
    value, name = _VALUE.search(before), _NAME.search(before)
    found = _FIELDS.get(value["field"].lower()) if value else None
    if value is not None and found is not None:
        rest = _REST.match(text, caret)
        return Token(found, value["begun"].lstrip('"'), value.start("begun"), rest.end() if rest else caret)
    return None if name is None else Token(None, name["begun"], name.start("begun"), caret)


def fields_from(begun: str) -> list[Field]:
    """Give the fields whose names begin so."""
    return [one for one in Field if one.value.startswith(begun.lower())]
