"""Taking an import back: its documents go, but for those somebody has worked on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.desk.changes import Changes
from editor_app.desk.opened import Workplace
from editor_app.desk.recording import refold
from editor_app.domain.problems import Problem

if TYPE_CHECKING:
    from editor_app.store.work import Work

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many documents of an import went and how many stayed, and the names of those that stayed."""

    removed: int
    kept: int
    names: tuple[str, ...]
    changes: Changes


def take_back(desk: Workplace, import_id: str) -> TakenBack:
    """Take an import back, all in one transaction: what it added goes, and the texts it replaced are back.

    A document stays where it has events, where somebody has begun to write on it, or where another import
    placed it too. Problem `no_such_import` for an id that is none.
    """
    desk.refuse_read_only()
    with desk.store.writing() as work:
        if not any(item.id == import_id for item in work.imports.all()):
            raise Problem("no_such_import", id=import_id)
        added = work.imports.documents(import_id)
        worked_on = _worked_on(work, added)
        touched = _around(work, work.placements.placed_by(import_id))
        work.placements.remove_import(import_id, keep=worked_on)
        staying = worked_on | _around(work, added).intersection(added)
        leaving = [document for document in added if document not in staying]
        work.documents.remove(leaving)
        work.imports.remove(import_id)
        work.archives.remove_empty()
        refold(work, touched - set(leaving))
        names = _names(work, (document for document in added if document in staying))
        work.commit()
    desk.seen_elsewhere.forget()
    changes = Changes("taken_back", everything=True, archives=True)
    return TakenBack(len(leaving), len(staying), names, changes)


def _worked_on(work: "Work", documents: list[str]) -> set[str]:
    """Give those of the documents that have events, or a draft somebody has begun."""
    begun = {draft.document for draft in work.drafts.all()}
    found = begun.intersection(documents)
    for start in range(0, len(documents), _AT_A_TIME):
        events = work.events.of_many(documents[start : start + _AT_A_TIME])
        found.update(document for document, own in events.items() if own)
    return found


def _around(work: "Work", documents: list[str]) -> set[str]:
    """Give everything that stands under the names some documents stand under."""
    found: set[str] = set()
    for start in range(0, len(documents), _AT_A_TIME):
        part = documents[start : start + _AT_A_TIME]
        found.update(place.document for place in work.placements.around(part))
    return found


def _names(work: "Work", documents: Iterable[str]) -> tuple[str, ...]:
    return tuple(place.name for document in documents for place in work.placements.of(document)[:1])
