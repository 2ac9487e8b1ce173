"""How much is taken in from a stranger's archive before it is refused; each bound is a setting."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Caps:
    """The bounds, in bytes and counts.

    `document` bounds one document, `packed` a zip file, `unpacked` all that comes out of it, `entries` how
    much a folder, a zip or a list of rows may hold. What unpacks to more than `ratio` times its packed size
    is left out once it is beyond `ratio_from`.
    """

    document: int = 20_000_000
    packed: int = 8_000_000_000
    unpacked: int = 32_000_000_000
    ratio: int = 200
    ratio_from: int = 1_000_000
    entries: int = 5_000_000

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """Read the bounds a person chose; what is missing or no positive whole number stays as shipped."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in names and _is_bound(value)})

    @property
    def row(self) -> int:
        """How long one line or one field of rows may be: a document spelt with escapes."""
        return 2 * self.document + 65_536


def _is_bound(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
