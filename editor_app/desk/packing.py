"""Making the contents of a package out of a desk."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from editor_app.desk.reviewed import Reviewed, reviewed
from editor_app.desk.verifying import state_line
from editor_app.desk.watch import Watch
from editor_app.domain.documents import Document
from editor_app.domain.events import Event
from editor_app.formats.file_names import file_name
from editor_app.formats.package import layout
from editor_app.formats.package.signature import Seal
from editor_app.formats.package.writing import Content, PackedDocument
from editor_app.formats.records import exported
from editor_app.formats.wires_folder import folder_of

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH = 500


def content_of(work: "Work", chosen: Sequence[str], watch: Watch, seal: Seal | None = None) -> Content:
    """Give what a package of these documents holds: they and their earlier texts, and the whole record."""
    ids = _with_revisions(work, chosen)
    packer = _Packer(work)
    documents = packer.documents(ids, watch)
    return Content(_head(work, ids), documents, work.events.all(), len(chosen), seal)


def _with_revisions(work: "Work", chosen: Sequence[str]) -> list[str]:
    ids = set(chosen)
    for start in range(0, len(chosen), _BATCH):
        ids.update(place.document for place in work.placements.around(chosen[start : start + _BATCH]))
    return sorted(ids)


def _head(work: "Work", ids: list[str]) -> dict[str, Any]:
    heads: dict[str, Event] = {}
    count = 0
    for event in work.events.all():
        heads[event.replica] = event
        count += 1
    states = Counter(row.state.value for row in work.standings.get(ids).values())
    return {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "archives": sorted(
            ({"key": archive.key, "name": archive.name} for archive in work.archives.all()),
            key=lambda archive: archive["key"],
        ),
        "editors": [{"id": who, "name": name} for who, name in sorted(work.events.named_editors().items())],
        "heads": [{"replica": r, "seq": e.seq, "hash": e.hash} for r, e in sorted(heads.items())],
        "counts": {"documents": len(ids), "events": count, "states": dict(states)},
    }


class _Packer:
    def __init__(self, work: "Work") -> None:
        self._work = work
        self._names = work.events.named_editors()

    def documents(self, ids: list[str], watch: Watch) -> Iterator[PackedDocument]:
        for done, item in enumerate(reviewed(self._work, ids), start=1):
            yield self._packed(item)
            watch.step("writing", done, len(ids), item.view.row.name)

    def _packed(self, item: Reviewed) -> PackedDocument:
        view, row = item.view, item.view.row
        event = view.standing.verdict_event
        return PackedDocument(
            data=item.stored.data,
            record=document_record(item),
            state=state_line(row.id, row.state, view.standing, self._names),
            table=exported(view, self._names),
            guide=None if event is None else event.guide,
            wire=item.written_back().data if item.is_listed else None,
            folder=folder_of(row.state),
            name=file_name(row.name, row.id),
        )


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
