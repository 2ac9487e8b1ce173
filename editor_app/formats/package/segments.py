"""A shared folder and its segments: each replica adds files of its own, and nobody changes anybody's.

    FOLDER/review-hub.json                         says what the folder is
    FOLDER/REPLICA/000001.segment.zip              what that replica added first, and so on

A segment is a bag like a package: document lines with the original bytes, and a stretch of events. It is
written whole, put in its place by a rename, and never written again; what the folder holds is their union.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.events import Event
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.formats import atomic
from editor_app.formats.package import layout
from editor_app.formats.package.bag import check_bag
from editor_app.formats.package.lines import (
    BadLine,
    DocumentLine,
    read_document_line,
    read_event_line,
    read_object_line,
)
from editor_app.formats.package.sinks import Recorder, ZipSink
from editor_app.formats.package.trees import Tree, lines_of, open_tree, read_whole
from editor_app.formats.package.writing import write_bag_files

HEAD: Final = "data/segment.json"
MARK: Final = "review-hub.json"
_FORMAT: Final = "review-segment"
_HUB: Final = {"format": "review-hub", "version": 1}
_VERSION: Final = 1
_ENDING: Final = ".segment.zip"
_MOST_LINES: Final = 200_000
_MOST_MARK: Final = 1 << 16
_MOST_DOCUMENT: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """The events of one replica a segment holds, from the first number to the last."""

    first: int
    last: int


class Segment:
    """A segment that is open and whose bag was checked."""

    def __init__(self, path: Path, tree: Tree) -> None:
        """Read out of a tree of files."""
        self.path = path
        self._tree = tree
        self.stretches = _stretches(read_object_line(read_whole(tree, HEAD).rstrip(b"\n")))

    def documents(self) -> list[DocumentLine]:
        """Give what it says of documents; BadLine where that cannot be read."""
        return [read_document_line(line) for line in self._lines(layout.DOCUMENTS)]

    def events(self) -> list[Event]:
        """Give its events, replica by replica; BadLine where they are not what its head says."""
        events = [read_event_line(line) for line in self._lines(layout.EVENTS)]
        found: dict[str, list[int]] = {}
        for event in events:
            found.setdefault(event.replica, []).append(event.seq)
        wanted = {name: list(range(one.first, one.last + 1)) for name, one in self.stretches.items()}
        if found != wanted:
            raise BadLine("chain")
        return events

    def _lines(self, name: str) -> Iterator[bytes]:
        """Read a table line by line; no desk writes so long a segment as would not fit into memory."""
        for number, line in enumerate(lines_of(self._tree, name)):
            if number == _MOST_LINES:
                raise BadLine("too_large")
            yield line

    def has_data(self, document: str) -> bool:
        """Tell whether a document's bytes lie in it."""
        return layout.document_path(document) in self._tree.names()

    def data(self, document: str) -> bytes:
        """Give a document's original bytes; BadLine where they are others."""
        data = read_whole(self._tree, layout.document_path(document), _MOST_DOCUMENT)
        if sha256_hex(data) != document:
            raise BadLine("document")
        return data


def is_hub(folder: Path) -> bool:
    """Tell whether a folder is a shared folder of ours."""
    path = folder / MARK
    if not path.is_file() or path.is_symlink() or path.stat().st_size > _MOST_MARK:
        return False
    try:
        said = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("format") == _HUB["format"]


def refuse_foreign(folder: Path) -> None:
    """Raise Problem hub_foreign for a folder that holds other things and is no shared one.

    Problem hub_nowhere where there is nothing it could be made in: a drive that is not there, say.
    """
    if is_hub(folder):
        return
    if not folder.exists():
        if not folder.parent.is_dir():
            raise Problem("hub_nowhere", path=str(folder.parent))
        return
    if not folder.is_dir() or any(not one.name.startswith(".") for one in folder.iterdir()):
        raise Problem("hub_foreign", path=str(folder))


def unwritable(folder: Path, replica: str) -> Path | None:
    """Give the folder that stands against adding to a shared one, None where nothing does so far.

    Nothing is written to find out; a drive that says otherwise in the end is told then.
    """
    there = next((place for place in (folder / replica, folder, folder.parent) if place.exists()), None)
    return None if there is None or os.access(there, os.W_OK | os.X_OK) else there


def make_hub(folder: Path, replica: str) -> None:
    """Make a new or empty folder a shared one that a replica adds to; one that is stays so.

    Problems: those of `refuse_foreign`; hub_unwritable where nothing could be added.
    """
    refuse_foreign(folder)
    place = unwritable(folder, replica)
    if place is not None:
        raise Problem("hub_unwritable", path=str(place))
    if is_hub(folder):
        return
    try:
        folder.mkdir(exist_ok=True)
        atomic.write_file(folder / MARK, lambda file: file.write(canonical_json(_HUB).encode() + b"\n"))
    except OSError as fault:
        raise atomic.write_problem(fault, folder) from fault


def segment_paths(folder: Path) -> list[Path]:
    """Give all segments of a shared folder, in the order of their numbers."""
    found = [path for path in folder.glob(f"*/*{_ENDING}") if path.is_file() and not path.is_symlink()]
    return sorted(found, key=lambda path: (path.name, path.parent.name))


def check_segment(path: Path) -> Remark | None:
    """Give what keeps a segment from holding, None where it holds."""
    try:
        with open_tree(path) as tree:
            found = next(check_bag(tree), None)
            if found is None:
                Segment(path, tree)
    except (BadLine, Problem, OSError) as fault:
        code = fault.code if isinstance(fault, Problem) else str(fault)
        return Remark(_name(path), "segment_damaged", {"cause": code})
    return None if found is None else Remark(_name(path), "segment_damaged", {"cause": found.name})


@contextmanager
def open_segment(path: Path) -> Iterator[Segment]:
    """Open a segment that `check_segment` found sound."""
    with open_tree(path) as tree:
        yield Segment(path, tree)


def write_segment(
    folder: Path,
    replica: str,
    documents: Iterable[tuple[Mapping[str, Any], bytes | None]],
    events: Sequence[Event],
) -> str:
    """Add a segment to a replica's own folder, whole or not at all; give its digest.

    A document comes as its line, with its bytes or with None where only its places are new.
    """
    own = folder / replica
    digests: list[str] = []

    def make(part: Path) -> None:
        with part.open("xb") as file, ZipSink(file, own) as sink, Recorder(sink, own) as recorder:
            _fill(recorder, replica, documents, events)
            digests.append(write_bag_files(sink, recorder, own))
            sink.close()

    def check(part: Path) -> None:
        if check_segment(part) is not None:
            raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=str(folder))

    try:
        own.mkdir(exist_ok=True)
    except OSError as fault:
        raise atomic.write_problem(fault, own) from fault
    atomic.sweep(own)
    atomic.write_made(own / f"{_next_number(own):06}{_ENDING}", make, check)
    return digests[0]


def _fill(
    recorder: Recorder,
    replica: str,
    documents: Iterable[tuple[Mapping[str, Any], bytes | None]],
    events: Sequence[Event],
) -> None:
    lines: list[str] = []
    for record, data in documents:
        lines.append(canonical_json(dict(record)))
        if data is not None:
            recorder.add(layout.document_path(record["id"]), data, record["id"])
    recorder.add(layout.DOCUMENTS, _joined(lines))
    recorder.add(layout.EVENTS, _joined(canonical_json(event.record()) for event in events))
    stretches: dict[str, list[int]] = {}
    for event in events:
        stretches.setdefault(event.replica, [event.seq, event.seq])[1] = event.seq
    head = {"format": _FORMAT, "version": _VERSION, "replica": replica, "stretches": stretches}
    recorder.add(HEAD, _joined([canonical_json(head)]))


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _next_number(own: Path) -> int:
    numbers = [int(path.name[:6]) for path in own.glob(f"*{_ENDING}") if path.name[:6].isdigit()]
    return max(numbers, default=0) + 1


def _stretches(head: Mapping[str, Any]) -> dict[str, Stretch]:
    if head.get("format") != _FORMAT or head.get("version") != _VERSION:
        raise BadLine("format")
    said = head.get("stretches")
    if not isinstance(said, dict):
        raise BadLine("stretches")
    found = {}
    for replica, pair in said.items():
        whole = isinstance(pair, list) and [type(number) for number in pair] == [int, int]
        if not whole or not 1 <= pair[0] <= pair[1]:
            raise BadLine("stretches")
        found[replica] = Stretch(*pair)
    return found


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
