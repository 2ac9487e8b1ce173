"""Deciding on a document, flagging it, writing a note about it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.settling import SETTLED, settled_by
from editor_app.desk.workplace import Workplace
from editor_app.domain.documents import Document
from editor_app.domain.events import ASKED, DECIDED, FLAGGED, NOTED, Event
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound, refuse_unusable, says_the_same
from editor_app.domain.standing import Standing, fold
from editor_app.domain.verdicts import Gates, Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary

if TYPE_CHECKING:
    from editor_app.store.work import Work


def decide(desk: Workplace, id: str, verdict: Verdict, seen: tuple[str, ...] | None = None) -> Changes:
    """Record a verdict on a document, and take the editor's draft away with it.

    `seen` are the ids of the standing verdicts the editor had before their eyes; left out, those that stand
    now. The same verdict with the same content again changes nothing.
    """
    editor = desk.writer()
    with desk.store.writing() as work:
        recorder = Recorder(desk, work, editor)
        is_new = decide_within(recorder, id, verdict, seen)
        had_draft = work.drafts.get(id, editor.id) is not None
        work.drafts.remove(id, editor.id)
        recorder.finish(DECIDED)
        if is_new or had_draft:
            work.commit()
    return recorder.changes(DECIDED)


def decide_within(
    recorder: Recorder,
    id: str,
    verdict: Verdict,
    seen: tuple[str, ...] | None = None,
) -> bool:
    """Append a verdict within a transaction that is open; tell whether it was a new one.

    Whatever speaks against it is raised before anything is written.
    """
    work = recorder.work
    document = work.documents.get(id)
    settled = _settled(verdict, document, recorder)
    refuse_unsound(settled, document, recorder.desk.vocabulary)
    standing = fold(work.events.of(id))
    heads = seen if seen is not None else standing.verdicts
    if _knows_all(standing, heads) and _is_the_same(settled, standing, work, id):
        return False
    payload = settled.payload()
    if standing.is_disputed and _knows_all(standing, heads):
        payload[SETTLED] = settled_by(standing, settled.note or "")
    recorder.append(Entry.about(document, DECIDED, payload, heads))
    return True


def _knows_all(standing: Standing, heads: Iterable[Event | str]) -> bool:
    """Tell whether all standing verdicts were before the editor's eyes; a blind reader knows of none."""
    seen = {head if isinstance(head, str) else head.id for head in heads}
    return {event.id for event in standing.verdicts} <= seen


def flag(desk: Workplace, id: str, on: bool) -> Changes:  # noqa: FBT001
    """Put a flag on a document or take it off."""
    editor = desk.writer()
    with desk.store.writing() as work:
        document = work.documents.get(id)
        standing = fold(work.events.of(id))
        if standing.is_flagged == on:
            return NOTHING
        return _written(
            Recorder(desk, work, editor), Entry.about(document, FLAGGED, {"on": on}, standing.flags)
        )


def note(desk: Workplace, id: str, text: str, *, only_own: bool = False) -> Changes:
    """Write the note of a document; an empty one takes it away.

    With `only_own` it takes the place of this editor's own note alone: others' were not before their eyes.
    """
    refuse_unusable(text)
    editor = desk.writer()
    with desk.store.writing() as work:
        document = work.documents.get(id)
        standing = fold(work.events.of(id))
        if not only_own and (standing.note or "") == text.strip():
            return NOTHING
        seen = [event for event in standing.notes if not only_own or event.editor == editor.id]
        entry = Entry.about(document, NOTED, {"text": text.strip()}, seen)
        return _written(Recorder(desk, work, editor), entry)


def ask(desk: Workplace, id: str, text: str) -> Changes:
    """Ask about the guide where a document makes one wonder; an empty question takes it away."""
    refuse_unusable(text)
    editor = desk.writer()
    with desk.store.writing() as work:
        document = work.documents.get(id)
        standing = fold(work.events.of(id))
        if (standing.question or "") == text.strip():
            return NOTHING
        payload = {"text": text.strip(), "about": "guide"}
        entry = Entry.about(document, ASKED, payload, standing.questions)
        return _written(Recorder(desk, work, editor), entry)


def _written(recorder: Recorder, entry: Entry) -> Changes:
    recorder.append(entry)
    recorder.finish(entry.kind)
    recorder.work.commit()
    return recorder.changes(entry.kind)


def _settled(verdict: Verdict, document: Document, recorder: Recorder) -> Verdict:
    """Give a verdict in its one form, with a rationale only where it amends."""
    return replace(settled(verdict, recorder), rationale=_rationale(verdict, document))


def settled(verdict: Verdict, recorder: Recorder) -> Verdict:
    """Give a verdict in its one form: no blank note, no reason twice, what it is then where that follows."""
    named = [source.document for source in verdict.sources]
    if verdict.duplicate_of is not None:
        named.append(verdict.duplicate_of)
    known = recorder.work.documents.known(named)
    for id in named:
        if id not in known:
            raise Problem("no_such_document", id=id)
    return replace(
        verdict,
        reasons=tuple(dict.fromkeys(verdict.reasons)),
        what_it_is=_what_it_is(verdict, recorder.desk.vocabulary),
        note=(verdict.note or "").strip() or None,
        details=verdict.details.settled(),
    )


def _what_it_is(verdict: Verdict, vocabulary: Vocabulary) -> str | None:
    """Give what the document is then: as the editor said, else as the reason for rejecting it suggests."""
    if verdict.what_it_is is not None or verdict.outcome is not Outcome.REJECT:
        return verdict.what_it_is
    return vocabulary.suggested_kind(verdict.reasons)


def _rationale(verdict: Verdict, document: Document) -> str | None:
    if verdict.rationale is None or verdict.outcome is Outcome.AMEND:
        return verdict.rationale
    if verdict.rationale.strip() and not says_the_same(verdict.rationale, document.rationale):
        raise Problem("rationale_without_amend")
    return None


def _is_the_same(verdict: Verdict, standing: Standing, work: "Work", id: str) -> bool:
    """Tell whether a verdict is the one that stands, or reopens what nobody has decided on."""
    if standing.is_disputed:
        return False
    if standing.verdict is not None:
        return standing.verdict == verdict
    says_nothing_else = verdict == Verdict(Outcome.REOPEN, gates=Gates())
    return says_nothing_else and not work.placements.chain(id)
