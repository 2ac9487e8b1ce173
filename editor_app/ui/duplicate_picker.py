"""Which wire this one duplicates: a small search over headlines, by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.domain.lists import Criteria, ListRow
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.frames import column

_AFTER_TYPING = 120
_MOST = 40
_NEIGHBOURS = 12
_SHORT_ID = 8


class DuplicatePicker(QWidget):
    """A search field over a list of wires; Enter takes the chosen one. It begins with the neighbours."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._listed_for = ""
        inside = column(self, (10, 0, 10, 0), 8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(gettext("Search the wire it duplicates"))
        self.field.setAccessibleName(gettext("The wire it duplicates"))
        self.field.installEventFilter(self)
        inside.addWidget(self.field)
        self._list = TwoLineList(gettext("Wires found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._take)
        inside.addWidget(self._list, 1)
        self._nothing = PlainLabel("", "meta", "text2", wraps=True)
        inside.addWidget(self._nothing)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_TYPING)
        self._soon.timeout.connect(self.search)
        self.field.textChanged.connect(self._on_typed)

    @property
    def found(self) -> tuple[str, ...]:
        """The ids of the wires that are listed."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole).id for item in items)

    def begin(self) -> None:
        """Start a search anew and take the keyboard."""
        self.field.clear()
        self._soon.stop()
        self.search()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self) -> None:
        """List the wires with the words typed, or the neighbours while nothing is typed."""
        self._soon.stop()
        door = self._session.door
        if door is not None and self.field.text().strip() and door.is_search_behind():
            job = self._session.background.submit(door.catch_up)
            job.done.connect(lambda _added: self._show_found())
            job.failed.connect(self._on_search_failed)
        else:
            self._show_found()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list with the arrow keys and take with Enter, while the field has the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._walk(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._soon.start()

    def _walk(self, step: int) -> None:
        if self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())

    def _take(self) -> None:
        """Take the chosen wire; where the list is not of the words typed, show that list first."""
        if self._listed_for != self.field.text():
            self.search()
        elif self._list.chosen is not None:
            self.chosen.emit(self._list.chosen.id)

    def _show_found(self) -> None:
        try:
            rows = self._searched() if self.field.text().strip() else self._neighbours()
        except Problem as problem:
            self._on_search_failed(problem)
            return
        self._listed_for = self.field.text()
        self._list.show_items([_item(row) for row in rows])
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(gettext("No wire has these words. Try others."))

    def _on_search_failed(self, problem: Problem) -> None:
        self._list.show_items([])
        self._nothing.setText(sentence(problem.code, problem.fields))
        self._nothing.show()

    def _searched(self) -> Sequence[ListRow]:
        door = self._session.door
        if door is None:
            return ()
        keys = door.ids(Criteria(search=self.field.text()))[: _MOST + 1]
        return self._others(door.rows(keys))

    def _neighbours(self) -> Sequence[ListRow]:
        here = self._session.position
        around = range(here - _NEIGHBOURS, here + _NEIGHBOURS + 1)
        nearest = sorted(around, key=lambda place: abs(place - here))
        return self._others([row for row in map(self._session.row, nearest) if row is not None])

    def _others(self, rows: Sequence[ListRow]) -> Sequence[ListRow]:
        view = self._session.view
        return [row for row in rows if view is None or row.id != view.row.id]


def _item(row: ListRow) -> Item:
    return Item(row.id, row.headline, f"{row.name} · {row.id[:_SHORT_ID]}", row.source or "", "file-text")
