"""The keys of the window, read from the shipped table."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from editor_app import paths


class Place(StrEnum):
    """Where a key works."""

    REVIEW = "review"
    DOCUMENT = "document"
    LIST = "list"
    EDITING = "editing"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Keymap:
    """A whole table of keys: for each place, the keys of each command, the one to show first."""

    profile: str
    label: str
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
def shipped_keymap() -> Keymap:
    """Read the table that ships with the program."""
    data = tomllib.loads(paths.shipped("resources", "keymap.toml").read_text(encoding="utf-8"))
    places = {place: {name: tuple(keys) for name, keys in data[place.value].items()} for place in Place}
    return Keymap(profile=data["profile"], label=data["label"], places=places)


_SHOWN_NAMES = {"Return": "Enter", "PgDown": "PgDn", "Esc": "Esc"}


def spoken(key: str) -> str:
    """Spell a key as keyboards do: Return is the Enter key."""
    return "+".join(_SHOWN_NAMES.get(part, part) for part in key.split("+")) if key else ""
