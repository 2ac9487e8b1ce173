"""The command that settles disputes: its list, the decision, and the way to the wire itself."""

from functools import partial

from editor_app.desk import settling
from editor_app.desk.changes import Changes
from editor_app.desk.settling import Dispute
from editor_app.i18n import gettext
from editor_app.ui.dialog_command import DialogCommand
from editor_app.ui.disputes_dialog import DisputesDialog
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message

_COMMAND = "decide.settle"


class DisputesCommands(DialogCommand):
    """Binds the command, and writes what was settled in the background."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._dialog: DisputesDialog | None = None

    def bind(self) -> None:
        """Say what the command does, and when it is off."""
        self._window.commands.bind(_COMMAND, self.show, self._why_not_writable)

    def show(self) -> None:
        """Show the disputes, that of the wire on screen first."""
        desk, session = self._session.desk, self._session
        if desk is None or self._dialog is not None:
            return
        session.flush()
        dialog = DisputesDialog(self._window, desk.vocabulary)
        self._dialog = dialog
        dialog.settle_asked.connect(self._settle)
        dialog.wire_asked.connect(session.show)
        dialog.finished.connect(self._on_finished)
        here = session.view.row.id if session.view is not None else ""
        dialog.show_disputes(settling.disputes(desk, session.criteria.archive), here)
        dialog.present()

    def _settle(self, document: str, reading: str, reason: str, blind: bool) -> None:
        desk = self._session.desk
        one = self._dialog.dispute(document) if self._dialog is not None else None
        if desk is None or one is None:
            return
        work = partial(settling.settle, desk, document, reading, reason, blind=blind)
        job = self._session.background.submit(work)
        job.done.connect(lambda changes: self._on_settled(one, reading, changes))
        job.failed.connect(self._on_failed)

    def _on_settled(self, one: Dispute, reading: str, changes: Changes) -> None:
        self._session.take_in(changes)
        self._session.told.emit(Message(gettext("Dispute settled"), "arrows-exchange", "decide.undo"))
        desk = self._session.desk
        if self._dialog is not None and desk is not None:
            self._dialog.show_disputes(settling.disputes(desk, self._session.criteria.archive))
            self._dialog.tell_settled(one, reading)
