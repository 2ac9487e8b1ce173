"""The values a search can ask for, read once in the background and again after anything was changed."""

from PySide6.QtCore import QObject, Signal

from editor_app.desk.suggesting import Offer
from editor_app.domain.query import Field
from editor_app.ui.session import Session


class FieldValues(QObject):
    """Knows the values of the fields somebody has asked for; `known` tells that a field's are there."""

    known = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._values: dict[Field, list[Offer]] = {}
        self._asked: set[Field] = set()
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._forget)

    def of(self, asked: Field) -> list[Offer] | None:
        """Give the values of a field, None while they are being read."""
        door = self._session.door
        if asked in self._values or door is None:
            return self._values.get(asked)
        if asked not in self._asked:
            self._asked.add(asked)
            job = self._session.background.read(door.offers, asked)
            job.done.connect(lambda found: self._keep(asked, found))
            job.finished.connect(lambda: self._asked.discard(asked))
        return None

    def _keep(self, asked: Field, found: list[Offer]) -> None:
        self._values[asked] = found
        self.known.emit(asked)

    def _forget(self) -> None:
        self._values.clear()
