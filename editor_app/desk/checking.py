"""Checking the desk: digests, chain of events, schema, and standings against the fold of events."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from editor_app.desk.recording import standing_rows
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Remark
from editor_app.formats.wire_text import read_document
from editor_app.store.values import StandingRow

if TYPE_CHECKING:
    from editor_app.store.work import Work

_AT_A_TIME = 500
# What the fold of an event says that somebody made unreadable; that it was changed is told by itself.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def check(desk: Workplace, repair: bool = False, watch: Watch | None = None) -> list[Remark]:  # noqa: FBT001, FBT002
    """Give everything that does not hold; an empty list means that the desk is sound.

    With `repair`, what is derived is made anew first where it is wrong: standings, counts, places in lists,
    the search index, the groups of like texts; what was left unfinished beside the desk is removed.
    Documents and events are never touched, so what is wrong with them is still told.
    """
    found = list(_faults(desk, watch))
    if not repair:
        return found
    _repair(desk, watch)
    return list(_faults(desk, watch)) if found else []


def _faults(desk: Workplace, watch: Watch | None) -> Iterator[Remark]:
    with desk.store.reading() as work:
        yield from work.checking.faults(watch, read_document)
        done = 0
        kept = work.standings.looked_at()
        while rows := list(islice(kept, _AT_A_TIME)):
            if watch is not None:
                watch.step("check_standings", done)
            done += len(rows)
            yield from _wrong(rows, _folded(work, [document for document, _ in rows]))
        yield from _wrong_beside(desk, work, watch)


def _wrong_beside(desk: Workplace, work: "Work", watch: Watch | None) -> Iterator[Remark]:
    """Look at what is derived and lies beside the desk file, and at what was left there."""
    if not work.search.is_right(watch):
        yield Remark("search", "check_side_file")
    if not work.alike.is_right(watch):
        yield Remark("alike", "check_side_file")
    yield from (Remark(place.name, "check_leftover") for place in desk.store.leftovers())


def _folded(work: "Work", ids: Sequence[str]) -> list[StandingRow]:
    """Give where documents stand by their events, without those whose events cannot be read any more."""
    try:
        return standing_rows(work, ids)
    except _UNREADABLE:
        if len(ids) == 1:
            return []
    half = len(ids) // 2
    return [*_folded(work, ids[:half]), *_folded(work, ids[half:])]


def _wrong(kept: list[tuple[str, StandingRow | None]], folded: list[StandingRow]) -> Iterator[Remark]:
    by_document = {row.document: row for row in folded}
    for document, row in kept:
        if row is None or by_document.get(document) != row:
            yield Remark(document, "check_standing", {"state": "?" if row is None else row.state.value})


def _repair(desk: Workplace, watch: Watch | None) -> None:
    desk.refuse_read_only()
    with desk.store.writing() as work:
        work.checking.rebuild()
        documents = iter([document for document, _ in work.standings.looked_at()])
        while ids := list(islice(documents, _AT_A_TIME)):
            work.standings.put(_folded(work, ids))
        work.commit()
    with desk.store.reading() as work:
        work.search.rebuild(watch)
        if not work.alike.is_right(watch):
            work.alike.rebuild(watch)
    desk.store.sweep()
