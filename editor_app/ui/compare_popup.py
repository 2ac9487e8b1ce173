"""An amendment of the history beside the text that was proposed."""

from PySide6.QtWidgets import QWidget

from editor_app.i18n import gettext
from editor_app.ui.amend_parts import ChangeSection
from editor_app.ui.popover import Popover
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import column, row

_WIDTH = 560


class ComparePopup(Popover):
    """Shows what an amendment changed; nothing can be edited here."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH, gettext("Compare with the proposed text"))
        whole = column(self, (16, 12, 16, 16), 10)
        head = row(spacing=8)
        head.addWidget(PlainLabel(gettext("Compare with the proposed text"), "pane_title"))
        head.addStretch(1)
        self._close = icon_button("x", gettext("Close"))
        self._close.clicked.connect(self.dismiss)
        head.addWidget(self._close)
        whole.addLayout(head)
        self._change = ChangeSection()
        whole.addWidget(self._change)

    @property
    def change(self) -> ChangeSection:
        """What was changed."""
        return self._change

    def open_for(self, proposed: str, amended: str, anchor: QWidget) -> None:
        """Show the change between two texts."""
        self._change.begin(proposed, amended, gettext("Changes"))
        self.open_above(anchor)
        self._close.setFocus()
