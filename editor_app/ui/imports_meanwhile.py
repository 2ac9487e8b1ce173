"""Imports that go on while somebody reviews: sent here by their dialog, or cut off and gone on with."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor_app.desk import importing
from editor_app.desk.importing import ImportReport
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.activity_strip import ActivityStrip
from editor_app.ui.announcing import announce
from editor_app.ui.background import Job
from editor_app.ui.remarks_dialog import RemarksDialog
from editor_app.ui.session import Session


class ImportsMeanwhile(QObject):
    """Follows one import at a time in the line above the status bar; `imported` carries its report."""

    imported = Signal(object)

    def __init__(self, session: Session, strip: ActivityStrip) -> None:
        super().__init__(strip)
        self._session, self._strip = session, strip
        self._job: Job | None = None
        self._report: ImportReport | None = None
        self._is_stopping = False
        strip.stop_asked.connect(self.stop)
        strip.list_asked.connect(self._show_list)
        session.opened.connect(self._go_on_with_what_was_cut_off)
        session.closed.connect(strip.hide)

    @property
    def is_running(self) -> bool:
        """True while an import goes on beside the review."""
        return self._job is not None

    def follow(self, job: Job, title: str) -> None:
        """Show an import that is running."""
        self._job, self._is_stopping = job, False
        self._strip.begin(title)
        job.progressed.connect(self._strip.show_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.stopped.connect(self._on_stopped)

    def stop(self) -> None:
        """Stop the import and take back what it brought in."""
        if self._job is not None:
            self._is_stopping = True
            self._strip.stopping()
            self._job.stop()

    def _go_on_with_what_was_cut_off(self) -> None:
        desk = self._session.desk
        if desk is None or desk.read_only is not None:
            return
        for begun in importing.cut_off(desk)[:1]:
            job = self._session.background.submit_watched(importing.resume, desk, begun.id)
            name = Path(begun.origin).name
            self.follow(job, gettext("Going on with the import of {name}").format(name=name))

    def _on_done(self, report: ImportReport) -> None:
        self._job, self._report = None, report
        brought = report.added + report.revised
        words = ngettext("{count} wire of {archive} is in", "{count} wires of {archive} are in", brought)
        said = words.format(count=f"{brought:,}", archive=report.archive)
        remarks = len(report.problems) + len(report.notices)
        if remarks:
            more = ngettext("{count} file to look at", "{count} files to look at", remarks)
            said = f"{said}, {more.format(count=f'{remarks:,}')}"
        self._strip.end(said, has_list=remarks > 0)
        announce(self._strip, said)
        self.imported.emit(report)
        self._go_on_with_what_was_cut_off()

    def _on_failed(self, problem: Problem) -> None:
        self._job = None
        said = sentence(problem.code, problem.fields)
        back = gettext("What the import had brought in was taken back.")
        self._strip.end(f"{said} {back}", "reject")
        announce(self._strip, said)
        self._session.reload()

    def _on_stopped(self) -> None:
        self._job = None
        if self._is_stopping and self._session.door is not None:
            self._strip.end(gettext("Cancelled. What was brought in was taken back."), "amend")
            self._session.reload()
        else:
            self._strip.hide()

    def _show_list(self) -> None:
        if self._report is not None:
            title = gettext("Imported {name}").format(name=self._report.archive)
            dialog = RemarksDialog(self._strip.window(), title, self._report.problems, self._report.notices)
            dialog.finished.connect(dialog.deleteLater)
            dialog.present()
