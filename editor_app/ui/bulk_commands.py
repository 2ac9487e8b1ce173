"""Binds the acts on marked wires, opens their dialog, and says what came of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from editor_app.desk.deciding_together import Together
from editor_app.i18n import gettext
from editor_app.ui.background import Job
from editor_app.ui.bulk_dialog import BulkDialog
from editor_app.ui.bulk_wording import BulkAct, icon_of, what_happened
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message
from editor_app.ui.read_only_words import why_off
from editor_app.ui.session_drafting import time_of_day
from editor_app.ui.tag_dialog import TagDialog
from editor_app.ui.undo_dialog import UndoDialog

# After these the wires are done with; flags and sources may well be the first of two acts on them.
_ENDING = frozenset({BulkAct.ACCEPT, BulkAct.REJECT, BulkAct.SKIP, BulkAct.CONTEXT})
_DECIDING = _ENDING - {BulkAct.SKIP}


class BulkCommands(QObject):
    """Gives the window its acts on many wires; each opens a dialog, and none of them has a key of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        bind = window.commands.bind
        for act in BulkAct:
            bind(f"bulk.{act.value}", self._opener(act), self._why_not_many)
        bind("wire.tag_source", self.tag_source, self._why_not_one)
        self._session.undo_lasts.connect(self._on_undo_lasts)

    def open(self, act: BulkAct) -> None:
        """Ask for what an act on the marked wires needs, and tell what it would do."""
        session, door = self._session, self._session.door
        if door is None:
            return
        marks, pane = session.marks, self._window.queue_pane
        elsewhere = len(marks) - marks.count_among(session.ids)
        dialog = BulkDialog(
            self._window, session, door, act, off_screen=pane.marked_off_screen, elsewhere=elsewhere
        )
        dialog.acted.connect(lambda together: self._on_done(act, together))
        self._present(dialog)

    def tag_source(self) -> None:
        """Ask under which source the wire on screen is listed."""
        view = self._session.view
        if view is None:
            return
        dialog = TagDialog(self._window, view, self._session.sources())
        dialog.chosen.connect(self._session.tag)
        self._present(dialog)

    def _opener(self, act: BulkAct) -> Callable[[], None]:
        return lambda: self.open(act)

    def _on_done(self, act: BulkAct, together: Together) -> None:
        session = self._session
        if not together.done:
            session.told.emit(Message(gettext("Nothing was changed: all of them stand so already.")))
            return
        if act in _DECIDING:
            session.pace.decided_together(together.changes.documents)
        elif act is BulkAct.SKIP:
            session.pace.take_back(*together.changes.documents)
        session.take_in(together.changes)
        session.saved.emit(time_of_day())
        if act in _ENDING:
            session.marks.clear()
        session.told.emit(Message(what_happened(act, together.done), icon_of(act), "decide.undo"))

    def _on_undo_lasts(self, job: Job) -> None:
        """Show that a long undo is on its way; the window stays alive, and it can be stopped."""
        self._present(UndoDialog(self._window, job))

    def _present(self, dialog: DialogWindow) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.present()

    def _why_not_write(self) -> str | None:
        door = self._session.door
        if door is None:
            return gettext("No desk is open")
        if door.read_only is not None:
            return why_off(door.read_only)
        return gettext("Give your name first, in the settings") if door.editor is None else None

    def _why_not_many(self) -> str | None:
        return self._why_not_write() or self._window.queue_pane.marking.why_none()

    def _why_not_one(self) -> str | None:
        return self._why_not_write() or (None if self._session.view else gettext("No wire is open"))
