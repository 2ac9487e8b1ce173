"""From a key or a button to a verdict: what is asked first, what is off and why."""

from dataclasses import dataclass, replace
from typing import Protocol

from editor_app.domain.drafts import Working
from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.i18n import gettext, sentence
from editor_app.ui.message import Message
from editor_app.ui.note_writing import NoteWriting
from editor_app.ui.read_only_words import why_off
from editor_app.ui.session import Session


class Asking(Protocol):
    """What a decision may need from the screen before it can be made."""

    def ask_for_answer(self) -> int | None:
        """Put the focus on the first open gate and give its number."""

    def ask_for_reason(self) -> None:
        """Ask why a wire is rejected."""


_TAKEN_UP = frozenset({Outcome.ACCEPT, Outcome.AMEND, Outcome.REOPEN, Outcome.DEFER})


@dataclass(frozen=True, slots=True)
class Deciding:
    """Makes verdicts out of what the editor has begun, by the rules of the desk."""

    session: Session
    asking: Asking
    notes: NoteWriting

    def accept(self) -> None:
        """Accept, once both gates are answered where the settings want that."""
        desk = self.session.desk
        wants_answers = desk is not None and desk.settings.accept_needs_answers
        if wants_answers and self.session.working.gates.are_open:
            self._ask_for_answer()
        else:
            self.accept_open()

    def accept_open(self) -> None:
        """Accept whether or not both gates are answered; the record says which it was."""
        working = self.session.working
        if working.gates.any_no and not working.note.strip():
            self.notes.ask_for_note()
        else:
            self.session.decide(self._verdict(Outcome.ACCEPT))

    def skip(self) -> None:
        """Put the wire off; a note that was written is what is missing."""
        self.session.decide(self._verdict(Outcome.DEFER))

    def keep_as_context(self) -> None:
        """Keep the wire as context."""
        self.session.decide(self._verdict(Outcome.CONTEXT))

    def reopen(self) -> None:
        """Set a decided wire back to do."""
        self.session.decide(self._verdict(Outcome.REOPEN))

    def amend(self, *, stay: bool) -> bool:
        """Record the rationale that is being written; False where a rule speaks against it."""
        return self.session.decide(self.amendment(), stay=stay)

    def amendment(self) -> Verdict:
        """Give the amendment as it would be recorded; the reason for the change is its note."""
        working = self.session.working
        note = "\n".join(part.strip() for part in (working.why, working.note) if part.strip())
        return replace(self._verdict(Outcome.AMEND), rationale=working.text, note=note or None)

    def why_not(self) -> str | None:
        """Say why nothing can be decided now, None where it can."""
        if self.session.view is None:
            return gettext("No wire is open")
        return self.why_not_write()

    def why_not_write(self) -> str | None:
        """Say why nothing can be written to this desk."""
        door, problem = self.session.door, self.session.read_only_problem
        if door is None:
            return gettext("No archive is open")
        if problem is not None:
            return why_off(problem)
        return gettext("Give your name first, in the settings") if door.editor is None else None

    def why_not_accept(self) -> str | None:
        """Say why the wire cannot be accepted."""
        view = self.session.view
        if view is not None and view.document.rationale is None:
            return gettext("There is no rationale to accept")
        return self.why_not()

    def why_not_save(self) -> str | None:
        """Say why what is being written cannot be saved as an amendment."""
        if not self.session.is_amending:
            return gettext("Nothing is being written")
        problem = self.session.refusal(self.amendment())
        return None if problem is None else _short(problem, self.session.view)

    def why_not_reopen(self) -> str | None:
        """Say why there is nothing to reopen."""
        view = self.session.view
        verdict = view.standing.verdict if view is not None else None
        if verdict is None or verdict.outcome is Outcome.REOPEN:
            return gettext("This wire is not decided")
        return self.why_not()

    def _ask_for_answer(self) -> None:
        number = self.asking.ask_for_answer()
        words = gettext(
            "Criterion {number} has no answer yet. Press {number} to answer it, "
            "or Shift+A to accept all the same."
        )
        self.session.told.emit(Message(words.format(number=number), "list-check"))

    def _verdict(self, outcome: Outcome) -> Verdict:
        working = self.session.working
        return Verdict(
            outcome=outcome,
            gates=working.gates,
            quotes=working.quotes,
            sources=working.sources,
            note=_said(working),
            what_it_is=self._what_it_is(outcome),
            details=working.details,
        )

    def _what_it_is(self, outcome: Outcome) -> str | None:
        """Give what the wire is then; what a rejection said of it does not go on when it is taken up."""
        kind, view = self.session.working.what_it_is, self.session.view
        standing = view.standing.undisputed if view is not None else None
        was_rejected = standing is not None and standing.outcome is Outcome.REJECT
        if was_rejected and outcome in _TAKEN_UP and standing is not None and standing.what_it_is == kind:
            return None
        return kind


def _said(working: Working) -> str | None:
    return working.note.strip() or None


def _short(problem: Problem, view: View | None) -> str:
    """Say in the words of a tooltip why an amendment cannot be saved."""
    if problem.code == "amend_without_text":
        return gettext("The rationale is empty.")
    if problem.code == "amend_unchanged" and view is not None:
        return gettext("Nothing changed. Use Accept.")
    return sentence(problem.code, problem.fields)
