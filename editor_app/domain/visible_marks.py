"""Characters that hide or turn text around, shown as marks; what is stored keeps them."""

import unicodedata
from typing import Final

MARK: Final = "\u2426"
_PICTURES: Final = 0x2400
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH: Final = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
_JOINERS: Final = "\u200c\u200d"
_LINE_BREAKS: Final = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_JOINED_FROM: Final = 0x0590
_SPACES_THAT_STAY: Final = "\t\n\r "


def with_marks(text: str) -> str:
    """Show each character that could not be seen as one mark, so that places in the text stay the same."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(text, index, character) for index, character in enumerate(text))


def name_of(character: str) -> str:
    """Give the name of a character that is shown as a mark, for its tooltip."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _shown(text: str, index: int, character: str) -> str:
    code = ord(character)
    if character in _SPACES_THAT_STAY:
        return character
    if code < 0x20:
        return chr(_PICTURES + code)
    if character == _DELETE:
        return _DELETE_PICTURE
    if character in _JOINERS:
        return character if _joins(text, index) else MARK
    return MARK if _is_unseen(character, code) else character


def _is_unseen(character: str, code: int) -> bool:
    if character in _BIDI or character in _ZERO_WIDTH or character in _LINE_BREAKS:
        return True
    is_tag = 0xE0000 <= code <= 0xE0FFF
    is_lone_surrogate = 0xD800 <= code <= 0xDFFF
    is_control = 0x80 <= code <= 0x9F or 0xFFF9 <= code <= 0xFFFB
    return is_tag or is_lone_surrogate or is_control


def _joins(text: str, index: int) -> bool:
    """Tell whether a joiner stands between letters of a script that is written with it, or joins pictures."""
    return (
        index > 0
        and ord(text[index - 1]) >= _JOINED_FROM
        and index + 1 < len(text)
        and ord(text[index + 1]) >= _JOINED_FROM
    )
