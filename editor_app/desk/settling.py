"""Settling disputes: both verdicts as they stand, and one that is taken in the end, with its reason."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor_app.desk.changes import Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.workplace import Workplace
from editor_app.domain.canonical import text_digest
from editor_app.domain.drafts import Working
from editor_app.domain.events import DECIDED, Event
from editor_app.domain.lists import Criteria, ListName, ListRow
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound, refuse_unusable
from editor_app.domain.standing import Standing, fold, verdict_of
from editor_app.domain.verdicts import Verdict

if TYPE_CHECKING:
    from editor_app.store.work import Work

SETTLED = "settled"
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the verdicts that stand against each other; `editor` is the name, to be shown afterwards."""

    event: str
    verdict: Verdict
    editor: str
    at: str
    guide: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A document in dispute, its rationale, and its readings in an order that tells nobody's name.

    `is_ones_own` where all of them are one person's, who sat at several computers: of two verdicts that did
    not know of each other no clock can say which one was meant, so that person is asked as anybody is.
    """

    row: ListRow
    rationale: str | None
    readings: tuple[Reading, ...]
    is_ones_own: bool = False


def disputes(desk: Workplace, archive: str | None = None) -> tuple[Dispute, ...]:
    """Give the documents in dispute, of an archive (by its key) or all; a thousand at most."""
    with desk.store.reading() as work:
        keys = work.lists.ids(Criteria(list=ListName.DISPUTED, archive=archive), None)[:_MOST]
        return tuple(_disputes(work, work.lists.rows(keys)))


def dispute(desk: Workplace, document: str) -> Dispute | None:
    """Give the dispute about one document, None where there is none."""
    with desk.store.reading() as work:
        rows = work.lists.rows(list(work.documents.keys([document]).values()))
        return next(_disputes(work, rows), None)


def settle(desk: Workplace, document: str, reading: str, reason: str, *, blind: bool = True) -> Changes:
    """Decide a dispute as one of its readings did, for a reason; `blind` where no name was shown before.

    The event is a decision that saw all the readings; it says which it took, why, and whether blind.
    Problems: no_dispute, reading_gone, settling_without_reason.
    """
    said = reason.strip()
    refuse_unusable(said)
    if not said:
        raise Problem("settling_without_reason")
    editor = desk.writer()
    with desk.store.writing() as work:
        standing = fold(work.events.of(document))
        if not standing.is_disputed:
            raise Problem("no_dispute", id=document)
        taken = next((event for event in standing.verdicts if event.id == reading), None)
        if taken is None:
            raise Problem("reading_gone")
        refuse_unsound(verdict_of(taken), work.documents.get(document), desk.vocabulary)
        recorder = Recorder(desk, work, editor)
        says = settled_by(standing, said, taken=reading, blind=blind)
        payload = {**verdict_of(taken).payload(), SETTLED: says}
        recorder.append(Entry.about(work.documents.get(document), DECIDED, payload, standing.verdicts))
        _clear_answers(work, document, editor.id)
        recorder.finish(DECIDED)
        work.commit()
    return recorder.changes(DECIDED)


def settled_by(
    standing: Standing, reason: str, *, taken: str | None = None, blind: bool = True
) -> dict[str, Any]:
    """Give what an event says of the dispute it settles; `taken` is the reading it took, None for neither."""
    return {
        "of": sorted(event.id for event in standing.verdicts),
        "taken": taken,
        "reason": reason,
        "blind": blind,
    }


def took_a_reading(event: Event) -> bool:
    """Tell whether a decision settled a dispute by taking one of its readings as it was."""
    said = json.loads(event.payload).get(SETTLED)
    return isinstance(said, dict) and said.get("taken") is not None


def _clear_answers(work: "Work", document: str, editor: str) -> None:
    """Take the settler's own answers away; a text they were writing is in no decision, so it stays."""
    draft = work.drafts.get(document, editor)
    if draft is not None and Working.read(draft.payload).text is None:
        work.drafts.remove(document, editor)


def _disputes(work: "Work", rows: list[ListRow]) -> Iterator[Dispute]:
    persons = work.events.persons()
    names = persons.told_apart(work.events.named_editors())
    rationales = work.documents.rationales([row.id for row in rows])
    for row in rows:
        standing = fold(work.events.of(row.id))
        if standing.is_disputed:
            events = sorted(standing.verdicts, key=lambda event: text_digest(event.id))
            readings = tuple(_reading(event, names) for event in events)
            is_ones_own = len({persons.of(event.editor) for event in events}) == 1
            yield Dispute(row, rationales.get(row.id), readings, is_ones_own)


def _reading(event: Event, names: dict[str, str]) -> Reading:
    return Reading(event.id, verdict_of(event), names.get(event.editor, event.editor), event.at, event.guide)
