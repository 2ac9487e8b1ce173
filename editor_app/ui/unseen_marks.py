"""Marks characters that cannot be seen in a text that is being written, and leaves the text as it is."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor_app.domain.visible_marks import unseen_in
from editor_app.ui.theme import theme
from editor_app.ui.utf16 import units_at, units_before

_BAR = 4  # the room that a character without width gets, in which its mark can be seen


class UnseenMarks(QSyntaxHighlighter):
    """Gives each unseen character a bar in the colour of what is wrong; nothing of it is in the text."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        """Mark what cannot be seen in one line."""
        places = unseen_in(text)
        look = _look() if places else QTextCharFormat()
        for place, start in zip(places, units_at(text, places), strict=True):
            self.setFormat(start, units_before(text[place], 1), look)

    def _on_theme_changed(self) -> None:
        if unseen_in(written_in(self.document())):
            self.rehighlight()


def written_in(document: QTextDocument) -> str:
    """Give a text as it was put in, no-break spaces and line separators too, which Qt would change."""
    return document.toRawText().replace("\u2029", "\n")


def _look() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    look.setFontLetterSpacing(_BAR)
    look.setBackground(theme.colour("reject"))
    look.setForeground(theme.colour("surface"))
    return look
