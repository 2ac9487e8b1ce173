"""Texts of strangers on a terminal: nothing that steers it gets through."""

import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PICTURES = 0x2400
_SPACE = 0x20


def one_line(text: str) -> str:
    """Give a text on one line, its blanks joined, its steering characters visible."""
    return "".join(_visible(sign) for sign in " ".join(text.split()))


def many_lines(text: str) -> str:
    """Give a text with its line breaks and tabs, its other steering characters visible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign if sign == "\t" else _visible(sign) for sign in line) for line in lines)


def _visible(sign: str) -> str:
    if unicodedata.category(sign) not in _STEERING:
        return sign
    return chr(_PICTURES + ord(sign)) if ord(sign) < _SPACE else f"<U+{ord(sign):04X}>"
