"""The import: where from, what would come in, how far it is, and what was left out."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor_app.desk import importing
from editor_app.desk.importing import ImportPlan, ImportReport
from editor_app.desk.watch import Progress
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Problem, Remark
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.background import Background, Job
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.import_parts import (
    PlanPart,
    ProgressPart,
    SourcePart,
    here_words,
    new_words,
    revised_words,
)
from editor_app.ui.places import shown_path
from editor_app.ui.remark_list import Act, RemarkList
from editor_app.ui.safe_text import open_folder

_WIDTH: Final = 680


class Stage(Enum):
    """Where an import is."""

    CHOOSING = "choosing"
    LOOKING = "looking"
    PLANNED = "planned"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"


class ImportDialog(DialogWindow):
    """Imports a folder or a file: `imported` carries the report once it is in, `start_asked` ends the dialog.

    `shown` names a document of the new archive to go to. `sent_away` carries the job of an import that goes
    on without the dialog, and what to say of it.
    """

    imported = Signal(object)
    sent_away = Signal(object, str)
    start_asked = Signal()
    shown = Signal(str, str)

    def __init__(
        self, parent: QWidget | None, desk: Workplace, background: Background, path: Path | None = None
    ) -> None:
        super().__init__(parent, gettext("Import an archive"), "file-import", _WIDTH)
        self._desk, self._background = desk, background
        self._stage = Stage.CHOOSING
        self._path = path
        self._job: Job | None = None
        self._archive = ""
        self._source, self._progress, self._plan = SourcePart(), ProgressPart(), PlanPart()
        self._remarks = RemarkList(
            Act(gettext("Open folder"), self._on_folder_asked), Act(gettext("Show"), self._on_show_asked)
        )
        self._away = self.add_button(gettext("Go on reviewing"), "outlined")
        self._cancel = self.add_button(gettext("Cancel"), "outlined", "Esc")
        self._go_on = self.add_button(gettext("Continue"), "primary", "Enter")
        self._build()
        self._show_stage(Stage.CHOOSING)
        if path is not None:
            QTimer.singleShot(0, lambda: self._look(path))

    @property
    def stage(self) -> Stage:
        """Where the import is."""
        return self._stage

    @property
    def source(self) -> SourcePart:
        """Where the import comes from."""
        return self._source

    @property
    def plan(self) -> PlanPart:
        """What would come in."""
        return self._plan

    @property
    def remarks(self) -> RemarkList:
        """What was left out, or came in with a notice."""
        return self._remarks

    @property
    def progress(self) -> ProgressPart:
        """How far the import is."""
        return self._progress

    def go_on(self) -> None:
        """Do what the primary button says."""
        self._go_on.click()

    def reject(self) -> None:
        """Take back what is being brought in, or close."""
        if self._stage is Stage.RUNNING and self._job is not None:
            self._show_stage(Stage.STOPPING)
            self._job.stop()
            return
        if self._stage is Stage.STOPPING:
            return
        if self._job is not None:
            self._job.stop()
        super().reject()

    def _build(self) -> None:
        self.body.setSpacing(16)
        for part in (self._source, self._progress, self._plan, self._remarks):
            self.body.addWidget(part)
        self._away.clicked.connect(self._on_away_clicked)
        self._cancel.clicked.connect(self.reject)
        self._go_on.clicked.connect(self._on_go_on_clicked)
        self._source.chosen.connect(self._look)
        self._source.field.textChanged.connect(self._refresh_go_on)
        self._plan.name.textChanged.connect(self._refresh_go_on)
        self._source.field.setFocus()

    # One stage after the other

    def _look(self, path: Path) -> None:
        """Find out what would come in; nothing is written."""
        self._path = path
        self.set_title(gettext("Import {name}").format(name=path.name or str(path)))
        self._remarks.show_remarks((), ())
        self._progress.begin(gettext("Looking for wires"))
        self._show_stage(Stage.LOOKING)
        self._start(importing.plan, self._on_planned, path)

    def _on_planned(self, plan: ImportPlan) -> None:
        self._plan.show_plan(plan)
        self._remarks.show_remarks(plan.problems, plan.notices)
        self._to_come = plan.added + plan.revised
        self._show_stage(Stage.PLANNED)
        self._go_on.setText(_deed(self._to_come))
        if not self._to_come:
            self.set_hint(_nothing_new(plan))
        self._refresh_go_on()
        (self._go_on if self._to_come else self._cancel).setFocus()

    def _run(self) -> None:
        """Bring it in."""
        if self._path is None:
            return
        self.set_title(gettext("Importing {name}").format(name=self._path.name))
        self._progress.begin(gettext("Looking for wires"))
        self._show_stage(Stage.RUNNING)
        self._cancel.setFocus()
        self._start(importing.run, self._on_imported, self._path, self._plan.name.text())

    def _on_imported(self, report: ImportReport) -> None:
        self._archive = report.archive
        self.set_title(gettext("Imported {name}").format(name=report.archive))
        self._remarks.show_remarks(report.problems, report.notices, are_in=True)
        brought = report.added + report.revised
        words = ngettext("{count} wire is in", "{count} wires are in", brought)
        self._progress.end(words.format(count=f"{brought:,}"))
        self._show_stage(Stage.DONE)
        self.set_hint(_outcome(report))
        self._go_on.setFocus()
        self.imported.emit(report)

    def _start(self, work: Callable[..., Any], done: Callable[[Any], None], *arguments: object) -> None:
        self._job = self._background.submit_watched(work, self._desk, *arguments)
        self._job.progressed.connect(self._on_progressed)
        self._job.done.connect(done)
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._on_stopped)

    def _on_progressed(self, progress: Progress) -> None:
        if self._stage in (Stage.LOOKING, Stage.RUNNING):
            self._progress.show_progress(progress)

    def _on_failed(self, problem: Problem) -> None:
        was_running = self._stage in (Stage.RUNNING, Stage.STOPPING)
        if was_running:
            self._plan_again()
        else:
            self._show_stage(Stage.CHOOSING)
        self.set_hint(sentence(problem.code, problem.fields), "reject")
        if not was_running and self._path is not None:
            self._source.field.setText(shown_path(self._path))
            self._source.field.setFocus()

    def _on_stopped(self) -> None:
        if self._stage is Stage.STOPPING:
            self._plan_again()
            self.set_hint(gettext("Cancelled. What was brought in was taken back."))

    def _plan_again(self) -> None:
        """Go back to the plan of an import that came to nothing."""
        if self._path is not None:
            self.set_title(gettext("Import {name}").format(name=self._path.name))
        self._show_stage(Stage.PLANNED)
        self._go_on.setText(_deed(self._to_come))
        self._cancel.setFocus()

    # What is shown at each stage

    def _show_stage(self, stage: Stage) -> None:
        self._stage = stage
        self._source.setVisible(stage is Stage.CHOOSING)
        self._progress.setVisible(stage in (Stage.LOOKING, Stage.RUNNING, Stage.STOPPING, Stage.DONE))
        self._plan.setVisible(stage is Stage.PLANNED)
        self._away.setVisible(stage is Stage.RUNNING)
        self._cancel.setText(_cancel_words(stage))
        self._cancel.setVisible(stage is not Stage.DONE)
        self._cancel.setEnabled(stage is not Stage.STOPPING)
        self._go_on.setText(_go_on_words(stage))
        self.set_hint(_hint(stage))
        self._refresh_go_on()

    def _refresh_go_on(self) -> None:
        may = {
            Stage.CHOOSING: self._source.place is not None,
            Stage.PLANNED: self._to_come > 0 and bool(self._plan.name.text().strip()),
            Stage.DONE: True,
        }
        self._go_on.setEnabled(may.get(self._stage, False))

    _to_come = 0

    def _on_go_on_clicked(self) -> None:
        if self._stage is Stage.CHOOSING and self._source.place is not None:
            self._look(self._source.place)
        elif self._stage is Stage.PLANNED:
            self._run()
        elif self._stage is Stage.DONE:
            self.accept()
            self.start_asked.emit()

    def _on_away_clicked(self) -> None:
        """Let the import go on without the dialog."""
        job, self._job = self._job, None
        if job is None:
            return
        for signal in (job.progressed, job.done, job.failed, job.stopped):
            signal.disconnect()
        self.accept()
        self.sent_away.emit(job, self.title)

    def _on_folder_asked(self, remark: Remark) -> None:
        """Open the folder a file that was left out lies in; for one inside a container, the container's."""
        if self._path is None:
            return
        inside = (self._path / remark.name).parent if self._path.is_dir() else self._path.parent
        is_below = inside.resolve().is_relative_to(self._path.resolve()) and inside.is_dir()
        open_folder(inside if is_below or not self._path.is_dir() else self._path)

    def _on_show_asked(self, remark: Remark) -> None:
        self.accept()
        self.shown.emit(self._archive, remark.name)


def _deed(count: int) -> str:
    return ngettext("Import {count} wire", "Import {count} wires", count).format(count=f"{count:,}")


def _go_on_words(stage: Stage) -> str:
    if stage is Stage.CHOOSING:
        return gettext("Continue")
    return gettext("Import") if stage in (Stage.LOOKING, Stage.PLANNED) else gettext("Start reviewing")


def _cancel_words(stage: Stage) -> str:
    return gettext("Cancel import") if stage in (Stage.RUNNING, Stage.STOPPING) else gettext("Cancel")


def _hint(stage: Stage) -> str:
    hints = {
        Stage.LOOKING: gettext("Nothing is written yet."),
        Stage.PLANNED: gettext("Nothing is written yet. An import can be taken back later."),
        Stage.RUNNING: gettext("Cancel takes it all back."),
        Stage.STOPPING: gettext("Taking back what was brought in."),
    }
    return hints.get(stage, "")


def _nothing_new(plan: ImportPlan) -> str:
    if plan.unchanged:
        return gettext("Everything in it is here already, so there is nothing to import.")
    return gettext("There is no wire in it, so there is nothing to import.")


def _outcome(report: ImportReport) -> str:
    parts = [new_words(report.added)]
    if report.revised:
        parts.append(revised_words(report.revised))
    if report.unchanged:
        parts.append(here_words(report.unchanged))
    return ", ".join(parts) + "."
