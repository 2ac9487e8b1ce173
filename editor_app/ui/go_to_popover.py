"""Going to a document by its number in the list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.i18n import gettext
from editor_app.ui.lower_popover import LowerPopover
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.widgets.frames import column

_WIDTH = 260


class GoToPopover(LowerPopover):
    """A field for a number; Return goes there."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, _WIDTH, gettext("Go to number"))
        self._session = session
        self._title = PlainLabel("", "body_medium")
        self._field = QLineEdit()
        self._field.setAccessibleName(gettext("Go to number"))
        inside = column(self, (16, 14, 16, 16), 8)
        inside.addWidget(self._title)
        inside.addWidget(self._field)

    def ask(self, anchor: QWidget) -> None:
        """Ask for a number of the list as it is now."""
        total = len(self._session.ids)
        self._title.setText(gettext("Go to number, 1 to {total}").format(total=f"{total:,}"))
        self._field.setValidator(QIntValidator(1, max(1, total), self._field))
        self._field.setText(str(self._session.position + 1))
        self._field.selectAll()
        self.open_below(anchor)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._field.hasAcceptableInput():
            number = int(self._field.text())
            self.dismiss()
            self._session.show_position(number - 1)
            event.accept()
            return
        super().keyPressEvent(event)
