"""The details of a review in the pane: a line that says how much is said, and everything once it is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.domain.detail_rules import hint
from editor_app.domain.drafts import Working
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.details_form import DetailsForm
from editor_app.ui.details_wording import summary_line
from editor_app.ui.safe_text import ElidedLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.keycap import KeyCaps


class DetailsSection(QWidget):
    """Collapsed until it is asked for; the form is built the first time it opens.

    `moved` carries what has the focus now, so that it can be scrolled to; `toggled` whether it is open.
    """

    changed = Signal(object)
    kind_chosen = Signal(object)
    moved = Signal(object)
    toggled = Signal(bool)

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = vocabulary
        self._working, self._rationale = Working(), ""
        self._is_writable = True
        self._form: DetailsForm | None = None
        self._opener: QWidget | None = None
        self._whole = column(self, spacing=10)
        head = row(spacing=6)
        self._button = Button(gettext("Details"), "heading", icon="chevron-right")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._on_toggled)
        self._summary = ElidedLabel("", "meta", "text2")
        self._key = KeyCaps("")
        head.addWidget(self._button)
        head.addWidget(self._summary, 1)
        head.addWidget(self._key)
        self._whole.addLayout(head)

    @property
    def is_open(self) -> bool:
        """True while everything is shown."""
        return self._button.isChecked()

    @property
    def summary(self) -> str:
        """What the line says."""
        return self._summary.whole_text

    @property
    def short_summary(self) -> str:
        """What a word in a small window says: that there are details, and how many questions are answered."""
        asked = sum(not question.retired for question in self._words.questions)
        answered = len(self._working.details.answers)
        return gettext("Details {count}/{all}").format(count=answered, all=asked)

    @property
    def form(self) -> DetailsForm | None:
        """What is shown while it is open; None before it was."""
        return self._form

    @property
    def has_focus(self) -> bool:
        """True while the keyboard is in it."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def set_keys(self, keys: str) -> None:
        """Show the key that opens it."""
        self._key.set_keys(keys)
        self._key.setVisible(bool(keys))

    def set_writable(self, writable: bool) -> None:
        """Allow changes, or show what is said alone."""
        self._is_writable = writable
        if self._form is not None:
            self._form.set_writable(writable)

    def show_working(self, working: Working, rationale: str) -> None:
        """Show what is said so far; `rationale` is held against the wording."""
        self._working, self._rationale = working, rationale
        found = hint(working.details, working.gates, self._words.hint)
        line = summary_line(working.details, found, self._words)
        self._summary.set_whole_text(line, summary_line(working.details, None, self._words))
        if self._form is not None and self.is_open:
            self._form.show_working(working, rationale)

    def open_at(self, field: str = "") -> None:
        """Open and put the focus in: into a field, else on the first open question."""
        if not self.has_focus:
            self._opener = QApplication.focusWidget()
        self._button.setChecked(True)
        if self._form is not None:
            QApplication.sendPostedEvents(self)
            self._form.take_focus(field)

    def close_again(self) -> None:
        """Close and give the focus back."""
        had_focus, opener = self.has_focus, self._opener
        self._opener = None
        self._button.setChecked(False)
        if had_focus and opener is not None and opener.isVisible() and opener.isEnabled():
            opener.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif had_focus:
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_open(self, *, is_open: bool) -> None:
        """Show everything, or the line alone."""
        self._button.setChecked(is_open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_again()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, is_open: bool) -> None:
        self._button.set_icon("chevron-down" if is_open else "chevron-right")
        form = self._form
        if is_open and form is None:
            form = self._form = self._build_form()
        if form is not None:
            if is_open:
                form.show_working(self._working, self._rationale)
            form.setVisible(is_open)
        self.toggled.emit(is_open)

    def _build_form(self) -> DetailsForm:
        made = DetailsForm(self._words)
        made.set_writable(self._is_writable)
        made.changed.connect(self.changed)
        made.kind_chosen.connect(self.kind_chosen)
        made.moved.connect(self.moved)
        self._whole.addWidget(made)
        before: QWidget = self._button
        for stop in made.stops():  # made late, they would come last
            QWidget.setTabOrder(before, stop)
            before = stop
        return made
