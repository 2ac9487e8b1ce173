"""The last amendment of whoever sits at the desk, found in the record and kept at hand."""

from PySide6.QtCore import QObject

from editor_app.desk.changes import Changes
from editor_app.desk.repeating import Amendment
from editor_app.ui.session import Session

_MAY_CHANGE_IT = frozenset({"undone", "redone", "merged", "renamed", "applied"})


class LastAmendment(QObject):
    """Asks the record in the background when the desk opens, and when what was found may stand no longer."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Amendment | None = None
        self._under_way = ""
        session.opened.connect(self.look_again)
        session.closed.connect(self._forget)
        session.changed.connect(self._on_changed)

    @property
    def text(self) -> str | None:
        """The rationale that was written last, None where there is none."""
        return None if self._found is None else self._found.text

    def remember(self, document: str, headline: str, text: str) -> None:
        """Take note of an amendment that is on its way into the record."""
        self._found, self._under_way = Amendment(document, headline, text), document

    def look_again(self) -> None:
        """Look into the record once more."""
        door = self._session.door
        if door is not None:
            job = self._session.background.submit(door.last_amendments, 1)
            job.done.connect(self._take)

    def _take(self, found: list[Amendment]) -> None:
        self._found = found[0] if found else None

    def _forget(self) -> None:
        self._found = None

    def _on_changed(self, changes: Changes) -> None:
        if self._under_way and changes.act == "decided" and changes.documents == (self._under_way,):
            self._under_way = ""  # it is in the record now, as it was remembered
            return
        is_touched = self._found is not None and self._found.document in changes.documents
        if changes.everything or changes.editors or is_touched or changes.act in _MAY_CHANGE_IT:
            self.look_again()
