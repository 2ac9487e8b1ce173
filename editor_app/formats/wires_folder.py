"""The wires written back, one file each, in a folder for each outcome, with a manifest of them all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from editor_app.domain.canonical import sha256_hex
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.standing import State
from editor_app.formats import atomic
from editor_app.formats.entries import Entry, buffered
from editor_app.formats.entry_names import EntryType
from editor_app.formats.tables import csv_fields

MANIFEST = "manifest.csv"
_COLUMNS = ("path", "id", "name", "archive", "state", "editor", "at", "sha256")
_FOLDERS = {
    State.ACCEPTED: "accepted",
    State.AMENDED: "amended",
    State.REJECTED: "rejected",
    State.CONTEXT: "context",
}
_UNSETTLED = "pending"
FOLDERS = frozenset((*_FOLDERS.values(), _UNSETTLED))


def folder_of(state: State) -> str:
    """Give the folder of a wire in some state; all that is not settled is pending."""
    return _FOLDERS.get(state, _UNSETTLED)


def manifest_head() -> bytes:
    """Give the first line of a manifest, by which a folder of ours is known."""
    return csv_fields(_COLUMNS)


def is_manifest(entry: Entry) -> bool:
    """Tell whether a file of an archive is the manifest of such a folder; one named by itself is none."""
    if entry.type is not EntryType.CSV or entry.is_alone or entry.name.rpartition("/")[2] != MANIFEST:
        return False
    head = manifest_head()
    try:
        with buffered(entry) as file:
            return file.read(len(head)) == head
    except (Problem, OSError):
        return False  # reading it as what it is called says what is wrong


class WiresFolder:
    """A folder that is being filled with wires written back."""

    def __init__(self, folder: Path) -> None:
        """Fill `folder`, which exists and is empty."""
        self._folder = folder
        self._lines = [manifest_head()]
        self._digests: dict[str, str] = {}

    def add(self, name: str, data: bytes, record: Mapping[str, Any]) -> None:
        """Write one wire under a name, into the folder of its state; `record` is its record as exported."""
        path = f"{folder_of(State(record['state']))}/{name}"
        atomic.write_into(self._folder, path, data)
        self._digests[path] = sha256_hex(data)
        review = record["review"] or {}
        said = [record["id"], record["name"], record["archive"], record["state"]]
        self._lines.append(
            csv_fields([path, *said, review.get("editor"), review.get("at"), self._digests[path]])
        )

    def close(self) -> str:
        """Read the wires again, write the manifest, and give its SHA-256: it stands for the whole folder."""
        for path, digest in self._digests.items():
            if atomic.file_digest(self._folder / path) != digest:
                raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=path)
        manifest = b"".join(self._lines)
        atomic.write_into(self._folder, MANIFEST, manifest)
        return sha256_hex(manifest)
