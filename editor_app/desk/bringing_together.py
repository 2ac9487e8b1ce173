"""A shared folder: what others added comes in, what this desk has beyond it goes out, nothing is changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.joining import People
from editor_app.desk.packing import document_record
from editor_app.desk.reviewed import reviewed
from editor_app.desk.union import Union
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import Event
from editor_app.domain.lists import Placement
from editor_app.domain.persons import Namesakes
from editor_app.domain.problems import Problem, Remark
from editor_app.formats.package.lines import BadLine, DocumentLine
from editor_app.formats.package.segments import (
    Segment,
    Stretch,
    check_segment,
    is_hub,
    make_hub,
    open_segment,
    refuse_foreign,
    segment_paths,
    unwritable,
    write_segment,
)

if TYPE_CHECKING:
    from editor_app.store.work import Work

_EVENTS_A_SEGMENT: Final = 20_000
_DOCUMENTS_A_SEGMENT: Final = 2_000
_FOLDER: Final = "shared_folder"
_Heads = dict[str, int]


@dataclass(frozen=True, slots=True)
class Together:
    """What a shared folder brings and gets.

    `documents`, `added`, `agree`, `disputed`, `twins` and `joined` are as in a merge, `editors` names that
    were new. `written`
    and `sent` are documents and events that go out, `segments` the files they are in, `digest` that of the
    last of them. `damaged` are segments that do not hold, `waiting` those whose beginning is not there yet.
    `unwritable` is the folder that nothing can be added to, "" for none.
    """

    documents: int = 0
    added: int = 0
    agree: int = 0
    disputed: int = 0
    editors: tuple[str, ...] = ()
    twins: tuple[Namesakes, ...] = ()
    joined: tuple[str, ...] = ()
    written: int = 0
    sent: int = 0
    segments: int = 0
    digest: str = ""
    damaged: tuple[Remark, ...] = ()
    waiting: tuple[str, ...] = ()
    unwritable: str = ""
    changes: Changes = NOTHING


@dataclass(slots=True)
class _Folder:
    """What a shared folder holds, as its segments say: the sound ones, where documents are, whose bytes."""

    stretches: dict[Path, dict[str, Stretch]] = field(default_factory=dict)
    places: set[Placement] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    damaged: list[Remark] = field(default_factory=list)

    def heads(self) -> _Heads:
        """Give how far each replica's record goes in the folder without a gap."""
        found: _Heads = {}
        pieces = [(name, one) for held in self.stretches.values() for name, one in held.items()]
        for name, one in sorted(pieces, key=lambda piece: (piece[0], piece[1].first, piece[1].last)):
            if one.first <= found.get(name, 0) + 1:
                found[name] = max(found.get(name, 0), one.last)
        return found


def shared_folder(desk: Workplace) -> Path | None:
    """Give the folder this desk was brought together with the last time."""
    with desk.store.reading() as work:
        said = work.meta.get(_FOLDER)
    return Path(said) if said else None


def look(desk: Workplace, folder: Path, watch: Watch | None = None) -> Together:
    """Tell what bringing together would come to; neither the desk nor the folder is changed."""
    watch = watch or Watch()
    refuse_foreign(folder)
    found = _read_folder(folder, watch) if is_hub(folder) else _Folder()
    report = _take_in(desk, found, watch, keep=False)
    heads = found.heads()
    with desk.store.reading() as work:
        own = {replica: seq for replica, (seq, _) in work.events.heads().items()}
        lacking = len(_lacking(work, found))
    sent = sum(max(seq - heads.get(replica, 0), 0) for replica, seq in own.items())
    against = unwritable(folder, desk.store.replica)
    return replace(report, written=lacking, sent=sent, unwritable="" if against is None else str(against))


def take_in(desk: Workplace, folder: Path, watch: Watch | None = None) -> Together:
    """Take in what others added to a shared folder; Problem no_hub where the folder is none."""
    desk.refuse_read_only()
    if not is_hub(folder):
        raise Problem("no_hub", path=str(folder))
    watch = watch or Watch()
    return _take_in(desk, _read_folder(folder, watch), watch, keep=True)


def add_own(desk: Workplace, folder: Path, watch: Watch | None = None) -> Together:
    """Add to a shared folder what this desk has and the folder has not; the desk stays as it is.

    A new or empty folder becomes a shared one. Only files of this desk's own are written, each whole.
    """
    watch = watch or Watch()
    make_hub(folder, desk.store.replica)
    found = _read_folder(folder, watch)
    sent = segments = 0
    digest = ""
    with desk.store.reading() as work:
        lacking = _lacking(work, found)
        events = _beyond(work, found.heads())
        for ids, part in zip_longest(_parts(lacking), events, fillvalue=()):
            watch.step("writing", segments)
            digest = write_segment(folder, desk.store.replica, _lines(work, list(ids), found), part)
            segments += 1
            sent += len(part)
    return Together(
        written=len(lacking),
        sent=sent,
        segments=segments,
        digest=digest,
        damaged=tuple(found.damaged),
    )


def bring_together(desk: Workplace, folder: Path, watch: Watch | None = None) -> Together:
    """Take in what others added, then add one's own; the folder is remembered."""
    desk.refuse_read_only()
    watch = watch or Watch()
    make_hub(folder, desk.store.replica)
    came = take_in(desk, folder, watch)
    went = add_own(desk, folder, watch)
    with desk.store.writing() as work:
        work.meta.put(_FOLDER, str(folder))
        work.commit()
    return replace(came, written=went.written, sent=went.sent, segments=went.segments, digest=went.digest)


def _read_folder(folder: Path, watch: Watch) -> _Folder:
    """Read what every segment says of itself; one that does not hold is named and left out."""
    found = _Folder()
    paths = segment_paths(folder)
    for number, path in enumerate(paths):
        watch.step("checking", number, len(paths), path.name)
        fault = check_segment(path)
        if fault is None:
            fault = _note(found, path)
        if fault is not None:
            found.damaged.append(fault)
    return found


def _note(found: _Folder, path: Path) -> Remark | None:
    try:
        with open_segment(path) as segment:
            lines = segment.documents()
            found.held.update(line.id for line in lines if segment.has_data(line.id))
            found.places.update(place for line in lines for place in line.placements)
            found.stretches[path] = segment.stretches
    except BadLine as fault:
        return _damaged(path, fault)
    return None


def _damaged(path: Path, fault: BadLine) -> Remark:
    return Remark(f"{path.parent.name}/{path.name}", "segment_damaged", {"cause": str(fault)})


def _take_in(desk: Workplace, found: _Folder, watch: Watch, *, keep: bool) -> Together:
    with desk.store.writing() as work:
        before = People.of(work)
        union = Union(desk, work, watch)
        taking = _Taking(union, found)
        taking.documents()
        waiting = taking.events()
        verdicts = union.finish_news()
        now = People.of(work)
        has_news = union.has_news
        if keep and has_news:
            watch.step("saving", 0)
            work.commit()
            desk.seen_elsewhere.forget()
    return Together(
        documents=len(union.documents),
        added=union.added,
        agree=len(verdicts.agreeing),
        disputed=len(verdicts.disputed),
        editors=now.new_since(before),
        twins=now.twins_since(before),
        joined=now.joined_since(before),
        damaged=tuple(found.damaged),
        waiting=tuple(sorted({path.parent.name for path in waiting})),
        changes=Changes("merged", everything=True, archives=True, editors=True) if has_news else NOTHING,
    )


class _Taking:
    """Takes the segments of a folder into a union, each as a whole and only in the order of the record."""

    def __init__(self, union: Union, found: _Folder) -> None:
        self._union, self._found = union, found

    def documents(self) -> None:
        """Take documents in; where only places are told, the bytes come from another segment."""
        for path in self._found.stretches:
            self._take(path, lambda segment: [one for one in segment.documents() if segment.has_data(one.id)])
        for path in self._found.stretches:
            self._take(path, lambda segment: segment.documents())

    def events(self) -> list[Path]:
        """Take events in, segment after segment; give the segments whose beginning is not there yet."""
        pending = list(self._found.stretches)
        while pending:
            left = [path for path in pending if not self._take_events(path)]
            if len(left) == len(pending):
                return left
            pending = left
        return []

    def _take(self, path: Path, choose: Callable[[Segment], list[DocumentLine]]) -> None:
        try:
            with open_segment(path) as segment:
                lines = [line for line in choose(segment) if self._can_take(segment, line)]
                self._union.take_documents(segment, lines)
        except BadLine as fault:
            self._found.damaged.append(_damaged(path, fault))

    def _can_take(self, segment: Segment, line: DocumentLine) -> bool:
        return segment.has_data(line.id) or self._union.has_document(line.id)

    def _take_events(self, path: Path) -> bool:
        """Take a segment's events in, where they follow what is here; tell whether it is done with."""
        stretches = self._found.stretches[path]
        if all(one.last <= self._union.head(name) for name, one in stretches.items()):
            return True
        if any(one.first > self._union.head(name) + 1 for name, one in stretches.items()):
            return False
        try:
            with open_segment(path) as segment:
                events = segment.events()
        except BadLine as fault:
            self._found.damaged.append(_damaged(path, fault))
            return True
        self._union.take_events(events)
        return True


def _lacking(work: "Work", found: _Folder) -> list[str]:
    """Give the documents of the desk whose bytes or places the folder does not have."""
    lacking: list[str] = []
    ids = [row.document for row in work.standings.all()]
    for start in range(0, len(ids), _DOCUMENTS_A_SEGMENT):
        batch = ids[start : start + _DOCUMENTS_A_SEGMENT]
        wanted = set(batch)
        places: dict[str, set[Placement]] = {}
        for place in work.placements.around(batch):
            if place.document in wanted:
                places.setdefault(place.document, set()).add(place)
        lacking += [
            document
            for document in batch
            if document in places and (document not in found.held or not places[document] <= found.places)
        ]
    return lacking


def _lines(
    work: "Work", ids: Sequence[str], found: _Folder
) -> Iterator[tuple[Mapping[str, Any], bytes | None]]:
    for item in reviewed(work, ids):
        data = None if item.view.row.id in found.held else item.stored.data
        yield document_record(item), data


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _DOCUMENTS_A_SEGMENT):
        yield ids[start : start + _DOCUMENTS_A_SEGMENT]


def _beyond(work: "Work", heads: _Heads) -> Iterator[Sequence[Event]]:
    """Give the events beyond some heads, in stretches that fit into a segment."""
    part: list[Event] = []
    for event in work.events.all():
        if event.seq > heads.get(event.replica, 0):
            part.append(event)
            if len(part) == _EVENTS_A_SEGMENT:
                yield part
                part = []
    if part:
        yield part
