"""The wires the palette finds: searched in the background, one search at a time, the newest words last."""

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.desk.watch import Watch
from editor_app.domain.lists import Criteria, ListRow
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.session import Session

_AFTER = 120
_Found = tuple[int, list[ListRow]]


class PaletteWires(QObject):
    """Asks the desk's own search for the first few wires; `found` carries the words, how many, and the rows.

    A search that was overtaken by more typing is let go of, and at most one is under way. One that cannot be
    read as a search finds nothing.
    """

    found = Signal(str, int, list)

    def __init__(self, session: Session, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._most = session, most
        self._wanted = ""
        self._is_searching = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self._search)

    def ask(self, words: str) -> None:
        """Search for these words once typing pauses; "" asks for nothing."""
        self._wanted = words
        if not words or self._session.door is None:
            self._soon.stop()
        elif not self._is_searching:
            self._soon.start()

    def _search(self) -> None:
        door, words = self._session.door, self._wanted
        if door is None or not words:
            return
        self._is_searching = True
        job = self._session.background.read(_first_wires, door, words, self._most)
        job.finished.connect(lambda: self._on_finished(words))
        job.done.connect(lambda answer: self._on_done(words, answer))

    def _on_finished(self, words: str) -> None:
        """Go on with what was typed meanwhile, whatever came of the search."""
        self._is_searching = False
        if self._wanted and self._wanted != words:
            self._soon.start()

    def _on_done(self, words: str, answer: _Found) -> None:
        if words == self._wanted:
            count, rows = answer
            self.found.emit(words, count, rows)


def _first_wires(door: DeskDoor, words: str, most: int, watch: Watch) -> _Found:
    """Give how many wires are found, counted so far as that is quick, and the first of them."""
    criteria = Criteria(search=words)
    head = door.head(criteria, watch)
    if head is not None:
        return head.at_least, door.rows(head.keys[:most])
    keys = door.ids(criteria, watch)
    return len(keys), door.rows(keys[:most])
