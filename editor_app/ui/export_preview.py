"""One wire as the export would write it, with what differs from the original marked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QWidget

from editor_app.desk.export_choice import Preview
from editor_app.domain.diff import Change, Stretch
from editor_app.domain.visible_marks import with_marks
from editor_app.i18n import gettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, SafeBrowser
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import Card, Ground, column, row

_MOST_SHOWN: Final = 20_000


class ExportPreview(Ground):
    """Shows one preview; `stepped` asks for the one before (-1) or after (+1), `wire_asked` for the wire."""

    stepped = Signal(int)
    wire_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._preview: Preview | None = None
        self._name = ElidedLabel("", "meta", "text2")
        self._place = PlainLabel("", "meta", "text3")
        self._up = icon_button("arrow-up", gettext("Wire before"))
        self._down = icon_button("arrow-down", gettext("Wire after"))
        self._open = Button(gettext("Go to wire"), "link")
        self._text = SafeBrowser()
        self._build()
        theme.changed.connect(self._paint)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()

    def show_preview(self, preview: Preview | None, position: int = 0, count: int = 0) -> None:
        """Show a wire, the so-manieth (from 0) of so many; None where nothing would be written."""
        self._preview = preview
        self._name.set_whole_text("" if preview is None else preview.name)
        numbers = gettext("{number} of {count}").format(number=f"{position + 1:,}", count=f"{count:,}")
        self._place.setText("" if preview is None else numbers)
        self._up.setEnabled(position > 0)
        self._down.setEnabled(position + 1 < count)
        self._open.setEnabled(preview is not None)
        self._paint()

    def _build(self) -> None:
        self._up.clicked.connect(lambda: self.stepped.emit(-1))
        self._down.clicked.connect(lambda: self.stepped.emit(1))
        self._open.clicked.connect(self.wire_asked)
        head = row(spacing=6)
        head.addWidget(PlainLabel(gettext("Preview"), "meta_strong", "text2"))
        head.addWidget(self._name, 1)
        head.addWidget(self._open)
        head.addWidget(self._place)
        head.addWidget(self._up)
        head.addWidget(self._down)
        self._text.setAccessibleName(gettext("Preview"))
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.document().setDocumentMargin(12)
        self._text.setMinimumHeight(160)
        frame = Card()
        column(frame, (1, 1, 1, 1)).addWidget(self._text)
        whole = column(self, (20, 14, 24, 16), 10)
        whole.addLayout(head)
        whole.addWidget(frame, 1)

    def _paint(self) -> None:
        """Write the text anew: what is in it carries its colours with it."""
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        if self._preview is None:
            cursor.insertText(gettext("Nothing is included."), _words(None))
            return
        if self._preview.left_out is not None:
            remark = self._preview.left_out
            cursor.insertText(sentence(remark.code, remark.fields), _words(None))
            return
        first_change = -1
        for stretch in _cut(self._preview):
            if stretch.change is not Change.EQUAL and first_change < 0:
                first_change = cursor.position()
            cursor.insertText(with_marks(stretch.text.replace("\r\n", "\n")), _words(stretch.change))
        self._scroll_to(max(0, first_change))

    def _scroll_to(self, position: int) -> None:
        cursor = QTextCursor(self._text.document())
        self._text.setTextCursor(cursor)
        cursor.setPosition(position)
        top = self._text.cursorRect(cursor).top()
        if top > self._text.viewport().height() - 60:
            self._text.verticalScrollBar().setValue(top - 60)


def _cut(preview: Preview) -> Sequence[Stretch]:
    """Give what is shown of a preview: all of it, unless it is very long."""
    shown: list[Stretch] = []
    room = _MOST_SHOWN
    for stretch in preview.stretches or (Stretch(Change.EQUAL, preview.text),):
        shown.append(Stretch(stretch.change, stretch.text[:room]))
        room -= len(stretch.text)
        if room <= 0:
            return [*shown, Stretch(Change.EQUAL, f"\n\n{gettext('… and more, not shown here')}")]
    return shown


def _words(change: Change | None) -> QTextCharFormat:
    made = QTextCharFormat()
    font = text_styles.font("doc_source")
    font.setPixelSize(text_styles.px(12.5))
    made.setFont(font)
    made.setForeground(theme.colour("text2" if change is None else "text"))
    if change is Change.INSERTED:
        made.setBackground(theme.colour("add_bg"))
        made.setForeground(theme.colour("add_fg"))
        made.setFontUnderline(True)
    elif change is Change.DELETED:
        made.setBackground(theme.colour("del_bg"))
        made.setForeground(theme.colour("del_fg"))
        made.setFontStrikeOut(True)
    return made
