"""Bringing an archive into the desk: planned first, then run in batches, all of it or nothing."""

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.desk.arranging import clean_name
from editor_app.desk.backing_up import Occasion, back_up_before
from editor_app.desk.changes import Changes
from editor_app.desk.collecting import seldom_collecting
from editor_app.desk.intake import Batch, Intake, Tally, arrivals
from editor_app.desk.reading_ahead import Arrival
from editor_app.desk.recording import refold
from editor_app.desk.taking_back import TakenBack, take_back
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.documents import Kind
from editor_app.domain.lists import Import
from editor_app.domain.problems import Problem, Remark, Suspended
from editor_app.domain.unlinked import source_unlinked
from editor_app.formats.caps import Caps
from editor_app.formats.sources import Source, open_source
from editor_app.store.values import Newcomer, NewDocument

if TYPE_CHECKING:
    from editor_app.store.work import Work

__all__ = [
    "ImportPlan",
    "ImportReport",
    "Preview",
    "TakenBack",
    "cut_off",
    "imports",
    "plan",
    "resume",
    "run",
    "take_back",
]

_PREVIEWS = 8
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """One of the first documents an import would bring."""

    name: str
    headline: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; `run` counts and remarks the same, as long as nothing changes in between.

    `problems` are what would be left out, `notices` what would come in with a remark. `total` counts all
    that the source holds to be read. `archive` is the name it is shown under, `is_new` True where the desk
    does not have it yet.
    """

    archive: str
    is_new: bool
    added: int
    unchanged: int
    revised: int
    problems: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    total: int
    first: tuple[Preview, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `import_id` is what takes it back."""

    import_id: str
    archive: str
    added: int
    unchanged: int
    revised: int
    problems: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    changes: Changes = field(default_factory=lambda: Changes("imported", everything=True, archives=True))


@dataclass(frozen=True, slots=True)
class _Target:
    """The archive an import goes into."""

    key: str
    name: str
    is_new: bool


def plan(desk: Workplace, path: Path, archive: str | None = None, watch: Watch | None = None) -> ImportPlan:
    """Tell what importing would do; the desk stays as it is.

    Problems are those of `open_source`, and `archive_name_unusable`.
    """
    watch = watch or Watch()
    source, tally = _opened(desk, path), Tally()
    target = _target(desk, source, archive)
    intake = Intake(target.key, tally)
    first: list[Preview] = []
    total = source.count(watch)
    for batch in arrivals(source, tally, watch, total):
        with desk.store.reading() as work:
            new = intake.sort(work, batch).new
        watch.breathe()
        first += [_preview(arrival) for arrival, _ in islice(new, _PREVIEWS - len(first))]
    return ImportPlan(
        target.name,
        target.is_new,
        tally.added,
        tally.unchanged,
        tally.revised,
        tally.problems.all(),
        tally.notices.all(),
        source.done,
        tuple(first),
    )


def run(desk: Workplace, path: Path, archive: str | None = None, watch: Watch | None = None) -> ImportReport:
    """Import what lies at a path, into the archive of a name (else of the folder's or file's own).

    Stopped or failing on the way, it takes back what it brought. One that was cut off, by a kill or by
    closing the program, is gone on with when the same path is imported again. A copy of the desk is made
    first (`backup_not_made` where that fails).
    """
    desk.refuse_read_only()
    watch = watch or Watch()
    place = path.expanduser().absolute()
    source = _opened(desk, place)
    target = _target(desk, source, archive)
    same = [one.id for one in cut_off(desk) if (one.origin, one.archive) == (str(place), target.key)]
    total = source.count(watch)
    if not same:
        back_up_before(desk, Occasion.IMPORT, watch)
    return _carry_out(desk, same[0] if same else _begin(desk, target, place), source, target, watch, total)


def resume(desk: Workplace, import_id: str, watch: Watch | None = None) -> ImportReport:
    """Go on with an import that was cut off; where its source cannot be read any more, take it back.

    Then the Problem is raised that stood against reading it.
    """
    desk.refuse_read_only()
    watch = watch or Watch()
    begun = next((one for one in cut_off(desk) if one.id == import_id), None)
    if begun is None:
        raise Problem("no_such_import", id=import_id)
    try:
        source = _opened(desk, Path(begun.origin))
    except Problem:
        take_back(desk, import_id)
        raise
    target = _target(desk, source, begun.archive)
    return _carry_out(desk, import_id, source, target, watch, source.count(watch))


def cut_off(desk: Workplace) -> list[Import]:
    """Give the imports that a kill, a power cut or the closing of the program left half done."""
    with desk.store.reading() as work:
        return work.imports.unfinished()


def imports(desk: Workplace) -> list[Import]:
    """Give the imports that can be taken back, the oldest first."""
    with desk.store.reading() as work:
        return [item for item in work.imports.all() if item.finished]


def _opened(desk: Workplace, path: Path) -> Source:
    return open_source(path.expanduser(), Caps.read(desk.settings.caps))


def _target(desk: Workplace, source: Source, wanted: str | None) -> _Target:
    """Find the archive by the name it is shown under or came in with; else it is a new one."""
    name = clean_name(wanted) if wanted is not None else _usable(source.name)
    with desk.store.reading() as work:
        found = work.archives.find(name)
    return _Target(name, name, True) if found is None else _Target(found.key, found.name, False)


def _usable(name: str) -> str:
    """Make a name of a folder or file one an archive can bear."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:_LONGEST_NAME] or "archive"


def _preview(arrival: Arrival) -> Preview:
    return Preview(arrival.name, arrival.document.headline, arrival.document.kind)


def _begin(desk: Workplace, target: _Target, place: Path) -> str:
    """Note that an import has begun and give its id; until it is finished it counts as cut off."""
    import_id = desk.new_id()
    with desk.store.writing() as work:
        work.imports.begin(import_id, target.key, str(place), desk.now())
        work.commit()
    return import_id


def _carry_out(
    desk: Workplace, import_id: str, source: Source, target: _Target, watch: Watch, total: int | None
) -> ImportReport:
    """Bring in what is not here yet and finish the import; what it had brought before counts as its own."""
    tally = Tally()
    intake = Intake(target.key, tally, import_id)
    with desk.store.reading() as work:
        added, revised = work.placements.brought_by(import_id)
    try:
        _make_searchable(desk, watch)  # what an earlier import left behind; then nothing lies in between
        with seldom_collecting(), desk.store.indexing() as indexing:
            for arrived in arrivals(source, tally, watch, total):
                with desk.store.writing() as work:
                    batch = intake.sort(work, arrived)
                    before = _keep(work, desk, import_id, target, batch)
                    work.commit()
                indexing.offer(before, [arrival.document for arrival, _ in batch.new])
                watch.breathe()
            indexing.finish(watch)
        _make_searchable(desk, watch)
        with desk.store.writing() as work:
            work.imports.finish(import_id, added + tally.added)
            work.commit()
    except Suspended:
        raise
    except BaseException:
        # What cannot be taken back now (the disk may be full) is taken back when the desk is next opened.
        with suppress(Problem):
            take_back(desk, import_id)
        raise
    desk.seen_elsewhere.forget()
    return ImportReport(
        import_id,
        target.name,
        added + tally.added,
        tally.unchanged - added - revised,
        revised + tally.revised,
        tally.problems.all(),
        tally.notices.all(),
    )


def _keep(work: "Work", desk: Workplace, import_id: str, target: _Target, batch: Batch) -> int:
    """Write a batch down; give the highest key any document had before."""
    now = desk.now()
    if batch.new or batch.places:
        work.archives.add(target.key, target.name)
    newcomers = [Newcomer(_new(arrival, import_id, now), place) for arrival, place in batch.new]
    before = work.newcomers.add(newcomers, import_id)
    if batch.places:
        work.placements.add(batch.places, import_id)
    # Somebody may have decided on what is new: a package can hold the record without the document.
    decided = work.events.worked_on([arrival.document.sha256 for arrival, _ in batch.new])
    refold(work, decided.union(batch.revised))
    return before


def _new(arrival: Arrival, import_id: str, now: str) -> NewDocument:
    rationale = arrival.document.rationale
    return NewDocument(
        document=arrival.document,
        data=arrival.incoming.data,
        fingerprint=None if rationale is None else fingerprint(rationale),
        date=arrival.incoming.date,
        metadata=arrival.incoming.metadata,
        import_id=import_id,
        imported_at=now,
        source_unlinked=source_unlinked(arrival.document, arrival.incoming.metadata),
    )


def _make_searchable(desk: Workplace, watch: Watch) -> None:
    with desk.store.reading() as work:
        work.search.catch_up(watch)
