"""What an act would come to, told in lines of an icon and words before it is done."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.frames import clear, column, row
from editor_app.ui.widgets.icon_view import IconView

# Icon, its tone, and the words of a line.
Fact = tuple[str, str, str]


class FactList(QWidget):
    """Shows facts under one another; it takes no room while there are none.

    `spacing` between lines and the size of an icon, `icon`, are in pixels.
    """

    def __init__(self, *, spacing: int = 4, icon: int = 18) -> None:
        super().__init__()
        self._lines = column(self, spacing=spacing)
        self._icon = icon

    @property
    def texts(self) -> list[str]:
        """The words of each line."""
        return [label.text() for label in self.findChildren(PlainLabel)]

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show these in the place of those before."""
        clear(self._lines)
        for fact in facts:
            self._lines.addWidget(_line(fact, self._icon))
        self.setVisible(self._lines.count() > 0)


def _line(fact: Fact, size: int) -> QWidget:
    icon, tone, text = fact
    part = QWidget()
    line = row(part, spacing=8)
    line.addWidget(IconView(icon, tone, size))
    line.addWidget(PlainLabel(text, "body", wraps=True), 1)
    return part
