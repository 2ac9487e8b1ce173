"""Where a rationale is written anew: the text, what changes word by word, and why."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QScrollArea, QWidget

from editor_app.domain.detail_rules import missing_field, overstated
from editor_app.domain.drafts import Working
from editor_app.domain.lists import View
from editor_app.domain.rules import says_the_same
from editor_app.domain.templates import open_fields
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext
from editor_app.ui.amend_parts import ChangeSection, ChecklistLine, RationaleField
from editor_app.ui.commands import Commands
from editor_app.ui.details_rows import RemarkStrip
from editor_app.ui.details_section import DetailsSection
from editor_app.ui.details_wording import missing_words, overstated_sentence
from editor_app.ui.note_section import NoteEditor
from editor_app.ui.reader_text import is_too_long_to_write
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.unseen_line import Field, UnseenLine
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.frames import Ground, Line, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.wording import count_words, left_out_of_a_field, words_count

_BUTTON_HEIGHT = 44
_BESIDE = 64  # what is said of a field stands under it


class AmendPane(Ground):
    """Writes the new rationale; every keystroke goes to the draft, the decision is made by a command."""

    written = Signal(str, str)

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._commands = commands
        self._is_showing, self._left_out = False, ""
        self._words: Vocabulary | None = None
        self._details: DetailsSection | None = None
        whole = column(self)
        whole.addWidget(self._build_body(), 1)
        whole.addWidget(Line())
        whole.addWidget(self._build_foot())

    @property
    def text(self) -> str:
        """The rationale as it is written now."""
        return self._field.toPlainText()

    @property
    def why(self) -> str:
        """The reason for the change; one too long for its field stands until another is written."""
        return self._why.text() or self._left_out

    @property
    def field(self) -> RationaleField:
        """Where the rationale is written."""
        return self._field

    @property
    def why_field(self) -> QLineEdit:
        """Where the reason for the change is written."""
        return self._why

    @property
    def change(self) -> ChangeSection:
        """What changes, word by word."""
        return self._change

    @property
    def says_kept(self) -> bool:
        """True while it says that the draft is on disk."""
        return self._kept.isVisible()

    @property
    def save_button(self) -> Button:
        """The button that records the amendment and goes on."""
        return self._save

    @property
    def template_button(self) -> Button:
        """The button that offers templates."""
        return self._template

    @property
    def details(self) -> DetailsSection | None:
        """What can be said beyond the gates; None before a desk was open."""
        return self._details

    @property
    def remark(self) -> RemarkStrip:
        """What there is to look at in the text before it is saved."""
        return self._remark

    @property
    def content(self) -> QWidget:
        """What is scrolled."""
        return self._content

    def begin(self, view: View, working: Working) -> None:
        """Show a document's rationale to be written, with the caret at its end."""
        is_new = view.document.rationale is None
        self._is_showing = True
        self._title.set_whole_text(gettext("Write a rationale") if is_new else gettext("Amend rationale"))
        self._field.show_text(working.text or "")
        self._left_out = working.why if is_too_long_to_write(working.why) else ""
        self._why.setText("" if self._left_out else working.why)
        self._why.setPlaceholderText(left_out_of_a_field(working.why) if self._left_out else "")
        self._is_showing = False
        self._kept.hide()
        self._change.setVisible(not is_new)
        title = gettext("Changes from the bulk text") if view.same_rationale else gettext("Changes")
        self._change.begin(view.document.rationale or "", self.text, title)
        self.show_working(working)
        self._scroll.verticalScrollBar().setValue(0)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_working(self, working: Working) -> None:
        """Show answers and figures as they stand."""
        self.checklist.show_working(working)
        parts = [words_count(count_words(self.text))]
        if working.quotes:
            count = len(working.quotes)
            parts.append(ngettext("{count} quote", "{count} quotes", count).format(count=count))
        self._figures.setText("  ·  ".join(parts))
        if self._details is not None:
            self._details.show_working(working, self.text)
        self._show_remark(working)

    def set_compact(self, *, compact: bool) -> None:
        """Save room between the parts in small windows."""
        self._column.setSpacing(6 if compact else 10)
        top = 8 if compact else 14
        self._column.setContentsMargins(20, top, 20, top)

    def show_kept(self) -> None:
        """Say that the draft is on disk."""
        self._kept.show()

    def furnish(self, vocabulary: Vocabulary) -> None:
        """Add the details, once the words of the desk are known."""
        if self._details is not None:
            return
        self._words = vocabulary
        self._details = DetailsSection(vocabulary)
        self._details.moved.connect(self._scroll_to)
        self._commands.show_key(self._details, "check.details")
        self._details_place.addWidget(self._details)

    def take_focus(self) -> None:
        """Take the keyboard to the text, with the caret where it was."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_in(self, text: str, proposed: str) -> None:
        """Put a text in: in the place of a rationale nobody has touched yet, else at the caret."""
        cursor = self._field.textCursor()
        if not self.text.strip() or says_the_same(self.text, proposed):
            cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._field.setTextCursor(cursor)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert_quotation(self, passage: str) -> None:
        """Put a passage into the rationale at the caret, in quotation marks."""
        self._field.textCursor().insertText(f"“{' '.join(passage.split())}”")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_body(self) -> QScrollArea:
        self._content = Ground("pane")
        inside = self._column = column(self._content, (20, 14, 20, 14), 10)
        inside.addLayout(self._build_head())
        self._field = RationaleField()
        self._field.textChanged.connect(self._on_written)
        inside.addWidget(self._field)
        inside.addWidget(self._unseen_line(self._field))
        inside.addLayout(self._build_figures())
        self._remark = RemarkStrip("amend", "alert-triangle")
        inside.addWidget(self._remark)
        inside.addSpacing(4)
        self._change = ChangeSection()
        inside.addWidget(self._change)
        inside.addSpacing(4)
        inside.addLayout(self._build_why())
        inside.addSpacing(4)
        self.checklist = ChecklistLine(self._commands)
        inside.addWidget(self.checklist)
        self._details_place = column()
        inside.addLayout(self._details_place)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        return self._scroll

    def _build_head(self) -> QBoxLayout:
        head = row(spacing=10)
        head.addWidget(IconView("pencil", "amend", 20))
        self._title = ElidedLabel("", "pane_title")
        head.addWidget(self._title, 1)
        quote = Button(gettext("Insert quote"), "outlined", icon="quote")
        self._commands.attach(quote, "amend.insert_quote")
        head.addWidget(quote)
        self._template = Button(gettext("Template"), "outlined", icon="template")
        self._commands.attach(self._template, "amend.template")
        head.addWidget(self._template)
        return head

    def _build_figures(self) -> QBoxLayout:
        line = row(spacing=10)
        self._figures = PlainLabel("", "meta", "text2")
        line.addWidget(self._figures)
        line.addStretch(1)
        self._kept = Chip(gettext("Draft saved"), "plain", "check")
        line.addWidget(self._kept)
        self._figures.setMinimumHeight(self._kept.sizeHint().height())  # nothing moves when the chip comes
        return line

    def _show_remark(self, working: Working) -> None:
        """Say what is still open before it can be saved, and where the text says more than its wording."""
        said = []
        if fields := open_fields(self.text):
            said.append(gettext("Still to fill in: {fields}").format(fields=", ".join(fields)))
        if missing := missing_words(missing_field(working.details)):
            said.append(missing)
        wording = self._words.wording(working.details.wording) if self._words is not None else None
        if self._words is not None and wording is not None:
            word = overstated(self.text, working.details, self._words)
            said += [overstated_sentence(word, wording.label)] if word else []
        self._remark.say("\n".join(said))

    def _scroll_to(self, part: QWidget) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # its place has to be known
        self._scroll.ensureWidgetVisible(part, 0, _BESIDE)

    def _build_why(self) -> QBoxLayout:
        part = column(spacing=6)
        label = PlainLabel(gettext("Why you changed it (kept in the history)"), "meta_medium", "text2")
        self._why = QLineEdit()
        self._why.setAccessibleName(gettext("Why you changed it"))
        self._why.textChanged.connect(self._on_written)
        label.setBuddy(self._why)
        part.addWidget(label)
        part.addWidget(self._why)
        part.addWidget(self._unseen_line(self._why))
        return part

    def _unseen_line(self, field: Field) -> UnseenLine:
        line = UnseenLine(field)
        self._commands.show_key(line, "amend.next_unseen")
        return line

    def _build_foot(self) -> QWidget:
        foot = Ground("surface")
        below = column(foot, (20, 14, 20, 14), 10)
        self.note = NoteEditor()
        self._commands.show_key(self.note.unseen, "amend.next_unseen")
        below.addWidget(self.note)
        line = row(spacing=10)
        below.addLayout(line)
        keep = Button(gettext("Keep draft"), "outlined")
        self._commands.show_key(keep, "amend.leave")
        keep.setMinimumHeight(_BUTTON_HEIGHT)
        self._commands.attach(keep, "amend.leave")
        line.addWidget(keep)
        line.addStretch(1)
        self._save = Button(gettext("Save amendment, next wire"), "primary", icon="check")
        self._commands.show_key(self._save, "amend.save_next")
        self._save.setMinimumHeight(_BUTTON_HEIGHT)
        self._commands.attach(self._save, "amend.save_next")
        line.addWidget(self._save)
        return foot

    def _on_written(self) -> None:
        if self._is_showing:
            return
        self._kept.hide()
        self._change.follow(self.text)
        self.written.emit(self.text, self.why)
