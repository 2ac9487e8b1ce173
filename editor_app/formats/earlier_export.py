"""Which folders are exports of ours, so that a new export may take their place."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from editor_app.domain.problems import Problem
from editor_app.formats import strict_json, wires_folder
from editor_app.formats.ledger import LEDGER_HEAD, ledger_csv_head
from editor_app.formats.package import layout
from editor_app.formats.package.trees import looks_packed
from editor_app.formats.report import REPORT_HEAD
from editor_app.formats.safe_opening import open_regular
from editor_app.formats.tables import csv_head

_LONGEST_HEAD = 16 << 20
_LONGEST_BEGINNING = 1 << 16
_ENOUGH = 60  # of the columns: there may be more of them by now
_PACKAGE_TOP = frozenset(
    (layout.BAGIT, layout.BAG_INFO, layout.MANIFEST, layout.TAG_MANIFEST, layout.README, "data", "signature")
)


class _Knowing(Protocol):
    def is_own(self, folder: Path) -> bool: ...


def is_replaceable_folder(folder: Path, kinds: Iterable[_Knowing]) -> bool:
    """Tell whether a folder is empty or an earlier export with nothing of anybody else's at its top.

    `kinds` are asked whether it is theirs. A link to a folder is none, nor is one that cannot be read.
    """
    if folder.is_symlink() or not folder.is_dir():
        return False
    try:
        return not any(folder.iterdir()) or any(kind.is_own(folder) for kind in kinds)
    except (OSError, Problem):
        # What cannot be looked at is not known to be ours.
        return False


def is_earlier_file(path: Path) -> bool:
    """Tell whether a file, whatever it is called, begins as an export of ours does, or is empty."""
    try:
        data = _beginning(path, _LONGEST_BEGINNING)
        return not data or data.startswith(_file_heads()) or _is_record(data) or _is_package_zip(path, data)
    except (OSError, Problem):
        # What cannot be looked at is not known to be ours.
        return False


def _file_heads() -> tuple[bytes, ...]:
    ledgers = (ledger_csv_head(), LEDGER_HEAD.encode("utf-8"))
    return (csv_head()[:_ENOUGH], *ledgers, REPORT_HEAD.encode("utf-8"), b'{"submissions":[')


def _is_record(data: bytes) -> bool:
    """Tell whether a line of JSON is a record of ours: its keys come in our order."""
    keys = (b'{"archive":', b'"batch":', b'"batch_date":', b'"date":', b'"encoding":', b'"flags":')
    places = [data.find(key) for key in keys]
    return places[0] == 0 and places == sorted(places)


def _is_package_zip(path: Path, data: bytes) -> bool:
    return data.startswith(b"PK") and looks_packed(path)


def is_wires_folder(folder: Path) -> bool:
    """Tell whether a folder holds wires written back, in folders of their outcomes, with our manifest."""
    entries = _entries(folder)
    if wires_folder.MANIFEST not in entries:
        return False
    names = {name for name in entries if name != wires_folder.MANIFEST}
    if not names <= wires_folder.FOLDERS or not all(entries[name] for name in names):
        return False
    head = wires_folder.manifest_head()
    return _beginning(folder / wires_folder.MANIFEST, len(head)) == head


def is_folder_of_files(folder: Path, manifest: str, head: bytes, ending: str) -> bool:
    """Tell whether a folder holds files of one ending and a manifest that begins as ours do."""
    entries = _entries(folder)
    names = {name for name in entries if name != manifest}
    if manifest not in entries or any(entries[name] or not name.endswith(ending) for name in names):
        return False
    return _beginning(folder / manifest, len(head)) == head


def is_package_folder(folder: Path) -> bool:
    """Tell whether a folder is a review package."""
    entries = _entries(folder)
    if layout.BAGIT not in entries or not entries.keys() <= _PACKAGE_TOP:
        return False
    return _says_package(_beginning(folder / layout.HEAD, _LONGEST_HEAD))


def _entries(folder: Path) -> dict[str, bool]:
    """Give what lies in a folder, each with whether it is a folder and no link to one."""
    return {entry.name: entry.is_dir(follow_symlinks=False) for entry in os.scandir(folder)}


def _says_package(data: bytes) -> bool:
    """Tell whether a package.json is a review package's: a program's own file may bear the same name."""
    try:
        head = strict_json.parse(data.decode("utf-8"))
    except ValueError:
        return False
    return isinstance(head, dict) and head.get("format") == layout.FORMAT


def _beginning(path: Path, most: int) -> bytes:
    with open_regular(path) as file:
        return file.read(most)
