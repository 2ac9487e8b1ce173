"""Puts decisions of one's own back into the queue to be read again, where the settings ask for it."""

from PySide6.QtCore import QObject, Qt

from editor_app.desk.changes import Changes
from editor_app.desk.rereading import NOTHING_DUE, Due
from editor_app.i18n import ngettext
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.message import Message
from editor_app.ui.session import Session


class RereadingQueue(QObject):
    """Looks when a desk was opened, when somebody sits down and when it is switched on; a few at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._asked_for: tuple[bool, str] = (False, "")
        self._waiting: tuple[DeskDoor, Due] | None = None
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        # Not within the signal: whoever shows a list is not done with it yet.
        for moment in (session.list_changed, session.list_grown, session.amending_changed):
            moment.connect(self._put_waiting, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Find what is due, unless nothing changed since that was last found out."""
        door = self._session.door
        if door is None:
            return
        settings, editor = door.workplace.settings, door.editor
        asked_for = (settings.read_again, editor.id if editor else "")
        if asked_for == self._asked_for:
            return
        self._asked_for = asked_for
        view = self._session.view
        job = self._session.background.read(door.find_due, view.row.id if view else "")
        job.done.connect(lambda due: self._on_found(door, due))

    def _on_opened(self) -> None:
        self._asked_for, self._waiting = (False, ""), None
        self.look()

    def _on_changed(self, changes: Changes) -> None:
        if changes.editors:
            self.look()

    def _on_found(self, door: DeskDoor, due: Due) -> None:
        if door is self._session.door and due != door.due:
            self._waiting = (door, due)
            self._put_waiting()

    def _put_waiting(self) -> None:
        """Put what was found into the queue, once the list is there and nobody is writing an amendment."""
        session = self._session
        if self._waiting is None or session.is_list_awaited or session.is_amending:
            return
        (door, due), self._waiting = self._waiting, None
        if door is not session.door:
            return
        view = session.view
        kept = {id: key for id, key in due.keys.items() if view is None or id != view.row.id}
        door.due = Due(kept) if kept else NOTHING_DUE
        session.reload()
        if kept:
            said = ngettext(
                "{count} wire you decided before is back in the queue, to be read again",
                "{count} wires you decided before are back in the queue, to be read again",
                len(kept),
            )
            session.told.emit(Message(said.format(count=len(kept)), "refresh"))
