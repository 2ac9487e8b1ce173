"""The command that shows agreement: counted in the background, saved as a report."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from editor_app.desk import agreeing
from editor_app.desk.agreeing import Agreement
from editor_app.formats.atomic import write_file
from editor_app.formats.page import as_html, as_text
from editor_app.i18n import gettext
from editor_app.ui import agreement_wording as wording
from editor_app.ui.agreement_dialog import AgreementDialog
from editor_app.ui.archive_dialogs import ArchiveDialogs
from editor_app.ui.dialog_command import DialogCommand
from editor_app.ui.export_places import free_name, usual_folder
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message

_TEXT = ".txt"


class AgreementCommands(DialogCommand):
    """Binds the command and fills its dialog."""

    def __init__(self, window: MainWindow, archives: ArchiveDialogs) -> None:
        super().__init__(window)
        self._archives = archives
        self._dialog: AgreementDialog | None = None

    def bind(self) -> None:
        """Say what the command does, and when it is off."""
        self._window.commands.bind("window.agreement", self.show, self._why_no_desk)

    def show(self) -> None:
        """Show the dialog and count."""
        desk, session = self._session.desk, self._session
        if desk is None or self._dialog is not None:
            return
        session.flush()
        dialog = AgreementDialog(self._window)
        self._dialog = dialog
        dialog.save_asked.connect(self._choose_place)
        dialog.finished.connect(self._on_finished)
        dialog.present()
        job = session.background.submit(partial(agreeing.agreement, desk, session.criteria.archive))
        job.done.connect(self._on_counted)
        job.failed.connect(self._on_failed)

    def save(self, target: Path) -> None:
        """Write the figures to a new file: a web page, or plain text where its name ends in .txt."""
        desk, dialog = self._session.desk, self._dialog
        if desk is None or dialog is None or dialog.found is None:
            return
        key = self._session.criteria.archive
        name = desk.path.stem if key is None else self._session.archive_name(key)
        made = wording.page(dialog.found, name)
        report = as_text(made) if target.suffix == _TEXT else as_html(made)
        job = self._session.background.submit(_write, target, report)
        job.done.connect(lambda _digest: self._on_saved(target))
        job.failed.connect(self._on_failed)

    def _choose_place(self) -> None:
        here = free_name(usual_folder(), "agreement", ".html")
        kinds = f"{gettext('Web page')} (*.html);;{gettext('Plain text')} (*.txt)"
        chosen, _kind = QFileDialog.getSaveFileName(self._dialog, gettext("Save report"), str(here), kinds)
        if chosen:
            self.save(Path(chosen))

    def _on_counted(self, found: Agreement) -> None:
        if self._dialog is not None:
            self._dialog.show_agreement(found)

    def _on_saved(self, target: Path) -> None:
        self._archives.remember_written(target)
        said = gettext("Saved {name}").format(name=target.name)
        self._session.told.emit(Message(said, "file-text", "file.show_folder"))
        if self._dialog is not None:
            self._dialog.set_hint(said)


def _write(target: Path, report: bytes) -> str:
    """Write a report; whoever chose the place was asked about a file that is there already."""
    return write_file(target, lambda file: file.write(report), force=True)
