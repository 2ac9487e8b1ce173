"""Finding words in the wire on screen."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.i18n import gettext, ngettext
from editor_app.ui.commands import Commands
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import Ground, row
from editor_app.ui.widgets.icon_view import IconView


class FindBar(Ground):
    """A field, a count, and buttons for the next and the previous hit; Return goes on, Esc closes."""

    words_changed = Signal(str)
    step_asked = Signal(int)
    closed = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._field = _FindField()
        self._field.setPlaceholderText(gettext("Find in this wire"))
        self._field.setAccessibleName(gettext("Find in this wire"))
        self._count = PlainLabel("", "meta", "text2")
        previous, following = icon_button("chevron-up", ""), icon_button("chevron-down", "")
        commands.attach(previous, "find.previous_hit")
        commands.attach(following, "find.next_hit")
        close = icon_button("x", gettext("Close the search"))
        close.clicked.connect(self.close_bar)
        inside = row(self, (24, 6, 12, 6), 6)
        inside.addWidget(IconView("search", "text3", 16))
        inside.addWidget(self._field, 1)
        for part in (self._count, previous, following, close):
            inside.addWidget(part)
        self._field.textChanged.connect(self.words_changed)
        self._field.stepped.connect(self.step_asked)
        self._field.left.connect(self.close_bar)
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._field.text()

    def open_bar(self, words: str = "") -> None:
        """Show the bar, looking for `words` where some are given, and take the keyboard."""
        self.show()
        if words:
            self._field.setText(words)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Hide the bar and give the keyboard back to the text."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def say(self, hits: int, current: int, *, has_rest: bool) -> None:
        """Show how many hits there are and which one is selected (from 0, -1 for none).

        With `has_rest` they are those of the part of a long wire that is shown.
        """
        if not self.words:
            text = ""
        elif not hits:
            text = gettext("Not found")
        elif current < 0:
            text = ngettext("{hits} hit", "{hits} hits", hits).format(hits=hits)
        else:
            text = gettext("{current} of {hits}").format(current=current + 1, hits=hits)
        in_part = gettext("{count} in the part shown")
        self._count.setText(in_part.format(count=text) if text and has_rest else text)


class _FindField(QLineEdit):
    stepped = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the field: it would leave an amendment otherwise."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
