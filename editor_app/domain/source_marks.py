"""The marks in a wire that stand for its sources: `[source]`, `[source](address)`, `[source: address]`."""

import re
from typing import Final

BEGINNING: Final = "[source"
SOURCE_MARK: Final = re.compile(
    r"\[source(?:\](?:\((?P<linked>https?://[^\s()]{1,2000})\))?|: ?(?P<named>https?://[^\s\]]{1,2000})\])"
)


def addresses(text: str) -> tuple[str, ...]:
    """Give the addresses that stand with marks in a text, each once, in their order."""
    marks = SOURCE_MARK.finditer(text) if BEGINNING in text else ()
    found = (mark["linked"] or mark["named"] for mark in marks)
    return tuple(dict.fromkeys(address for address in found if address))
