"""Characters that hide or turn text around, shown as marks; what is stored keeps them."""

import re
import unicodedata
from typing import Final

MARK: Final = "\u2426"
ISOLATE: Final = "\u2068"
END_ISOLATE: Final = "\u2069"
_PICTURES: Final = 0x2400
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"
_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f"
_NOTHING: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2065\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
# Accents; more of them on one letter than any language has would cover the lines above and below.
_ACCENTS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MOST_ACCENTS: Final = 8
_JOINERS: Final = "\u200c\u200d"
# Letters of a script that is written with joiners, and pictures, which they join.
_JOINED: Final = "\u0590-\U0010ffff"
_SELECTORS: Final = "\ufe00-\ufe0f"
_SELECTED: Final = "#*0-9\u00a9\u00ae\u2000-\ufdff\ufe10-\U0010ffff"
_UNSEEN: Final = re.compile(
    f"[{_CONTROLS}{_BIDI}{_NOTHING}]"
    f"|(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])"
    f"|(?<![{_SELECTED}])[{_SELECTORS}]"
    f"|(?<={f'[{_ACCENTS}]' * _MOST_ACCENTS})[{_ACCENTS}]"
)


def with_marks(text: str) -> str:
    """Show each character that could not be seen as one mark, so that places in the text stay the same."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(_shown, text)


def unseen_in(text: str) -> tuple[int, ...]:
    """Give the place of each character that could not be seen, or covers what is."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(found.start() for found in _UNSEEN.finditer(text))


def with_marks_in(sentence: str) -> str:
    """Show unseen characters as marks in a sentence of ours in which strangers' texts stand isolated.

    What isolates them stays: each beginning that has an end.
    """
    marked = with_marks(sentence)
    if ISOLATE not in sentence or marked == sentence:
        return marked
    letters, open_ones = list(marked), []
    for place, letter in enumerate(sentence):
        if letter == ISOLATE:
            open_ones.append(place)
        elif letter == END_ISOLATE and open_ones:
            letters[open_ones.pop()], letters[place] = ISOLATE, END_ISOLATE
    return "".join(letters)


def name_of(character: str) -> str:
    """Give the name of a character that is shown as a mark, for its tooltip."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character == _DELETE:
        return _DELETE_PICTURE
    return chr(_PICTURES + ord(character)) if ord(character) < 0x20 else MARK
