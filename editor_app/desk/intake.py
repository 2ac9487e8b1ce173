"""What becomes of each document on its way in; a plan and a run of an import both ask here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.desk.reading_ahead import Arrival, ReadingAhead
from editor_app.desk.watch import Watch
from editor_app.domain.lists import Placement
from editor_app.domain.problems import Remark
from editor_app.formats.sources import Notice, Source

if TYPE_CHECKING:
    from editor_app.store.work import Work

_MOST_REMARKS = 10_000
_DIGITS_KEPT = 16


@dataclass(slots=True)
class Remarks:
    """Remarks in the order they were made; of very many only the first are kept, and how many there were."""

    kept: list[Remark] = field(default_factory=list)
    count: int = 0

    def add(self, remark: Remark) -> None:
        """Take a remark."""
        self.count += 1
        if len(self.kept) < _MOST_REMARKS:
            self.kept.append(remark)

    def all(self) -> tuple[Remark, ...]:
        """Give the remarks, and a last one for those that were not kept."""
        beyond = self.count - len(self.kept)
        more = (Remark("", "more_remarks", {"count": beyond}),) if beyond else ()
        return (*self.kept, *more)


@dataclass(slots=True)
class Tally:
    """What an import comes to so far. Problems are what was left out, notices what came in with a remark."""

    added: int = 0
    unchanged: int = 0
    revised: int = 0
    problems: Remarks = field(default_factory=Remarks)
    notices: Remarks = field(default_factory=Remarks)

    def note_read(self, remarks: Iterable[Remark]) -> None:
        """Take what was remarked while reading."""
        for remark in remarks:
            if isinstance(remark, Notice):
                self.notices.add(Remark(remark.name, remark.code, remark.fields))
            else:
                self.problems.add(remark)

    def note(self, arrival: Arrival) -> None:
        """Take the notices on a document that comes in."""
        for code in (*arrival.incoming.notices, *arrival.document.notices):
            self.notices.add(Remark(arrival.name, code))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents, sorted: those to keep, what to place where, and which are another text of a name.

    A new document comes with its place where nothing stands under its name; all other places are `places`.
    """

    new: list[tuple[Arrival, Placement | None]] = field(default_factory=list)
    places: list[Placement] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)


class Intake:
    """Sorts the documents of one import into one archive, batch by batch, in archive order."""

    def __init__(self, archive: str, tally: Tally, import_id: str | None = None) -> None:
        """Sort into the archive of this key, and count in `tally`.

        What an import has placed, also before it was cut off, the desk knows; without one it is remembered.
        """
        self._archive = archive
        self._tally = tally
        self._import = import_id
        self._met: set[int] = set()
        self._next_position: int | None = None
        self._named: set[str] = set()

    def sort(self, work: "Work", arrivals: list[Arrival]) -> Batch:
        """Say what becomes of a batch by what the desk has; nothing is written."""
        names = [arrival.name for arrival in arrivals]
        current = work.placements.current(self._archive, names)
        known = self._placed(work, {arrival.document.sha256 for arrival in arrivals})
        if self._next_position is None:
            self._next_position = work.placements.next_position(self._archive)
        if self._import is not None:
            self._met = {_mark(document) for document in work.placements.placed_by(self._import, known)}
        batch = Batch()
        self._named = set(current)
        for arrival in arrivals:
            self._sort_one(arrival, current.get(arrival.name), known, batch)
        return batch

    def _sort_one(
        self, arrival: Arrival, slot: Placement | None, known: dict[str, bool], batch: Batch
    ) -> None:
        document = arrival.document.sha256
        is_met = _mark(document) in self._met
        if slot is None and is_met:
            self._tally.unchanged += 1
            self._tally.notices.add(Remark(arrival.name, "same_text"))
            batch.places.append(self._next_place(arrival))
        elif known.get(document, False) if slot is None else slot.document == document:
            self._tally.unchanged += 1
        else:
            self._bring_in(arrival, slot, batch, is_new=not is_met and document not in known)

    def _bring_in(self, arrival: Arrival, slot: Placement | None, batch: Batch, *, is_new: bool) -> None:
        """Take a document in, as the newest revision of its name where the name is taken."""
        document = arrival.document.sha256
        is_alone = is_new and arrival.name not in self._named
        if slot is None:
            self._tally.added += 1
            place = self._next_place(arrival)
        else:
            self._tally.revised += 1
            place = Placement(self._archive, slot.name, slot.position, slot.revision + 1, document)
            batch.revised.append(document)
        if is_new:
            batch.new.append((arrival, place if is_alone else None))
            self._tally.note(arrival)
        if not is_alone:
            batch.places.append(place)
        self._named.add(arrival.name)
        self._met.add(_mark(document))

    def _next_place(self, arrival: Arrival) -> Placement:
        position = self._next_position or 0
        self._next_position = position + 1
        return Placement(self._archive, arrival.name, position, 0, arrival.document.sha256)

    def _placed(self, work: "Work", documents: set[str]) -> dict[str, bool]:
        """Give the documents the desk has, each with whether it stands anywhere."""
        known = work.documents.known(documents)
        standing = {place.document for place in work.placements.around(known)}
        return {document: document in standing for document in known}


def arrivals(source: Source, tally: Tally, watch: Watch, total: int | None) -> Iterator[list[Arrival]]:
    """Read a source in batches that fit into memory; what is left out goes to the tally."""
    told = 0
    with ReadingAhead(source) as portions:
        for portion in portions:
            if portion is None:
                told = source.done
                watch.step("importing", told, total)
                continue
            for name, done in portion.names:
                watch.step("importing", max(done, told), total, name)
            tally.note_read(portion.remarks)
            if portion.arrivals:
                yield portion.arrivals


def _mark(document: str) -> int:
    """Give half a digest as a number: enough to know a document again, and little to remember."""
    return int(document[:_DIGITS_KEPT], 16)
