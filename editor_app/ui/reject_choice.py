"""What is being chosen in the reject popup: reasons, what it is then, note, the wire it duplicates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor_app.domain.drafts import Working
from editor_app.domain.inference import suggested_reason
from editor_app.domain.verdicts import Gates, Outcome, Verdict
from editor_app.domain.vocabulary import Reason, Vocabulary
from editor_app.i18n import gettext

NOTE = "note"
DUPLICATE = "duplicate_of"


@dataclass(frozen=True, slots=True)
class RejectChoice:
    """The reasons taken so far, in the order they were taken, and the fields some of them need.

    `kind` is what the document is then, where the editor said it.
    """

    reasons: tuple[str, ...] = ()
    note: str = ""
    duplicate_of: str | None = None
    kind: str | None = None

    def what_it_is(self, vocabulary: Vocabulary) -> str | None:
        """Say what the document is then: as chosen, else as the first reason that says it suggests."""
        return self.kind or vocabulary.suggested_kind(self.reasons)

    def toggled(self, reason: str) -> "RejectChoice":
        """Take a reason, or leave one that was taken."""
        if reason in self.reasons:
            return replace(self, reasons=tuple(taken for taken in self.reasons if taken != reason))
        return replace(self, reasons=(*self.reasons, reason))

    def with_reason(self, reason: str | None) -> "RejectChoice":
        """Take a reason if it was not taken yet."""
        return self if reason is None or reason in self.reasons else self.toggled(reason)

    def missing(self, vocabulary: Vocabulary) -> str | None:
        """Name the field a taken reason still needs: the duplicated wire before the note; None if none."""
        needs = self._needs(vocabulary)
        if DUPLICATE in needs and self.duplicate_of is None:
            return DUPLICATE
        return NOTE if NOTE in needs and not self.note.strip() else None

    def _needs(self, vocabulary: Vocabulary) -> frozenset[str]:
        taken = (vocabulary.reason(reason) for reason in self.reasons)
        return frozenset().union(*(reason.needs for reason in taken if reason))

    def verdict(self, working: Working, vocabulary: Vocabulary) -> Verdict:
        """Give the rejection as it will be recorded."""
        return Verdict(
            outcome=Outcome.REJECT,
            reasons=self.reasons,
            what_it_is=self.what_it_is(vocabulary),
            gates=working.gates,
            quotes=working.quotes,
            sources=working.sources,
            note=self.note.strip() or None,
            duplicate_of=self.duplicate_of if DUPLICATE in self._needs(vocabulary) else None,
            details=working.details,
        )


def begun_choice(working: Working, standing: Verdict | None, vocabulary: Vocabulary) -> RejectChoice:
    """Give the choice to begin with: what a standing rejection says, and what was said of the wire since.

    What it is then stays open where it is only what the reasons suggest, so that other reasons suggest anew.
    """
    kind = working.what_it_is
    if standing is None or standing.outcome is not Outcome.REJECT:
        return RejectChoice(note=working.note, kind=kind)
    is_suggested = kind == vocabulary.suggested_kind(standing.reasons)
    return RejectChoice(standing.reasons, working.note, standing.duplicate_of, None if is_suggested else kind)


def offered(vocabulary: Vocabulary, typed: str) -> tuple[Reason, ...]:
    """Give the reasons to show: those with a key while nothing is typed, else all that match every word.

    A match in the label comes before one in the meaning.
    """
    current = [reason for reason in vocabulary.reasons if not reason.retired]
    words = typed.casefold().split()
    if not words:
        return tuple(reason for reason in current if reason.key is not None)
    matching = [reason for reason in current if _matches(_said(reason), words)]
    return tuple(sorted(matching, key=lambda reason: not _matches(gettext(reason.label), words)))


def _said(reason: Reason) -> str:
    return f"{gettext(reason.label)} {gettext(reason.means)}"


def _matches(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def reason_on_key(vocabulary: Vocabulary, key: int) -> Reason | None:
    """Give the reason a digit stands for."""
    return next((r for r in vocabulary.reasons if r.key == key and not r.retired), None)


def first_highlighted(reasons: Sequence[Reason], gates: Gates, typed: str) -> int:
    """Give the place of the reason to highlight: the one that follows from the answers, else none (-1).

    Once something is typed the first match is highlighted, so that Enter takes what was looked for.
    """
    if typed.strip():
        return 0 if reasons else -1
    wanted = suggested_reason(gates)
    return next((place for place, reason in enumerate(reasons) if reason.id == wanted), -1)
