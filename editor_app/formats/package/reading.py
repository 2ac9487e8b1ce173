"""Reading a package: the bag first, then the record and what follows from it; nothing is taken on trust."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from editor_app.domain.events import Event
from editor_app.domain.problems import Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.package import layout, signature
from editor_app.formats.package.bag import check_bag, payload_digests
from editor_app.formats.package.lines import (
    BadLine,
    DocumentLine,
    read_document_line,
    read_event_line,
    read_object_line,
)
from editor_app.formats.package.signature import BadKey, Signature, fingerprint_of
from editor_app.formats.package.trees import Tree, lines_of, open_tree, read_whole

_MOST_DOCUMENT_BYTES = 64 << 20
_MOST_KEY_BYTES = 1 << 16
_SHIPPED = Caps()


class Package:
    """An open package. Call `check` before anything is taken out of it."""

    def __init__(self, path: Path, tree: Tree) -> None:
        """Read out of a tree of files; `path` is what a person called it."""
        self.path = path
        self._tree = tree
        self._digests: dict[str, str] = {}

    def head(self) -> dict[str, Any]:
        """Give package.json; Problem package_newer where a later version of the program wrote it."""
        head = read_object_line(read_whole(self._tree, layout.HEAD).rstrip(b"\n"))
        if head.get("format") != layout.FORMAT or not isinstance(head.get("version"), int):
            raise BadLine("format")
        if head["version"] > layout.VERSION:
            raise Problem("package_newer", path=str(self.path), version=head["version"])
        return head

    def documents(self) -> Iterator[DocumentLine]:
        """Give what the package says of each document."""
        for line in lines_of(self._tree, layout.DOCUMENTS):
            yield read_document_line(line)

    def data(self, document: str) -> bytes:
        """Give a document's original bytes."""
        return read_whole(self._tree, layout.document_path(document), _MOST_DOCUMENT_BYTES)

    def events(self) -> Iterator[Event]:
        """Give the record."""
        for line in lines_of(self._tree, layout.EVENTS):
            yield read_event_line(line)

    def event_lines(self) -> Iterator[tuple[Event, bytes]]:
        """Give the record, each event with its line."""
        for line in lines_of(self._tree, layout.EVENTS):
            yield read_event_line(line), line

    def states(self) -> Iterator[dict[str, Any]]:
        """Give the lines that say where each document stands."""
        for line in lines_of(self._tree, layout.STATES):
            yield read_object_line(line)

    def check(self) -> list[Remark]:
        """Give everything that keeps the package from holding, the bag before what is in it."""
        found = self.check_frame()
        if found:
            return found
        chains = Chains()
        broken = list(self._check_events(chains))
        return [*self._check_head(None if broken else chains), *broken]

    def check_frame(self) -> list[Remark]:
        """Give what is wrong with the bag and with its documents; head, record and states come after."""
        found = [*check_bag(self._tree), *self._check_signature()]
        if found:
            return found
        missing = [name for name in layout.TABLES if name not in self._tree.names()]
        if missing:
            return [Remark(name, "file_missing") for name in missing]
        self._digests = payload_digests(self._tree)
        return list(self._check_documents())

    def record(self) -> Iterator[Event]:
        """Give the record while it is checked: BadLine at a broken chain, or where the head says another."""
        chains = Chains()
        for event in self.events():
            chains.add(event)
            yield event
        head = self.head()
        if head.get("heads") != chains.heads() or head.get("counts", {}).get("events") != chains.count:
            raise BadLine("head")

    def signature(self) -> Signature | None:
        """Give who signed the package; None for nobody, or where what stands there is no signature."""
        if not {layout.SIGNATURE, layout.SIGNING_KEY} <= self._tree.names():
            return None
        try:
            key = read_whole(self._tree, layout.SIGNING_KEY, _MOST_KEY_BYTES)
            return Signature(fingerprint_of(key), signature.IS_THERE)
        except (BadKey, Problem):
            return None  # the check names it

    def _check_signature(self) -> Iterator[Remark]:
        """Check a signature that is there; one that cannot be checked for want of a library is let be."""
        there = {layout.SIGNATURE, layout.SIGNING_KEY} & self._tree.names()
        if not there:
            return
        if self.signature() is None:
            yield Remark(layout.SIGNATURE, "signature_unreadable")
        elif signature.IS_THERE and not self._is_signed():
            yield Remark(layout.SIGNATURE, "signature_wrong")

    def _is_signed(self) -> bool:
        key = read_whole(self._tree, layout.SIGNING_KEY, _MOST_KEY_BYTES)
        signed = read_whole(self._tree, layout.SIGNATURE, _MOST_KEY_BYTES)
        return signature.holds(key, read_whole(self._tree, layout.TAG_MANIFEST), signed)

    def wires(self) -> list[str]:
        """Give the paths of the wires written back."""
        return sorted(name for name in self._tree.names() if name.startswith(layout.WIRES))

    def file_digest(self, path: str) -> str:
        """Give the SHA-256 of a file by the manifest, which `check_frame` has compared with the files."""
        return self._digests[path]

    def _check_head(self, chains: "Chains | None") -> Iterator[Remark]:
        """Compare the head with the tables; `chains` are those of the record where they hold."""
        try:
            head = self.head()
        except BadLine as fault:
            yield Remark(layout.HEAD, "line_wrong", {"line": 1, "cause": str(fault)})
            return
        for name, value in self._counted(chains).items():
            if head.get(name) != value:
                yield Remark(layout.HEAD, "head_differs", {"key": name})

    def _counted(self, chains: "Chains | None") -> dict[str, Any]:
        """Give what the head ought to say of the tables; what cannot be read is told elsewhere."""
        heads, events = self._ends() if chains is None else (chains.heads(), chains.count)
        states = Counter(str(line.get("state")) for line in _objects(self._tree, layout.STATES))
        documents = sum(1 for _ in _objects(self._tree, layout.DOCUMENTS))
        counts = {"documents": documents, "events": events, "states": dict(states)}
        return {"heads": heads, "counts": counts}

    def _ends(self) -> tuple[list[dict[str, Any]], int]:
        """Give the last event of each replica and the number of all, of a record that does not hold."""
        ends: dict[str, dict[str, Any]] = {}
        events = 0
        for line in _objects(self._tree, layout.EVENTS):
            ends[str(line.get("replica"))] = {name: line.get(name) for name in ("replica", "seq", "hash")}
            events += 1
        return [ends[replica] for replica in sorted(ends)], events

    def _check_documents(self) -> Iterator[Remark]:
        originals = (layout.document_of(name) for name in self._tree.names())
        named = {document for document in originals if document is not None}
        seen: set[str] = set()
        for number, line in enumerate(lines_of(self._tree, layout.DOCUMENTS), start=1):
            try:
                document = read_document_line(line).id
            except BadLine as fault:
                yield Remark(layout.DOCUMENTS, "line_wrong", {"line": number, "cause": str(fault)})
                continue
            if document in seen:
                yield Remark(layout.DOCUMENTS, "line_wrong", {"line": number, "cause": "twice"})
            seen.add(document)
        for document in sorted(named ^ seen):
            yield Remark(layout.document_path(document), "document_unmatched")
        for document in sorted(named & seen):
            if self._digests.get(layout.document_path(document)) != document:
                yield Remark(layout.document_path(document), "file_changed")

    def _check_events(self, chains: "Chains") -> Iterator[Remark]:
        for number, line in enumerate(lines_of(self._tree, layout.EVENTS), start=1):
            try:
                chains.add(read_event_line(line))
            except BadLine as fault:
                broken = str(fault) == "chain"
                fields = {"line": number} if broken else {"line": number, "cause": str(fault)}
                yield Remark(layout.EVENTS, "chain_broken" if broken else "line_wrong", fields)


class Chains:
    """The chains of a record as its events pass by: each event follows the one before it in its replica."""

    def __init__(self) -> None:
        """Begin with no event."""
        self.count = 0
        self._heads: dict[str, tuple[int, str]] = {}
        self._ids: set[bytes] = set()

    def add(self, event: Event) -> None:
        """Take the next event; BadLine where it does not follow, or bears an id that was there already."""
        follows = (event.seq - 1, event.previous) == self._heads.get(event.replica, (0, ""))
        self._heads[event.replica] = (event.seq, event.hash)
        self.count += 1
        if not follows:
            raise BadLine("chain")
        mark = _mark(event.id)
        if mark in self._ids:
            raise BadLine("twice")
        self._ids.add(mark)

    def heads(self) -> list[dict[str, Any]]:
        """Give the last event of each replica, as a package's head names them."""
        return [
            {"replica": replica, "seq": seq, "hash": digest}
            for replica, (seq, digest) in sorted(self._heads.items())
        ]


def _mark(event_id: str) -> bytes:
    """Give 16 bytes that stand for an id: a set of a million ids takes a third of the memory so."""
    return hashlib.blake2b(event_id.encode("utf-8"), digest_size=16).digest()


def _objects(tree: Tree, name: str) -> Iterator[dict[str, Any]]:
    for line in lines_of(tree, name):
        with suppress(BadLine):
            yield read_object_line(line)


@contextmanager
def open_package(path: Path, caps: Caps = _SHIPPED) -> Iterator[Package]:
    """Open a package, folder or zip; Problem not_a_package or no_such_file where there is none."""
    with open_tree(path, caps) as tree:
        yield Package(path, tree)
