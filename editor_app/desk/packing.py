"""Making the contents of a package out of a desk."""

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from editor_app.desk.reviewed import Reviewed, reviewed
from editor_app.desk.verifying import state_line
from editor_app.desk.watch import Watch
from editor_app.domain.canonical import canonical_json
from editor_app.domain.documents import Document
from editor_app.domain.standing import Standing, State
from editor_app.formats.file_names import file_name
from editor_app.formats.package import layout
from editor_app.formats.package.signature import Seal
from editor_app.formats.package.writing import Content, PackedDocument
from editor_app.formats.records import exported
from editor_app.formats.wires_folder import folder_of

if TYPE_CHECKING:
    from editor_app.store.package_lines import Packed
    from editor_app.store.work import Work

_NO_ID = '"id":""'


def content_of(work: "Work", chosen: Sequence[int], watch: Watch, seal: Seal | None = None) -> Content:
    """Give what a package of these documents holds: they and their earlier texts, and the whole record."""
    packer = _Packer(work, chosen, watch)
    return Content(packer.head, packer.documents(), work.events.lines(), len(chosen), seal)


class _Packer:
    def __init__(self, work: "Work", chosen: Sequence[int], watch: Watch) -> None:
        self._work, self._watch = work, watch
        self._lines = work.package_lines(_spelt)
        self._keys = array("q", chosen) + self._lines.beside(chosen)
        self._total = len(set(self._keys))
        self._names = work.events.named_editors()
        self._states: Counter[str] = Counter()

    def head(self) -> dict[str, Any]:
        work = self._work
        heads = sorted(work.events.heads().items())
        archives = [{"key": archive.key, "name": archive.name} for archive in work.archives.all()]
        return {
            "format": layout.FORMAT,
            "version": layout.VERSION,
            "archives": sorted(archives, key=lambda archive: archive["key"]),
            "editors": [{"id": who, "name": name} for who, name in sorted(self._names.items())],
            "heads": [{"replica": replica, "seq": seq, "hash": end} for replica, (seq, end) in heads],
            "counts": {
                "documents": self._states.total(),
                "events": work.events.count(),
                "states": dict(self._states),
            },
        }

    def documents(self) -> Iterator[PackedDocument]:
        done = 0
        for keys in self._lines.by_id(self._keys):
            found = self._lines.lines(keys)
            others = reviewed(self._work, [packed.id for packed in found if packed.line is None])
            for key, packed in zip(keys, found, strict=True):
                self._states[packed.state] += 1
                done += 1
                if packed.line is None:
                    yield self._worked_out(next(others))
                else:
                    yield _undecided(packed, packed.line, self._lines.data(key))
                self._watch.step("writing", done, self._total, packed.name)

    def _worked_out(self, item: Reviewed) -> PackedDocument:
        view, row = item.view, item.view.row
        table = exported(view, self._names)
        event = view.standing.verdict_event
        return PackedDocument(
            id=row.id,
            data=item.stored.data,
            record=canonical_json(document_record(item)),
            state=canonical_json(state_line(row.id, row.state, view.standing, self._names)),
            wire=item.written_back().data if item.is_listed else None,
            folder=folder_of(row.state),
            name=file_name(row.name, row.id),
            table=None if table["review"] is None else table,
            guide=None if event is None else event.guide,
        )


def _undecided(packed: "Packed", line: str, data: bytes) -> PackedDocument:
    state = State(packed.state)
    return PackedDocument(
        id=packed.id,
        data=data,
        record=line,
        state=_undecided_line(state).replace(_NO_ID, f'"id":"{packed.id}"'),
        wire=data,
        folder=folder_of(state),
        name=file_name(packed.name, packed.id),
    )


@cache
def _undecided_line(state: State) -> str:
    """Give the line of state.jsonl of a document nobody decided on, as yet without its id."""
    return canonical_json(state_line("", state, Standing(), {}))


def _spelt(written: str) -> str:
    return canonical_json(json.loads(written))


def document_record(item: Reviewed) -> dict[str, Any]:
    """Give a document's line of documents.jsonl."""
    document, stored = item.view.document, item.stored
    return {
        "id": document.sha256,
        "name": item.view.row.name,
        "archive": item.places[0].archive,
        "kind": document.kind.value,
        "markup": document.markup.value,
        "encoding": document.encoding,
        "newline": document.newline,
        "source": document.source,
        "headline": document.headline,
        "date": stored.date,
        "batch": document.batch,
        "batch_date": document.batch_date,
        "rationale": document.rationale,
        "test": document.test,
        "spans": _spans(document),
        "notices": list(document.notices),
        "metadata": stored.metadata,
        "placements": [
            {"archive": p.archive, "name": p.name, "position": p.position, "revision": p.revision}
            for p in item.places
        ],
    }


def _spans(document: Document) -> dict[str, list[int] | None]:
    spans = document.spans
    found = {
        "header": spans.header,
        "body": spans.body,
        "heading": spans.heading,
        "section": spans.section,
        "statement": spans.statement,
        "test": spans.test,
    }
    return {name: None if span is None else [span.start, span.end] for name, span in found.items()}
