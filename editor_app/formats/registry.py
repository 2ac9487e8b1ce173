"""Formats as plug-ins: what ships with the program and what others add is found in the same way."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

GROUP = "editor_app.formats"
SOURCES = "source."

# The same lines stand in pyproject.toml; these serve a checkout that was never installed.
BUILT_IN = {
    "source.folder": "editor_app.formats.sources:FolderKind",
    "source.package": "editor_app.formats.package_source:PackageKind",
    "source.zip": "editor_app.formats.sources:ZipKind",
    "source.file": "editor_app.formats.sources:FileKind",
}


@cache
def load(role: str) -> tuple[Any, ...]:
    """Give one object of each format that has a role (`source.`), made from the class its entry names.

    A source kind has `order` (the lowest is asked first), `recognises(path)` and `open(path, caps)`.
    """
    found = {name: EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items()}
    found |= {entry.name: entry for entry in entry_points(group=GROUP)}
    return tuple(entry.load()() for name, entry in sorted(found.items()) if name.startswith(role))
