"""One document as an editor sees it: its text, where it stands, what was said of it."""

import string
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from editor_app.desk.mentioning import unnamed
from editor_app.desk.recording import nearest_decided
from editor_app.desk.workplace import Workplace
from editor_app.domain.documents import Document, Kind
from editor_app.domain.events import Event
from editor_app.domain.lists import Editor, View
from editor_app.domain.problems import Problem
from editor_app.domain.revisions import Revisions
from editor_app.domain.standing import Standing, fold
from editor_app.domain.unlinked import source_unlinked
from editor_app.store.values import Stored

if TYPE_CHECKING:
    from editor_app.store.work import Work

SAME_EVENT: Final = "same_event_elsewhere"
_WHOLE_ID = 64
_SHORTEST_PREFIX = 8
_AT_A_TIME = 200
_NOBODY = Standing()


def view(desk: Workplace, id: str) -> View:
    """Give a document with everything that is shown of it; Problem no_such_document where there is none.

    The flag `same_event_elsewhere` is there once somebody has looked (`looking_elsewhere`) and found others.
    """
    with desk.store.reading() as work:
        found = next(views(work, [id], desk.editor))
    if not desk.seen_elsewhere.of(id):
        return found
    return replace(found, flags=(*found.flags, SAME_EVENT))


def views(
    work: "Work", ids: Sequence[str], editor: Editor | None = None, *, counts_like: bool = True
) -> Iterator[View]:
    """Give several documents in their order, within a transaction that is open.

    `editor` is whose drafts are shown. A few hundred at a time are read together. Their flags are those that
    follow from a document and its archive alone, so that the same state is exported as the same bytes. Like
    texts are counted where `counts_like` asks for it, which takes longer than all the rest.
    """
    for start in range(0, len(ids), _AT_A_TIME):
        yield from _Viewer(work, ids[start : start + _AT_A_TIME], editor, counts_like=counts_like).views()


def resolve(desk: Workplace, text: str) -> str:
    """Find the document a person means by its SHA-256 or a unique beginning of it, 8 digits or more."""
    with desk.store.reading() as work:
        return resolve_within(work, text)


def resolve_within(work: "Work", text: str) -> str:
    """Find a document by its id or a unique beginning of it, within a transaction that is open."""
    wanted = text.strip().lower()
    if not wanted or not set(wanted) <= set(string.hexdigits) or len(wanted) > _WHOLE_ID:
        raise Problem("no_such_document", id=text)
    if len(wanted) < _SHORTEST_PREFIX:
        raise Problem("id_too_short", id=text, shortest=_SHORTEST_PREFIX)
    found = work.documents.matching(wanted, limit=2)
    if not found:
        raise Problem("no_such_document", id=text)
    if len(found) > 1:
        raise Problem("id_ambiguous", id=text)
    return found[0]


def computed_flags(
    document: Document,
    standing: Standing,
    *,
    same_rationale: int,
    date: str | None,
    metadata: dict[str, str],
) -> tuple[str, ...]:
    """Give the ids of the flags the desk computes: observations, never decisions.

    A test counts as named and not done while a standing verdict does not answer both gates. A source is
    without an address where the text has a bare `[source]` and the archive gives no address for the document.
    What is named is looked for in the rationale that stands, the amended one where there is one; no verdict
    stands while editors disagree.
    """
    verdict = standing.undisputed
    amended = verdict.rationale if verdict is not None else None
    names_no_system, names_no_harm = unnamed(amended or document.rationale or "")
    is_done = verdict is not None and not verdict.gates.are_open
    found = {
        "boilerplate": same_rationale > 0,
        "test_named_not_done": document.test is not None and not is_done,
        "names_no_system": names_no_system,
        "names_no_harm": names_no_harm,
        "source_unlinked": source_unlinked(document, metadata),
        "date_missing": not (date or document.batch_date),
    }
    return tuple(name for name, holds in found.items() if holds)


class _Viewer:
    """Reads what is around some documents together, then puts each view together."""

    def __init__(self, work: "Work", ids: Sequence[str], editor: Editor | None, *, counts_like: bool) -> None:
        self._work = work
        self._counts_like = counts_like
        self._ids = ids
        self._editor = editor
        places = work.placements.around(ids)
        self._revisions = Revisions(places)
        self._events = work.events.of_many(sorted({*ids, *(place.document for place in places)}))
        self._standings = {document: fold(events) for document, events in self._events.items()}
        keys = work.documents.keys(ids)
        self._rows = {row.id: row for row in work.lists.rows(list(keys.values()))}
        self._same: dict[str, int] = {}
        self._persons = work.events.persons()

    def views(self) -> Iterator[View]:
        kept = {stored.document.sha256: stored for stored in self._work.documents.stored(self._ids)}
        for id in self._ids:
            if id not in kept:
                raise Problem("no_such_document", id=id)
            yield self._view(kept[id])

    def _view(self, stored: Stored) -> View:
        document = stored.document
        standing = self._standings.get(document.sha256, _NOBODY)
        chain = self._revisions.earlier(document.sha256)
        same, row = self._same_rationale(stored), self._rows[document.sha256]
        return View(
            row=row,
            document=document,
            fingerprint=stored.fingerprint,
            same_rationale=same,
            standing=standing,
            earlier=nearest_decided(chain, self._standings),
            revision_of=chain[0] if chain else None,
            flags=computed_flags(
                document, standing, same_rationale=same, date=stored.date, metadata=stored.metadata
            ),
            history=tuple(sorted(self._events.get(document.sha256, ()), key=_in_time)),
            draft=None if self._editor is None else self._work.drafts.get(document.sha256, self._editor.id),
            imported_at=stored.imported_at,
            metadata=stored.metadata,
            nearly_same=self._work.lists.nearly_same(row.key) if self._counts_like else 0,
            persons=self._persons,
        )

    def _same_rationale(self, stored: Stored) -> int:
        """Count the other listed wires with the same rationale."""
        fingerprint, document = stored.fingerprint, stored.document
        if fingerprint is None:
            return 0
        if fingerprint not in self._same:
            self._same[fingerprint] = self._work.documents.same_rationale(fingerprint)
        is_counted = document.kind is Kind.WIRE and self._revisions.is_listed(document.sha256)
        return self._same[fingerprint] - is_counted


def _in_time(event: Event) -> tuple[str, str, int]:
    return event.at, event.replica, event.seq
