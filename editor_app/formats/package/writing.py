"""Writing a package: one pass over the documents, then the tables, then the bag's own files."""

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor_app import paths
from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats import atomic
from editor_app.formats.caps import Caps
from editor_app.formats.ledger import LEDGER_HEAD, ledger_line
from editor_app.formats.package import layout
from editor_app.formats.package.bag import check_bag
from editor_app.formats.package.signature import Seal
from editor_app.formats.package.sinks import FolderSink, Recorder, Sink, ZipSink
from editor_app.formats.package.trees import open_tree
from editor_app.formats.package.zip_rereading import trail_of
from editor_app.formats.report import Report
from editor_app.formats.tables import csv_head, csv_line

# What we wrote ourselves we read again, however large it is.
_UNBOUNDED = Caps(packed=1 << 62, unpacked=1 << 62, ratio=1 << 40, entries=1 << 40)


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document with everything a package says of it.

    `record` is its line of documents.jsonl, `state` its line of state.jsonl. `wire` is the wire written back,
    `folder` and `name` say where it lies; None for a revision that another has replaced, of which only the
    original is kept. `table` is its record as `show` gives it less body and history, None where nobody
    decided; `guide` the version of the guide it was decided under.
    """

    id: str
    data: bytes
    record: str
    state: str
    wire: bytes | None
    folder: str
    name: str
    table: dict[str, Any] | None = None
    guide: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a package. Documents come sorted by their ids, `events` are the lines of events.jsonl.

    `head` gives package.json, once all documents have passed. `chosen` is how many documents were asked for;
    earlier texts of theirs come with them. `seal` signs it.
    """

    head: Callable[[], dict[str, Any]]
    documents: Iterable[PackedDocument]
    events: Iterable[str]
    chosen: int = 0
    seal: Seal | None = None


def write_zip(target: Path, content: Content, *, force: bool) -> str:
    """Write a package as a zip, whole or not at all; give its digest."""
    atomic.refuse_existing(target, force=force)
    part = atomic.part_beside(target)
    try:
        with part.open("xb") as file, ZipSink(file, part.parent) as sink:
            digest = write_bag(sink, content, part.parent)
            trail = sink.close()
            file.flush()
            os.fsync(file.fileno())
        if trail_of(part) != trail:
            raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=str(target))
        atomic.place_file(part, target, force=force)
    except OSError as fault:
        raise atomic.write_problem(fault, target) from fault
    finally:
        atomic.remove_part(part)
    return digest


def write_folder(target: Path, content: Content, *, force: bool) -> str:
    """Write a package as a plain folder, whole or not at all; give its digest."""
    digests: list[str] = []

    def fill(folder: Path) -> None:
        digests.append(write_bag(FolderSink(folder), content, target.parent))
        _read_back(folder, target)

    atomic.write_folder(target, fill, force=force)
    return digests[0]


def _read_back(part: Path, target: Path) -> None:
    """Read everything that was written again before it takes its place."""
    with open_tree(part, _UNBOUNDED) as tree:
        if any(True for _ in check_bag(tree)):
            raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=str(target))


def write_bag(sink: Sink, content: Content, scratch: Path) -> str:
    """Write all files of a package into a sink; give the digest of its tag manifest."""
    with ExitStack() as stack:
        recorder = stack.enter_context(Recorder(sink, scratch))
        tables = _Tables(scratch, stack)
        for packed in content.documents:
            _write_document(recorder, packed)
            tables.take(packed)
        for line in content.events:
            tables.line(layout.EVENTS, line)
        tables.write_out(recorder)
        recorder.add(layout.HEAD, _line(content.head()))
        for name in layout.SCHEMAS:
            recorder.add(layout.schema_path(name), _shipped("schema", f"{name}.schema.json"))
        return write_bag_files(sink, recorder, scratch, content.seal)


def _write_document(recorder: Recorder, packed: PackedDocument) -> None:
    recorder.add(layout.document_path(packed.id), packed.data, packed.id)
    if packed.wire is not None:
        digest = packed.id if packed.wire is packed.data else None
        recorder.add(layout.wire_path(packed.folder, packed.name), packed.wire, digest)


def write_bag_files(sink: Sink, recorder: Recorder, scratch: Path, seal: Seal | None = None) -> str:
    """Write what makes a folder of files a bag, its own manifest last; give that one's digest."""
    digests: dict[str, str] = {}

    def add(path: str, data: bytes) -> None:
        digests[path] = sha256_hex(data)
        sink.add(path, data, digests[path])

    add(layout.BAGIT, layout.BAGIT_TEXT.encode())
    add(layout.BAG_INFO, layout.bag_info(recorder.octets, recorder.count).encode())
    digests[layout.MANIFEST] = _write_manifest(sink, recorder, scratch)
    add(layout.README, _shipped("package", "README.txt"))
    tag_manifest = layout.manifest_text(digests).encode()
    add(layout.TAG_MANIFEST, tag_manifest)
    for path, data in (seal(tag_manifest) if seal else {}).items():
        add(path, data)
    return digests[layout.TAG_MANIFEST]


def _write_manifest(sink: Sink, recorder: Recorder, scratch: Path) -> str:
    with tempfile.TemporaryFile(dir=scratch) as file:
        writer = atomic.CountingWriter(file)
        for line in recorder.manifest():
            writer.write(line)
        file.seek(0)
        sink.copy(layout.MANIFEST, file, writer.digest)
    return writer.digest


class _Tables:
    """The files of a package that grow line by line; they wait beside the target until they are whole."""

    _LINES = (layout.DOCUMENTS, layout.EVENTS, layout.STATES, layout.DECISIONS, layout.LEDGER)

    def __init__(self, scratch: Path, stack: ExitStack) -> None:
        waiting = (*self._LINES, layout.REPORT)
        self._files = {path: stack.enter_context(tempfile.TemporaryFile(dir=scratch)) for path in waiting}  # noqa: SIM115 - the stack closes it
        self._writers = {path: atomic.CountingWriter(file) for path, file in self._files.items()}
        self._report = stack.enter_context(Report(self._writers[layout.REPORT].write))
        self._writers[layout.DECISIONS].write(csv_head())
        self._writers[layout.LEDGER].write(LEDGER_HEAD.encode())

    def line(self, path: str, text: str) -> None:
        self._writers[path].write(text.encode("utf-8") + b"\n")

    def take(self, packed: PackedDocument) -> None:
        self.line(layout.DOCUMENTS, packed.record)
        self.line(layout.STATES, packed.state)
        if packed.wire is None or packed.table is None:
            return
        self._writers[layout.DECISIONS].write(csv_line(packed.table))
        self._report.take(packed.table)
        line = ledger_line(packed.table, packed.guide)
        if line is not None:
            self._writers[layout.LEDGER].write(line.encode("utf-8"))

    def write_out(self, recorder: Recorder) -> None:
        self._report.close()
        for path, file in self._files.items():
            writer = self._writers[path]
            file.seek(0)
            recorder.copy(path, file, writer.digest, writer.length)


def _line(value: dict[str, Any]) -> bytes:
    return canonical_json(value).encode("utf-8") + b"\n"


def _shipped(*parts: str) -> bytes:
    return paths.shipped("resources", *parts).read_bytes()
