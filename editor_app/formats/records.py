"""The JSON keys of a document: in a list, in an export, and with everything that is shown of it."""

from collections.abc import Callable, Mapping
from typing import Any

from editor_app.domain.events import Event
from editor_app.domain.lists import ListRow, View
from editor_app.domain.standing import Standing, verdict_of
from editor_app.domain.verdicts import Outcome

Record = dict[str, Any]


def listed(row: ListRow) -> Record:
    """Give a line of a list; the date is the archive's, else the batch's."""
    return {
        "id": row.id,
        "name": row.name,
        "archive": row.archive,
        "kind": row.kind.value,
        "source": row.source,
        "headline": row.headline,
        "date": row.date or row.batch_date,
        "state": row.state.value,
        "batch": row.batch,
        "batch_date": row.batch_date,
    }


def exported(view: View, names: Mapping[str, str]) -> Record:
    """Give the record an export writes; `names` are the editors' names by their ids."""
    document = view.document
    return {
        **listed(view.row),
        "rationale": document.rationale,
        "test": document.test,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "revision_of": view.revision_of,
        "same_rationale": view.same_rationale,
        "flags": list(view.flags),
        **decided(view.standing, names),
    }


def shown(view: View, names: Mapping[str, str], summary: Callable[[Event], str]) -> Record:
    """Give everything that is shown of a document; `summary` finds the words for an event."""
    record = exported(view, names)
    history = [_entry(event, names, summary) for event in view.history]
    return {**record, "body": view.document.body, "history": history}


def decided(standing: Standing, names: Mapping[str, str]) -> Record:
    """Give the verdict that stands as `review`.

    In a dispute none does: `review` is None, and `readings` are all that stand against each other, the oldest
    first. Where nobody decided, or the document was opened again, there is no review either.
    """
    if standing.is_disputed:
        return {"review": None, "readings": [_review(event, names) for event in standing.verdicts]}
    event, verdict = standing.verdict_event, standing.verdict
    is_decided = event is not None and verdict is not None and verdict.outcome is not Outcome.REOPEN
    return {"review": _review(event, names) if event is not None and is_decided else None}


def _review(event: Event, names: Mapping[str, str]) -> Record:
    verdict = verdict_of(event)
    said = verdict.payload()
    return {
        "outcome": said["outcome"],
        "rationale": said["rationale"],
        "reasons": said["reasons"],
        "is": said["is"],
        "duplicate_of": said["duplicate_of"],
        "verifiable": said["verifiable"],
        "route": said["route"],
        "but_for": said["but_for"],
        "quotes": said["quotes"],
        "sources": said["sources"],
        "note": said["note"],
        "details": verdict.details.record(),
        "editor": names.get(event.editor, event.editor),
        "at": event.at,
        "event": event.id,
    }


def _entry(event: Event, names: Mapping[str, str], summary: Callable[[Event], str]) -> Record:
    return {
        "event": event.id,
        "at": event.at,
        "editor": names.get(event.editor, event.editor),
        "kind": event.kind,
        "summary": summary(event),
    }
