"""The parts of a kept document's text, out of its columns."""

import json

PARTS = ("header", "body", "heading", "section", "statement", "test")


def body_of(text: str, spans: str) -> str:
    """Give the body of a document's text by its spans as they are kept."""
    start, end = json.loads(spans)[PARTS.index("body")]
    return text[start:end]
