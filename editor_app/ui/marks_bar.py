"""The strip over the queue that appears with the first mark: how many are marked, and what can be done."""

from PySide6.QtWidgets import QWidget

from editor_app.i18n import gettext, ngettext
from editor_app.ui.commands import Commands
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import Strip, column, row
from editor_app.ui.widgets.icon_view import IconView


class MarksBar(Strip):
    """Counts the marks, those off screen too, and offers the acts; each of them asks first."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("accent", parent)
        self._count = PlainLabel("", "meta_strong", wraps=True)
        inside = column(self, (12, 6, 6, 10), 6)
        head = row(spacing=8)
        head.addWidget(IconView("square-check", "accent", 16))
        head.addWidget(self._count, 1)
        clear = icon_button("x", gettext("Clear marks"))
        commands.attach(clear, "mark.clear")
        head.addWidget(clear)
        inside.addLayout(head)
        inside.addWidget(self._build_acts(commands))
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._count.text()

    def show_counts(self, marked: int, off_screen: int) -> None:
        """Say how many wires are marked, and how many of them cannot be seen now."""
        self.setVisible(marked > 0)
        self._count.setText(_counted(marked, off_screen))

    def _build_acts(self, commands: Commands) -> Flow:
        acts = Flow(gap=6)
        for name, word in (
            ("bulk.accept", gettext("Accept...")),
            ("bulk.reject", gettext("Reject...")),
            ("bulk.skip", gettext("Skip...")),
            ("bulk.flag", gettext("Flag...")),
            ("bulk.tag_source", gettext("Source...")),
        ):
            button = Button(word, "small")
            commands.attach(button, name)
            acts.add(button)
        return acts


def _counted(marked: int, off_screen: int) -> str:
    said = ngettext("{count} marked", "{count} marked", marked).format(count=f"{marked:,}")
    if not off_screen:
        return said
    return gettext("{marked}, {count} off screen").format(marked=said, count=f"{off_screen:,}")
