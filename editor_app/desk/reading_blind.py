"""Reading blind: a second reader sees no decision of others, a reader again not even their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from editor_app.desk.changes import Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.reviewing import settled
from editor_app.desk.viewing import computed_flags
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import DECIDED, REREAD, Event
from editor_app.domain.lists import Criteria, Editor, ListRow, View
from editor_app.domain.problems import Problem
from editor_app.domain.query import AGAIN, SECOND, Field
from editor_app.domain.rules import refuse_unsound
from editor_app.domain.standing import Standing, State, taken_back, verdict_of
from editor_app.domain.verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from editor_app.store.work import Work

_NOBODY: Final = Standing()


class Mode(StrEnum):
    """How a list is read: with all that was decided before one's eyes, or blind."""

    OPEN = "open"
    SECOND = SECOND
    AGAIN = AGAIN


def mode_of(criteria: Criteria) -> Mode:
    """Tell how a list asks to be read."""
    asked = criteria.query.values(Field.READING)
    return Mode(asked[0]) if asked else Mode.OPEN


def blinded_rows(desk: Workplace, mode: Mode, rows: list[ListRow]) -> list[ListRow]:
    """Give the lines of a list, those that are still to be read without a word on where they stand."""
    unread = _unread(desk, mode, [row.id for row in rows])
    return [_blinded(row) if row.id in unread else row for row in rows]


def blinded_view(desk: Workplace, mode: Mode, view: View) -> View:
    """Give a document that is still to be read as if nobody had decided on it.

    What the desk notices is computed anew: some of it follows from what was decided.
    """
    if view.row.id not in _unread(desk, mode, [view.row.id]):
        return view
    flags = computed_flags(
        view.document, _NOBODY, same_rationale=view.same_rationale, date=view.row.date, metadata=view.metadata
    )
    return replace(
        view,
        row=_blinded(view.row),
        standing=_NOBODY,
        earlier=None,
        history=(),
        flags=flags,
        is_read_again=mode is Mode.AGAIN,
    )


def is_unread(desk: Workplace, mode: Mode, document: str) -> bool:
    """Tell whether a document is still to be read blind."""
    return bool(_unread(desk, mode, [document]))


def to_read_among(desk: Workplace, mode: Mode, rows: Iterable[ListRow]) -> set[int]:
    """Give the keys of those lines that are still to be read."""
    given = list(rows)
    unread = _unread(desk, mode, [row.id for row in given])
    return {row.key for row in given if row.id in unread}


def read_again(desk: Workplace, document: str, verdict: Verdict) -> Changes:
    """Record what an editor says of a document on reading it again; the decision itself stays as it is.

    Problem nothing_to_read_again where this editor has not decided on it.
    """
    editor = desk.writer()
    with desk.store.writing() as work:
        recorder = Recorder(desk, work, editor)
        original = work.documents.get(document)
        before = _last_own(work.events.of(document), _own_ids(work, editor), DECIDED)
        if before is None:
            raise Problem("nothing_to_read_again")
        wanted = settled(verdict, recorder)
        if wanted.outcome is not Outcome.AMEND:
            wanted = replace(wanted, rationale=None)
        refuse_unsound(wanted, original, desk.vocabulary)
        payload = {"of": before.id, "verdict": wanted.payload()}
        recorder.append(Entry.about(original, REREAD, payload))
        work.drafts.remove(document, editor.id)
        recorder.finish(REREAD)
        work.commit()
    return recorder.changes(REREAD)


def earlier_outcome(desk: Workplace, document: str) -> Outcome | None:
    """Give what this editor decided on a document in the first place, None where they did not."""
    if desk.editor is None:
        return None
    with desk.store.reading() as work:
        before = _last_own(work.events.of(document), _own_ids(work, desk.editor), DECIDED)
    return None if before is None else verdict_of(before).outcome


def _unread(desk: Workplace, mode: Mode, ids: list[str]) -> set[str]:
    if mode is Mode.OPEN or desk.editor is None:
        return set()
    kind = REREAD if mode is Mode.AGAIN else DECIDED
    with desk.store.reading() as work:
        own, events = _own_ids(work, desk.editor), work.events.of_many(ids)
    return {document for document in ids if _last_own(events[document], own, kind) is None}


def _own_ids(work: "Work", editor: Editor) -> tuple[str, ...]:
    return work.events.persons().ids(editor.id)


def _last_own(given: Sequence[Event], own: tuple[str, ...], kind: str) -> Event | None:
    """Give what a person, by all their ids, did last to a document; None where they did not."""
    gone = taken_back(given)
    found = [event for event in given if event.kind == kind and event.editor in own and event.id not in gone]
    return found[-1] if found else None


def _blinded(row: ListRow) -> ListRow:
    return replace(row, state=State.PENDING, is_flagged=False)
