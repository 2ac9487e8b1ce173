"""The export: what is asked for at the left, a wire as it will be written at the right."""

from array import array
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor_app.desk import arranging, exporting, listing, signing, viewing
from editor_app.desk.export_choice import Check, ExportReport, Format
from editor_app.desk.watch import Progress
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Archive, Criteria
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui import export_wording as wording
from editor_app.ui.background import Background, Job
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.export_form import ExportForm
from editor_app.ui.export_preview import ExportPreview
from editor_app.ui.export_survey import Survey, survey
from editor_app.ui.report_pdf import write_pdf
from editor_app.ui.widgets.frames import Line, row

_LOOK_AFTER: Final = 120
_FORM_WIDTH: Final = 420


class ExportDialog(DialogWindow):
    """Exports the desk. `exported` carries the report, `wire_asked` the id of a wire to go to.

    `key` is the wire to show first, `listed` the list on screen with its name.
    """

    exported = Signal(object)
    wire_asked = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        desk: Workplace,
        background: Background,
        *,
        archive: str | None = None,
        key: int | None = None,
        listed: tuple[str, Criteria] | None = None,
    ) -> None:
        super().__init__(parent, gettext("Export reviewed archive"), "file-export", 960)
        self._desk, self._background = desk, background
        self._survey: Survey | None = None
        self._job: Job | None = None
        self._is_writing = False
        self._position = 0
        self._wanted = key
        archives = arranging.archives(desk)
        self._form = ExportForm(archives, archive, _name(archives, archive, desk), listed)
        self._preview = ExportPreview()
        self._cancel = self.add_button(gettext("Cancel"), "outlined", "Esc")
        self._export = self.add_button(wording.deed(0), "primary", "Ctrl+Enter")
        self._look_soon = QTimer(self)
        self._build()
        self._look()

    @property
    def form(self) -> ExportForm:
        """What is asked for."""
        return self._form

    @property
    def preview(self) -> ExportPreview:
        """The wire as it will be written."""
        return self._preview

    @property
    def is_ready(self) -> bool:
        """True when everything was looked through and the export may begin."""
        return self._export.isEnabled()

    def export(self) -> None:
        """Do what the primary button says."""
        self._export.click()

    def reject(self) -> None:
        """Stop writing, or close; nothing is left half written."""
        if self._is_writing and self._job is not None:
            self._job.stop()
            return
        self._stop_looking()
        super().reject()

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self._form.setMinimumWidth(_FORM_WIDTH)
        self._form.setMaximumWidth(_FORM_WIDTH)
        halves = row()
        halves.addWidget(self._form)
        halves.addWidget(Line(upright=True))
        halves.addWidget(self._preview, 1)
        self.body.addLayout(halves, 1)
        self.add_cross()
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_LOOK_AFTER)
        self._look_soon.timeout.connect(self._look)
        self._form.changed.connect(self._on_form_changed)
        self._form.looked_for.connect(self._on_check_looked_for)
        self._preview.stepped.connect(self._on_preview_stepped)
        self._preview.wire_asked.connect(self._on_wire_asked)
        self._cancel.clicked.connect(self.reject)
        self._export.clicked.connect(self._on_export_clicked)
        self._show_key()
        self._form.formats.setFocus()

    def _show_key(self) -> None:
        """Say with which key a package would be signed, or why it cannot be."""
        try:
            signing.refuse_unready()
            words = wording.key_words(signing.own_fingerprint(self._desk.settings_file))
        except Problem as problem:
            self._form.show_key(sentence(problem.code, problem.fields), is_possible=False)
            return
        self._form.show_key(words, is_possible=True)

    # Looking

    def _look(self) -> None:
        """Look through what would be written, away from the window."""
        self._stop_looking()
        if not self._form.is_list_chosen:
            self._form.show_counts(listing.counts(self._desk, self._form.choice.archive).by_state)
        choice = self._form.choice
        self._export.setEnabled(False)
        if self._form.is_nothing_ticked:
            self._survey = None
            self._export.setText(wording.deed(0))
            self.set_hint(gettext("Choose what to include."))
            self._preview.show_preview(None)
            return
        self._job = self._background.submit_watched(survey, self._desk, choice)
        self._job.done.connect(self._on_surveyed)
        self._job.failed.connect(self._on_failed)
        self._job.progressed.connect(self._on_look_progressed)

    def _stop_looking(self) -> None:
        self._look_soon.stop()
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _on_surveyed(self, found: Survey) -> None:
        if found.choice != self._form.choice:
            return
        self._job, self._survey = None, found
        if found.listed is not None:
            self._form.show_counts(found.listed)
        self._form.show_checks(found.plan)
        self._form.say_objection(self._form.objection(found.plan.octets))
        self._export.setText(wording.deed(found.plan.written))
        self._export.setEnabled(found.plan.written > 0 and not self._form.objection(found.plan.octets))
        none = gettext("No wire stands in what you chose.")
        self.set_hint(wording.totals(found.plan) if found.plan.total else none)
        self._go_to(self._wanted)
        self._wanted = None

    def _go_to(self, key: int | None) -> None:
        """Show a document in the preview; the first where it is not among those to be written."""
        keys = self._survey.keys if self._survey else array("q")
        self._position = keys.index(key) if key is not None and key in keys else 0
        self._show_preview()

    def _show_preview(self) -> None:
        if self._survey is None or not self._survey.keys:
            self._preview.show_preview(None)
            return
        try:
            found = exporting.preview(self._desk, self._survey.choice, self._document())
        except Problem as problem:
            self._on_failed(problem)
            return
        self._preview.show_preview(found, self._position, len(self._survey.keys))

    def _document(self) -> str:
        if self._survey is None:
            return ""
        return listing.rows(self._desk, [self._survey.keys[self._position]])[0].id

    def _on_form_changed(self) -> None:
        self._export.setEnabled(False)
        self._look_soon.start()

    def _on_look_progressed(self, progress: Progress) -> None:
        if self._job is not None and not self._is_writing and progress.total:
            counted = {"done": f"{progress.done:,}", "total": f"{progress.total:,}"}
            self.set_hint(gettext("Looking at wire {done} of {total}").format(**counted))

    def _on_check_looked_for(self, check: Check) -> None:
        """Show the next of the documents a check is about."""
        here = self._document() if self._survey and self._survey.keys else ""
        place = check.documents.index(here) + 1 if here in check.documents else 0
        self._go_to(viewing.view(self._desk, check.documents[place % len(check.documents)]).row.key)

    def _on_preview_stepped(self, step: int) -> None:
        self._position += step
        self._show_preview()

    def _on_wire_asked(self) -> None:
        document = self._document()
        self.reject()
        self.wire_asked.emit(document)

    # Writing

    def _on_export_clicked(self) -> None:
        choice = self._form.choice
        if self._is_writing or self._survey is None or self._survey.choice != choice:
            return
        self._set_writing(True)
        write = write_pdf if choice.format == Format.PDF else exporting.run
        self._job = self._background.submit_watched(write, self._desk, choice)
        self._job.progressed.connect(self._on_write_progressed)
        self._job.done.connect(self._on_written)
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._on_stopped)

    def _set_writing(self, writing: bool) -> None:
        self._is_writing = writing
        self._form.setEnabled(not writing)
        self._export.setEnabled(not writing)
        self._cancel.setText(gettext("Cancel export") if writing else gettext("Cancel"))

    def _on_write_progressed(self, progress: Progress) -> None:
        if self._is_writing and progress.total:
            counted = {"done": f"{progress.done:,}", "total": f"{progress.total:,}"}
            self.set_hint(gettext("Writing wire {done} of {total}").format(**counted))

    def _on_written(self, report: ExportReport) -> None:
        self._set_writing(False)
        self._job = None
        self.accept()
        self.exported.emit(report)

    def _on_stopped(self) -> None:
        self._set_writing(False)
        self._job = None
        self.set_hint(gettext("Export cancelled. Nothing was written."))

    def _on_failed(self, problem: Problem) -> None:
        may_try_again = self._is_writing
        self._set_writing(False)
        self._export.setEnabled(may_try_again)
        self._job = None
        self.set_hint(sentence(problem.code, problem.fields), "reject")


def _name(archives: Sequence[Archive], archive: str | None, desk: Workplace) -> str:
    """Give what the export is called after: the archive chosen, the only one, else the desk."""
    chosen = [one.name for one in archives if one.key == archive or len(archives) == 1]
    return chosen[0] if chosen else desk.path.stem
