"""Bringing editors' work together: the union of documents and of events, all of it or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.desk.backing_up import Occasion, back_up_before
from editor_app.desk.changes import Changes
from editor_app.desk.recording import refold
from editor_app.desk.verifying import problems_of
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.events import DECIDED, Event
from editor_app.domain.lists import Placement
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.domain.record import archive_names, by_document
from editor_app.domain.standing import Standing, fold
from editor_app.domain.verdicts import Outcome
from editor_app.formats.package.lines import DocumentLine
from editor_app.formats.package.reading import Package, open_package
from editor_app.formats.wire_text import read_document
from editor_app.store.values import NewDocument

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH = 500


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brings: new documents, new events, documents with equal verdicts on both sides, disputes.

    `disputes` names the documents in dispute, `editors` the editors this desk did not know by name.
    """

    documents: int
    added: int
    agree: int
    disputed: int
    disputes: tuple[str, ...]
    editors: tuple[str, ...]
    changes: Changes


def plan(desk: Workplace, paths: Sequence[Path], watch: Watch | None = None) -> MergeReport:
    """Tell what merging would bring; the desk stays as it is."""
    return _merge(desk, paths, watch or Watch(), keep=False)


def run(desk: Workplace, paths: Sequence[Path], watch: Watch | None = None) -> MergeReport:
    """Merge packages into the desk, all of them or none; a copy of the desk is made first.

    Problem package_refused (status 3) for one that does not hold; nothing was merged then.
    """
    desk.refuse_read_only()
    back_up_before(desk, Occasion.MERGE, watch)
    return _merge(desk, paths, watch or Watch(), keep=True)


def _merge(desk: Workplace, paths: Sequence[Path], watch: Watch, *, keep: bool) -> MergeReport:
    with ExitStack() as stack:
        packages = [stack.enter_context(open_package(path)) for path in paths]
        for package in packages:
            _refuse_what_does_not_hold(package, watch)
        work = stack.enter_context(desk.store.writing())
        merger = _Merger(desk, work, watch)
        for package in packages:
            merger.take(package)
        report = merger.finish()
        if keep and report.changes:
            watch.step("saving", 0)
            work.commit()
            desk.seen_elsewhere.forget()
    return report


def _refuse_what_does_not_hold(package: Package, watch: Watch) -> None:
    found: list[Remark] = problems_of(package, watch)
    if found:
        raise Problem(
            "package_refused",
            ExitStatus.INTEGRITY,
            path=str(package.path),
            count=len(found),
            name=found[0].name or found[0].code,
        )


class _Merger:
    """Takes packages into one open transaction and keeps count of what they bring."""

    def __init__(self, desk: Workplace, work: "Work", watch: Watch) -> None:
        self._desk = desk
        self._work = work
        self._watch = watch
        self._import = ""
        self._documents: set[str] = set()
        self._added: list[str] = []
        self._touched: set[str] = set()
        self._theirs: dict[str, set[Standing]] = {}
        self._ours: dict[str, Standing] = {}
        self._known_editors = work.events.named_editors()

    def take(self, package: Package) -> None:
        """Take one package in: its documents, then its events."""
        events = list(package.events())
        self._note_sides(events)
        for lines in _batches(package.documents()):
            self._take_documents(package, lines)
        self._take_events(events)

    def finish(self) -> MergeReport:
        """Put the standings of everything that was touched, and count."""
        touched = self._touched | self._documents
        refold(self._work, touched)
        self._rename_archives()
        agree, disputes = self._compare()
        editors = self._work.events.named_editors()
        changed = bool(self._documents or self._added or self._touched)
        return MergeReport(
            documents=len(self._documents),
            added=len(self._added),
            agree=agree,
            disputed=len(disputes),
            disputes=tuple(disputes),
            editors=tuple(editors[who] for who in sorted(editors.keys() - self._known_editors.keys())),
            changes=Changes("merged", everything=True, archives=True, editors=True) if changed else Changes(),
        )

    def _note_sides(self, events: Iterable[Event]) -> None:
        """Remember where both sides stand on each document the package decides, before they are mixed."""
        sorted_events = by_document(events)
        decided = [name for name, mine in sorted_events.items() if any(e.kind == DECIDED for e in mine)]
        ours = self._work.events.of_many([name for name in decided if name not in self._ours])
        for name in decided:
            self._ours.setdefault(name, fold(ours.get(name, ())))
            self._theirs.setdefault(name, set()).add(fold(sorted_events[name]))

    def _take_documents(self, package: Package, lines: list[DocumentLine]) -> None:
        known = self._work.documents.known([line.id for line in lines])
        import_id = self._import_id()
        fresh = [self._new_document(package, line, import_id) for line in lines if line.id not in known]
        if fresh:
            self._work.documents.add(fresh)
            self._documents.update(item.document.sha256 for item in fresh)
        self._place([place for line in lines for place in line.placements])
        self._watch.step("documents", len(self._documents))

    def _new_document(self, package: Package, line: DocumentLine, import_id: str) -> NewDocument:
        data = package.data(line.id)
        document = read_document(data)
        mark = None if document.rationale is None else fingerprint(document.rationale)
        return NewDocument(document, data, mark, line.date, line.metadata, import_id, self._desk.now())

    def _import_id(self) -> str:
        if not self._import:
            self._import = self._desk.new_id()
        return self._import

    def _place(self, places: list[Placement]) -> None:
        for key in {place.archive for place in places}:
            if self._work.archives.by_key(key) is None:
                self._work.archives.add(key, key)
        fresh = [place for place in places if place not in self._work.placements.of(place.document)]
        if fresh:
            self._work.placements.add(fresh, self._import)
            self._touched.update(place.document for place in fresh)

    def _take_events(self, events: list[Event]) -> None:
        known = self._work.events.known([event.id for event in events])
        fresh = [event for event in events if event.id not in known]
        self._refuse_forks(fresh)
        if fresh:
            self._work.events.append(fresh, merged=True)
            self._added += [event.id for event in fresh]
            self._touched.update(by_document(events))

    def _refuse_forks(self, fresh: list[Event]) -> None:
        """Refuse a record that tells another story of a replica this desk already has the record of."""
        for event in fresh:
            seq, digest = self._work.events.head(event.replica)
            if event.seq <= seq or (event.seq == seq + 1 and event.previous != digest):
                raise Problem("record_forked", ExitStatus.INTEGRITY, replica=event.replica, seq=event.seq)

    def _rename_archives(self) -> None:
        """Give each archive the name it was given last, in whichever desk that was."""
        names = archive_names(self._work.events.about_no_document())
        for archive in self._work.archives.all():
            wanted = names.get(archive.key, archive.name)
            if wanted != archive.name and self._work.archives.find(wanted) is None:
                self._work.archives.rename(archive.key, wanted)

    def _compare(self) -> tuple[int, list[str]]:
        agree, disputes = 0, []
        # A package of some documents holds the record of them all: of the others nothing is counted.
        for document in sorted(self._work.documents.known(self._theirs)):
            ours, standings = self._ours[document], self._theirs[document]
            if fold(self._work.events.of(document)).is_disputed:
                disputes.append(document)
            elif any(_say_the_same(ours, theirs) for theirs in standings):
                agree += 1
        return agree, disputes


def _say_the_same(ours: Standing, theirs: Standing) -> bool:
    mine, other = ours.verdict, theirs.verdict
    if mine is None or other is None or ours.is_disputed or theirs.is_disputed:
        return False
    same_text = mine.outcome is not Outcome.AMEND or mine.rationale == other.rationale
    return mine.outcome is other.outcome and same_text


def _batches(lines: Iterator[DocumentLine]) -> Iterator[list[DocumentLine]]:
    batch: list[DocumentLine] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
