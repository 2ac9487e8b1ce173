"""The panels that open above the decision buttons: reasons, history, comparison."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.templates import Template
from editor_app.domain.verdicts import Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.ui.compare_popup import ComparePopup
from editor_app.ui.history_section import HistoryPopup
from editor_app.ui.history_wording import HistoryLine
from editor_app.ui.popover import Popover
from editor_app.ui.reject_popup import RejectPopup
from editor_app.ui.session import Session
from editor_app.ui.template_picker import TemplatePicker


class Panels(QObject):
    """Makes each panel when it is first wanted, and keeps one open at most."""

    decided = Signal(object)
    compare_asked = Signal(str)
    template_chosen = Signal(str)
    keeping_asked = Signal()
    managing_asked = Signal()

    def __init__(self, pane: QWidget, session: Session, anchor: Callable[[], QWidget]) -> None:
        super().__init__(pane)
        self._pane, self._session, self._anchor = pane, session, anchor
        self._reject: RejectPopup | None = None
        self._history: HistoryPopup | None = None
        self._compare: ComparePopup | None = None
        self._templates: TemplatePicker | None = None

    @property
    def opened(self) -> Popover | None:
        """The panel that is open, if one is."""
        panels = (self._reject, self._history, self._compare, self._templates)
        return next((panel for panel in panels if panel is not None and panel.isVisible()), None)

    def dismiss(self) -> None:
        """Close whatever is open."""
        if self.opened is not None:
            self.opened.dismiss()

    def ask_for_reason(self, vocabulary: Vocabulary, standing: Verdict | None) -> None:
        """Open the reasons to reject."""
        self.dismiss()
        if self._reject is None:
            self._reject = RejectPopup(self._pane.window(), self._session, vocabulary)
            self._reject.decided.connect(self.decided)
        self._reject.open_for(self._session.working, standing, self._anchor())

    def show_history(self, lines: Sequence[HistoryLine]) -> None:
        """Open the history, or close it."""
        was_open = self._history is not None and self._history.isVisible()
        self.dismiss()
        if was_open:
            return
        if self._history is None:
            self._history = HistoryPopup(self._pane.window())
            self._history.compare_asked.connect(self.compare_asked)
        self._history.open_with(lines, self._anchor())

    def offer_templates(
        self, templates: Sequence[Template], values: Mapping[str, str | None], anchor: QWidget, text: str
    ) -> None:
        """Offer the templates under a widget; `text` is what is being written, which may become one."""
        self.dismiss()
        if self._templates is None:
            self._templates = TemplatePicker(self._pane.window())
            self._templates.chosen.connect(self.template_chosen)
            self._templates.keeping_asked.connect(self.keeping_asked)
            self._templates.managing_asked.connect(self.managing_asked)
        self._templates.open_for(templates, values, anchor, can_keep=bool(text.strip()))

    def compare(self, proposed: str, amended: str) -> None:
        """Open what an amendment changed."""
        self.dismiss()
        if self._compare is None:
            self._compare = ComparePopup(self._pane.window())
        self._compare.open_for(proposed, amended, self._anchor())
