"""Handing over: what changed since a moment and what is open, for whoever goes on with the desk."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from editor_app.desk.workplace import Workplace
from editor_app.domain.drafts import Working
from editor_app.domain.events import Event
from editor_app.domain.lists import Counts, Criteria, ListName, ListRow
from editor_app.domain.standing import Standing, State, fold, verdict_of
from editor_app.domain.verdicts import Outcome
from editor_app.formats.atomic import write_file
from editor_app.store.values import Stretch

if TYPE_CHECKING:
    from editor_app.store.work import Work

MOST_NAMED: Final = 1_000


class Since(StrEnum):
    """From when on changes are told: this session, the last hand-over, or the beginning."""

    SESSION = "session"
    LAST = "last"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Matter:
    """One wire of a report and what is to be said of it; what does not apply is empty.

    `text` is a note, a question or a new rationale, `editor` a name, `at` UTC (ISO 8601), `words` how many
    words a draft has, `verdicts` who decided how where editors differ.
    """

    wire: ListRow
    text: str = ""
    reasons: tuple[str, ...] = ()
    note: str = ""
    editor: str = ""
    at: str = ""
    words: int = 0
    verdicts: tuple[tuple[str, Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """What there is to hand over. Moments are UTC (ISO 8601), `since` "" from the beginning.

    `outcomes` counts what was decided since then, by everybody; at most MOST_NAMED wires of a kind are named.
    """

    since: str
    until: str
    editor: str
    counts: Counts
    outcomes: dict[Outcome, int]
    amended: tuple[Matter, ...] = ()
    rejected: tuple[Matter, ...] = ()
    disputed: tuple[Matter, ...] = ()
    flagged: tuple[Matter, ...] = ()
    drafts: tuple[Matter, ...] = ()
    skipped: tuple[Matter, ...] = ()
    questions: tuple[Matter, ...] = ()


def last_time(desk: Workplace) -> str:
    """Give when this editor handed over the last time, "" for never."""
    if desk.editor is None:
        return ""
    with desk.store.reading() as work:
        return work.meta.get(_name(desk.editor.id)) or ""


def hand_over(desk: Workplace, since: str, *, archive: str | None = None) -> HandOver:
    """Gather what changed since a moment, and what is open now, in an archive (by its key) or in all."""
    with desk.store.reading() as work:
        names = work.events.named_editors()
        gathering = _Gathering(work, names, Stretch(since, archive=archive))
        outcomes: dict[Outcome, int] = {}
        for quarter in work.decided.quarters(gathering.stretch):
            outcomes[quarter.outcome] = outcomes.get(quarter.outcome, 0) + quarter.documents
        return HandOver(
            since=since,
            until=desk.now(),
            editor=desk.editor.name if desk.editor else "",
            counts=work.lists.counts(archive),
            outcomes=outcomes,
            amended=tuple(gathering.decided(Outcome.AMEND)),
            rejected=tuple(gathering.decided(Outcome.REJECT)),
            disputed=tuple(gathering.disputed()),
            flagged=tuple(gathering.flagged()),
            drafts=tuple(gathering.drafts()),
            skipped=tuple(gathering.skipped()),
            questions=tuple(gathering.questions()),
        )


def write(desk: Workplace, report: bytes, target: Path, *, until: str) -> str:
    """Write a report to a new file and remember when this was; give the file's SHA-256.

    At a desk that is only read nothing is remembered.
    """
    digest = write_file(target, lambda file: file.write(report))
    if desk.read_only is None and desk.editor is not None:
        with desk.store.writing() as work:
            work.meta.put(_name(desk.editor.id), until)
            work.commit()
    return digest


class _Gathering:
    """Reads the wires of each part of a report within one transaction."""

    def __init__(self, work: "Work", names: dict[str, str], stretch: Stretch) -> None:
        self._work, self._names = work, names
        self.stretch = stretch

    def decided(self, outcome: Outcome) -> Iterator[Matter]:
        for row, standing in self._wires(self._work.decided.documents(self.stretch, outcome, MOST_NAMED)):
            event, verdict = standing.verdict_event, standing.verdict
            if event is not None and verdict is not None:
                yield Matter(
                    row,
                    text=verdict.rationale or "",
                    reasons=verdict.reasons,
                    note=verdict.note or "",
                    editor=self._name_of(event),
                    at=event.at,
                )

    def disputed(self) -> Iterator[Matter]:
        for row, standing in self._listed(Criteria(list=ListName.DISPUTED, archive=self.stretch.archive)):
            who = [(self._name_of(event), verdict_of(event).outcome) for event in standing.verdicts]
            yield Matter(row, verdicts=tuple(who))

    def flagged(self) -> Iterator[Matter]:
        for row, standing in self._listed(Criteria(list=ListName.FLAGGED, archive=self.stretch.archive)):
            by = [event for event in standing.flags if json.loads(event.payload)["on"]]
            at, editor = (by[-1].at, self._name_of(by[-1])) if by else ("", "")
            yield Matter(row, note=standing.note or "", editor=editor, at=at)

    def skipped(self) -> Iterator[Matter]:
        criteria = Criteria(states=frozenset({State.DEFERRED}), archive=self.stretch.archive)
        for row, standing in self._listed(criteria):
            event, verdict = standing.verdict_event, standing.verdict
            if event is not None and verdict is not None:
                yield Matter(row, note=verdict.note or "", editor=self._name_of(event), at=event.at)

    def drafts(self) -> Iterator[Matter]:
        found = self._work.drafts.all()[:MOST_NAMED]
        rows = self._rows_of([draft.document for draft in found])
        for draft in found:
            row = rows.get(draft.document)
            if row is not None:
                words = _words(Working.read(draft.payload))
                editor = self._names.get(draft.editor, draft.editor)
                yield Matter(row, editor=editor, at=draft.at, words=words)

    def questions(self) -> Iterator[Matter]:
        rows = self._rows_of(self._work.events.asked_about()[:MOST_NAMED])
        for row, standing in self._with_standings(rows.values()):
            if standing.question:
                event = standing.questions[-1]
                yield Matter(row, text=standing.question, editor=self._name_of(event), at=event.at)

    def _listed(self, criteria: Criteria) -> Iterator[tuple[ListRow, Standing]]:
        return self._wires(self._work.lists.ids(criteria, None)[:MOST_NAMED])

    def _wires(self, keys: Sequence[int]) -> Iterator[tuple[ListRow, Standing]]:
        return self._with_standings(self._work.lists.rows(keys))

    def _with_standings(self, rows: Iterable[ListRow]) -> Iterator[tuple[ListRow, Standing]]:
        given = list(rows)
        events = self._work.events.of_many([row.id for row in given])
        return ((row, fold(events[row.id])) for row in given)

    def _rows_of(self, documents: Sequence[str]) -> dict[str, ListRow]:
        keys = self._work.documents.keys(documents)
        rows = self._work.lists.rows([keys[document] for document in documents if document in keys])
        archive = self.stretch.archive
        return {row.id: row for row in rows if archive is None or row.archive_key == archive}

    def _name_of(self, event: Event) -> str:
        return self._names.get(event.editor, event.editor)


def _words(working: Working) -> int:
    texts = (working.text or "", working.why, working.note, working.question)
    return sum(len(text.split()) for text in texts)


def _name(editor: str) -> str:
    return f"handed_over:{editor}"
