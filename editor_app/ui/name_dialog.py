"""Who sits at the desk: a name to begin with, another editor, or the same one spelled right."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.frames import Card, column

_LONGEST: Final = 200
_MOST_SHOWN: Final = 4


class NameFor(Enum):
    """What a name is asked for."""

    BEGINNING = "beginning"
    SWITCHING = "switching"
    CORRECTING = "correcting"


class NameDialog(DialogWindow):
    """Asks for an editor's name: `named` carries it, and who listens closes the dialog or refuses."""

    named = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        purpose: NameFor,
        known: Sequence[Editor] = (),
        current: Editor | None = None,
    ) -> None:
        super().__init__(parent, _title(purpose), "user", 460)
        self._current = current
        self._field = QLineEdit()
        self._wrong = PlainLabel("", "meta", "reject", wraps=True)
        self._others = TwoLineList(gettext("Editors of this desk"))
        self.body.addWidget(PlainLabel(_explanation(purpose), "body", "text2", wraps=True))
        if purpose is NameFor.SWITCHING and known:
            self._show_known(known)
        self._build_field(purpose)
        later = gettext("Not now") if purpose is NameFor.BEGINNING else gettext("Cancel")
        self.add_button(later, "outlined", "Esc").clicked.connect(self.reject)
        self._continue = self.add_button(_deed(purpose), "primary", "Enter")
        self._continue.clicked.connect(self._on_continue_clicked)
        self._on_text_changed()
        self._field.setFocus()

    @property
    def field(self) -> QLineEdit:
        """Where the name is written."""
        return self._field

    def refuse(self, problem: Problem) -> None:
        """Say under the field why a name was not taken."""
        self._wrong.setText(sentence(problem.code, problem.fields))
        self._wrong.show()
        self._field.setProperty("wrong", True)
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)
        self._field.setFocus()

    def _build_field(self, purpose: NameFor) -> None:
        label = PlainLabel(gettext("Name"), "meta_strong", "text2")
        label.setBuddy(self._field)
        self._field.setAccessibleName(gettext("Name"))
        self._field.setMaxLength(_LONGEST)
        if purpose is NameFor.CORRECTING and self._current:
            self._field.setText(self._current.name)
            self._field.selectAll()
        self._field.textChanged.connect(self._on_text_changed)
        part = column(spacing=4)
        part.addWidget(label)
        part.addWidget(self._field)
        part.addWidget(self._wrong)
        self._wrong.hide()
        self.body.addLayout(part)

    def _show_known(self, known: Sequence[Editor]) -> None:
        here = gettext("At the desk now")
        items = [
            Item(editor.id, editor.name, trailing=here if editor == self._current else "", icon="user")
            for editor in known
        ]
        self._others.show_items(items, chosen=self._current.id if self._current else "")
        self._others.currentRowChanged.connect(self._on_known_chosen)
        self._others.itemDoubleClicked.connect(self._on_continue_clicked)
        row_height = self._others.sizeHintForRow(0)
        self._others.setFixedHeight(row_height * min(len(known), _MOST_SHOWN) + 4)
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self._others)
        self.body.addWidget(frame)

    def _on_known_chosen(self) -> None:
        if self._others.chosen is not None:
            self._field.setText(self._others.chosen.title)

    def _on_text_changed(self) -> None:
        self._continue.setEnabled(bool(self._field.text().strip()))
        self._wrong.hide()
        if self._field.property("wrong"):
            self._field.setProperty("wrong", False)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)

    def _on_continue_clicked(self) -> None:
        if self._field.text().strip():
            self.named.emit(self._field.text())


def _title(purpose: NameFor) -> str:
    titles = {
        NameFor.BEGINNING: gettext("Who is reviewing?"),
        NameFor.SWITCHING: gettext("Switch editor"),
        NameFor.CORRECTING: gettext("Correct your name"),
    }
    return titles[purpose]


def _explanation(purpose: NameFor) -> str:
    texts = {
        NameFor.BEGINNING: gettext(
            "Every decision is kept with the name of the editor who made it, and leaves with the export."
            " Without a name you can read, but not decide."
        ),
        NameFor.SWITCHING: gettext(
            "From now on decisions are kept under the name chosen here. What was decided before stays with"
            " whoever decided it."
        ),
        NameFor.CORRECTING: gettext(
            "The new spelling shows on everything you decided: decisions belong to you, not to the spelling."
        ),
    }
    return texts[purpose]


def _deed(purpose: NameFor) -> str:
    deeds = {
        NameFor.BEGINNING: gettext("Continue"),
        NameFor.SWITCHING: gettext("Switch"),
        NameFor.CORRECTING: gettext("Correct"),
    }
    return deeds[purpose]
