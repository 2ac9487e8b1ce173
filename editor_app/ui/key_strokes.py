"""Keys as they are written down ("Ctrl+Shift+E", "G, I"), cut into the strokes a person makes."""

from dataclasses import dataclass
from typing import Final

_MODIFIERS: Final = ("Meta", "Ctrl", "Alt", "Shift")
_OTHER_NAMES: Final = {
    "enter": "Enter",
    "return": "Return",
    "delete": "Del",
    "insert": "Ins",
    "escape": "Esc",
    "pagedown": "PgDown",
    "pgdn": "PgDown",
    "pageup": "PgUp",
}
_MOVING: Final = frozenset({"Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown"})
_WIDGETS_OWN: Final = _MOVING | {"Return", "Enter", "Space", "Backspace", "Del", "Tab", "Backtab"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One press: what is held, and the key. `key` is Qt's name of it, a letter in capitals."""

    held: frozenset[str]
    key: str

    @property
    def is_bare(self) -> bool:
        """True where nothing but Shift is held."""
        return self.held <= {"Shift"}

    @property
    def is_single(self) -> bool:
        """True for a letter, digit or sign alone, with Shift or without: what typing writes."""
        return self.is_bare and len(self.key) == 1

    @property
    def is_widgets_own(self) -> bool:
        """True for the keys by which buttons are pressed, texts paged and lists walked, held or bare."""
        return self.key in _WIDGETS_OWN

    @property
    def is_moving(self) -> bool:
        """True for arrows, paging keys, Home and End."""
        return self.key in _MOVING

    def held_with(self, modifier: str) -> "Stroke":
        """Give the stroke with one modifier more."""
        return Stroke(self.held | {modifier}, self.key)

    def __str__(self) -> str:
        return "+".join([*(name for name in _MODIFIERS if name in self.held), self.key])


def strokes(key: str) -> tuple[Stroke, ...]:
    """Cut a key into its strokes, one for most, more for a chord; () for nothing."""
    return tuple(_stroke(part) for part in key.split(", ")) if key.strip() else ()


def written(made: tuple[Stroke, ...]) -> str:
    """Write strokes down as the tables of keys have them."""
    return ", ".join(str(stroke) for stroke in made)


def begins(key: str, other: str) -> bool:
    """Tell whether one key is the beginning of the other, or the same: they cannot be told apart."""
    one, two = strokes(key), strokes(other)
    shorter = min(len(one), len(two))
    return shorter > 0 and one[:shorter] == two[:shorter]


def _stroke(text: str) -> Stroke:
    head, name = (text[:-1].rstrip("+"), "+") if text.endswith("+") else _parted(text)
    held = frozenset(part.capitalize() for part in head.split("+") if part)
    key = name.upper() if len(name) == 1 else _OTHER_NAMES.get(name.casefold(), name)
    return Stroke(_without_shift_of_a_sign(held, key), key)


def _parted(text: str) -> tuple[str, str]:
    head, _, name = text.rpartition("+")
    return head, name


def _without_shift_of_a_sign(held: frozenset[str], key: str) -> frozenset[str]:
    """Take Shift away where it only makes the sign: which signs need it differs between keyboards."""
    is_sign = len(key) == 1 and not key.isalnum()
    return held - {"Shift"} if is_sign else held
