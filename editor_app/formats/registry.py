"""Formats as plug-ins: what ships with the program and what others add is found in the same way."""

import logging
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

_log = logging.getLogger(__name__)
GROUP = "editor_app.formats"
SOURCES = "source."
EXPORTS = "export."

# The same lines stand in pyproject.toml; these serve a checkout that was never installed.
BUILT_IN = {
    "source.folder": "editor_app.formats.sources:FolderKind",
    "source.package": "editor_app.formats.package_source:PackageKind",
    "source.zip": "editor_app.formats.sources:ZipKind",
    "source.file": "editor_app.formats.sources:FileKind",
    "export.package": "editor_app.formats.outgoing.packages:Package",
    "export.wires": "editor_app.formats.outgoing.wires:Wires",
    "export.jsonl": "editor_app.formats.outgoing.lines:JsonLines",
    "export.csv": "editor_app.formats.outgoing.lines:Csv",
    "export.xlsx": "editor_app.formats.outgoing.workbook:Workbook",
    "export.ninjs": "editor_app.formats.outgoing.ninjs:Ninjs",
    "export.aiid": "editor_app.formats.outgoing.aiid:Aiid",
    "export.ledger": "editor_app.formats.outgoing.ledgers:Ledger",
    "export.html": "editor_app.formats.outgoing.page:Html",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands for a format that cannot be loaded, and why that is."""

    cause: str


@cache
def load(role: str) -> tuple[Any, ...]:
    """Give one object of each format that has a role (`source.`, `export.`), made from its entry's class.

    A source kind has `order` (the lowest is asked first), `recognises(path)` and `open(path, caps)`; what an
    export kind has is said by `formats.outgoing.kinds.ExportKind`. A format of somebody else that cannot be
    loaded is left out and written to the log: it takes nothing from the others.
    """
    made = (_made(entry) for entry in _entries(role))
    return tuple(kind for kind in made if not isinstance(kind, Broken))


@cache
def broken(role: str) -> tuple[tuple[str, str], ...]:
    """Give the entries of a role that cannot be loaded, each with why, in the words of Python."""
    made = ((entry.name, _made(entry)) for entry in _entries(role))
    return tuple((name, kind.cause) for name, kind in made if isinstance(kind, Broken))


def fault_of(name: str) -> str:
    """Say in the words of Python why the entry of a name cannot be loaded; "" where it can."""
    made = next((_made(entry) for entry in _entries(name) if entry.name == name), None)
    return made.cause if isinstance(made, Broken) else ""


@cache
def names(role: str) -> tuple[str, ...]:
    """Give the names of the entries of a role without loading what they name."""
    return tuple(entry.name for entry in _entries(role))


def _made(entry: EntryPoint) -> Any:
    """Make the object of an entry; what is wrong with one that ships is a bug and is raised."""
    try:
        made = entry.load()()
        made.order.__index__()
    except Exception as fault:
        if BUILT_IN.get(entry.name) == entry.value:
            raise
        _log.warning("the format %s cannot be loaded: %s", entry.name, type(fault).__name__)
        return Broken(f"{type(fault).__name__}: {fault}")
    return made


def _entries(role: str) -> list[EntryPoint]:
    """Give the entries of a role by their names; those that ship come first in the order above."""
    found = {name: EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items()}
    found |= {entry.name: entry for entry in entry_points(group=GROUP)}
    return [entry for name, entry in found.items() if name.startswith(role)]
