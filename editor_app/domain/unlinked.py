"""Whether a text names a source whose address was lost: a bare `[source]`, and nothing beside it tells."""

from collections.abc import Mapping
from typing import Final

from editor_app.domain.documents import Document

MARK: Final = "[source]"


def source_unlinked(document: Document, metadata: Mapping[str, str]) -> bool:
    """Tell whether a document names a source without an address, and its archive gives none for it either."""
    body = document.spans.body
    return not metadata.get("url") and names_unlinked_source(document.text, body.start, body.end)


def names_unlinked_source(text: str, start: int, end: int) -> bool:
    """Tell whether a `[source]` stands in `text[start:end]` with no address in brackets right behind it."""
    found = text.find(MARK, start, end)
    while found >= 0:
        behind = found + len(MARK)
        if behind >= end or text[behind] != "(":
            return True
        found = text.find(MARK, behind, end)
    return False
