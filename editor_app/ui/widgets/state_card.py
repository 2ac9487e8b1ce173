"""A state that needs telling: icon, short line, explanation, and what helps."""

from PySide6.QtWidgets import QWidget

from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.icon_view import IconView


class StateCard(QWidget):
    """Tells of an empty list, an end, a failure; set to the left, as the text around it is."""

    def __init__(
        self, icon: str, title: str, text: str = "", tone: str = "text3", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconView(icon, tone, 28)
        self._title = PlainLabel(title, "small_dialog_title", wraps=True)
        self._text = PlainLabel(text, "body", "text2", wraps=True)
        self._buttons = row(spacing=8)
        self._buttons.addStretch(1)
        body = column(self, (0, 0, 0, 0), 4)
        body.addWidget(self._icon)
        body.addSpacing(6)
        body.addWidget(self._title)
        body.addWidget(self._text)
        body.addSpacing(10)
        body.addLayout(self._buttons)
        self.say(icon, title, text, tone)

    @property
    def title(self) -> str:
        """The short line."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The explanation."""
        return self._text.text()

    def say(self, icon: str, title: str, text: str, tone: str = "text3") -> None:
        """Tell of another state."""
        self._icon.set_icon(icon, tone)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_button(self, button: Button) -> Button:
        """Put a button under the text."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
