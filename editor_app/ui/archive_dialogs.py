"""The dialogs that bring archives in, send them out, and say what the desk holds."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from editor_app import paths
from editor_app.desk import arranging, finding
from editor_app.desk.applying import Applied
from editor_app.desk.bringing_together import Together
from editor_app.desk.export_choice import ExportReport
from editor_app.desk.importing import ImportReport
from editor_app.desk.merging import MergeReport
from editor_app.domain.lists import Criteria, Order
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext
from editor_app.ui import export_wording
from editor_app.ui.archives_dialog import ArchivesDialog
from editor_app.ui.criteria_words import filters_of
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.editors_dialog import EditorsDialog
from editor_app.ui.export_dialog import ExportDialog
from editor_app.ui.field_words import list_word
from editor_app.ui.import_dialog import ImportDialog
from editor_app.ui.imports_meanwhile import ImportsMeanwhile
from editor_app.ui.main_window import MainWindow
from editor_app.ui.merge_dialog import MergeDialog
from editor_app.ui.message import Message
from editor_app.ui.remarks_dialog import RemarksDialog
from editor_app.ui.safe_text import open_folder
from editor_app.ui.sheet_dialog import SheetDialog, place
from editor_app.ui.together_dialog import TogetherDialog
from editor_app.ui.welcome import Welcome


class ArchiveDialogs(QObject):
    """Opens import, export, merge, archives and editors, and lets the session know what came of them."""

    def __init__(self, window: MainWindow, welcome: Welcome) -> None:
        super().__init__(window)
        self._window, self._session, self._welcome = window, window.session, welcome
        self.meanwhile = ImportsMeanwhile(window.session, window.activity)
        self.meanwhile.imported.connect(lambda report: window.session.take_in(report.changes))
        self._exported: Path | None = None

    def bind(self) -> None:
        """Say what the commands about archives do, and when they are off."""
        bind = self._window.commands.bind
        bind("file.import", self.bring_in, self._why_no_import)
        bind("file.stop_import", self.meanwhile.stop, self._why_nothing_to_stop)
        bind("file.export", self.send_out, self._why_no_desk)
        bind("file.merge", self.merge, self._why_not_writable)
        bind("file.together", self.bring_together, self._why_not_writable)
        bind("file.apply", self.apply_sheet, self._why_not_writable)
        bind("file.archives", self.show_archives, self._why_no_desk)
        bind("window.editors", self.show_editors, self._why_no_desk)
        bind("file.show_folder", self._show_folder, self._why_nothing_exported)

    def bring_in(self, path: Path | None = None) -> None:
        """Import into the desk that is open, else into the usual one."""
        if self._session.desk is None:
            self._welcome.open(paths.default_desk(), lambda: self.bring_in(path))
            return
        if self._session.is_read_only:
            return
        self._session.flush()
        dialog = ImportDialog(self._window, self._session.desk, self._session.background, path)
        dialog.imported.connect(self._on_imported)
        dialog.sent_away.connect(self.meanwhile.follow)
        dialog.start_asked.connect(self._on_start_asked)
        dialog.shown.connect(self._on_named_asked)
        self._present(dialog)

    def send_out(self) -> None:
        """Export the desk."""
        desk, session = self._session.desk, self._session
        if desk is None:
            return
        session.flush()
        key = session.view.row.key if session.view else None
        dialog = ExportDialog(
            self._window,
            desk,
            session.background,
            archive=session.criteria.archive,
            key=key,
            listed=self._listed(),
        )
        dialog.exported.connect(self._on_exported)
        dialog.wire_asked.connect(session.show)
        self._present(dialog)

    def _listed(self) -> tuple[str, Criteria] | None:
        """Give the list on screen with its name; None where it is all of an archive."""
        criteria, session = self._session.criteria, self._session
        plain = replace(criteria, archive=None, order=Order.ARCHIVE, is_reversed=False)
        if plain == Criteria():
            return None
        filters = filters_of(criteria, session.archive_name, session.vocabulary)
        return ", ".join([list_word(criteria.list), *(one.text for one in filters)]), criteria

    def merge(self) -> None:
        """Merge packages into the desk."""
        if self._session.desk is None:
            return
        self._session.flush()
        dialog = MergeDialog(self._window, self._session.desk, self._session.background)
        dialog.merged.connect(self._on_merged)
        self._present(dialog)

    def bring_together(self) -> None:
        """Bring the desk together with a shared folder."""
        if self._session.desk is None:
            return
        self._session.flush()
        dialog = TogetherDialog(self._window, self._session.desk, self._session.background)
        dialog.brought.connect(self._on_brought)
        self._present(dialog)

    def apply_sheet(self) -> None:
        """Take decisions out of a sheet."""
        if self._session.desk is None:
            return
        self._session.flush()
        dialog = SheetDialog(self._window, self._session.desk, self._session.background)
        dialog.applied.connect(self._on_applied)
        self._present(dialog)

    def show_archives(self) -> None:
        """Show the archives of the desk."""
        if self._session.desk is None:
            return
        dialog = ArchivesDialog(
            self._window, self._session.desk, self._session.background, self._session.criteria.archive
        )
        dialog.chosen.connect(self._on_archive_chosen)
        dialog.changed.connect(self._session.take_in)
        dialog.import_asked.connect(self.bring_in)
        self._present(dialog)

    def show_editors(self) -> None:
        """Show who worked in the desk."""
        if self._session.desk is None:
            return
        dialog = EditorsDialog(self._window, self._session.desk, self._session.background)
        dialog.changed.connect(self._session.take_in)
        self._present(dialog)

    def remember_written(self, path: Path) -> None:
        """Let "Show folder" lead to what was written last."""
        self._exported = path

    def _present(self, dialog: DialogWindow) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.present()

    def _on_imported(self, report: ImportReport) -> None:
        """Show the archive that came in."""
        self._session.take_in(report.changes)
        if self._session.desk is None:
            return
        try:
            key = arranging.find(self._session.desk, report.archive).key
        except Problem:
            return  # nothing of it was new, so there may be no archive of that name
        is_only = len(self._session.archives()) == 1
        self._session.set_criteria(Criteria(archive=None if is_only else key))

    def _on_start_asked(self) -> None:
        self._session.show_first()
        self._window.document_pane.focus_text()

    def _on_named_asked(self, archive: str, name: str) -> None:
        if self._session.desk is not None:
            document = finding.find_named(self._session.desk, archive, name)
            if document is not None:
                self._session.show(document)

    def _on_exported(self, report: ExportReport) -> None:
        self._exported = report.path
        words = export_wording.done(report.written)
        self._session.told.emit(Message(words, "file-export", "file.show_folder"))
        if report.left_out or report.notices:
            self._present(RemarksDialog(self._window, words, report.left_out, report.notices))

    def _on_merged(self, report: MergeReport) -> None:
        self._session.take_in(report.changes)
        entries = ngettext("Merged {count} new entry", "Merged {count} new entries", report.added)
        disputed = gettext("{count} in dispute").format(count=f"{report.disputed:,}")
        words = entries.format(count=f"{report.added:,}")
        self._session.told.emit(Message(f"{words}, {disputed}", "git-merge"))

    def _on_brought(self, report: Together) -> None:
        self._session.take_in(report.changes)
        came = ngettext("{count} entry came in", "{count} entries came in", report.added)
        went = ngettext("{count} went out", "{count} went out", report.sent)
        words = f"{came.format(count=f'{report.added:,}')}, {went.format(count=f'{report.sent:,}')}"
        self._session.told.emit(Message(words, "arrows-exchange"))
        if report.damaged:
            self._present(RemarksDialog(self._window, words, report.damaged, ()))

    def _on_applied(self, applied: Applied) -> None:
        self._session.take_in(applied.changes)
        said = ngettext(
            "Decided {count} wire from the sheet", "Decided {count} wires from the sheet", applied.applied
        )
        words = said.format(count=f"{applied.applied:,}")
        self._session.told.emit(Message(words, "list-check", "decide.undo"))
        if applied.problems:
            problems = [one._replace(name=place(one)) for one in applied.problems]
            self._present(RemarksDialog(self._window, words, problems, ()))

    def _on_archive_chosen(self, key: str | None) -> None:
        self._session.set_criteria(Criteria(archive=key))

    def _show_folder(self) -> None:
        if self._exported is not None:
            open_folder(self._exported if self._exported.is_dir() else self._exported.parent)

    def _why_no_desk(self) -> str | None:
        return gettext("No desk is open") if self._session.desk is None else None

    def _why_read_only(self) -> str | None:
        return gettext("This desk is open to read only") if self._session.is_read_only else None

    def _why_no_import(self) -> str | None:
        if self.meanwhile.is_running:
            return gettext("An import is going on already")
        return self._why_read_only()

    def _why_nothing_to_stop(self) -> str | None:
        return None if self.meanwhile.is_running else gettext("No import is going on beside the review")

    def _why_not_writable(self) -> str | None:
        return self._why_no_desk() or self._why_read_only()

    def _why_nothing_exported(self) -> str | None:
        return None if self._exported else gettext("Nothing was exported yet")
