"""The passages quoted as evidence: a click goes to the passage, a cross lets it go."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor_app.domain.verdicts import Quote
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.painting import draw_ring, fill_box
from editor_app.ui.wording import isolated

_PADDING = 8
_SMALLEST = 28


class PassageButton(QAbstractButton):
    """A quoted passage on one line, on the ground it has in the text."""

    def __init__(self, quote: Quote, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quote = quote
        self.setText(" ".join(quote.exact.split()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(gettext("Go to passage: {text}").format(text=isolated(self.text())))

    def sizeHint(self) -> QSize:
        """Ask for a line; the width is whatever there is."""
        return QSize(60, max(_SMALLEST, round(text_styles.metrics("meta").height()) + 8))

    def minimumSizeHint(self) -> QSize:
        """Give way in width."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the passage as it is marked in the text."""
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill_box(painter, rect.adjusted(0, 1, 0, -1), 5, theme.colour("mark"), None)
        painter.setFont(text_styles.font("meta"))
        painter.setPen(theme.colour("mark_fg"))
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        words = text_styles.metrics("meta").elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)
        if self.hasFocus():
            draw_ring(painter, rect, 5)
        painter.end()


class QuoteList(QWidget):
    """The quoted passages, one under the other."""

    passage_asked = Signal(object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quotes: tuple[Quote, ...] = ()
        self._is_writable = True
        self._rows = column(self, spacing=2)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages that are shown."""
        return self._quotes

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """Show these passages from now on."""
        if tuple(quotes) == self._quotes:
            return
        self._quotes = tuple(quotes)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for quote in self._quotes:
            self._rows.addWidget(self._row(quote))
        self.set_writable(self._is_writable)

    def set_writable(self, writable: bool) -> None:
        """Allow letting passages go, or only looking at them."""
        self._is_writable = writable
        for cross in self.findChildren(QAbstractButton, "drop"):
            cross.setEnabled(writable)

    def _row(self, quote: Quote) -> QWidget:
        line_widget = QWidget(self)
        line = row(line_widget, spacing=2)
        passage = PassageButton(quote)
        passage.clicked.connect(lambda: self.passage_asked.emit(quote))
        line.addWidget(passage, 1)
        cross = icon_button("x", gettext("Remove the quoted passage"))
        cross.setObjectName("drop")
        cross.clicked.connect(lambda: self.dropped.emit(quote))
        line.addWidget(cross)
        return line_widget
