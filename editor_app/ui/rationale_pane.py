"""The right-hand side of the window: read and decide, or write the rationale anew."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from editor_app.domain.drafts import Working
from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.amend_pane import AmendPane
from editor_app.ui.amend_templates import AmendTemplates
from editor_app.ui.commands import Commands
from editor_app.ui.deciding import Deciding
from editor_app.ui.details_section import DetailsSection
from editor_app.ui.editor_names import EditorNames
from editor_app.ui.last_amendment import LastAmendment
from editor_app.ui.note_writing import NoteWriting
from editor_app.ui.panels import Panels
from editor_app.ui.rationale_card import shown_rationale
from editor_app.ui.rationale_commands import RationaleCommands
from editor_app.ui.read_mode import ReadMode
from editor_app.ui.seen_texts import SeenTexts
from editor_app.ui.session import Session
from editor_app.ui.widgets.frames import Ground

_WIDTH, _COMPACT_WIDTH, _WIDE = 456, 408, 560
_LARGE_TEXT = 160
_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class RationalePane(Ground):
    """A stack of reading and amending; it answers the commands of deciding and checking.

    `passage_asked` carries a Quote to go to in the document, `width_wanted` the width the pane would like.
    """

    passage_asked = Signal(object)
    width_wanted = Signal(int)

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._session, self._commands = session, commands
        self._names = EditorNames(session)
        self._seen = SeenTexts()
        self._read: ReadMode | None = None
        self._shown_id = ""
        self._is_compact = self._was_seen = False
        self._before: QWidget | None = None
        self._selected: Callable[[], str] = lambda: ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(gettext("Rationale and decision"))
        self.panels = Panels(self, session, self._anchor)
        self._build_stack()
        self.notes = NoteWriting(session, commands, self._amend.note, self._give_focus_to)
        deciding = Deciding(session, self, self.notes)
        RationaleCommands(self, self.notes, session, commands, deciding, LastAmendment(session, self)).bind()
        self._connect()
        self._furnish()

    @property
    def read_mode(self) -> ReadMode | None:
        """The sections while a wire is read; None before a desk was open."""
        return self._read

    @property
    def amend_pane(self) -> AmendPane:
        """Where a rationale is written."""
        return self._amend

    @property
    def needs_room(self) -> bool:
        """True while the width a person gave the pane at other times does not count."""
        return self._session.is_amending or text_styles.zoom.percent >= _LARGE_TEXT

    @property
    def wanted_width(self) -> int:
        """The width at which nothing is cramped."""
        usual = _COMPACT_WIDTH if self._is_compact else _WIDTH
        return _WIDE if self.needs_room else usual

    @property
    def is_writing_details(self) -> bool:
        """True while the keyboard is in the details of a wire that is read."""
        details = self._details
        return not self._session.is_amending and details is not None and details.has_focus

    def set_compact(self, compact: bool) -> None:
        """Follow the rules of small windows, or those of large ones."""
        if compact == self._is_compact:
            return
        self._is_compact = compact
        if self._read is not None:
            self._read.set_compact(compact=compact)
        self._amend.set_compact(compact=compact)
        self._show(self._session.view)
        self.width_wanted.emit(self.wanted_width)

    def set_passage_source(self, selected: Callable[[], str]) -> None:
        """Say where the passage selected in the document is to be had, for insertion as a quotation."""
        self._selected = selected

    def passage(self) -> str:
        """Give the passage that would be inserted: the one selected, else the last one quoted."""
        quotes = self._session.working.quotes
        return self._selected() or (quotes[-1].exact if quotes else "")

    # What commands ask of the pane

    def ask_for_answer(self) -> int | None:
        """Put the focus on the first open gate and give its number."""
        return None if self._read is None else self._read.checklist.focus_first_open()

    def ask_for_reason(self) -> None:
        """Ask why the wire is rejected."""
        view, words = self._session.view, self._session.vocabulary
        if view is not None and words is not None:
            self.panels.ask_for_reason(words, view.standing.undisputed)

    def leave_writing(self) -> None:
        """Leave the note, or else the amendment; what was written stays as a draft."""
        if self.notes.is_open:
            self.notes.close()
        elif self.is_writing_details and self._details is not None:
            self._details.close_again()
        else:
            self._session.leave_amendment()

    def insert_quotation(self) -> None:
        """Put a passage of the document into the text, as a quotation."""
        self._amend.insert_quotation(self.passage())

    def show_details(self) -> None:
        """Open the details and put the focus in; close them where it is there already."""
        details = self._details
        if details is not None and details.has_focus:
            details.close_again()
        elif details is not None:
            details.open_at()

    def show_history(self) -> None:
        """Open the history, or close it: in the pane, in small windows as a panel."""
        if self._read is None:
            return
        if self._is_compact:
            self.panels.show_history(self._read.history)
            return
        self._read.section.set_open(is_open=not self._read.section.is_open)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # its height has to be known
        self._read.scroll_area.ensureWidgetVisible(self._read.section)

    def show_whole_rationale(self) -> None:
        """Show all of a rationale that is cut, or cut it again."""
        if self._read is not None:
            self._read.card.set_cut(cut=not self._read.card.is_cut)

    def why_not_whole(self) -> str | None:
        """Say why there is nothing to unfold."""
        card = None if self._read is None else self._read.card
        is_cut = card is not None and (card.is_cut or (card.can_be_cut and self._is_known))
        return None if is_cut else gettext("The whole rationale is shown")

    def compare_with(self, amended: str) -> None:
        """Show what an amendment changed."""
        view = self._session.view
        if view is not None:
            self.panels.compare(view.document.rationale or "", amended)

    # How it is put together

    def _build_stack(self) -> None:
        self._stack = QStackedLayout(self)
        self._empty = Ground("pane")
        self._stack.addWidget(self._empty)
        self._amend = AmendPane(self._commands)
        self._amend.written.connect(self._session.write_amendment)
        self._amend.checklist.change_asked.connect(self._on_checklist_asked)
        self._templates = AmendTemplates(self._session, self._commands, self.panels, self._amend)
        self._templates.passage = self.passage
        self._stack.addWidget(self._amend)
        self._commands.add_editing_area(self._amend)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._furnish)
        session.closed.connect(self._seen.forget)
        session.shown.connect(self._show)
        session.working_changed.connect(self._on_working_changed)
        session.amending_changed.connect(self._on_amending_changed)
        session.draft_kept.connect(self._amend.show_kept)
        session.refused.connect(self._on_refused)
        self.panels.decided.connect(session.decide)
        self.panels.compare_asked.connect(self.compare_with)
        text_styles.zoom.changed.connect(self._on_zoom_changed)

    def _furnish(self) -> None:
        """Build the sections, once the words of the desk are known."""
        words = self._session.vocabulary
        if words is None or self._read is not None:
            return
        self._read = ReadMode(self._commands, words, self._names.name_of)
        self._read.set_compact(compact=self._is_compact)
        self._stack.addWidget(self._read)
        self._amend.furnish(words)
        for details in (self._read.details, self._amend.details):
            if details is not None:
                details.changed.connect(self._session.describe)
                details.kind_chosen.connect(self._session.say_what_it_is)
        self._connect_sections(self._read)
        self._show(self._session.view)

    def _connect_sections(self, read: ReadMode) -> None:
        session, trigger = self._session, self._commands.trigger
        read.card.same_text_asked.connect(lambda: trigger("find.same_rationale"))
        read.card.write_asked.connect(lambda: trigger("decide.amend"))
        read.card.unfolded.connect(self.show_whole_rationale)
        read.card.compare_asked.connect(lambda: self.compare_with(read.card.text))
        read.draft.continued.connect(lambda: trigger("decide.amend"))
        read.draft.discarded.connect(session.discard_amendment)
        read.checklist.gates_changed.connect(session.answer)
        read.checklist.quote_dropped.connect(session.unquote)
        read.checklist.passage_asked.connect(self.passage_asked)
        read.checklist.guide_asked.connect(lambda: trigger("window.guide"))
        read.checklist.details_asked.connect(lambda: trigger("check.details"))
        read.checklist.sources_asked.connect(lambda: trigger("wire.elsewhere"))
        read.section.compare_asked.connect(self.compare_with)
        read.note.edit_asked.connect(lambda: trigger("wire.note"))
        read.question.edit_asked.connect(lambda: trigger("wire.ask_guide"))
        read.decision.change_asked.connect(self._on_change_asked)
        self.notes.use_in_reading(read.decision.note)

    @property
    def _details(self) -> DetailsSection | None:
        reading = None if self._read is None else self._read.details
        return self._amend.details if self._session.is_amending else reading

    def _anchor(self) -> QWidget:
        """Give what panels stand above: the button that rejects, or the one that saves."""
        saving, read = self._amend.save_button, self._read
        return saving if self._session.is_amending or not read else read.decision.buttons[Outcome.REJECT]

    @property
    def _is_known(self) -> bool:
        """True where the editor has read this rationale before: on another wire, or to amend it."""
        return self._was_seen or self._session.working.text is not None

    # What happens

    def _show(self, view: View | None) -> None:
        if self._read is None:
            return
        if view is None:
            self._shown_id = ""
            self.panels.dismiss()
            self._stack.setCurrentWidget(self._empty)
        else:
            self._show_document(self._read, view)

    def _show_document(self, read: ReadMode, view: View) -> None:
        if view.row.id != self._shown_id:
            self._arrive(read, view)
        read.show_view(view, cut=self._is_known and self._is_compact, writable=not self._session.is_read_only)
        read.show_working(view, self._session.working)
        if not self._session.is_amending:
            self._stack.setCurrentWidget(read)

    def _arrive(self, read: ReadMode, view: View) -> None:
        """Begin with another document: nothing stays open that belonged to the last one."""
        self._shown_id = view.row.id
        self._was_seen = self._seen.was_seen(shown_rationale(view).whole, view.row.id)
        self.panels.dismiss()
        if self.notes.is_open:
            self.notes.close()
        read.section.set_open(is_open=False)
        read.to_top()

    def _on_working_changed(self, working: Working) -> None:
        view = self._session.view
        if view is None or self._read is None:
            return
        if self._session.is_amending:
            self._amend.show_working(working)
        else:
            self._read.show_working(view, working)

    def _on_amending_changed(self, is_amending: bool) -> None:
        self.width_wanted.emit(self.wanted_width)  # before the text is there, which then is laid out once
        view = self._session.view
        if is_amending and view is not None:
            self._before = QApplication.focusWidget()
            self._stack.setCurrentWidget(self._amend)
            self._amend.begin(view, self._session.working)
        elif self._read is not None:
            self._amend.note.hide()
            self._show(view)
            self._stack.setCurrentWidget(self._empty if view is None else self._read)
            before, self._before = self._before, None
            self._give_focus_to(before)

    def _give_focus_to(self, before: QWidget | None) -> None:
        if before is not None and before.isVisible() and before.isEnabled():
            before.setFocus(_SHORTCUT)
        else:
            self.setFocus(_SHORTCUT)

    def _on_change_asked(self) -> None:
        """Go to where the decision that stands is changed: its reasons, its text, or the buttons."""
        view = self._session.view
        verdict: Verdict | None = view.standing.verdict if view is not None else None
        if verdict is None or self._read is None:
            return
        if verdict.outcome is Outcome.REJECT:
            self._commands.trigger("decide.reject")
        elif verdict.outcome is Outcome.AMEND:
            self._commands.trigger("decide.amend")
        else:
            self._read.decision.buttons[Outcome.AMEND].setFocus(_SHORTCUT)

    def _on_checklist_asked(self) -> None:
        """Leave the text as a draft, and go to the checklist it stands on."""
        self._session.leave_amendment()
        if self._read is not None:
            self._read.checklist.take_focus()

    def _on_refused(self, problem: Problem) -> None:
        """Go to what a decision waits for."""
        missing = problem.fields.get("field")
        fields = {"severity_needs_reason": "severity_reason", "deviation_incomplete": missing}
        field = fields.get(problem.code)
        if field is not None and self._details is not None:
            self._details.open_at(str(field))

    def _on_zoom_changed(self) -> None:
        self.width_wanted.emit(self.wanted_width)
