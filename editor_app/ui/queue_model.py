"""The queue as Qt's lists want it: one column, a row for each key, read when it is looked at."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from editor_app.domain.lists import ListRow
from editor_app.i18n import gettext
from editor_app.ui.session import Session
from editor_app.ui.wording import calendar_day, state_word

Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractTableModel):
    """Gives the delegate the lines of the session's list, and a screen reader what they say."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._shown = 0
        session.list_changed.connect(self._on_list_changed)
        session.list_grown.connect(self._on_list_grown)
        session.closed.connect(self._on_list_changed)
        session.rows_changed.connect(self._on_rows_changed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.wire(index.row())
        return None if row is None else self._spoken(row, index.row())

    def wire(self, position: int) -> ListRow | None:
        """Give a line of the list."""
        return self._session.row(position)

    def is_current(self, position: int) -> bool:
        """Tell whether a line is the document on screen."""
        return position == self._session.position and self._session.view is not None

    def is_marked(self, position: int) -> bool:
        """Tell whether a line is marked for an act on many."""
        return position < len(self._session.ids) and self._session.ids[position] in self._session.marks

    def _spoken(self, row: ListRow, position: int) -> str:
        where = ", ".join(part for part in (row.source, calendar_day(row.date) if row.date else "") if part)
        number = gettext("{number} of {total}.").format(number=position + 1, total=len(self._session.ids))
        flagged = gettext("Flagged.") if row.is_flagged else ""
        marked = gettext("Marked.") if self.is_marked(position) else ""
        parts = (
            f"{state_word(row.state)}.",
            flagged,
            marked,
            f"{where}." if where else "",
            f"{row.headline}.",
            number,
        )
        return " ".join(part for part in parts if part)

    def _on_list_changed(self) -> None:
        self.beginResetModel()
        self._shown = len(self._session.ids)
        self.endResetModel()

    def _on_list_grown(self) -> None:
        """Go on below the lines that are there, so that nothing moves under the eye."""
        count = len(self._session.ids)
        if count > self._shown:
            self.beginInsertRows(QModelIndex(), self._shown, count - 1)
            self._shown = count
            self.endInsertRows()

    def _on_rows_changed(self, positions: list[int]) -> None:
        for position in positions:
            index = self.index(position, 0)
            self.dataChanged.emit(index, index)
