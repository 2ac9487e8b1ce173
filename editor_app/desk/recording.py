"""The one place where events are made, and the one door through which standings are put."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.opened import Workplace
from editor_app.domain.canonical import canonical_json, text_digest
from editor_app.domain.documents import Document
from editor_app.domain.events import NAMED, Event, sealed
from editor_app.domain.lists import Editor, Placement
from editor_app.domain.revisions import Revisions
from editor_app.domain.standing import Standing, State, fold
from editor_app.store.values import StandingRow

if TYPE_CHECKING:
    from editor_app.store.work import Work

_AT_A_TIME = 500
_NOBODY = Standing()


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written down, before it gets its id, its place in the chain and its seal."""

    kind: str
    payload: Mapping[str, Any]
    document: str | None = None
    rationale: str | None = None
    supersedes: tuple[str, ...] = ()

    @classmethod
    def about(
        cls, document: Document, kind: str, payload: Mapping[str, Any], supersedes: Iterable[Event | str] = ()
    ) -> "Entry":
        """Make an entry about a document, bound to its text and to the rationale it proposes."""
        digest = None if document.rationale is None else text_digest(document.rationale)
        seen = tuple(event if isinstance(event, str) else event.id for event in supersedes)
        return cls(kind, payload, document.sha256, digest, seen)


@dataclass(slots=True)
class Recorder:
    """Seals events one after the other and appends them, within one write transaction.

    `act` is the id of the act's first event; it is given where an act goes on from an earlier transaction.
    """

    desk: Workplace
    work: "Work"
    editor: Editor
    act: str = ""
    events: list[Event] = field(default_factory=list)
    _last: Event | None = None

    def append(self, entry: Entry) -> Event:
        """Seal one entry and append it to the log; an editor the desk does not know yet is named first."""
        event = self.append_together([entry])[0]
        self.events.append(event)
        return event

    def append_together(self, entries: Iterable[Entry]) -> list[Event]:
        """Seal entries of one act and append them all at once; they are handed back and not kept here."""
        events: list[Event] = []
        for entry in entries:
            if entry.kind != NAMED and not self._is_named():
                name = Entry(NAMED, {"editor": self.editor.id, "name": self.editor.name})
                self.work.events.append([self._sealed(name, self.desk.new_id())], merged=False)
            event_id = self.desk.new_id()
            self.act = self.act or event_id
            events.append(self._sealed(entry, event_id))
        self.work.events.append(events, merged=False)
        return events

    def finish(self, kind: str, touched: Iterable[str] = ()) -> None:
        """Put the standings of what was touched, and let undo know of an act of this kind ("" = no act)."""
        refold(self.work, {*touched, *self._documents()})
        if kind and self.events:
            ids = [event.id for event in self.events]
            self.work.acts.push(self.act, self.editor.id, kind, ids)

    def changes(self, act: str, touched: Iterable[str] = ()) -> Changes:
        """Say what was written; nothing where nothing was."""
        if not self.events:
            return NOTHING
        documents = tuple(sorted({*touched, *self._documents()}))
        return Changes(act, documents, tuple(event.id for event in self.events))

    def _documents(self) -> set[str]:
        return {event.document for event in self.events if event.document is not None}

    def _is_named(self) -> bool:
        known = self.desk.named
        if self.editor.id not in known:
            known.update(self.work.events.named_editors())
        return self.editor.id in known or self._last is not None

    def _sealed(self, entry: Entry, event_id: str) -> Event:
        seq, previous = self._end_of_chain()
        event = sealed(
            {
                "id": event_id,
                "replica": self.desk.store.replica,
                "seq": seq + 1,
                "editor": self.editor.id,
                "at": self.desk.now(),
                "document": entry.document,
                "rationale": entry.rationale,
                "guide": self.desk.vocabulary.guide,
                "vocabulary": self.desk.vocabulary.version,
                "kind": entry.kind,
                "payload": canonical_json(dict(entry.payload)),
                "supersedes": entry.supersedes,
                "act": event_id if entry.kind == NAMED else self.act,
                "previous": previous,
            }
        )
        self._last = event
        return event

    def _end_of_chain(self) -> tuple[int, str]:
        if self._last is not None:
            return self._last.seq, self._last.hash
        return self.work.events.head(self.desk.store.replica)


def refold(work: "Work", ids: Iterable[str]) -> None:
    """Put the standings of some documents, and of all that share a name with them, as their events say.

    To be called whenever events or placements of the documents have changed; what stands right already is
    left as it is.
    """
    pending = sorted(set(ids))
    for start in range(0, len(pending), _AT_A_TIME):
        refold_batch(work, pending[start : start + _AT_A_TIME])


def refold_batch(work: "Work", ids: Sequence[str]) -> list[StandingRow]:
    """Put the standings of a batch and of its relatives; give the rows that were wrong until now."""
    around = work.placements.around(ids)
    touched = {*ids, *(place.document for place in around)}
    known = work.standings.get(touched)
    rows = standing_rows(work, known, around if len(touched) == len(set(ids)) else None)
    wrong = [row for row in rows if known[row.document] != row]
    if wrong:
        work.standings.put(wrong)
    return wrong


def standing_rows(
    work: "Work", ids: Iterable[str], around: Sequence[Placement] | None = None
) -> list[StandingRow]:
    """Give where documents stand by their events, whatever the table of standings says.

    `around` is what is placed under their names, where the caller has read it already.
    """
    wanted = sorted(set(ids))
    places = work.placements.around(wanted) if around is None else around
    revisions = Revisions(places)
    events = work.events.of_many(sorted({*wanted, *(place.document for place in places)}))
    standings = {document: fold(events.get(document, ())) for document in events}
    proposing, sources = work.documents.proposing(wanted), work.documents.sources(wanted)
    rows = []
    for document in wanted:
        earlier = nearest_decided(revisions.earlier(document), standings)
        standing = standings.get(document, _NOBODY)
        state = standing.state(has_rationale=document in proposing, earlier=earlier)
        rows.append(_row(document, standing, state, sources.get(document, "")))
    return rows


def nearest_decided(chain: Iterable[str], standings: Mapping[str, Standing]) -> Standing | None:
    """Give the standing of the newest of some earlier revisions that anybody has decided on."""
    found = (standings.get(document, _NOBODY) for document in chain)
    return next((standing for standing in found if standing.verdicts), None)


def _row(document: str, standing: Standing, state: State, source: str) -> StandingRow:
    event, verdict = standing.verdict_event, standing.verdict
    row = StandingRow(
        document,
        state,
        is_flagged=standing.is_flagged,
        has_note=standing.note is not None,
        source=standing.tag or source,
    )
    if event is None or verdict is None:
        return row
    return replace(
        row,
        outcome=verdict.outcome,
        editor=event.editor,
        at=event.at,
        reasons=verdict.reasons,
        decided=event.id,
    )
