"""A long undo on its way: how far it is, and a way to stop it, which leaves everything as it was."""

from PySide6.QtWidgets import QWidget

from editor_app.desk.watch import Progress
from editor_app.i18n import gettext
from editor_app.ui.background import Job
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.progress_bar import ProgressBar

_WIDTH = 420


class UndoDialog(DialogWindow):
    """Follows a job to its end and closes by itself; Escape asks the job to stop."""

    def __init__(self, parent: QWidget | None, job: Job) -> None:
        super().__init__(parent, gettext("Taking back"), "arrow-back-up", _WIDTH)
        self._job: Job | None = job
        self._words = PlainLabel("", "body", "text2")
        self._bar = ProgressBar(6)
        self.body.addWidget(self._words)
        self.body.addWidget(self._bar)
        self._stop = self.add_button(gettext("Stop"), "outlined", "Esc")
        self._stop.clicked.connect(self.reject)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)

    def reject(self) -> None:
        """Ask the undo to stop; the dialog goes once it has."""
        if self._job is not None:
            self._job.stop()
            self._stop.setEnabled(False)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.total:
            numbers = {"done": f"{progress.done:,}", "total": f"{progress.total:,}"}
            self._words.setText(gettext("{done} of {total} wires").format(**numbers))
            self._bar.set_share(progress.done / progress.total)

    def _on_finished(self) -> None:
        self._job = None
        self.accept()
