"""The keys of the window, read from the shipped tables."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from editor_app import paths

# In the order in which they are offered.
PROFILES: Final = ("mnemonic", "prodigy", "screening", "numpad", "chords")


class Place(StrEnum):
    """Where a key works."""

    REVIEW = "review"
    DOCUMENT = "document"
    LIST = "list"
    EDITING = "editing"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Keymap:
    """A whole table of keys: for each place, the keys of each command, the one to show first.

    `profile` is the name of the table it comes from, `label` and `about` say to a person what that is.
    """

    profile: str
    label: str
    about: str
    places: Mapping[Place, Mapping[str, tuple[str, ...]]]

    def keys(self, command: str, place: Place) -> tuple[str, ...]:
        """Give the keys of a command in a place."""
        return self.places[place].get(command, ())

    def shown(self, command: str) -> str:
        """Give the one key that is shown beside a command, "" where it has none."""
        found = (key for place in Place for key in self.keys(command, place))
        return next(found, "")

    def all_keys(self, command: str) -> tuple[str, ...]:
        """Give every key of a command, in the order of the places."""
        return tuple(key for place in Place for key in self.keys(command, place))


@cache
def shipped_keymap(profile: str = PROFILES[0]) -> Keymap:
    """Read a table that ships with the program."""
    file = paths.shipped("resources", "keymaps", f"{profile}.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    places = {place: {name: tuple(keys) for name, keys in data[place.value].items()} for place in Place}
    return Keymap(data["profile"], data["label"], data["about"], places)


_SHOWN_NAMES = {"Return": "Enter", "PgDown": "PgDn", "Esc": "Esc"}


def spoken(key: str) -> str:
    """Spell a key as keyboards do: Return is the Enter key."""
    return "+".join(_SHOWN_NAMES.get(part, part) for part in key.split("+")) if key else ""
