"""Formats as plug-ins: what ships with the program and what others add is found in the same way."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

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


@cache
def load(role: str) -> tuple[Any, ...]:
    """Give one object of each format that has a role (`source.`, `export.`), made from its entry's class.

    A source kind has `order` (the lowest is asked first), `recognises(path)` and `open(path, caps)`; what an
    export kind has is said by `formats.outgoing.kinds.ExportKind`.
    """
    return tuple(entry.load()() for entry in _entries(role))


@cache
def names(role: str) -> tuple[str, ...]:
    """Give the names of the entries of a role without loading what they name."""
    return tuple(entry.name for entry in _entries(role))


def _entries(role: str) -> list[EntryPoint]:
    """Give the entries of a role by their names; those that ship come first in the order above."""
    found = {name: EntryPoint(name, value, GROUP) for name, value in BUILT_IN.items()}
    found |= {entry.name: entry for entry in entry_points(group=GROUP)}
    return [entry for name, entry in found.items() if name.startswith(role)]
