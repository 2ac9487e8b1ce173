"""Opens the hand-over, gathers its report in the background, and has it saved."""

from functools import partial
from pathlib import Path

from editor_app.desk import handing_over
from editor_app.desk.handing_over import HandOver, Since
from editor_app.desk.workplace import Workplace
from editor_app.formats.page import Page, as_html, as_text
from editor_app.i18n import gettext
from editor_app.ui import hand_over_wording as wording
from editor_app.ui.archive_dialogs import ArchiveDialogs
from editor_app.ui.background import Job
from editor_app.ui.dialog_command import DialogCommand
from editor_app.ui.hand_over_dialog import HandOverDialog
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message
from editor_app.ui.wording import local


class HandOverCommands(DialogCommand):
    """Binds the command that hands over."""

    def __init__(self, window: MainWindow, archives: ArchiveDialogs) -> None:
        super().__init__(window)
        self._archives = archives
        self._dialog: HandOverDialog | None = None
        self._job: Job | None = None
        self._since = Since.SESSION

    def bind(self) -> None:
        """Say what the command does, and when it is off."""
        self._window.commands.bind("file.hand_over", self.show, self._why_no_desk)

    def show(self) -> None:
        """Open the hand-over: from the last one on where there was one, else for this session."""
        desk = self._session.desk
        if desk is None or self._dialog is not None:
            return
        self._session.flush()
        dialog = HandOverDialog(self._window, f"{self._name(desk)}-hand-over-{local(desk.now()):%Y-%m-%d}")
        self._dialog = dialog
        dialog.since_chosen.connect(self._gather)
        dialog.save_asked.connect(self._save)
        dialog.finished.connect(self._on_finished)
        dialog.present()
        self._gather(Since.LAST if handing_over.last_time(desk) else Since.SESSION)

    def _gather(self, since: Since) -> None:
        desk, session = self._session.desk, self._session
        if desk is None or self._dialog is None:
            return
        self._since = since
        self._dialog.begin(since)
        moments = {Since.SESSION: session.began, Since.LAST: handing_over.last_time(desk), Since.ALL: ""}
        work = partial(handing_over.hand_over, desk, moments[since], archive=session.criteria.archive)
        self._job = job = session.background.submit(work)
        job.done.connect(lambda report: self._on_gathered(job, report))
        job.failed.connect(self._on_failed)

    def _save(self, kind: str, target: Path) -> None:
        desk = self._session.desk
        report = self._dialog.report if self._dialog is not None else None
        if desk is None or report is None:
            return
        hasty = self._session.haste.count if self._since is Since.SESSION else None
        page = wording.page(report, self._name(desk), desk.vocabulary, hasty=hasty)
        job = self._session.background.submit(_write, desk, page, kind, target, report.until)
        job.done.connect(lambda _digest: self._on_saved(target))
        job.failed.connect(self._on_failed)

    def _on_gathered(self, job: Job, report: HandOver) -> None:
        if self._dialog is not None and job is self._job:
            self._dialog.show_report(report)

    def _on_saved(self, target: Path) -> None:
        self._archives.remember_written(target)
        if self._dialog is not None:
            self._dialog.accept()
        words = gettext("Saved {name}").format(name=target.name)
        self._session.told.emit(Message(words, "file-text", "file.show_folder"))

    def _name(self, desk: Workplace) -> str:
        """Give the name of the archive that is shown, else that of the desk's file."""
        key = self._session.criteria.archive
        return desk.path.stem if key is None else self._session.archive_name(key)


def _write(desk: Workplace, page: Page, kind: str, target: Path, until: str) -> str:
    report = as_html(page) if kind == "html" else as_text(page)
    return handing_over.write(desk, report, target, until=until)
