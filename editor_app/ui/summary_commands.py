"""Opens the summary: when it is asked for, and by itself once, when everything is decided."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor_app.desk import summing_up
from editor_app.desk.summing_up import Range, Summary
from editor_app.domain.lists import Criteria, ListName
from editor_app.i18n import gettext
from editor_app.ui.background import Job
from editor_app.ui.dialog_command import DialogCommand
from editor_app.ui.main_window import MainWindow
from editor_app.ui.summary_dialog import SummaryDialog


class SummaryCommands(DialogCommand):
    """Binds the summary's command, and puts its figures together in the background."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._dialog: SummaryDialog | None = None
        self._job: Job | None = None
        self._is_told = False
        self._session.opened.connect(self._on_opened)
        self._session.saved.connect(lambda _at: self._tell_of_the_end())
        self._session.counts_changed.connect(self._on_counted)

    def bind(self) -> None:
        """Say what the command does, and when it is off."""
        self._window.commands.bind("window.summary", self.show, self._why_no_desk)

    def show(self) -> None:
        """Open the summary of this session."""
        desk, session = self._session.desk, self._session
        if desk is None or self._dialog is not None:
            return
        session.flush()
        name = desk.editor.name if desk.editor else gettext("nobody yet")
        dialog = SummaryDialog(self._window, desk.vocabulary, name, with_pace=desk.settings.show_pace)
        self._dialog = dialog
        dialog.range_chosen.connect(self._sum_up)
        dialog.waiting_asked.connect(self._show_waiting)
        dialog.export_asked.connect(partial(self._window.commands.trigger, "file.export"))
        dialog.hand_over_asked.connect(partial(self._window.commands.trigger, "file.hand_over"))
        dialog.finished.connect(self._on_finished)
        dialog.show_range(Range.SESSION)
        dialog.present()
        self._sum_up(Range.SESSION)

    def _sum_up(self, chosen: Range) -> None:
        desk, session = self._session.desk, self._session
        if desk is None:
            return
        work = partial(summing_up.summary, desk, chosen, session.began, archive=session.criteria.archive)
        self._job = job = session.background.submit(work)
        job.done.connect(lambda summary: self._on_summed_up(job, summary))
        job.failed.connect(self._on_failed)

    def _on_summed_up(self, job: Job, summary: Summary) -> None:
        if self._dialog is not None and job is self._job:
            self._dialog.show_summary(summary)

    def _on_opened(self) -> None:
        self._is_told = False

    def _on_counted(self) -> None:
        """Look again where counts follow what was saved, as they do after an act on many."""
        if not self._session.is_saving:
            self._tell_of_the_end()

    def _tell_of_the_end(self) -> None:
        """Open the summary by itself once the last decision is on disk."""
        counts, decided = self._session.counts, self._session.pace.decisions
        if not self._is_told and decided and counts.done and not counts.to_do:
            self._is_told = True
            QTimer.singleShot(0, self._open_by_itself)

    def _open_by_itself(self) -> None:
        """Open, but never over another dialog; then the next decision asks again."""
        self._is_told = QApplication.activeModalWidget() is None
        if self._is_told:
            self.show()

    def _show_waiting(self) -> None:
        """List what is flagged; where nothing is, what was begun."""
        archive = self._session.criteria.archive
        flagged = Criteria(list=ListName.FLAGGED, archive=archive)
        drafts = Criteria(archive=archive, has_draft=True)
        self._session.set_criteria(flagged if self._session.counts.flagged else drafts)
