"""The text of a kept document out of its columns, by itself: what is painted first needs no more."""

import json

_CODECS = {
    "utf-8": ("utf-8", b""),
    "utf-8-bom": ("utf-8", b"\xef\xbb\xbf"),
    "utf-16-le": ("utf-16-le", b"\xff\xfe"),
    "utf-16-be": ("utf-16-be", b"\xfe\xff"),
    "cp1252": ("cp1252", b""),
}
PARTS = ("header", "body", "heading", "section", "statement", "test")


def decoded(data: bytes, encoding: str) -> str:
    """Give the text of a document's bytes; UnicodeDecodeError where the encoding does not fit them."""
    codec, mark = _CODECS[encoding]
    return data.removeprefix(mark).decode(codec)


def text_of(data: bytes, encoding: str, kept: str | None) -> str:
    """Give the text of a kept document."""
    return decoded(data, encoding) if kept is None else kept


def body_of(text: str, spans: str) -> str:
    """Give the body of a document's text by its spans as they are kept."""
    start, end = json.loads(spans)[PARTS.index("body")]
    return text[start:end]
