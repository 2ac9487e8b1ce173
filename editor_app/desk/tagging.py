"""Listing a document under another source than its own; what came in is never changed."""

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import TAGGED
from editor_app.domain.rules import refuse_unsound_source
from editor_app.domain.standing import fold


def tag(desk: Workplace, id: str, source: str | None) -> Changes:
    """List a document under a source; None, or its own source, lists it as it came.

    Problem source_unusable for what cannot be a source.
    """
    wanted = (source or "").strip() or None
    refuse_unsound_source(wanted)
    editor = desk.writer()
    with desk.store.writing() as work:
        document = work.documents.get(id)
        standing = fold(work.events.of(id))
        payload = tag_payload(wanted, document.source, standing.tag)
        if payload is None:
            return NOTHING
        recorder = Recorder(desk, work, editor)
        recorder.append(Entry.about(document, TAGGED, payload, standing.tags))
        recorder.finish(TAGGED)
        work.commit()
    return recorder.changes(TAGGED)


def tag_payload(wanted: str | None, own: str | None, standing: str | None) -> dict[str, str | None] | None:
    """Give what a tag writes down; None where the document is listed so already."""
    settled = None if wanted == (own or None) else wanted
    return None if settled == standing else {"source": settled}
