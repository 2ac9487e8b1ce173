"""Where documents come from: a folder, one file, a zip, JSON Lines, CSV, and what plug-ins add."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.csv_rows import count_csv_rows, csv_rows
from editor_app.formats.entries import Entry, Notice, read_whole
from editor_app.formats.entry_names import EntryType, shown, type_of
from editor_app.formats.folder_source import FolderEntries
from editor_app.formats.json_rows import count_json_rows, json_rows
from editor_app.formats.registry import SOURCES, load
from editor_app.formats.rows import Incoming, Row, read_row
from editor_app.formats.safe_opening import open_regular
from editor_app.formats.seen_names import SeenNames
from editor_app.formats.wires_folder import is_manifest
from editor_app.formats.zip_directory import FILE_BEGINS
from editor_app.formats.zip_source import ZipEntries

__all__ = ["EntriesSource", "Incoming", "Notice", "Source", "Watching", "open_source"]

LOOKING = "looking"
_CONTAINERS = (".zip", ".jsonl", ".ndjson", ".csv")


class Watching(Protocol):
    """Whoever follows the scan: `step` reports, and raises to stop it."""

    def step(self, phase: str, done: int, total: int | None = None, item: str = "") -> None:
        """Report how far the scan has come."""


class Source(Protocol):
    """An archive on its way in. `name` is what it is called by itself.

    `done` is how many of those that `count` counted were given out by the running `items`.
    """

    name: str
    done: int

    def count(self, watch: Watching | None = None) -> int | None:
        """Count the documents to come without reading them; None where only reading tells."""

    def items(self) -> Iterator[Incoming | Remark]:
        """Give the documents in archive order, and remarks on what is left out (a Notice: comes in)."""


class SourceKind(Protocol):
    """A kind of source; the one with the lowest `order` that recognises a path opens it."""

    order: int

    def recognises(self, path: Path) -> bool:
        """Tell whether a path is of this kind."""

    def open(self, path: Path, caps: Caps) -> Source:
        """Open it; a Problem where it is of this kind and cannot be read."""


class EntriesSource:
    """A source made of files, wherever they lie; rows in files are documents of their own."""

    def __init__(
        self,
        name: str,
        entries: Iterable[Entry | Remark],
        caps: Caps,
        numbers: Callable[[], Iterator[int | Entry]] | None = None,
    ) -> None:
        """Read `entries`, which can be gone through more than once.

        `numbers` gives what is to be counted, where that is quicker: numbers of texts, and files of rows.
        """
        self._numbers = numbers or self._one_by_one
        self.name = name
        self.done = 0
        self._entries = entries
        self._caps = caps

    def count(self, watch: Watching | None = None) -> int | None:
        """Count files and rows; a file of rows is read for it."""
        total = 0
        for found in self._numbers():
            total += found if isinstance(found, int) else self._count(found)
            if watch is not None:
                watch.step(LOOKING, total, None, "" if isinstance(found, int) else found.name)
        return total

    def items(self) -> Iterator[Incoming | Remark]:
        """Give the documents; whatever cannot be read becomes a remark, and its neighbours are read."""
        self.done = 0
        for entry in self._entries:
            if isinstance(entry, Remark):
                yield entry
            elif is_manifest(entry):
                continue  # our own list of the wires beside it, no document
            elif entry.type is EntryType.TEXT:
                self.done += 1
                yield self._document(entry)
            else:
                yield from self._rows(entry)

    def _one_by_one(self) -> Iterator[Entry]:
        return (entry for entry in self._entries if not isinstance(entry, Remark))

    def _count(self, entry: Entry) -> int:
        if entry.type is EntryType.TEXT:
            return 1
        if is_manifest(entry):
            return 0
        try:
            count = count_csv_rows if entry.type is EntryType.CSV else count_json_rows
            return count(entry, self._caps)
        except (Problem, OSError):
            return 0  # reading it will say what is wrong

    def _document(self, entry: Entry) -> Incoming | Remark:
        try:
            return Incoming(entry.name, read_whole(entry, self._caps.document))
        except (Problem, OSError) as fault:
            return _remark(entry, fault)

    def _rows(self, entry: Entry) -> Iterator[Incoming | Remark]:
        read = csv_rows if entry.type is EntryType.CSV else json_rows
        try:
            yield from self._read_rows(entry, read(entry, self._caps))
        except (Problem, OSError) as fault:
            yield _remark(entry, fault)

    def _read_rows(self, entry: Entry, rows: Iterator[Row | Remark]) -> Iterator[Incoming | Remark]:
        seen = SeenNames()
        for number, row in enumerate(rows):
            if number >= self._caps.entries:
                raise Problem("too_many_entries", limit=self._caps.entries)
            self.done += not isinstance(row, Notice)
            if isinstance(row, Remark):
                yield row
                continue
            name, is_twice = _name_of(entry, row), bool(row.id) and not seen.add(row.id)
            yield Remark(name, "name_twice") if is_twice else self._incoming(name, row)

    def _incoming(self, name: str, row: Row) -> Incoming | Remark:
        try:
            return read_row(row, name, self._caps.document)
        except Problem as problem:
            return Remark(name, problem.code, problem.fields)


def open_source(path: Path, caps: Caps) -> Source:
    """Open whatever a person named as an archive, as the first kind of source that recognises it.

    Raises Problem `no_such_file`, `folder_unreadable`, `special_left_out`, `unreadable`, `zip_damaged`,
    `zip_too_large`, `zip_too_many_entries`.
    """
    if not path.exists():
        raise Problem("no_such_file", path=str(path))
    if not path.is_dir():
        open_regular(path, through_link=True).close()
    kinds = sorted(load(SOURCES), key=lambda kind: kind.order)
    kind: SourceKind | None = next((kind for kind in kinds if kind.recognises(path)), None)
    if kind is None:
        raise Problem("special_left_out", path=str(path))
    return kind.open(path, caps)


def default_name(path: Path) -> str:
    """Give the name an archive bears unless a person gives it another: the folder's, or the file's."""
    name = shown(path.resolve().name if path.name in ("", ".", "..") else path.name)
    suffix = path.suffix.lower()
    return name[: -len(suffix)] if suffix in _CONTAINERS and not path.is_dir() else name


class FolderKind:
    """A folder, with everything below it."""

    order = 80

    def recognises(self, path: Path) -> bool:
        """Take any folder."""
        return path.is_dir()

    def open(self, path: Path, caps: Caps) -> Source:
        """Open a folder; Problem `folder_unreadable` where its names cannot be listed."""
        try:
            next(path.iterdir(), None)
        except OSError as fault:
            raise Problem("folder_unreadable", path=str(path), cause=fault.strerror or str(fault)) from fault
        entries = FolderEntries(path, caps)
        return EntriesSource(default_name(path), entries, caps, entries.numbers)


class ZipKind:
    """A zip of documents, known by its ending or its first bytes."""

    order = 50

    def recognises(self, path: Path) -> bool:
        """Take a file that is called a zip, or begins as one."""
        if not path.is_file():
            return False
        with open_regular(path, through_link=True) as file:
            return path.suffix.lower() == ".zip" or file.read(len(FILE_BEGINS)) == FILE_BEGINS

    def open(self, path: Path, caps: Caps) -> Source:
        """Open a zip; Problem `zip_damaged`, `zip_too_large` or `zip_too_many_entries`."""
        return EntriesSource(default_name(path), ZipEntries(path, caps), caps)


class FileKind:
    """One file: rows where its name says so, else a text."""

    order = 90

    def recognises(self, path: Path) -> bool:
        """Take any regular file."""
        return path.is_file()

    def open(self, path: Path, caps: Caps) -> Source:
        """Take one file for an archive of its own."""
        return EntriesSource(default_name(path), [_single(path)], caps)


def _single(path: Path) -> Entry:
    """Take one file for what its name says, and as a text where it says nothing."""
    kind = type_of(path.name)
    known = kind if kind in (EntryType.JSON_LINES, EntryType.CSV) else EntryType.TEXT
    return Entry(shown(path.name), known, partial(open_regular, path, through_link=True), is_alone=True)


def _name_of(entry: Entry, row: Row) -> str:
    """Give a row's name: its own, or where it stands; within its file's where there are others beside it."""
    if entry.is_alone:
        return row.id or f"{entry.name}:{row.line}"
    return f"{entry.name}#{row.id or row.line}"


def _remark(entry: Entry, fault: Problem | OSError) -> Remark:
    if isinstance(fault, Problem):
        return Remark(entry.name, fault.code, fault.fields)
    return Remark(entry.name, "unreadable", {"cause": fault.strerror or str(fault)})
