"""Where things lie: the desk, settings, logs, and the files that ship with the program."""

import os
import sys
from pathlib import Path

_APP = "editor-app"
_PACKAGE = Path(__file__).resolve().parent
_PRIVATE = 0o077
_USUAL = 0o022
_users_umask: list[int] = []


def go_private() -> None:
    """Make every file this process creates readable by its owner alone; the first thing the program does.

    What the user's own umask was is remembered for files that are meant for others.
    """
    before = os.umask(_PRIVATE)
    if before != _PRIVATE or not _users_umask:
        _users_umask[:] = [before]


def mode_for_others(*, folder: bool) -> int:
    """Give the mode of an exported file or folder: what the user's own umask would have made of it."""
    umask = _users_umask[0] if _users_umask else _USUAL
    return (0o777 if folder else 0o666) & ~umask


def shipped(*parts: str) -> Path:
    """Give the place of a shipped file or folder, first part `resources` or `seeds`.

    In an installed program these lie in the package, in a checkout beside it.
    """
    inside = _PACKAGE.joinpath("_data", *parts)
    return inside if inside.exists() else _PACKAGE.parent.joinpath(*parts)


def default_desk() -> Path:
    """Give the place of the desk file where nobody named one."""
    named = os.environ.get("EDITOR_APP_DESK")
    return Path(named) if named else data_folder() / "review.desk"


def data_folder() -> Path:
    """Give the folder of the user's desks."""
    return _users_folder("data")


def settings_file() -> Path:
    """Give the place of the settings, read by window and command line alike."""
    return _users_folder("config") / "settings.toml"


def state_folder() -> Path:
    """Give the folder of what this machine remembers: places of desks, window geometry."""
    return _users_folder("state")


def log_folder() -> Path:
    """Give the folder of logs and crash reports."""
    return _users_folder("log")


if sys.platform.startswith("linux"):
    # Folders are asked for before the first paint, and loading a library for them takes longer than all else
    # that is loaded by then; the rule is short here: a variable with an absolute path, else the usual place.
    _USUAL_PLACES = {"data": ".local/share", "config": ".config", "state": ".local/state"}

    def _users_folder(kind: str) -> Path:
        if kind == "log":
            return _users_folder("state") / "log"
        named = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
        return (Path(named) if named.startswith("/") else Path.home() / _USUAL_PLACES[kind]) / _APP

else:
    import platformdirs

    def _users_folder(kind: str) -> Path:
        return Path(getattr(platformdirs, f"user_{kind}_dir")(_APP, appauthor=False))
