"""The lines of the sheet of keys, made from the table of commands and the keys they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor_app.i18n import gettext
from editor_app.ui.command_table import (
    AMEND,
    CHECKLIST,
    DECIDE,
    FILE,
    FIND,
    MARKED,
    MOVE,
    WINDOW,
    WIRE,
    Command,
    group_title,
)
from editor_app.ui.commands import Commands
from editor_app.ui.keymap import spoken

_SAVED_LISTS: Final = tuple(f"find.saved_{number}" for number in range(1, 10))
COLUMNS: Final = ((DECIDE, FIND, MARKED), (MOVE, WINDOW), (CHECKLIST, WIRE, AMEND, FILE))


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What is done, the key to show beside it, and every key it has."""

    title: str
    help: str
    keys: str
    all_keys: tuple[str, ...]

    def matches(self, wanted: str) -> bool:
        """Tell whether every word stands in the line, in title, help or keys."""
        text = " ".join([self.title, self.help, *self.all_keys]).casefold()
        return all(word in text for word in wanted.casefold().split())


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Lines under one heading."""

    title: str
    lines: tuple[KeyLine, ...]


def key_columns(commands: Commands) -> tuple[tuple[KeyGroup, ...], ...]:
    """Give the groups of each column: every command that can be done and has a key."""
    return tuple(tuple(_group(commands, name) for name in column) for column in COLUMNS)


def _group(commands: Commands, group: str) -> KeyGroup:
    members = [c for c in commands.all() if c.group == group and commands.is_bound(c.id)]
    saved = _saved_lists(commands, members)
    if saved is not None:
        members = [command for command in members if command.id not in _SAVED_LISTS]
    lines = [_line(commands, command) for command in members if commands.keys_text(command.id)]
    return KeyGroup(group_title(group), _with_reasons([*lines, *([saved] if saved else [])], commands))


def _saved_lists(commands: Commands, members: Sequence[Command]) -> KeyLine | None:
    """Give one line for all saved lists, None where their keys are not the same but for the number."""
    lines = [_line(commands, command) for command in members if command.id in _SAVED_LISTS]
    keys = [line.keys for line in lines]
    if len(lines) < len(_SAVED_LISTS) or keys != [f"{keys[0][:-1]}{n}" for n in range(1, len(keys) + 1)]:
        return None
    title, help_ = gettext("Saved list 1 to 9"), gettext("Show the saved list that has this number.")
    every = tuple(key for line in lines for key in line.all_keys)
    return KeyLine(title, help_, f"{keys[0][:-1]}1–9", every)  # noqa: RUF001


def _line(commands: Commands, command: Command) -> KeyLine:
    shown = commands.keys_text(command.id)
    all_keys = dict.fromkeys(spoken(key) for key in commands.keymap.all_keys(command.id))
    return KeyLine(command.title, command.help, shown, tuple(all_keys))


def _with_reasons(lines: list[KeyLine], commands: Commands) -> tuple[KeyLine, ...]:
    """Add, behind the line of rejecting, the digits that follow its key."""
    reject = commands.command("decide.reject").title
    place = next((number for number, line in enumerate(lines, 1) if line.title == reject), 0)
    if place:
        keys, title = lines[place - 1].keys, gettext("Reject with reason 1 to 9")
        help_ = gettext("The digit commits one of the first nine reasons at once.")
        lines.insert(place, KeyLine(title, help_, f"{keys}+1–9", (f"{keys}, 1–9",)))  # noqa: RUF001
    return tuple(lines)
