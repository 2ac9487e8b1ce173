"""A banner above the document: something the person ought to know, and what can be done about it."""

from PySide6.QtWidgets import QFrame, QWidget

from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.icon_view import IconView


class Banner(QFrame):
    """A box across the pane in the tone accent, accept, amend, reject or flag, with title, text, buttons."""

    def __init__(self, tone: str, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone)
        self._title = PlainLabel(title, "strong", wraps=True)
        self._text = PlainLabel(text, "meta", "text2", wraps=True)
        self._row = row(self, (14, 10, 12, 10), 10)
        self._row.addWidget(IconView(icon, tone, 18))
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row.addLayout(words, 1)
        self.say(title, text)

    def say(self, title: str, text: str) -> None:
        """Show another title and text."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_button(self, button: Button) -> Button:
        """Put a button at the far edge."""
        self._row.addWidget(button)
        return button
