"""When a decision is refused; the window, the command line and `apply` all ask here."""

import re

from editor_app.domain.detail_rules import refuse_unfinished, refuse_unknown
from editor_app.domain.documents import Document
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary

_SETTLING = frozenset({Outcome.ACCEPT, Outcome.AMEND, Outcome.REJECT, Outcome.CONTEXT})
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
# What the header of a wire can hold between its brackets.
_SOURCE = re.compile(r"[^\W_][^\s\[\]\x00-\x1f\ud800-\udfff]{1,79}")


def refuse_unsound(verdict: Verdict, document: Document, vocabulary: Vocabulary) -> None:
    """Raise the Problem that speaks against a verdict on a document; say nothing when none does.

    Codes: nothing_to_accept, note_needed_against_no, amend_without_text, amend_unchanged,
    reject_without_reason, reason_without_reject, unknown_reason, reason_needs_note, reason_needs_duplicate,
    duplicate_of_itself, source_of_itself, unknown_kind, unknown_detail, severity_needs_reason,
    deviation_incomplete, route_without_yes, text_unusable. Details may stay half said where a document is
    put off or opened again.
    """
    _refuse_incoherent(verdict, vocabulary)
    if verdict.outcome in _SETTLING:
        refuse_unfinished(verdict.details)
    if verdict.duplicate_of == document.sha256:
        raise Problem("duplicate_of_itself")
    if any(source.document == document.sha256 for source in verdict.sources):
        raise Problem("source_of_itself")
    if verdict.outcome is Outcome.ACCEPT and document.rationale is None:
        raise Problem("nothing_to_accept")
    if verdict.outcome is Outcome.AMEND:
        _refuse_amend(verdict, document)
    _refuse_unsaid(verdict, vocabulary)


def refuse_unsound_together(verdict: Verdict, vocabulary: Vocabulary) -> None:
    """Raise the Problem that speaks against deciding many documents alike; say nothing when none does.

    What is wanted of one decision is wanted here too. Accepting wants both gates answered for the group, and
    a note; a rationale is never amended for many. Codes beside those of `refuse_unsound`: amend_together,
    accept_together_open, accept_together_note, quotes_together.
    """
    if verdict.outcome is Outcome.AMEND or verdict.rationale is not None:
        raise Problem("amend_together")
    if verdict.quotes or verdict.sources:
        raise Problem("quotes_together")
    _refuse_incoherent(verdict, vocabulary)
    if verdict.outcome in _SETTLING:
        refuse_unfinished(verdict.details)
    if verdict.outcome is Outcome.ACCEPT:
        if verdict.gates.are_open:
            raise Problem("accept_together_open")
        if not _is_said(verdict.note):
            raise Problem("accept_together_note")
    _refuse_unsaid(verdict, vocabulary)


def refuse_unsound_source(source: str | None) -> None:
    """Raise Problem `source_unusable` for a tag that could not stand between brackets in a wire's header."""
    if source is not None and not _SOURCE.fullmatch(source):
        raise Problem("source_unusable", source=source)


def refuse_unusable(*texts: str | None) -> None:
    """Raise Problem `text_unusable` for a text that cannot be kept: a NUL, or half a character, in it."""
    for text in texts:
        if text is not None and _UNUSABLE.search(text):
            raise Problem("text_unusable")


def says_the_same(text: str | None, other: str | None) -> bool:
    """Tell whether two texts are the same words, however blanks and line ends part them."""
    return (text or "").split() == (other or "").split()


def _refuse_incoherent(verdict: Verdict, vocabulary: Vocabulary) -> None:
    details = verdict.details
    refuse_unusable(
        verdict.rationale, verdict.note, details.severity_reason, *details.deviation.payload().values()
    )
    for reason in verdict.reasons:
        if vocabulary.reason(reason) is None:
            raise Problem("unknown_reason", reason=reason)
    if verdict.what_it_is is not None and vocabulary.kind(verdict.what_it_is) is None:
        raise Problem("unknown_kind", kind=verdict.what_it_is)
    refuse_unknown(verdict.details, vocabulary)
    if verdict.gates.route is not None and verdict.gates.verifiable != "yes":
        raise Problem("route_without_yes")


def _refuse_unsaid(verdict: Verdict, vocabulary: Vocabulary) -> None:
    """Refuse what lacks its reason or its note, and reasons where nothing is rejected."""
    is_against = verdict.outcome is Outcome.ACCEPT and verdict.gates.any_no
    if is_against and not _is_said(verdict.note):
        raise Problem("note_needed_against_no")
    if verdict.outcome is Outcome.REJECT:
        _refuse_reject(verdict, vocabulary)
    elif verdict.reasons:
        raise Problem("reason_without_reject")


def _refuse_amend(verdict: Verdict, document: Document) -> None:
    if not _is_said(verdict.rationale):
        raise Problem("amend_without_text")
    if says_the_same(verdict.rationale, document.rationale):
        raise Problem("amend_unchanged")


def _refuse_reject(verdict: Verdict, vocabulary: Vocabulary) -> None:
    if not verdict.reasons:
        raise Problem("reject_without_reason")
    for name in verdict.reasons:
        reason = vocabulary.reason(name)
        if reason is not None and "note" in reason.needs and not _is_said(verdict.note):
            raise Problem("reason_needs_note", reason=name)
        if reason is not None and "duplicate_of" in reason.needs and verdict.duplicate_of is None:
            raise Problem("reason_needs_duplicate", reason=name)


def _is_said(text: str | None) -> bool:
    return bool(text and text.strip())
