"""The command that shares out wires: the lists are saved, and one that is to be read now is shown."""

from editor_app.desk import joining, sharing_out
from editor_app.desk.changes import Changes
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.dialog_command import DialogCommand
from editor_app.ui.message import Message
from editor_app.ui.sharing_dialog import SharingDialog

Lists = list[tuple[str, Criteria]]


class SharingCommands(DialogCommand):
    """Binds the command."""

    def bind(self) -> None:
        """Say what the command does, and when it is off."""
        self._window.commands.bind("file.share_out", self.show, self._why_not)

    def show(self) -> None:
        """Share out the archive that is shown."""
        desk, session = self._session.desk, self._session
        if desk is None:
            return
        session.flush()
        base = Criteria(list=ListName.ALL, archive=session.criteria.archive)
        names = [person.name for person in joining.persons(desk)]
        dialog = SharingDialog(self._window, desk, base, names)
        dialog.chosen.connect(self._keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.present()

    def _keep(self, lists: Lists) -> None:
        desk = self._session.desk
        if desk is not None:
            job = self._session.background.submit(sharing_out.keep, desk, lists)
            job.done.connect(lambda changes: self._on_kept(lists, changes))
            job.failed.connect(self._on_failed)

    def _on_kept(self, lists: Lists, changes: Changes) -> None:
        self._session.take_in(changes)
        if len(lists) == 1:
            self._session.set_criteria(lists[0][1])
            return
        said = ngettext("{count} list saved", "{count} lists saved", len(lists))
        self._session.told.emit(Message(said.format(count=len(lists)), "users", "find.saved_lists"))

    def _on_failed(self, problem: Problem) -> None:
        self._session.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))

    def _why_not(self) -> str | None:
        desk = self._session.desk
        nobody = gettext("Nobody sits at the desk") if desk is None or desk.editor is None else None
        return self._why_not_writable() or nobody
