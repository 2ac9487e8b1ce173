"""The union of packages and a desk, within one open transaction that somebody else commits.

A package holds the whole record of each of its replicas from the beginning. So what a package says of a
document is what the desk says once its events are in, without the events behind the package's heads; no
record is ever held in memory, however long it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from editor_app.desk.recording import refold
from editor_app.desk.verifying import agrees, state_line, wire_problems
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.events import DECIDED, KNOWN_KINDS, TAKEN_BACK, Event
from editor_app.domain.lists import Placement
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.record import editor_names, targets_of
from editor_app.domain.revisions import Revisions
from editor_app.domain.standing import Standing, State, fold
from editor_app.domain.unlinked import source_unlinked
from editor_app.domain.verdicts import Outcome
from editor_app.formats.package.lines import DocumentLine
from editor_app.formats.package.reading import Package
from editor_app.formats.wire_text import read_document
from editor_app.store.values import NewDocument

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH: Final = 500
_EVENTS_AT_ONCE: Final = 2_000
_SLACK: Final = timedelta(minutes=10)
_NOBODY: Final = Standing()
_T = TypeVar("_T")
_Heads = dict[str, int]


class Bytes(Protocol):
    """What has the original bytes of documents."""

    def data(self, document: str) -> bytes:
        """Give a document's original bytes."""


@dataclass(slots=True)
class Verdicts:
    """The documents that packages decide: those with equal verdicts on both sides, and those in dispute."""

    agreeing: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)

    def judge(self, document: str, ours: Standing, theirs: Standing, both: Standing) -> None:
        """Count a document by where each side stands and where both do together."""
        if both.is_disputed:
            self.disputed.add(document)
            self.agreeing.discard(document)
        elif document not in self.disputed and _say_the_same(ours, theirs):
            self.agreeing.add(document)


@dataclass(slots=True)
class _Side:
    """What is kept of a package that was taken in: how far its record goes, and what it holds."""

    package: Package
    heads: _Heads = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    has_rationale: dict[str, bool] = field(default_factory=dict)
    placements: list[Placement] = field(default_factory=list)
    is_known: bool = True


class Union:
    """Takes packages into one open transaction and keeps count of what they bring.

    `unfounded` are packages that say of a document what does not follow from their record; it is known
    after `finish`.
    """

    def __init__(self, desk: Workplace, work: "Work", watch: Watch) -> None:
        self._desk, self._work, self._watch = desk, work, watch
        self.documents: set[str] = set()
        self.added = 0
        self.unfounded: list[Package] = []
        self._import = ""
        self._touched: set[str] = set()
        self._undone: set[str] = set()
        self._sides: list[_Side] = []
        self._latest: dict[str, str] = {}
        self._heads = work.events.heads()
        self._before = {replica: seq for replica, (seq, _) in self._heads.items()}

    @property
    def has_news(self) -> bool:
        """True when anything came in."""
        return bool(self.documents or self.added or self._touched)

    def ahead_of(self, now: str) -> list[str]:
        """Give the editors whose new events are of a time that this desk's clock has not reached."""
        limit = (datetime.fromisoformat(now) + _SLACK).isoformat()
        return sorted(who for who, at in self._latest.items() if at[:19] > limit[:19])

    def take(self, package: Package) -> None:
        """Take one package in: its documents, then its record.

        BadLine where the record does not hold, Problem record_forked where it tells another story of a
        replica than this desk. Which states it claims is looked at by `finish`.
        """
        side = _Side(package)
        for lines in _batches(package.documents(), _BATCH):
            side.has_rationale.update((line.id, line.has_rationale) for line in lines)
            side.placements += [place for line in lines for place in line.placements]
            self.take_documents(package, lines)
        for events in _batches(package.record(), _EVENTS_AT_ONCE):
            self.take_events(events)
            _note(side, events)
        self._sides.append(side)

    def take_events(self, events: list[Event]) -> None:
        """Append those of some events that are not here yet; each replica's must follow its last one."""
        fresh = self._work.events.unknown(events)
        for event in fresh:
            self._follow(event)
        if fresh:
            self._work.events.append_unknown(fresh, merged=True)
            self.added += len(fresh)
        self._watch.step("events", self.added)

    def finish(self) -> Verdicts:
        """Put the standings of everything that was touched; compare both sides and what packages claim."""
        self._touched |= self._work.events.reached(self._undone)
        refold(self._work, self._touched | self.documents)
        verdicts = Verdicts()
        for side in self._sides:
            comparing = _Comparing(self._work, side, self._before, verdicts)
            if not comparing.run(self._watch):
                self.unfounded.append(side.package)
        return verdicts

    def finish_news(self) -> Verdicts:
        """Put the standings of everything that was touched, and compare what was here with what came in."""
        self._touched |= self._work.events.reached(self._undone)
        refold(self._work, self._touched | self.documents)
        verdicts = Verdicts()
        for ids in _batches(iter(sorted(self._touched)), _BATCH):
            for document, events in self._work.events.of_many(ids).items():
                ours = _until(events, self._before)
                theirs = [event for event in events if event.seq > self._before.get(event.replica, 0)]
                if any(event.kind == DECIDED for event in theirs):
                    verdicts.judge(document, fold(ours), fold(theirs), fold(events))
        return verdicts

    def _follow(self, event: Event) -> None:
        """Refuse a record that tells another story of a replica this desk already has the record of."""
        seq, digest = self._heads.get(event.replica, (0, ""))
        if (event.seq, event.previous) != (seq + 1, digest):
            raise Problem("record_forked", ExitStatus.INTEGRITY, replica=event.replica, seq=event.seq)
        self._heads[event.replica] = (event.seq, event.hash)
        self._latest[event.editor] = max(event.at, self._latest.get(event.editor, ""))
        if event.document is not None:
            self._touched.add(event.document)
        elif event.kind == TAKEN_BACK:
            self._undone.update(targets_of(event))

    def take_documents(self, package: Bytes, lines: list[DocumentLine]) -> None:
        """Take documents in that are not here yet, and the places of all of them."""
        known = self._work.documents.known([line.id for line in lines])
        fresh = [self._new_document(package, line) for line in lines if line.id not in known]
        if fresh:
            self._work.documents.add(fresh)
            self.documents.update(item.document.sha256 for item in fresh)
        self._place([place for line in lines for place in line.placements], known)
        self._watch.step("documents", len(self.documents))

    def head(self, replica: str) -> int:
        """Give how far a replica's record is here."""
        return self._heads.get(replica, (0, ""))[0]

    def has_document(self, document: str) -> bool:
        """Tell whether a document is here."""
        return document in self.documents or bool(self._work.documents.known([document]))

    def _new_document(self, package: Bytes, line: DocumentLine) -> NewDocument:
        self._import = self._import or self._desk.new_id()
        data = package.data(line.id)
        document = read_document(data)
        mark = None if document.rationale is None else fingerprint(document.rationale)
        return NewDocument(
            document=document,
            data=data,
            fingerprint=mark,
            date=line.date,
            metadata=line.metadata,
            import_id=self._import,
            imported_at=self._desk.now(),
            source_unlinked=source_unlinked(document, line.metadata),
        )

    def _place(self, places: list[Placement], known: set[str]) -> None:
        for key in {place.archive for place in places}:
            if self._work.archives.by_key(key) is None:
                self._work.archives.add(key, key)
        there = set(self._work.placements.around(known))
        fresh = [place for place in places if place not in there]
        if fresh:
            self._import = self._import or self._desk.new_id()
            self._work.placements.add(fresh, self._import)
            self._touched.update(place.document for place in fresh)


class _Comparing:
    """Goes through the documents of one package: what it claims of each, and where both sides stand."""

    def __init__(self, work: "Work", side: _Side, before: _Heads, verdicts: Verdicts) -> None:
        self._work, self._side, self._before, self._verdicts = work, side, before, verdicts
        self._revisions = Revisions(side.placements)
        own = _until(work.events.about_no_document(), side.heads)
        self._names = editor_names(own)
        self._wires: dict[str, str] = {}
        self._seen: set[str] = set()

    def run(self, watch: Watch) -> bool:
        """Compare everything; tell whether all that the package claims follows from its record.

        Where it holds events of kinds this version does not know, its states are a later one's to judge.
        """
        for lines in _batches(self._side.package.states(), _BATCH):
            watch.step("comparing", len(self._seen), len(self._side.has_rationale))
            if not self._compare(lines):
                return False
        rest = self._work.documents.known(self._side.decided - self._seen)
        for ids in _batches(iter(sorted(rest)), _BATCH):
            events = self._work.events.of_many(ids)
            for document in ids:
                self._judge(document, events[document])
        if not self._side.is_known:
            return True
        is_whole = self._seen == self._side.has_rationale.keys()
        return is_whole and not any(True for _ in wire_problems(self._side.package, self._wires))

    def _compare(self, lines: list[dict[str, Any]]) -> bool:
        ids = [str(line.get("id")) for line in lines]
        around = {earlier for document in ids for earlier in self._revisions.earlier(document)}
        events = self._work.events.of_many({*ids, *around})
        theirs = {document: fold(_until(own, self._side.heads)) for document, own in events.items()}
        for document, line in zip(ids, lines, strict=True):
            self._seen.add(document)
            if document in self._side.decided:
                self._judge(document, events[document], theirs[document])
            if self._side.is_known and not self._is_founded(document, line, theirs):
                return False
        return True

    def _is_founded(self, document: str, line: Mapping[str, Any], theirs: Mapping[str, Standing]) -> bool:
        has_rationale = self._side.has_rationale.get(document)
        if has_rationale is None:
            return False
        state = self._state(document, theirs, has_rationale=has_rationale)
        if self._revisions.is_listed(document):
            self._wires[document] = state.value
        return agrees(line, state_line(document, state, theirs[document], self._names))

    def _state(self, document: str, theirs: Mapping[str, Standing], *, has_rationale: bool) -> State:
        earlier = (theirs[name] for name in self._revisions.earlier(document))
        decided = next((standing for standing in earlier if standing.verdicts), None)
        return theirs[document].state(has_rationale=has_rationale, earlier=decided)

    def _judge(self, document: str, events: list[Event], theirs: Standing | None = None) -> None:
        theirs = theirs or fold(_until(events, self._side.heads))
        self._verdicts.judge(document, fold(_until(events, self._before)), theirs, fold(events))


def _note(side: _Side, events: Iterable[Event]) -> None:
    for event in events:
        side.heads[event.replica] = event.seq
        side.is_known = side.is_known and event.kind in KNOWN_KINDS
        if event.kind == DECIDED and event.document is not None:
            side.decided.add(event.document)


def _until(events: Iterable[Event], heads: _Heads) -> list[Event]:
    """Give the events that a record with these heads holds."""
    return [event for event in events if event.seq <= heads.get(event.replica, 0)]


def _say_the_same(ours: Standing, theirs: Standing) -> bool:
    mine, other = ours.verdict, theirs.verdict
    if mine is None or other is None or ours.is_disputed or theirs.is_disputed:
        return False
    same_text = mine.outcome is not Outcome.AMEND or mine.rationale == other.rationale
    return mine.outcome is other.outcome and same_text


def _batches(items: Iterator[_T], size: int) -> Iterator[list[_T]]:
    while batch := list(islice(items, size)):
        yield batch
