"""The text of a kept document out of its bytes, by itself: what is painted first needs no more."""

_CODECS = {
    "utf-8": ("utf-8", b""),
    "utf-8-bom": ("utf-8", b"\xef\xbb\xbf"),
    "utf-16-le": ("utf-16-le", b"\xff\xfe"),
    "utf-16-be": ("utf-16-be", b"\xfe\xff"),
    "cp1252": ("cp1252", b""),
}


def decoded(data: bytes, encoding: str) -> str:
    """Give the text of a document's bytes; UnicodeDecodeError where the encoding does not fit them."""
    codec, mark = _CODECS[encoding]
    return data.removeprefix(mark).decode(codec)


def text_of(data: bytes, encoding: str, kept: str | None) -> str:
    """Give the text of a kept document."""
    return decoded(data, encoding) if kept is None else kept
