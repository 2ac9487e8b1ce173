"""The line over a document whose text stands nearly the same elsewhere."""

from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import View
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.safe_text import ElidedLabel
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, Line, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.wording import nearly_same_text


class AlikeStrip(Ground):
    """Says on how many other wires nearly the same text stands, and leads to them; hidden where on none."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._text = ElidedLabel("", "meta", "text2")
        differ, show = Button(gettext("What differs"), "link"), Button(gettext("Show"), "link")
        commands.attach(differ, "wire.elsewhere")
        commands.attach(show, "find.nearly_same")
        whole = column(self)
        line = row(margins=(24, 2, 16, 2), spacing=8)
        line.addWidget(IconView("files", "text2", 16))
        line.addWidget(self._text, 1)
        line.addWidget(differ)
        line.addWidget(show)
        whole.addLayout(line)
        whole.addWidget(Line())
        session.shown.connect(self._on_shown)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.whole_text

    def _on_shown(self, view: View | None) -> None:
        count = 0 if view is None else view.nearly_same
        self._text.set_whole_text(nearly_same_text(count))
        self.setVisible(count > 0)
