"""The settings of this person on this machine: one TOML file, read by window and command line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w

from editor_app.domain.ids import uuid7
from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.own_files import write_whole

_THEMES = ("system", "light", "dark")
_SMALLEST_TEXT, _LARGEST_TEXT = 80, 200
_SEED = re.compile(r"[a-z0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Which keys a person works with. `profile` names a shipped table, "" while none was chosen.

    `single_letters` is False where no letter, digit or sign alone may do anything. `changes` are the keys a
    person gave, by profile, place and command; no keys at all means that the command has none there.
    """

    profile: str = ""
    single_letters: bool = True
    changes: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose. `text_size` is in per cent, `editor` the id of who sits at the desk now.

    `vocabulary` is the place of a newsroom's own vocabulary, "" for the one that ships with the program.
    With `read_again` the desk puts some of a person's own decisions back into the queue, drawn by
    `read_again_seed` ("" until it was switched on once).
    `backup_folder` is where copies of desks go, "" for a folder beside each desk.
    `signers` are names of keys that sign packages, by their fingerprints.
    `caps` are bounds on what is imported that differ from those that ship, by the names of `formats.caps`.
    """

    editor: str | None = None
    editors: tuple[Editor, ...] = ()
    theme: str = "system"
    text_size: int = 100
    accept_needs_answers: bool = True
    show_pace: bool = True
    read_again: bool = False
    read_again_seed: str = ""
    keys: KeyChoice = field(default_factory=KeyChoice)
    recent: tuple[str, ...] = ()
    vocabulary: str = ""
    backup_folder: str = ""
    signers: dict[str, str] = field(default_factory=dict)
    caps: dict[str, Any] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)

    @property
    def current_editor(self) -> Editor | None:
        """The person at the desk, or None before anybody gave a name."""
        return next((editor for editor in self.editors if editor.id == self.editor), None)

    def named(self, name: str) -> Editor | None:
        """Give the editor of that name, ignoring case and blanks around it."""
        wanted = name.strip().casefold()
        return next((editor for editor in self.editors if editor.name.casefold() == wanted), None)

    def with_editor(self, editor: Editor) -> "Settings":
        """Give settings in which this editor is known (under this name) and sits at the desk."""
        others = tuple(known for known in self.editors if known.id != editor.id)
        return replace(self, editor=editor.id, editors=(*others, editor))


def new_editor(name: str, milliseconds: int) -> Editor:
    """Make an editor with an id of their own."""
    return Editor(id=uuid7(milliseconds), name=name.strip())


def load(path: Path) -> Settings:
    """Read the settings; a missing file means none were chosen, a damaged one is a Problem."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Problem("settings_unreadable", path=str(path), cause=str(fault)) from fault
    return _read(values)


def save(settings: Settings, path: Path) -> None:
    """Write the settings whole or not at all, readable by their owner alone."""
    try:
        write_whole(path, tomli_w.dumps(_written(settings)).encode("utf-8"))
    except OSError as fault:
        raise Problem("settings_not_saved", path=str(path), cause=fault.strerror or str(fault)) from fault


def _read(values: dict[str, Any]) -> Settings:
    rest = dict(values)
    editors = tuple(
        Editor(str(row["id"]), str(row["name"]))
        for row in rest.pop("editors", [])
        if isinstance(row, dict) and "id" in row and "name" in row
    )
    theme = rest.pop("theme", "system")
    size = rest.pop("text_size", 100)
    caps, signers = rest.pop("caps", {}), rest.pop("signers", {})
    return Settings(
        editor=rest.pop("editor", None),
        editors=editors,
        theme=theme if theme in _THEMES else "system",
        text_size=min(max(size, _SMALLEST_TEXT), _LARGEST_TEXT) if isinstance(size, int) else 100,
        accept_needs_answers=bool(rest.pop("accept_needs_answers", True)),
        show_pace=bool(rest.pop("show_pace", True)),
        read_again=bool(rest.pop("read_again", False)),
        read_again_seed=_read_seed(rest.pop("read_again_seed", "")),
        keys=_read_keys(rest.pop("keys", {})),
        recent=tuple(str(item) for item in rest.pop("recent", [])),
        vocabulary=str(rest.pop("vocabulary", "")),
        backup_folder=str(rest.pop("backup_folder", "")),
        signers={str(key): str(name) for key, name in _tables(signers)},
        caps=caps if isinstance(caps, dict) else {},
        unknown=rest,
    )


def _written(settings: Settings) -> dict[str, Any]:
    values: dict[str, Any] = {
        "theme": settings.theme,
        "text_size": settings.text_size,
        "accept_needs_answers": settings.accept_needs_answers,
        "show_pace": settings.show_pace,
        "read_again": settings.read_again,
        "recent": list(settings.recent),
        "editors": [{"id": editor.id, "name": editor.name} for editor in settings.editors],
        **({"keys": _written_keys(settings.keys)} if settings.keys != KeyChoice() else {}),
        **({"vocabulary": settings.vocabulary} if settings.vocabulary else {}),
        **({"read_again_seed": settings.read_again_seed} if settings.read_again_seed else {}),
        **({"backup_folder": settings.backup_folder} if settings.backup_folder else {}),
        **({"signers": settings.signers} if settings.signers else {}),
        **({"caps": settings.caps} if settings.caps else {}),
        **settings.unknown,
    }
    return values if settings.editor is None else {"editor": settings.editor, **values}


def _read_seed(value: Any) -> str:
    """Read a seed; what is none is passed over, and another one is drawn."""
    return value if isinstance(value, str) and _SEED.fullmatch(value) else ""


def _read_keys(values: Any) -> KeyChoice:
    """Read which keys a person chose; what is not in the shape of such a choice is passed over."""
    if not isinstance(values, dict):
        return KeyChoice()
    changes = {
        profile: {place: _read_table(table) for place, table in _tables(places)}
        for profile, places in _tables(values.get("changes"))
    }
    profile = values.get("profile", "")
    return KeyChoice(
        profile if isinstance(profile, str) else "", bool(values.get("single_letters", True)), changes
    )


def _tables(values: Any) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in values.items()] if isinstance(values, dict) else []


def _read_table(table: Any) -> dict[str, tuple[str, ...]]:
    return {
        command: tuple(str(key) for key in keys) for command, keys in _tables(table) if isinstance(keys, list)
    }


def _written_keys(keys: KeyChoice) -> dict[str, Any]:
    changes = {
        profile: {
            place: {command: list(own) for command, own in table.items()} for place, table in places.items()
        }
        for profile, places in keys.changes.items()
    }
    return {
        **({"profile": keys.profile} if keys.profile else {}),
        "single_letters": keys.single_letters,
        **({"changes": changes} if changes else {}),
    }
