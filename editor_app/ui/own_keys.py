"""The keys of a person: a profile that ships, their own changes to it, and single letters on or off."""

from collections.abc import Mapping
from dataclasses import replace

from editor_app.settings import KeyChoice
from editor_app.ui.command_table import command_table
from editor_app.ui.key_rules import Objection, objection
from editor_app.ui.key_strokes import Stroke, strokes, written
from editor_app.ui.keymap import PROFILES, Keymap, Place, shipped_keymap

Keys = tuple[str, ...]


def profile_of(choice: KeyChoice) -> str:
    """Give the profile that counts: the chosen one, the first where it is unknown or none was chosen."""
    return choice.profile if choice.profile in PROFILES else PROFILES[0]


def keymap_of(choice: KeyChoice) -> Keymap:
    """Give the keys that count for a person."""
    written_down = table_of(choice)
    return written_down if choice.single_letters else without_single_letters(written_down)


def table_of(choice: KeyChoice) -> Keymap:
    """Give the profile with the person's changes, single letters included.

    A change that names no command, or that a rule speaks against, is passed over: the file may have been
    edited by hand, or a newer table may have given the key to another command.
    """
    keymap = shipped_keymap(profile_of(choice))
    changes = choice.changes.get(keymap.profile, {})
    known = {command.id for command in command_table()}
    wanted = {
        (Place(place), command): keys
        for place, table in changes.items()
        if place in list(Place)
        for command, keys in table.items()
        if command in known
    }
    for place, command in wanted:
        keymap = with_keys(keymap, place, command, ())
    for (place, command), keys in wanted.items():
        shipped = shipped_keymap(keymap.profile).keys(command, place)
        sound = _sound(keymap, place, command, keys)
        if keys and not sound:
            sound = _sound(keymap, place, command, shipped)
        keymap = with_keys(keymap, place, command, sound)
    return keymap


def _sound(keymap: Keymap, place: Place, command: str, keys: Keys) -> Keys:
    return tuple(key for key in dict.fromkeys(keys) if objection(keymap, command, place, key) is None)


def with_keys(keymap: Keymap, place: Place, command: str, keys: Keys) -> Keymap:
    """Give the table with other keys for a command in a place; () takes them away."""
    table = {**keymap.places[place], command: keys}
    if not keys:
        del table[command]
    return replace(keymap, places={**keymap.places, place: table})


def without_single_letters(keymap: Keymap) -> Keymap:
    """Give the table in which what a letter, digit or sign did alone is done with Alt.

    What a command has with Alt anywhere already is not given to it twice.
    """
    places: dict[Place, Mapping[str, Keys]] = {}
    for place, table in keymap.places.items():
        changed = {command: _held(keymap, place, command, keys) for command, keys in table.items()}
        places[place] = {command: keys for command, keys in changed.items() if keys}
    return replace(keymap, places=places)


def change(choice: KeyChoice, command: str, place: Place, keys: Keys) -> KeyChoice:
    """Give the choice with a person's own keys for a command in a place; as in the profile is no change."""
    profile = profile_of(choice)
    tables = {name: dict(table) for name, table in choice.changes.get(profile, {}).items()}
    table = tables.setdefault(place.value, {})
    if keys == shipped_keymap(profile).keys(command, place):
        table.pop(command, None)
    else:
        table[command] = keys
    return _with_tables(choice, profile, tables)


def reset(choice: KeyChoice, command: str = "") -> KeyChoice:
    """Give the choice without the person's changes of one command, or of all where none is named."""
    profile = profile_of(choice)
    if not command:
        return _with_tables(choice, profile, {})
    tables = {
        place: {name: keys for name, keys in table.items() if name != command}
        for place, table in choice.changes.get(profile, {}).items()
    }
    return _with_tables(choice, profile, tables)


def against(choice: KeyChoice, command: str, place: Place, keys: Keys) -> Objection | None:
    """Say what stands against giving a command these keys, with single letters as they are chosen."""
    table = with_keys(table_of(choice), place, command, keys)
    found = (objection(table, command, place, key) for key in keys)
    first = next((one for one in found if one is not None), None)
    if first is not None or choice.single_letters:
        return first
    held = without_single_letters(table)
    found = (objection(held, command, place, key) for key in held.keys(command, place))
    return next((one for one in found if one is not None), None)


def changed_in(choice: KeyChoice, command: str) -> bool:
    """Tell whether a person has given a command keys of their own in the profile that counts."""
    return any(command in table for table in choice.changes.get(profile_of(choice), {}).values())


def _with_tables(choice: KeyChoice, profile: str, tables: Mapping[str, Mapping[str, Keys]]) -> KeyChoice:
    kept = {place: table for place, table in tables.items() if table}
    others = {name: tables for name, tables in choice.changes.items() if name != profile}
    return replace(choice, changes={**others, **({profile: kept} if kept else {})})


def _held(keymap: Keymap, place: Place, command: str, keys: Keys) -> Keys:
    had = () if place is Place.ANYWHERE else keymap.keys(command, Place.ANYWHERE)
    made = dict.fromkeys(written(_held_strokes(strokes(key))) for key in keys)
    return tuple(key for key in made if key not in had or key in keys)


def _held_strokes(made: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    return tuple(stroke.held_with("Alt") if stroke.is_single else stroke for stroke in made)
