"""The right-hand side while a wire is read: rationale, checklist, history, and the decision under them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from editor_app.domain.drafts import Working
from editor_app.domain.lists import View
from editor_app.domain.standing import State
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.checklist import Checklist
from editor_app.ui.commands import Commands
from editor_app.ui.decision_area import DecisionArea
from editor_app.ui.details_section import DetailsSection
from editor_app.ui.flags_line import FlagsLine, flag_terms
from editor_app.ui.history_section import HistorySection
from editor_app.ui.history_wording import HistoryLine, history_lines, history_summary
from editor_app.ui.note_section import NoteSection
from editor_app.ui.rationale_card import RationaleCard
from editor_app.ui.standing_banner import DraftStrip, StandingBanner
from editor_app.ui.widgets.frames import Ground, Line, column
from editor_app.ui.wording import decided_line

NameOf = Callable[[str], str]
_UNSETTLED = (State.DISPUTED, State.CHANGED)
_BESIDE = 64  # what is said of a field stands under it


class ReadMode(QWidget):
    """Lays the sections under each other; only the decision area never scrolls."""

    def __init__(
        self, commands: Commands, vocabulary: Vocabulary, name_of: NameOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._commands, self._vocabulary, self._name_of = commands, vocabulary, name_of
        self._is_compact = False
        self._history: tuple[HistoryLine, ...] = ()
        self._build_sections()
        commands.attach(self.banner.settle, "decide.settle")
        whole = column(self)
        whole.addWidget(self._build_scroll(), 1)
        whole.addWidget(Line())
        whole.addWidget(self.decision)
        self._show_keys()
        self._commands.keys_changed.connect(self._show_keys)

    @property
    def content(self) -> QWidget:
        """What is scrolled."""
        return self._content

    @property
    def scroll_area(self) -> QScrollArea:
        """What scrolls it."""
        return self._scroll

    @property
    def history(self) -> tuple[HistoryLine, ...]:
        """The entries of the history that is shown."""
        return self._history

    def show_view(self, view: View, *, cut: bool, writable: bool) -> None:
        """Show a document; `cut` shortens its rationale."""
        self.banner.show_view(view, self._vocabulary, self._name_of)
        self.card.show_view(view, compact=self._is_compact, cut=cut)
        self.flags.show_flags(flag_terms(view.flags, self._vocabulary))
        self._place_flags()
        self.note.show_note(view.standing.note, writable=writable)
        self.question.show_note(view.standing.question, writable=writable)
        self.checklist.set_writable(writable)
        self.details.set_writable(writable)
        self._history = history_lines(view, self._vocabulary, self._name_of)
        self.section.show_history(self._history, history_summary(view, self._vocabulary, self._name_of))
        verdict = None if view.row.state in _UNSETTLED else view.standing.verdict
        line = _line(view, self._vocabulary)
        flagged = view.standing.is_flagged
        self.decision.show_standing(verdict, line, flagged=flagged, writable=writable)

    def show_working(self, view: View, working: Working) -> None:
        """Show what the editor has begun on it."""
        self.checklist.show_working(working, compact=self._is_compact)
        self.details.show_working(working, self.card.text)
        self._place_details()
        self.draft.show_draft(working.text, view.draft.at if view.draft else None)

    def set_compact(self, *, compact: bool) -> None:
        """Save room: the history goes to a panel of its own, margins and gaps shrink."""
        self._is_compact = compact
        self.section.setVisible(not compact)
        self._place_details()
        self._place_flags()
        self.decision.set_compact(compact=compact)
        self._column.setSpacing(12 if compact else 20)
        self._column.setContentsMargins(20, 8 if compact else 14, 20, 6 if compact else 14)

    def to_top(self) -> None:
        """Scroll back to the beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def _build_sections(self) -> None:
        self.banner = StandingBanner()
        self.draft = DraftStrip()
        self._commands.show_key(self.draft.go_on, "decide.amend")
        self.card = RationaleCard()
        self.note = NoteSection("note", gettext("Note"))
        self.question = NoteSection("help-circle", gettext("Question about the guide"))
        self.flags = FlagsLine()
        self.card.flags_asked.connect(self.flags.explain)
        self.checklist = Checklist(self._vocabulary)
        self.details = DetailsSection(self._vocabulary)
        self.details.toggled.connect(self._on_details_toggled)
        self.details.moved.connect(self._scroll_to)
        self._commands.show_key(self.details, "check.details")
        self.section = HistorySection()
        self.decision = DecisionArea(self._commands)

    def _build_scroll(self) -> QScrollArea:
        self._content = Ground("pane")
        self._column = column(self._content, (20, 14, 20, 14), 20)
        said = (self.banner, self.draft, self.card, self.note, self.question)
        sections = (*said, self.checklist, self.details, self.flags, self.section)
        for section in sections:
            self._column.addWidget(section)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        return self._scroll

    def _place_details(self) -> None:
        """Keep the line of the details, or in small windows a word in the head of the checklist instead."""
        is_short = self._is_compact and not self.details.is_open
        self.details.setVisible(not is_short)
        self.checklist.show_details(self.details.short_summary if is_short else "")

    def _on_details_toggled(self, is_open: bool) -> None:
        """Give the details the whole room while they are open."""
        self._place_details()
        if is_open:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # their place has to be known
            self._scroll.verticalScrollBar().setValue(self.details.y() - 8)

    def _place_flags(self) -> None:
        """Show what the desk noticed as chips, or in small windows as a count on the card."""
        self.flags.setVisible(bool(self.flags.words) and not self._is_compact)
        self.card.show_flag_count(len(self.flags.words) if self._is_compact else 0)

    def _scroll_to(self, part: QWidget) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # its place has to be known
        self._scroll.ensureWidgetVisible(part, 0, _BESIDE)

    def _show_keys(self) -> None:
        keys = self._commands.keys_text
        self.card.set_keys(keys("wire.whole_rationale"), keys("decide.amend"), keys("find.same_rationale"))
        self.checklist.set_keys(
            (keys("check.first"), keys("check.second")), keys("check.route"), keys("check.quote")
        )


def _line(view: View, vocabulary: Vocabulary) -> str:
    event, verdict = view.standing.verdict_event, view.standing.verdict
    if event is None or verdict is None:
        return ""
    return decided_line(verdict, event.at, vocabulary)
