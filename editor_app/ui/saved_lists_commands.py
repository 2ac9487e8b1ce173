"""The commands of the saved lists: the nine that have a key, and the window in which they are kept."""

from functools import partial

from PySide6.QtCore import QObject, Qt

from editor_app.desk import saving_lists
from editor_app.desk.changes import Changes
from editor_app.domain.problems import Problem
from editor_app.domain.saved_lists import SLOTS, SavedList
from editor_app.i18n import gettext, sentence
from editor_app.ui.commands import Commands
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message
from editor_app.ui.saved_lists_dialog import SavedListsDialog
from editor_app.ui.wording import isolated


class SavedListsCommands(QObject):
    """Shows a saved list by its key, and the saved lists themselves."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._by_slot: dict[int, SavedList] = {}
        self._session.opened.connect(self._read)
        self._session.closed.connect(self._read)
        self._session.changed.connect(self._on_changed)

    def bind(self, commands: Commands) -> None:
        """Say what the commands do, and when they are off."""
        commands.bind("find.saved_lists", self.show_saved_lists, self._why_no_desk)
        for slot in SLOTS:
            show, why_off = partial(self._show_slot, slot), partial(self._why_no_list, slot)
            commands.bind(f"find.saved_{slot}", show, why_off)

    def show_saved_lists(self) -> None:
        """Show what was saved, and keep the list on screen if that is wanted."""
        desk = self._session.desk
        if desk is None:
            return
        dialog = SavedListsDialog(
            self._window,
            desk,
            self._session.background,
            self._session.wanted,
            self._window.commands.keys_text,
        )
        dialog.chosen.connect(self._show)
        dialog.changed.connect(self._session.take_in)
        dialog.finished.connect(dialog.deleteLater)
        dialog.present()

    def _read(self) -> None:
        desk = self._session.desk
        lists = [] if desk is None else saving_lists.saved_lists(desk)
        self._by_slot = {one.slot: one for one in lists if one.slot is not None}
        self._window.commands.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.lists or changes.everything:
            self._read()

    def _show_slot(self, slot: int) -> None:
        if slot in self._by_slot:
            self._show(self._by_slot[slot])

    def _show(self, one: SavedList) -> None:
        try:
            criteria = one.criteria
        except Problem as problem:
            self._session.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))
            return
        self._session.set_criteria(criteria)
        self._session.told.emit(Message(gettext("List: {name}").format(name=isolated(one.name)), "bookmark"))
        target = self._window.queue_pane.table
        if target.isVisible():
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _why_no_desk(self) -> str | None:
        return None if self._session.door is not None else gettext("No desk is open")

    def _why_no_list(self, slot: int) -> str | None:
        if self._session.door is None:
            return gettext("No desk is open")
        return None if slot in self._by_slot else gettext("No list is saved on this key")
