"""What the window tells in passing: shown in the toast, said aloud, and gone with what it speaks of."""

from PySide6.QtCore import QObject

from editor_app.domain.lists import View
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.message import Message
from editor_app.ui.session import Session
from editor_app.ui.widgets.toast import Toast


class Telling(QObject):
    """Puts messages into the toast; one about a place in the list goes when the list or the place changes."""

    def __init__(self, toast: Toast, session: Session, commands: Commands) -> None:
        super().__init__(toast)
        self._toast, self._session, self._commands = toast, session, commands
        self._message = Message("")
        self._document = ""
        session.told.connect(self.tell)
        session.list_changed.connect(self._let_go_of_the_list)
        session.list_grown.connect(self._let_go_of_the_list)
        session.shown.connect(self._on_shown)
        commands.refused.connect(lambda _name, reason: self.tell(Message(reason)))
        commands.keys_changed.connect(self._show_key)
        toast.acted.connect(lambda: commands.trigger(self._message.command))

    def tell(self, message: Message) -> None:
        """Show a message and say it to a screen reader; a quiet one is only said."""
        announce(self._toast.window(), message.spoken or message.text)
        if message.is_quiet:
            return
        self._message, self._document = message, _id_of(self._session.view)
        command = self._commands.command(message.command) if message.command else None
        keys = self._commands.keys_text(message.command) if command else ""
        self._toast.tell(message.icon, message.text, command.title if command else "", keys)

    def _show_key(self) -> None:
        if self._message.command:
            self._toast.set_keys(self._commands.keys_text(self._message.command))

    def _let_go_of_the_list(self) -> None:
        if self._message.is_of_the_list:
            self._toast.hide()

    def _on_shown(self, view: View | None) -> None:
        if _id_of(view) != self._document:
            self._let_go_of_the_list()


def _id_of(view: View | None) -> str:
    return "" if view is None else view.row.id
