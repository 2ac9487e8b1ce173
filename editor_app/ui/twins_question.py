"""The question whether editors who bear one name are one person; nothing is ticked beforehand."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from editor_app.domain.persons import Namesakes
from editor_app.i18n import gettext
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import clear, column
from editor_app.ui.wording import quoted

_LONGEST_NAME = 40


class TwinsQuestion(QWidget):
    """Asks for each name by itself; it takes no room while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, spacing=2)
        self._asked: list[tuple[Namesakes, CheckBox]] = []

    @property
    def boxes(self) -> list[CheckBox]:
        """The boxes to tick."""
        return [box for _, box in self._asked]

    @property
    def answered(self) -> list[Namesakes]:
        """Those who are said to be one person."""
        return [one for one, box in self._asked if box.isChecked()]

    def ask(self, twins: Iterable[Namesakes]) -> None:
        """Ask about these in the place of those before."""
        clear(self._lines)
        self._asked = [(one, CheckBox(_words(one))) for one in twins]
        for box in self.boxes:
            self._lines.addWidget(box)
        if self._asked:
            said = gettext("Joined editors count as one person; no decision changes, and it can be undone.")
            self._lines.addWidget(PlainLabel(said, "meta", "text2", wraps=True))
        self.setVisible(bool(self._asked))


def _words(one: Namesakes) -> str:
    said = gettext("The {count} editors called {name} are one person")
    return said.format(count=len(one.editors), name=quoted(one.name, _LONGEST_NAME))
