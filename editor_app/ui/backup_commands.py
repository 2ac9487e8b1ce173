"""What the window does about backups: makes them quietly, shows them, looks into one, goes back to one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from editor_app.desk import backing_up, restoring
from editor_app.desk.backing_up import Copy
from editor_app.desk.restoring import Restored
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.backups_dialog import BackupsDialog
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message
from editor_app.ui.places import shown_path
from editor_app.ui.settings_keeper import SettingsKeeper

_FIRST_AFTER: Final = 4_000
_LOOK_EVERY: Final = 20 * 60_000
PREVIEW: Final = "opened_backup"
_REPLACED: Final = "desk_replaced"


class BackupCommands(QObject):
    """Binds the commands about backups, and makes one when it is time, on a thread that holds nobody up."""

    def __init__(self, window: MainWindow, keeper: SettingsKeeper) -> None:
        super().__init__(window)
        self._window, self._session, self._keeper = window, window.session, keeper
        self._home: Path | None = None
        self._failed: Path | None = None
        self._dialog: BackupsDialog | None = None
        self._told = ""
        self._soon = self._timer(_FIRST_AFTER, is_once=True)
        self._again = self._timer(_LOOK_EVERY, is_once=False)
        self._session.opened.connect(self._on_opened)
        self._session.opening_failed.connect(self._on_opening_failed)
        self._session.closed.connect(self._on_closed)
        window.banners.missing_accepted.connect(self._let_be)

    def bind(self) -> None:
        """Say what the commands do, and when they are off."""
        bind = self._window.commands.bind
        bind("file.backups", self.show, self._why_no_desk)
        bind("file.back_up", self.back_up, self._why_no_copy)
        bind("file.leave_backup", self.leave_backup, self._why_no_preview)

    @property
    def place(self) -> Path | None:
        """The desk whose backups are meant: open, not to be opened, or one whose backup is looked into."""
        if self._is_preview:
            return self._home
        return self._session.desk.path if self._session.desk is not None else self._failed

    def show(self) -> None:
        """Show the backups of the desk."""
        place = self.place
        if place is None or self._dialog is not None:
            return
        self._session.flush()
        may_copy = self._why_no_copy() is None
        folder = self._keeper.settings.backup_folder
        shelf = backing_up.shelf_of(place, folder).folder
        dialog = BackupsDialog(self._window, shelf, may_copy=may_copy, is_usual=not folder)
        self._dialog = dialog
        dialog.backup_asked.connect(self.back_up)
        dialog.copy_asked.connect(self._save_copy)
        dialog.preview_asked.connect(self.look_into)
        dialog.restore_asked.connect(self.restore)
        dialog.folder_asked.connect(self._choose_folder)
        dialog.usual_folder_asked.connect(lambda: self._use_folder(""))
        dialog.finished.connect(self._on_dialog_finished)
        self._list()
        dialog.present()

    def back_up(self) -> None:
        """Make a backup now."""
        desk = self._session.desk
        if desk is not None:
            self._session.flush()
            self._hint(gettext("Backing up"))
            self._read(self._on_backed_up, backing_up.back_up, desk)

    def look_into(self, copy: Path) -> None:
        """Open a backup to read it."""
        if not self._may_leave():
            return
        self._home = self.place
        self._window.open_desk(copy)

    def leave_backup(self) -> None:
        """Open the desk again from which a backup was looked into."""
        if self._home is not None:
            self._window.open_desk(self._home)

    def restore(self, copy: Path) -> None:
        """Put a backup in the place of the desk, and open that."""
        place = self.place
        if place is None or not self._may_leave():
            return
        self._session.close()
        self._window.show_opening(place)
        job = self._session.background.submit_watched(_restore, place, copy, self._keeper.file)
        job.done.connect(self._on_restored)
        job.failed.connect(lambda problem: self._on_not_restored(place, problem))
        job.stopped.connect(lambda: self._window.open_desk(place))

    # How it goes on

    @property
    def _is_preview(self) -> bool:
        problem = self._session.read_only_problem
        return problem is not None and problem.code == PREVIEW

    def _on_opened(self) -> None:
        self._failed = None
        if self._is_preview:
            return
        self._home = None
        self._told = ""
        self._soon.start()
        self._again.start()
        desk = self._session.desk
        self._window.banners.show_missing(None if desk is None else desk.alarm)

    def _on_opening_failed(self, _problem: Problem) -> None:
        self._failed = self._window.opening.path
        self._window.commands.refresh()

    def _on_closed(self) -> None:
        self._soon.stop()
        self._again.stop()
        self._window.banners.show_missing(None)

    def _make_if_due(self) -> None:
        desk = self._session.desk
        if desk is None or desk.read_only is not None or desk.alarm is not None:
            return
        job = self._session.background.look_after(backing_up.back_up_if_due, desk)
        job.failed.connect(self._on_not_backed_up)

    def _on_not_backed_up(self, problem: Problem) -> None:
        """Say once what stands against backups; what is said again and again is not read."""
        if problem.code != self._told:
            self._told = problem.code
            said = gettext("No backup was made. {why}").format(why=sentence(problem.code, problem.fields))
            self._session.told.emit(Message(said, "alert-triangle", "file.backups"))

    def _on_backed_up(self, made: Copy) -> None:
        words = ngettext("Backed up: {count} decision", "Backed up: {count} decisions", made.decisions)
        self._list(str(made.path))
        self._tell_made(words.format(count=f"{made.decisions:,}"))

    def _on_copied(self, made: Copy) -> None:
        self._tell_made(gettext("Copied to {path}").format(path=shown_path(made.path)))

    def _tell_made(self, words: str) -> None:
        if self._dialog is None:
            self._session.told.emit(Message(words, "device-floppy", "file.backups"))
        else:
            self._hint(words, "accept")

    def _on_failed(self, problem: Problem) -> None:
        said = sentence(problem.code, problem.fields)
        if self._dialog is None:
            self._session.told.emit(Message(said, "alert-triangle", "file.backups"))
        else:
            self._hint(said, "reject")

    def _on_restored(self, restored: Restored) -> None:
        self._window.open_desk(restored.path)
        words = ngettext("Restored: {count} decision", "Restored: {count} decisions", restored.decisions)
        said = words.format(count=f"{restored.decisions:,}")
        self._session.told.emit(Message(said, "refresh", "file.backups"))

    def _on_not_restored(self, place: Path, problem: Problem) -> None:
        self._window.open_desk(place)
        self._on_failed(problem)

    def _save_copy(self) -> None:
        desk = self._session.desk
        if desk is None:
            return
        name = desk.path.with_name(f"{desk.path.stem}-copy{desk.path.suffix or '.desk'}")
        chosen, _kind = QFileDialog.getSaveFileName(self._dialog, gettext("Save a copy"), str(name))
        if chosen:
            self._read(self._on_copied, _copy, desk, Path(chosen))

    def _choose_folder(self) -> None:
        title = gettext("Folder for backups")
        chosen = QFileDialog.getExistingDirectory(self._dialog, title, str(Path.home()))
        if chosen:
            self._use_folder(chosen)

    def _use_folder(self, folder: str) -> None:
        self._keeper.keep(replace(self._keeper.settings, backup_folder=folder))
        place = self.place
        if place is not None and self._dialog is not None:
            self._dialog.show_folder(backing_up.shelf_of(place, folder).folder, is_usual=not folder)
            self._list()

    def _list(self, chosen: str = "") -> None:
        place, dialog = self.place, self._dialog
        if place is None or dialog is None:
            return
        try:
            dialog.show_copies(backing_up.copies(place, self._keeper.settings.backup_folder), chosen)
        except Problem as problem:
            dialog.show_copies([])
            dialog.set_hint(sentence(problem.code, problem.fields), "reject")

    def _read(self, done: Callable[[Any], None], work: Callable[..., Any], *arguments: object) -> None:
        job = self._session.background.look_after(work, *arguments)
        job.done.connect(done)
        job.failed.connect(self._on_failed)

    def _hint(self, words: str, tone: str = "text2") -> None:
        if self._dialog is not None:
            self._dialog.set_hint(words, tone)

    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _let_be(self) -> None:
        desk = self._session.desk
        if desk is not None:
            job = self._session.background.submit(desk.let_be)
            job.done.connect(lambda _nothing: self._window.banners.show_missing(None))

    def _may_leave(self) -> bool:
        self._session.flush()
        if self._session.has_unsaved:
            self._session.told.emit(Message(gettext("Not saved. Save again before you go on.")))
            return False
        return True

    def _why_no_desk(self) -> str | None:
        return None if self.place is not None else gettext("No desk is open")

    def _why_no_copy(self) -> str | None:
        if self._session.desk is None:
            return gettext("No desk is open")
        return gettext("This is a backup") if self._is_preview else None

    def _why_no_preview(self) -> str | None:
        return None if self._is_preview and self._home is not None else gettext("No backup is open")

    def _timer(self, milliseconds: int, *, is_once: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(is_once)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._make_if_due)
        return timer


def _restore(place: Path, copy: Path, settings_file: Path, *, watch: Watch) -> Restored:
    return restoring.restore(place, copy, settings_file=settings_file, watch=watch)


def _copy(desk: Workplace, target: Path, *, watch: Watch) -> Copy:
    """Copy a desk to a file of a person's choice, from what is open where its file was replaced."""
    try:
        return backing_up.copy_to(desk, target, watch)
    except Problem as problem:
        if problem.code != _REPLACED:
            raise
    return backing_up.rescue_to(desk, target)
