"""Which key may do what, and where: the settings page and the tests of the shipped tables ask the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from editor_app.ui.key_strokes import Stroke, begins, strokes
from editor_app.ui.keymap import Keymap, Place


class Fault(StrEnum):
    """What stands against a key in a place.

    CLASH and PREFIX name the command that has the key, or a chord that begins with it. The others hold
    whatever the table says: a key of the system or of every text field, one that a focused button or list
    needs, one that would write while a text is written, one by which nobody must decide by accident, one
    press for an act on many wires.
    """

    CLASH = "clash"
    PREFIX = "prefix"
    RESERVED = "reserved"
    WIDGETS_OWN = "widgets_own"
    TYPES = "types"
    DECIDES = "decides"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a command cannot have a key in a place; `other` is the command in its way, "" for none."""

    fault: Fault
    key: str
    command: str
    place: Place
    other: str = ""
    other_place: Place | None = None


# These record a verdict. Skipping does not: the wire stays among those to do.
VERDICTS: Final = frozenset(
    {
        "decide.accept",
        "decide.accept_open",
        "decide.amend",
        "decide.reject",
        "decide.context",
        "decide.reopen",
    }
)
SAVING: Final = frozenset({"amend.save", "amend.save_next"})
_MANY: Final = "bulk."
_WHILE_TYPING: Final = frozenset({Place.EDITING, Place.ANYWHERE})
_CTRL: Final = frozenset({"Ctrl"})
_ALWAYS_RESERVED: Final = frozenset(
    stroke
    for key in (
        "Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Ctrl+Insert", "Shift+Insert", "Shift+Del",
        "Tab", "Shift+Tab", "Backtab", "Shift+Backtab", "Ctrl+Tab", "Ctrl+Shift+Tab", "Alt+Tab", "Alt+F4",
    )
    for stroke in strokes(key)
)  # fmt: skip
_OF_EVERY_TEXT: Final = frozenset(
    stroke
    for key in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+Backspace", "Ctrl+Del")
    for stroke in strokes(key)
)
_TOGETHER: Final = {
    Place.REVIEW: {Place.REVIEW, Place.DOCUMENT, Place.LIST, Place.ANYWHERE},
    Place.DOCUMENT: {Place.DOCUMENT, Place.REVIEW, Place.ANYWHERE},
    Place.LIST: {Place.LIST, Place.REVIEW, Place.ANYWHERE},
    Place.EDITING: {Place.EDITING, Place.ANYWHERE},
    Place.ANYWHERE: set(Place),
}


def objection(keymap: Keymap, command: str, place: Place, key: str) -> Objection | None:
    """Say what stands against a key for a command in a place, None where nothing does.

    What the command has in that very place already is no hindrance: it is what would be replaced.
    """
    made = strokes(key)
    fault = _fault_of_the_key(command, place, made)
    if fault is not None:
        return Objection(fault, key, command, place)
    return next(_collisions(keymap, command, place, key), None)


def objections(keymap: Keymap) -> list[Objection]:
    """Give everything that is wrong in a whole table."""
    found = (
        objection(keymap, command, place, key)
        for place, table in keymap.places.items()
        for command, keys in table.items()
        for key in keys
    )
    return [one for one in found if one is not None]


def _fault_of_the_key(command: str, place: Place, made: tuple[Stroke, ...]) -> Fault | None:
    if not made or any(stroke in _ALWAYS_RESERVED for stroke in made) or _is_escape(command, made):
        return Fault.RESERVED
    first = made[0]
    if first.is_bare and first.is_widgets_own:
        if command in VERDICTS or command in SAVING:
            return Fault.DECIDES
        if place in (Place.REVIEW, Place.ANYWHERE, Place.EDITING):
            return Fault.WIDGETS_OWN
    if place in _WHILE_TYPING and any(_writes(stroke) for stroke in made):
        return Fault.TYPES
    if command.startswith(_MANY) and len(made) == 1 and first.is_bare:
        return Fault.MANY
    return None


def _is_escape(command: str, made: tuple[Stroke, ...]) -> bool:
    """Escape leaves whatever is open, a text too; nothing else may have it."""
    return any(stroke.key == "Esc" for stroke in made) and command != "amend.leave"


def _writes(stroke: Stroke) -> bool:
    """Tell whether a stroke writes or edits where a text has the focus."""
    walks = stroke.is_moving and stroke.held - {"Shift"} == _CTRL
    return stroke.is_single or walks or stroke in _OF_EVERY_TEXT


def _collisions(keymap: Keymap, command: str, place: Place, key: str) -> Iterator[Objection]:
    for other_place in Place:
        if other_place not in _TOGETHER[place]:
            continue
        for other, keys in keymap.places[other_place].items():
            if other == command and other_place is place:
                continue
            for taken in keys:
                if begins(key, taken):
                    fault = Fault.CLASH if strokes(key) == strokes(taken) else Fault.PREFIX
                    yield Objection(fault, key, command, place, other, other_place)
