"""The parts of the amend pane: the field, the answers in one line, the change with its figures."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from editor_app.domain.diff import changed_words
from editor_app.domain.drafts import Working
from editor_app.domain.verdicts import Answer
from editor_app.i18n import gettext, ngettext
from editor_app.ui import text_styles
from editor_app.ui.answering import answer_of
from editor_app.ui.commands import Commands
from editor_app.ui.diff_view import DiffMode, DiffView
from editor_app.ui.safe_text import ElidedLabel, PlainEdit, PlainLabel, say_tip
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import Strip, column, row
from editor_app.ui.widgets.segmented import Choice, Segmented
from editor_app.ui.wording import gates_line

_DIFF_AFTER = 150
_SMALLEST, _LINES = 184, 8
_ANSWER_LOOKS = {
    Answer.YES: ("check", "quiet_accept"),
    Answer.NO: ("x", "quiet_reject"),
    Answer.UNCLEAR: ("help-circle", "quiet_amend"),
    None: ("circle", "quiet"),
}


class RationaleField(PlainEdit):
    """The field the rationale is written in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("editor", parent)
        self.setAccessibleName(gettext("Rationale"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for eight lines in the size of now."""
        lines = round(_LINES * text_styles.metrics("editor").lineSpacing()) + 24
        return QSize(300, max(_SMALLEST, lines))

    def minimumSizeHint(self) -> QSize:
        """Keep the lines, give way in width."""
        return QSize(0, self.sizeHint().height())

    def show_text(self, text: str) -> None:
        """Show a text, with the caret at its end."""
        whole = QTextCursor(self.document())
        whole.beginEditBlock()  # or a long text is laid out twice
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(text)
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(text_styles.block_format("editor"))
        whole.endEditBlock()
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)


class ChecklistLine(Strip):
    """The answers to the two gates in one line; a click on one goes on to the next answer.

    `change_asked` says that a person wants to see the whole checklist.
    """

    change_asked = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        inside = row(self, (12, 2, 8, 2), 10)
        inside.addWidget(PlainLabel(gettext("Checklist"), "meta_strong"))
        flow = Flow(gap=4)
        inside.addWidget(flow, 1)
        self._answers = tuple(self._build_answer(commands, name) for name in ("check.first", "check.second"))
        for button in self._answers:
            flow.add(button)
        inside.addWidget(self._build_change())

    def show_working(self, working: Working) -> None:
        """Show the answers as they stand."""
        for number, (button, words) in enumerate(
            zip(self._answers, gates_line(working.gates), strict=True), start=1
        ):
            icon, kind = _ANSWER_LOOKS[answer_of(working.gates, number)]
            button.set_icon(icon)
            button.set_kind(kind)
            button.setText(words)
            button.setAccessibleName(words)

    def _build_change(self) -> Button:
        made = Button(gettext("Change"), "link")
        said = gettext("Go to the whole checklist. What is written here stays as a draft.")
        made.setAccessibleDescription(said)
        say_tip(made, said)
        made.clicked.connect(self.change_asked)
        return made

    def _build_answer(self, commands: Commands, name: str) -> Button:
        made = Button("", "quiet")
        commands.attach(made, name)
        return made


class ChangeSection(QWidget):
    """What changes from the old text to the new one, with its figures; follows the typing after a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old, self._new = "", ""
        whole = column(self, spacing=8)
        whole.addLayout(self._build_head())
        self._diff = DiffView()
        whole.addWidget(self._diff)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_DIFF_AFTER)
        self._soon.timeout.connect(self.compare)

    @property
    def diff(self) -> DiffView:
        """The change as it is shown."""
        return self._diff

    @property
    def title(self) -> str:
        """What its head says now."""
        return self._title.text()

    @property
    def figures(self) -> str:
        """What it says of words taken away and added, "" where nothing changed."""
        shown = (figure for figure in (self._removed, self._added) if not figure.isHidden())
        return " ".join(figure.text() for figure in shown)

    def begin(self, old: str, new: str, title: str) -> None:
        """Show the change between two texts at once; where the title has no room, a word stands for it."""
        self._title.set_whole_text(title, gettext("Changes"))
        self._old, self._new = old, new
        self.compare()

    def follow(self, new: str) -> None:
        """Show the change to another text, a moment after the last call."""
        self._new = new
        self._soon.start()

    def compare(self) -> None:
        """Compare the texts now."""
        self._soon.stop()
        self._diff.compare_texts(self._old, self._new)
        removed, added = changed_words(self._diff.stretches)
        taken = ngettext("−{count} word", "−{count} words", removed)  # noqa: RUF001 - as wide as the plus
        self._removed.setText(f"−{removed}" if added else taken.format(count=removed))  # noqa: RUF001
        words = ngettext("+{count} word", "+{count} words", added)
        self._added.setText(words.format(count=added))
        self._removed.setVisible(removed > 0)
        self._added.setVisible(added > 0)

    def _build_head(self) -> QBoxLayout:
        head = row(spacing=8)
        self._title = ElidedLabel("", "strong")
        head.addWidget(self._title, 1)
        self._removed = PlainLabel("", "meta_strong", "reject")
        self._added = PlainLabel("", "meta_strong", "accept")
        head.addWidget(self._removed)
        head.addWidget(self._added)
        self._modes = Segmented(_mode_choices())
        self._modes.set_name(gettext("Show changes"))
        self._modes.set_chosen(DiffMode.INLINE.value)
        self._modes.chosen.connect(self._on_mode_chosen)
        head.addWidget(self._modes)
        return head

    def _on_mode_chosen(self, name: str) -> None:
        self._diff.set_mode(DiffMode(name))


def _mode_choices() -> list[Choice]:
    return [
        Choice(DiffMode.INLINE.value, gettext("Inline")),
        Choice(DiffMode.SIDE_BY_SIDE.value, gettext("Side by side")),
        Choice(DiffMode.ORIGINAL.value, gettext("Original")),
    ]
