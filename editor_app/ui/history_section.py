"""What was done with a wire, by whom and when: a line that opens, or a panel where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from editor_app.i18n import gettext
from editor_app.ui.history_wording import HistoryLine
from editor_app.ui.popover import Popover
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.icon_view import IconView

_PANEL_WIDTH = 424
_TALLEST = 420


class HistoryList(QWidget):
    """The entries of a history, the newest at the bottom."""

    compare_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = column(self, spacing=4)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these entries from now on."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for entry in lines:
            self._rows.addWidget(self._row(entry))
        self._rows.addStretch(1)

    def _row(self, entry: HistoryLine) -> QWidget:
        made = QWidget(self)
        line = row(made, spacing=8)
        is_comparable = entry.amended is not None  # the button is higher than a line of words
        side = Qt.AlignmentFlag.AlignVCenter if is_comparable else Qt.AlignmentFlag.AlignTop
        line.addWidget(IconView(entry.icon, entry.token, 16), 0, side)
        line.addWidget(PlainLabel(entry.sentence, "meta", "text2", wraps=True), 1)
        if entry.amended is not None:
            line.addWidget(self._compare(entry.amended), 0, side)
        line.addWidget(PlainLabel(entry.time, "meta", "text3"), 0, side)
        return made

    def _compare(self, amended: str) -> Button:
        button = Button(gettext("Compare"), "link")
        button.clicked.connect(lambda: self.compare_asked.emit(amended))
        return button


class HistorySection(QWidget):
    """The collapsed line with count and last entry, and the entries once it is open."""

    compare_asked = Signal(str)
    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = column(self, spacing=8)
        head = row(spacing=6)
        self._button = Button(gettext("History"), "heading", icon="chevron-right")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._on_toggled)
        self._summary = ElidedLabel("", "meta", "text2")
        head.addWidget(self._button)
        head.addWidget(self._summary, 1)
        head.addStretch()
        whole.addLayout(head)
        self._list = HistoryList()
        self._list.compare_asked.connect(self.compare_asked)
        self._list.hide()
        inset = row()
        inset.setContentsMargins(22, 0, 0, 0)
        inset.addWidget(self._list)
        whole.addLayout(inset)

    @property
    def is_open(self) -> bool:
        """True while the entries are shown."""
        return self._button.isChecked()

    @property
    def summary(self) -> str:
        """What the collapsed line says."""
        return self._summary.whole_text

    def show_history(self, lines: Sequence[HistoryLine], summary: str) -> None:
        """Show a document's history."""
        self._summary.set_whole_text(summary)
        self._list.show_lines(lines)

    def set_open(self, *, is_open: bool) -> None:
        """Show the entries, or the line alone."""
        self._button.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self._button.set_icon("chevron-down" if is_open else "chevron-right")
        self._summary.setVisible(not is_open)
        self._list.setVisible(is_open)
        self.toggled.emit(is_open)


class HistoryPopup(Popover):
    """The history in a panel of its own, for small windows."""

    compare_asked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _PANEL_WIDTH, gettext("History"))
        whole = column(self, (16, 12, 16, 14), 10)
        head = row(spacing=8)
        head.addWidget(PlainLabel(gettext("History"), "pane_title"))
        head.addStretch(1)
        close = icon_button("x", gettext("Close"))
        close.clicked.connect(self.dismiss)
        head.addWidget(close)
        whole.addLayout(head)
        self._list = HistoryList()
        self._list.compare_asked.connect(self._on_compare_asked)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._list.setAutoFillBackground(False)  # a scroll area fills what it holds, the panel is the ground
        whole.addWidget(self._scroll)

    def open_with(self, lines: Sequence[HistoryLine], anchor: QWidget) -> None:
        """Show a history above a widget."""
        self._list.show_lines(lines)
        QApplication.sendPostedEvents(self._list)
        room = _PANEL_WIDTH - 32
        wanted = self._list.heightForWidth(room)
        tall = wanted if wanted > 0 else self._list.sizeHint().height()
        self._scroll.setFixedHeight(min(tall, _TALLEST))
        self.open_above(anchor)
        self._scroll.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_compare_asked(self, amended: str) -> None:
        self.dismiss()
        self.compare_asked.emit(amended)
