"""What the keys of deciding, checking and amending do."""

from dataclasses import dataclass
from typing import Protocol

from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.rules import says_the_same
from editor_app.domain.templates import open_fields
from editor_app.domain.verdicts import Route
from editor_app.i18n import gettext
from editor_app.ui.amend_pane import AmendPane
from editor_app.ui.answering import next_answer, next_route
from editor_app.ui.commands import Commands
from editor_app.ui.deciding import Deciding
from editor_app.ui.last_amendment import LastAmendment
from editor_app.ui.message import Message
from editor_app.ui.note_writing import NoteWriting
from editor_app.ui.session import Session


class Writing(Protocol):
    """What the commands ask of the pane they are bound for."""

    @property
    def amend_pane(self) -> AmendPane:
        """Where a rationale is written."""

    def ask_for_reason(self) -> None:
        """Ask why the wire is rejected."""

    def leave_writing(self) -> None:
        """Leave the note or the amendment."""

    def passage(self) -> str:
        """Give the passage that would be inserted."""

    def insert_quotation(self) -> None:
        """Insert it."""

    @property
    def is_writing_details(self) -> bool:
        """True while the keyboard is in the details of a wire that is read."""

    def show_details(self) -> None:
        """Open the details, or close them."""

    def show_history(self) -> None:
        """Open the history, or close it."""

    def show_whole_rationale(self) -> None:
        """Show all of a rationale that is cut."""

    def why_not_whole(self) -> str | None:
        """Say why there is nothing to unfold."""


@dataclass(slots=True)
class RationaleCommands:
    """Binds the commands that the rationale pane answers."""

    pane: Writing
    notes: NoteWriting
    session: Session
    commands: Commands
    deciding: Deciding
    last: LastAmendment
    warned_of: str = ""

    def bind(self) -> None:
        """Bind them all."""
        self._bind_decisions()
        self._bind_checklist()
        self._bind_wire()
        self._bind_amending()

    def _bind_decisions(self) -> None:
        bind, deciding = self.commands.bind, self.deciding
        bind("decide.accept", deciding.accept, deciding.why_not_accept)
        bind("decide.accept_open", deciding.accept_open, deciding.why_not_accept)
        bind("decide.amend", self._amend, deciding.why_not)
        bind("decide.reject", self.pane.ask_for_reason, deciding.why_not)
        bind("decide.skip", deciding.skip, deciding.why_not)
        bind("decide.context", deciding.keep_as_context, deciding.why_not)
        bind("decide.reopen", deciding.reopen, deciding.why_not_reopen)
        bind("decide.undo", self.session.undo, deciding.why_not_write)
        bind("decide.redo", self.session.redo, deciding.why_not_write)

    def _bind_checklist(self) -> None:
        bind, why_not = self.commands.bind, self.deciding.why_not
        bind("check.first", lambda: self._next_answer(1), why_not)
        bind("check.second", lambda: self._next_answer(2), why_not)
        bind("check.route", self._next_route, self._why_no_route)
        bind("check.details", self.pane.show_details, self._why_no_wire)

    def _bind_wire(self) -> None:
        bind, why_not = self.commands.bind, self.deciding.why_not
        bind("wire.flag", self.session.flag, why_not)
        bind("wire.note", self.notes.write_note, why_not)
        bind("wire.ask_guide", self.notes.ask_about_guide, why_not)
        bind("wire.history", self.pane.show_history, self._why_no_wire)
        bind("wire.whole_rationale", self.pane.show_whole_rationale, self.pane.why_not_whole)
        bind("wire.repeat_amendment", self._repeat_amendment, self._why_no_repeat)
        bind("find.same_rationale", self._show_same, self._why_no_same)
        bind("find.nearly_same", self._show_nearly_same, self._why_none_nearly_same)

    def _bind_amending(self) -> None:
        bind = self.commands.bind
        bind("amend.save_next", lambda: self._save(stay=False), self._why_not_save)
        bind("amend.save", lambda: self._save(stay=True), self._why_not_save)
        bind("amend.leave", self.pane.leave_writing, self._why_not_leave)
        bind("amend.insert_quote", self.pane.insert_quotation, self._why_no_quotation)

    def _amend(self) -> None:
        """Begin to write, or bring the keyboard back to what is being written."""
        if self.session.is_amending:
            self.pane.amend_pane.take_focus()
        else:
            self.session.begin_amendment()

    def _next_answer(self, gate: int) -> None:
        self.session.answer(next_answer(self.session.working.gates, gate))

    def _next_route(self) -> None:
        words = self.session.vocabulary
        if words is not None:
            routes = [Route(term.id) for term in words.routes if not term.retired]
            self.session.answer(next_route(self.session.working.gates, routes))

    def _why_no_route(self) -> str | None:
        if self.session.working.gates.verifiable != "yes":
            return gettext("A route goes only with a yes to criterion 1")
        return self.deciding.why_not()

    def _save(self, *, stay: bool) -> None:
        """Take the note where one is being written, else record the amendment.

        While something is not saved, the note stays open and what is not saved is saved first.
        """
        if self.notes.is_open:
            if stay and self.session.has_unsaved:
                self.session.save_again()
                return
            self.notes.finish()
            return
        text, view = self.session.working.text or "", self.session.view
        if self._warns_of_open_fields(text):
            return
        if self.deciding.amend(stay=stay) and view is not None:
            self.last.remember(view.row.id, view.row.headline, text)

    def _warns_of_open_fields(self, text: str) -> bool:
        """Say once for a text that fields of a template are still open in it; saved again, it is meant so."""
        fields = open_fields(text)
        if not fields or text == self.warned_of:
            return False
        self.warned_of = text
        words = gettext("Not filled in yet: {fields}. Fill it in, or save once more to keep it as it is.")
        self.session.told.emit(Message(words.format(fields=", ".join(fields)), "alert-triangle"))
        return True

    def _why_not_save(self) -> str | None:
        return None if self.notes.is_open else self.deciding.why_not_save()

    def _why_not_leave(self) -> str | None:
        is_writing = self.session.is_amending or self.notes.is_open or self.pane.is_writing_details
        return None if is_writing else gettext("Nothing is being written")

    def _why_no_quotation(self) -> str | None:
        if not self.session.is_amending:
            return gettext("Nothing is being written")
        return None if self.pane.passage() else gettext("Select a passage in the wire first")

    def _repeat_amendment(self) -> None:
        self.session.begin_amendment(self.last.text)

    def _why_no_repeat(self) -> str | None:
        """Say why there is nothing to propose here; a draft is never written over."""
        view, text = self.session.view, self.last.text
        reason = self.deciding.why_not()
        if reason is not None or view is None:
            return reason
        if text is None:
            return gettext("No amendment of yours stands in this desk")
        if view.document.rationale is None:
            return gettext("This document has no rationale to amend; write one instead")
        if self.session.working.text is not None:
            return gettext("A draft waits here; go on with it or discard it first")
        verdict = view.standing.undisputed
        standing = verdict.rationale if verdict else None
        if says_the_same(text, standing or view.document.rationale):
            return gettext("Your last amendment says what stands here already")
        return None

    def _show_same(self) -> None:
        view = self.session.view
        if view is not None:
            self.session.set_criteria(Criteria(list=ListName.ALL, same_rationale=view.fingerprint))

    def _show_nearly_same(self) -> None:
        view = self.session.view
        if view is not None:
            self.session.set_criteria(Criteria(list=ListName.ALL, nearly_same=view.row.id))

    def _why_none_nearly_same(self) -> str | None:
        view = self.session.view
        if view is None:
            return gettext("No wire is open")
        return None if view.nearly_same else gettext("No other wire is known to say nearly the same")

    def _why_no_same(self) -> str | None:
        view = self.session.view
        if view is None:
            return gettext("No wire is open")
        return None if view.same_rationale else gettext("This rationale stands on no other wire")

    def _why_no_wire(self) -> str | None:
        return gettext("No wire is open") if self.session.view is None else None
