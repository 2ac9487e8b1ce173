"""Text that came from strangers, shown as text: the only place with Qt's labels, editors, message boxes."""

import html
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextDocument,
    QTextDocumentFragment,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMessageBox,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from editor_app.domain.visible_marks import with_marks_in
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.reader_text import is_too_long_to_write
from editor_app.ui.theme import theme
from editor_app.ui.unseen_marks import UnseenMarks, written_in
from editor_app.ui.utf16 import index_at

_WEB = ("http", "https")
_BLANK_SIDE = 1
_LONGEST_TEXT = 20_000
_LONGEST_LINE = 2_000


class PlainLabel(QLabel):
    """A label that shows every text as it is, in one of the text styles and tones of the window."""

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        tone: str = "text",
        *,
        wraps: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self._style_name = style
        self.setFont(text_styles.font(style))
        self.setProperty("tone", tone)
        self.setText(text)
        if wraps:
            self.setWordWrap(True)
            self.setMinimumWidth(0)
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if text_styles.STYLES[style].is_zoomed:
            text_styles.zoom.changed.connect(self._on_zoom_changed)
            theme.changed.connect(self._on_zoom_changed)  # a new style sheet puts the first font back

    def setText(self, text: str) -> None:
        """Show a text, what of it could not be seen as marks."""
        super().setText(shown_text(text))

    def set_tone(self, tone: str) -> None:
        """Show the text in the colour of another token."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def _on_zoom_changed(self) -> None:
        self.setFont(text_styles.font(self._style_name))


class ElidedLabel(PlainLabel):
    """A label on one line that gives way: what does not fit ends in an ellipsis and stands in the tooltip.

    Where it was given a shorter text as well, that one is shown before anything is cut.
    """

    def __init__(
        self, text: str = "", style: str = "body", tone: str = "text", parent: QWidget | None = None
    ) -> None:
        self._whole, self._short = text, ""
        super().__init__(text, style, tone, parent=parent)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole_text(text)

    @property
    def whole_text(self) -> str:
        """The text before it was cut to fit."""
        return self._whole

    def set_whole_text(self, text: str, short: str = "") -> None:
        """Show a text, or a shorter one, cut to the width there is."""
        self._whole, self._short = text, short
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(shown_text(self._whole, _LONGEST_LINE))
        return QSize(width + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        del event
        self._elide()

    def _elide(self) -> None:
        whole = shown_text(self._whole, _LONGEST_LINE)
        is_too_long = self.fontMetrics().horizontalAdvance(whole) > self.width()
        wanted = shown_text(self._short, _LONGEST_LINE) if self._short and is_too_long else whole
        shown = self.fontMetrics().elidedText(wanted, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        say_tip(self, self._whole if shown != whole else "")


class PlainEdit(QTextEdit):
    """An editor that takes and gives plain text alone, whatever is pasted or dropped.

    Characters that cannot be seen are marked while the text stays as it is. `paste_refused` carries how many
    characters were too many to be put in.
    """

    paste_refused = Signal(int)

    def __init__(self, style: str = "editor", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style_name = style
        self._marks = UnseenMarks(self.document())
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("field", True)
        self._on_zoom_changed()
        text_styles.zoom.changed.connect(self._on_zoom_changed)
        theme.changed.connect(self._on_zoom_changed)  # a new style sheet puts the first font back

    def toPlainText(self) -> str:
        """Give the text as it was put in, no-break spaces and line separators too, which Qt would change."""
        return written_in(self.document())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a new line with Shift+Enter too; Qt would write a line separator."""
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in the text alone, or nothing of one with which the field would stall."""
        text = source.text() if source.hasText() else ""
        if is_too_long_to_write(self._text_with(text)):
            self.paste_refused.emit(len(text))
        elif text:
            self.textCursor().insertText(text)

    def createMimeDataFromSelection(self) -> QMimeData:
        return _plain_mime(self.textCursor().selection().toPlainText())

    def _text_with(self, added: str) -> str:
        """Give the text as it would be with another one in the place of the selection."""
        written, cursor = self.toPlainText(), self.textCursor()
        start, end = (index_at(written, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return f"{written[:start]}{added}{written[end:]}"

    def _on_zoom_changed(self) -> None:
        self.setFont(text_styles.font(self._style_name))


class SafeBrowser(QTextBrowser):
    """Shows a text and opens nothing: no file, no image, no address unless a person asks for it."""

    link_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Give one transparent point for whatever a text names: without it Qt opens the file by itself."""
        del kind, name
        return _nothing()

    def show_markdown(self, text: str) -> None:
        """Show a text that is written in markdown; raw HTML in it is shown as it stands."""
        load_markdown(self.document(), text)

    def createMimeDataFromSelection(self) -> QMimeData:
        return _plain_mime(self.textCursor().selection().toPlainText())

    def _on_anchor_clicked(self, address: QUrl) -> None:
        if address.scheme().lower() in _WEB:
            self.link_asked.emit(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def open_link(parent: QWidget, address: str) -> bool:
    """Show an address and open it in the browser if the person says so; never other than http(s)."""
    url = QUrl(address)
    if url.scheme().lower() not in _WEB:
        return False
    wanted = (
        ask(
            parent,
            gettext("Open this address in your browser?"),
            url.toString(QUrl.ComponentFormattingOption.FullyEncoded),
            [gettext("Open"), gettext("Cancel")],
        )
        == 0
    )
    return wanted and QDesktopServices.openUrl(url)


def open_folder(folder: Path) -> bool:
    """Show a folder of this computer in the system's own file window; False where there is none."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def ask(parent: QWidget | None, question: str, explanation: str, answers: Sequence[str]) -> int:
    """Ask a question in a small window and give the index of the answer; the last one is what Esc means."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(gettext("Review Desk"))
    box.setText(shown_text(question))
    box.setInformativeText(shown_text(explanation))
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    buttons: list[QAbstractButton] = [
        box.addButton(answer, QMessageBox.ButtonRole.ActionRole) for answer in answers
    ]
    box.setEscapeButton(buttons[-1])
    buttons[-1].setFocus()
    box.exec()
    return buttons.index(box.clickedButton()) if box.clickedButton() in buttons else len(buttons) - 1


def say_tip(target: QWidget | QAction, text: str) -> None:
    """Give a widget or an action a tooltip that is shown as plain text."""
    target.setToolTip(plain_tip(text))


def tip_format(characters: QTextCharFormat, text: str) -> None:
    """Give a stretch of a text a tooltip that is shown as plain text."""
    characters.setToolTip(plain_tip(text))


def load_markdown(document: QTextDocument, text: str) -> None:
    """Fill a text document from markdown; raw HTML in it is shown as it stands."""
    features = document.MarkdownFeature.MarkdownDialectGitHub | document.MarkdownFeature.MarkdownNoHTML
    document.setMarkdown(text, features)


class _Page(QTextDocument):
    """A page of our own, with strangers' words in it, that opens nothing either."""

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        del kind, name
        return _nothing()


def page_document(page: str) -> QTextDocument:
    """Lay out a page of HTML in which every text from elsewhere is escaped; words break where they must."""
    document = _Page()
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setHtml(page)
    return document


def markdown_fragment(text: str) -> QTextDocumentFragment:
    """Read markdown as a stretch to be put into a text; raw HTML in it is shown as it stands."""
    document = _Page()
    load_markdown(document, text)
    return QTextDocumentFragment(document)


def _nothing() -> QImage:
    nothing = QImage(_BLANK_SIDE, _BLANK_SIDE, QImage.Format.Format_ARGB32)
    nothing.fill(Qt.GlobalColor.transparent)
    return nothing


def plain_tip(text: str) -> str:
    """Spell a text so that a tooltip shows it as it stands, the beginning of a very long one."""
    said = html.escape(shown_text(text, _LONGEST_LINE))
    return f'<div style="white-space:pre-wrap">{said}</div>' if text else ""


def shown_text(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Give a text as it can be shown: unseen characters as marks, no more of it than Qt lays out at once."""
    return with_marks_in(text if len(text) <= longest else f"{text[: longest - 1]}…")


def _plain_mime(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime
