"""Between the bytes of a text and its characters, in both directions and without loss."""

import codecs
from contextlib import suppress
from dataclasses import dataclass

from editor_app.domain.problems import Problem

ENCODING_GUESSED = "encoding_guessed"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-bom"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM_BYTES = tuple(mark for mark, _name in _BOMS)
_MARKS = {name: mark for mark, name in _BOMS}
_CODECS = {"utf-8": "utf-8", "utf-8-bom": "utf-8", "cp1252": "cp1252"}
_NOT_OF_A_TEXT = bytes(
    code for code in range(0x80) if (code < 0x20 and code not in b"\t\n\f\r") or code == 0x7F
)
_CONTROLS = dict.fromkeys(_NOT_OF_A_TEXT)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as it was read: its characters (without a byte order mark), and how they were written.

    `encoding` is one of utf-8, utf-8-bom, utf-16-le, utf-16-be, cp1252; `newline` is the line ending the text
    uses first, LF where it has none; `notices` are codes (`encoding_guessed`).
    """

    text: str
    encoding: str
    newline: str
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read bytes as text by byte order mark, else as strict UTF-8, else as Windows-1252 with a notice.

    Raises Problem `not_text` for bytes that are no text: a NUL, control characters other than tab, line ends
    and form feed, or bytes that fit none of the encodings.
    """
    text, encoding = _characters(data)
    if _holds_controls(data, text, encoding):
        raise Problem("not_text")
    guessed = (ENCODING_GUESSED,) if encoding == "cp1252" else ()
    return Decoded(text, encoding, first_newline(text), guessed)


def encode(text: str, encoding: str) -> bytes:
    """Write characters in an encoding `decode` names, without a mark.

    UnicodeEncodeError where they do not fit it.
    """
    return text.encode(_CODECS.get(encoding, encoding))


def encode_document(text: str, encoding: str) -> bytes:
    """Write a whole text with the byte order mark its encoding stands for: the exact inverse of `decode`."""
    return _MARKS.get(encoding, b"") + encode(text, encoding)


def first_newline(text: str) -> str:
    """Give the line ending a text uses first: LF, CR LF or CR; LF where it has only one line."""
    feed, carriage = text.find("\n"), text.find("\r")
    if carriage == -1 or -1 < feed < carriage:
        return "\n"
    return "\r\n" if feed == carriage + 1 else "\r"


def without_controls(text: str) -> str:
    """Give a text without the control characters that would make it no text."""
    return text.translate(_CONTROLS)


def _holds_controls(data: bytes, text: str, encoding: str) -> bool:
    if encoding.startswith("utf-16"):
        return without_controls(text) != text
    return len(data.translate(None, _NOT_OF_A_TEXT)) != len(data)


def _characters(data: bytes) -> tuple[str, str]:
    mark, encoding = b"", "utf-8"
    if data.startswith(_BOM_BYTES):
        mark, encoding = next(pair for pair in _BOMS if data.startswith(pair[0]))
    with suppress(UnicodeDecodeError):
        return data[len(mark) :].decode(_CODECS.get(encoding, encoding)), encoding
    if encoding.startswith("utf-16"):
        raise Problem("not_text")
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as fault:
        raise Problem("not_text") from fault
