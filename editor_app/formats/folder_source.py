"""A folder of documents, walked from top to bottom in the order a person would read it."""

import os
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from editor_app.domain.problems import Remark
from editor_app.formats.caps import Caps
from editor_app.formats.entries import Entry
from editor_app.formats.entry_names import EntryType, in_order, shown, type_of
from editor_app.formats.safe_opening import open_regular

_TOLD = 1_000


class FolderEntries:
    """The files below a folder. Links, special files and other types are left out and told."""

    def __init__(self, root: Path, caps: Caps) -> None:
        """Walk `root`, no more than the capped number of files."""
        self._root = root
        self._caps = caps

    def __iter__(self) -> Iterator[Entry | Remark]:
        """Give the files in order."""
        for number, found in enumerate(self._walk()):
            if number >= self._caps.entries:
                yield Remark(self._root.name, "too_many_entries", {"limit": self._caps.entries})
                return
            yield found

    def numbers(self) -> Iterator[int | Entry]:
        """Give what is to be counted, in no order: how many texts lie in a folder, and each file of rows."""
        texts = 0
        for item, told, kind in islice(self._files(), self._caps.entries):
            if not item.is_file(follow_symlinks=False):
                continue
            if kind in (EntryType.JSON_LINES, EntryType.CSV):
                yield Entry(told + shown(item.name), kind, partial(open_regular, item.path))
            texts += kind is EntryType.TEXT
            if texts == _TOLD:
                yield texts
                texts = 0
        yield texts

    def _files(self) -> Iterator[tuple["os.DirEntry[str]", str, EntryType]]:
        """Give whatever is no folder, with how its folder is told and what it holds, in no order."""
        waiting = [(os.fspath(self._root), "")]
        while waiting:
            path, told = waiting.pop()
            for item in _listed(path):
                kind = type_of(item.name)
                if kind is EntryType.LEFTOVER:
                    continue
                if item.is_dir(follow_symlinks=False):
                    waiting.append((item.path, f"{told}{shown(item.name)}/"))
                else:
                    yield item, told, kind

    def _walk(self) -> Iterator[Entry | Remark]:
        most = self._caps.entries
        open_folders = [_Folder(self._root, "", most)]
        while open_folders:
            folder = open_folders[-1]
            name = next(folder.names, None)
            if name is None:
                open_folders.pop()
                continue
            told = folder.prefix + shown(name)
            kind = type_of(name)
            if kind is EntryType.LEFTOVER:
                continue
            if name not in folder.folders:
                yield _found(folder, name, told, kind)
                continue
            try:
                open_folders.append(_Folder(folder.path / name, told + "/", most))
            except OSError as fault:
                yield Remark(told, "unreadable", {"cause": fault.strerror or str(fault)})


class _Folder:
    """One folder on the way down: its names in order, and which of them are no plain files.

    One name more than are read at most tells that there are too many; no more are kept in memory.
    """

    def __init__(self, path: Path, prefix: str, most: int) -> None:
        self.path = path
        self.where = os.fspath(path)
        self.prefix = prefix
        self.folders: set[str] = set()
        self.odd: dict[str, str] = {}
        names = []
        with os.scandir(path) as found:
            for item in islice(found, most + 1):
                names.append(item.name)
                self._note(item)
        names.sort(key=in_order)
        self.names = iter(names)

    def _note(self, item: os.DirEntry[str]) -> None:
        if item.is_symlink():
            self.odd[item.name] = "link_left_out"
        elif item.is_dir(follow_symlinks=False):
            self.folders.add(item.name)
        elif not item.is_file(follow_symlinks=False):
            self.odd[item.name] = "special_left_out"


def _listed(path: str) -> list[os.DirEntry[str]]:
    """Give what lies in a folder; nothing where it cannot be listed, which walking it tells."""
    try:
        with os.scandir(path) as found:
            return list(found)
    except OSError:
        return []


def _found(folder: _Folder, name: str, told: str, kind: EntryType) -> Entry | Remark:
    if name in folder.odd:
        return Remark(told, folder.odd[name])
    if kind is EntryType.OTHER:
        return Remark(told, "not_a_text_type")
    path = f"{folder.where}/{name}"
    return Entry(told, kind, partial(open_regular, path), path=path)
