"""Writing a package: one pass over the documents, then the tables, then the bag's own files."""

import os
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor_app import paths
from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.events import Event
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats import atomic
from editor_app.formats.caps import Caps
from editor_app.formats.ledger import LEDGER_HEAD, ledger_line
from editor_app.formats.package import layout
from editor_app.formats.package.bag import check_bag
from editor_app.formats.package.signature import Seal
from editor_app.formats.package.sinks import FolderSink, Recorder, Sink, ZipSink
from editor_app.formats.package.trees import open_tree
from editor_app.formats.report import Report
from editor_app.formats.tables import csv_head, csv_line

# What we wrote ourselves we read again, however large it is.
_UNBOUNDED = Caps(packed=1 << 62, unpacked=1 << 62, ratio=1 << 40, entries=1 << 40)


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document with everything a package says of it.

    `record` is its line of documents.jsonl, `state` its line of state.jsonl, `table` its record as `show`
    gives it less body and history. `folder` and `name` say where the wire written back lies; None for a
    revision that another has replaced, of which only the original is kept.
    """

    data: bytes
    record: dict[str, Any]
    state: dict[str, Any]
    table: dict[str, Any]
    guide: str | None
    wire: bytes | None
    folder: str
    name: str


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a package. `head` is its package.json; documents come sorted by their ids.

    `chosen` is how many were asked for; earlier texts of theirs come with them. `seal` signs it.
    """

    head: dict[str, Any]
    documents: Iterable[PackedDocument]
    events: Iterable[Event]
    chosen: int = 0
    seal: Seal | None = None


def write_zip(target: Path, content: Content, *, force: bool) -> str:
    """Write a package as a zip, whole or not at all; give its digest."""
    atomic.refuse_existing(target, force=force)
    part = atomic.part_beside(target)
    try:
        with part.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                sink = ZipSink(archive)
                digest = write_bag(sink, content, part.parent)
                sink.sort()
            file.flush()
            os.fsync(file.fileno())
        _read_back(part, target)
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
    recorder = Recorder(sink)
    with ExitStack() as stack:
        tables = _Tables(scratch, stack)
        for packed in content.documents:
            _write_document(recorder, packed)
            tables.take(packed)
        for event in content.events:
            tables.line(layout.EVENTS, canonical_json(event.record()))
        tables.write_out(recorder)
    recorder.add(layout.HEAD, _line(content.head))
    for name in layout.SCHEMAS:
        recorder.add(layout.schema_path(name), _shipped("schema", f"{name}.schema.json"))
    return write_bag_files(sink, recorder, content.seal)


def _write_document(recorder: Recorder, packed: PackedDocument) -> None:
    document = packed.record["id"]
    recorder.add(layout.document_path(document), packed.data, document)
    if packed.wire is not None:
        recorder.add(layout.wire_path(packed.folder, packed.name), packed.wire)


def write_bag_files(sink: Sink, recorder: Recorder, seal: Seal | None = None) -> str:
    """Write what makes a folder of files a bag, its own manifest last; give that one's digest."""
    tags = {
        layout.BAGIT: layout.BAGIT_TEXT.encode(),
        layout.BAG_INFO: layout.bag_info(recorder.octets, len(recorder.digests)).encode(),
        layout.MANIFEST: layout.manifest_text(recorder.digests).encode(),
        layout.README: _shipped("package", "README.txt"),
    }
    for path, data in tags.items():
        sink.add(path, data)
    tag_manifest = layout.manifest_text({path: sha256_hex(data) for path, data in tags.items()}).encode()
    sink.add(layout.TAG_MANIFEST, tag_manifest)
    for path, data in (seal(tag_manifest) if seal else {}).items():
        sink.add(path, data)
    return sha256_hex(tag_manifest)


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
        self.line(layout.DOCUMENTS, canonical_json(packed.record))
        self.line(layout.STATES, canonical_json(packed.state))
        if packed.wire is None or packed.table["review"] is None:
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
