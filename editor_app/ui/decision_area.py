"""Where decisions are made: pinned at the bottom, never scrolled, and none of them made beforehand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget

from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.decision_button import DecisionButton
from editor_app.ui.note_section import NoteEditor
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import Ground, column, row
from editor_app.ui.widgets.icon_view import IconView

_LOOKS = {
    Outcome.ACCEPT: ("decide.accept", "check", "accept"),
    Outcome.AMEND: ("decide.amend", "pencil", "amend"),
    Outcome.REJECT: ("decide.reject", "x", "reject"),
}
_GLYPHS = {
    Outcome.ACCEPT: ("circle-check", "accept"),
    Outcome.AMEND: ("pencil", "amend"),
    Outcome.REJECT: ("circle-x", "reject"),
    Outcome.DEFER: ("player-skip-forward", "text2"),
    Outcome.CONTEXT: ("bookmark", "text2"),
}
_RING = 3


class DecisionArea(Ground):
    """Accept, Amend, Reject; under them Skip, Flag, Note, more, and Undo at the far edge."""

    change_asked = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._commands = commands
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._whole = column(self, (20 - _RING, 14 - _RING, 20 - _RING, 14), 7)
        self.note = NoteEditor()
        commands.show_key(self.note.unseen, "amend.next_unseen")
        self._whole.addWidget(self.note)
        self._whole.addWidget(self._build_decided())
        self.buttons = {outcome: self._build_decision(outcome) for outcome in _LOOKS}
        self._lay_decisions()
        self._whole.addLayout(self._build_second_row())

    @property
    def decided_text(self) -> str:
        """What the line over the buttons says; "" where nothing was decided."""
        return self._decided_text.text() if self._decided.isVisibleTo(self) else ""

    def show_standing(self, verdict: Verdict | None, line: str, *, flagged: bool, writable: bool) -> None:
        """Show how the document is decided, if it is, whether that can be changed, and the flag."""
        self._change.setVisible(writable)
        standing = None if verdict is None or verdict.outcome is Outcome.REOPEN else verdict.outcome
        self._decided.setVisible(standing is not None)
        if standing is not None:
            self._decided_icon.set_icon(*_GLYPHS[standing])
            self._decided_text.setText(line)
        for outcome, button in self.buttons.items():
            button.set_standing(standing is not None, standing is outcome)
        self._flag.set_kind("flagged" if flagged else "text")
        self._flag.setAccessibleName(gettext("Remove the flag") if flagged else gettext("Flag"))

    def set_compact(self, *, compact: bool) -> None:
        """Leave the icons out where there is little room; words and keys stay."""
        for button in self.buttons.values():
            button.show_icon(not compact)
        top, bottom = (10, 8) if compact else (14, 14)
        self._whole.setContentsMargins(20 - _RING, top - _RING, 20 - _RING, bottom)

    def _build_decided(self) -> QWidget:
        self._decided = QWidget()
        line = row(self._decided, (_RING, 0, _RING, 0), 8)
        self._decided_icon = IconView("circle-check", "accept", 16)
        self._decided_text = PlainLabel("", "meta_medium", "text2", wraps=True)
        line.addWidget(self._decided_icon)
        line.addWidget(self._decided_text, 1)
        self._change = Button(gettext("Change"), "link")
        self._change.clicked.connect(self.change_asked)
        line.addWidget(self._change)
        return self._decided

    def _build_decision(self, outcome: Outcome) -> DecisionButton:
        name, icon, tone = _LOOKS[outcome]
        made = DecisionButton(self._commands.command(name).title, icon, tone)
        self._commands.attach(made, name)
        self._commands.show_key(made, name)
        return made

    def _lay_decisions(self) -> None:
        flow = Flow(gap=10 - 2 * _RING, equal=True)
        for button in self.buttons.values():
            flow.add(button)
        self._whole.addWidget(flow)

    def _build_second_row(self) -> QBoxLayout:
        line = row(spacing=2)
        line.setContentsMargins(_RING, 0, _RING, 0)
        small = Flow(gap=2)
        small.add(self._small("decide.skip", gettext("Skip")))
        self._flag = self._small("wire.flag", gettext("Flag"))
        small.add(self._flag)
        small.add(self._small("wire.note", gettext("Note")))
        small.add(self._build_more(("decide.context", "decide.reopen", "decide.redo")))
        line.addWidget(small, 1)
        line.addWidget(self._small("decide.undo", gettext("Undo")), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _small(self, name: str, word: str) -> Button:
        made = Button(word, "text")
        self._commands.attach(made, name)
        self._commands.show_key(made, name)
        return made

    def _build_more(self, names: Sequence[str]) -> Button:
        self._more = icon_button("dots", gettext("More decisions"))
        menu = QMenu(self._more)
        menu.addActions([self._commands.action(name) for name in names])
        self._more.clicked.connect(lambda: menu.exec(self._more.mapToGlobal(self._more.rect().topLeft())))
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return self._more
