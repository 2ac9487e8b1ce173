"""The lines of the keyboard page: each command with its keys in one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from editor_app.settings import KeyChoice
from editor_app.ui.command_table import Command
from editor_app.ui.key_wording import place_name, usual_place
from editor_app.ui.keymap import Place, shipped_keymap, spoken
from editor_app.ui.own_keys import keymap_of, profile_of, table_of


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A command in a place, with the keys that count there; `is_own` where they are not the profile's."""

    command: Command
    place: Place
    keys: tuple[str, ...]
    is_own: bool

    def matches(self, wanted: str) -> bool:
        """Tell whether every word stands in the line."""
        parts = [self.command.title, self.command.help, place_name(self.place), *map(spoken, self.keys)]
        text = " ".join(parts).casefold()
        return all(word in text for word in wanted.casefold().split())


def key_rows(commands: Iterable[Command], choice: KeyChoice) -> list[KeyRow]:
    """Give a line for each place in which a command has keys, and one for a command that has none."""
    shipped, own, counting = shipped_keymap(profile_of(choice)), table_of(choice), keymap_of(choice)
    rows = []
    for command in commands:
        places = [p for p in Place if shipped.keys(command.id, p) or own.keys(command.id, p)]
        for place in places or [usual_place(command)]:
            is_own = shipped.keys(command.id, place) != own.keys(command.id, place)
            rows.append(KeyRow(command, place, counting.keys(command.id, place), is_own))
    return rows
