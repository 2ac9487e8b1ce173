"""One act on all marked wires: what it would do is told first, a sample read, then it is done whole."""

from array import array

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.desk.deciding_together import Plan, Together, refusal
from editor_app.desk.watch import Progress
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.background import Job
from editor_app.ui.bulk_forms import form_of
from editor_app.ui.bulk_wording import (
    BulkAct,
    facts_of,
    icon_of,
    in_one_sentence,
    what_happens,
    why_not_yet,
)
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.fact_list import FactList
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.sample_reader import SampleReader
from editor_app.ui.session import Session
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.progress_bar import ProgressBar

_WIDTH, _LEFT = 1040, 372
_AFTER_TYPING = 250


class BulkDialog(DialogWindow):
    """Plans an act on the marked wires, asks for what it lacks, and does it. `acted` carries a Together.

    `off_screen` is how many of the marked wires cannot be seen now, `elsewhere` how many the list does not
    hold. Enter does nothing here; the act has Ctrl+Enter, and is off until everything it needs was said and
    read.
    """

    acted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        door: DeskDoor,
        act: BulkAct,
        *,
        off_screen: int = 0,
        elsewhere: int = 0,
    ) -> None:
        keys = session.marks.keys
        super().__init__(parent, what_happens(act, len(keys)), icon_of(act), _WIDTH)
        self._session, self._door, self._act = session, door, act
        self._keys: array[int] = keys
        self._off_screen, self._elsewhere = off_screen, elsewhere
        self._plan: Plan | None = None
        self._job: Job | None = None
        self._is_doing = False
        self.form = form_of(act, session, door.vocabulary)
        self.reader = SampleReader(session)
        self.again = CheckBox("")
        self._sentence = PlainLabel("", "strong", wraps=True)
        self._facts = FactList(spacing=6, icon=16)
        self._bar = ProgressBar(6)
        self._cancel = self.add_button(gettext("Cancel"), "outlined", "Esc")
        self.go = self.add_button(what_happens(act, len(keys)), "primary", "Ctrl+Enter")
        self._build()
        self._connect()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_TYPING)
        self._soon.timeout.connect(self.look)
        self._planned_for: object = None
        self._seed: int | None = None
        self._tenth = -1
        self.look()

    @property
    def plan(self) -> Plan | None:
        """What would be done; None while it is being found out."""
        return self._plan

    @property
    def facts(self) -> list[str]:
        """What is told before: the sentence, then a line each."""
        return [self._sentence.text(), *self._facts.texts]

    def look(self) -> None:
        """Find out what the act would do to the marked wires as they stand now."""
        if self._job is not None:
            self._job.stop()
        self._plan, self._planned_for = None, self.form.bearing
        self._show_state(gettext("Looking at the marked wires"))
        act, again = self.form.act(), self.again.isChecked()
        job = self._follow()
        job.done.connect(self._on_planned)
        plan = self._door.plan_together
        self._session.background.run(job, plan, self._keys, act, again, self._seed, job.watch)

    def reject(self) -> None:
        """Stop, or close; an act that was stopped has changed nothing."""
        if self._job is not None:
            self._job.stop()
        if not self._is_doing:
            super().reject()

    def _build(self) -> None:
        self.body.addWidget(self._bar)
        columns: QHBoxLayout = row(spacing=24)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        inside = column(left, spacing=12)
        for part in (self._sentence, self._facts, self.again, self.form):
            inside.addWidget(part)
        inside.addStretch(1)
        columns.addWidget(left)
        columns.addWidget(self.reader, 1)
        self.body.addLayout(columns, 1)
        self.again.hide()

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go_clicked)
        self.form.changed.connect(self._on_form_changed)
        self.reader.read_changed.connect(self._show_whether_it_can_go)
        self.again.toggled.connect(self.look)

    def _follow(self) -> Job:
        """Give a job that is short to the background: it goes before an import that takes its time."""
        self._job = job = Job(self._session.background)
        job.progressed.connect(self._on_progressed)
        job.failed.connect(self._on_failed)
        job.stopped.connect(self._on_stopped)
        return job

    def _on_form_changed(self) -> None:
        """Look again where what was said bears on which wires would change."""
        if self.form.bearing == self._planned_for:
            self._show_whether_it_can_go()
        else:
            self.go.setEnabled(False)
            self._soon.start()

    def _on_planned(self, plan: Plan) -> None:
        if plan.again != self.again.isChecked() or self._planned_for != self.form.bearing:
            return
        self._job, self._plan, is_first = None, plan, self._seed is None
        self._seed = plan.seed
        count = len(plan.keys)
        self.set_title(what_happens(self._act, count))
        self.go.setText(what_happens(self._act, count))
        self._sentence.setText(in_one_sentence(self._act, plan, self._off_screen))
        self._facts.show_facts(facts_of(plan, self._elsewhere))
        self._show_again(plan)
        self.reader.show_sample(plan.sample, is_wanted=plan.wants_reading)
        self._show_state("")
        if is_first:
            self.form.take_focus()

    def _show_again(self, plan: Plan) -> None:
        decided = sum(plan.decided.values())
        self.again.setVisible(bool(decided) or plan.again)
        if decided:
            words = ngettext("Decide {count} anew", "Decide these {count} anew too", decided)
            self.again.setText(words.format(count=f"{decided:,}"))

    def _show_state(self, working: str) -> None:
        """Show that something is on its way, or that the editor has the word."""
        self._bar.setVisible(bool(working))
        self._bar.set_share(None if working else 0.0)
        for part in (self.form, self.again):
            part.setEnabled(not self._is_doing)
        self.set_hint(working)
        if working:
            self.go.setEnabled(False)
        else:
            self._show_whether_it_can_go()

    def _show_whether_it_can_go(self) -> None:
        if self._plan is None or self._job is not None or self._soon.isActive():
            return
        problem = refusal(self._plan.saying(self.form.act()), self._door.vocabulary, self.reader.read)
        self.go.setEnabled(problem is None)
        undo = gettext("Nothing is done yet. One undo takes all of it back.")
        self.set_hint(undo if problem is None else why_not_yet(problem), "text2")

    def _on_go_clicked(self) -> None:
        if self._plan is None or self._job is not None:
            return
        self._is_doing = True
        self._show_state(gettext("Working"))
        plan = self._plan.saying(self.form.act())
        job = self._follow()
        job.done.connect(self._on_done)
        self._session.background.run(job, self._door.act_together, plan, self.reader.read, job.watch)
        self._cancel.setFocus()

    def _on_done(self, together: Together) -> None:
        self._job, self._is_doing = None, False
        self.accept()
        self.acted.emit(together)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.total and self._job is not None:
            self._bar.set_share(progress.done / progress.total)
            self._say_how_far(progress.done, progress.total)

    def _say_how_far(self, done: int, total: int) -> None:
        """Say it ten times at most: each new word lays the dialog out anew, and the work goes before that."""
        tenth = 10 * done // total
        if self._is_doing and tenth != self._tenth:
            self._tenth = tenth
            numbers = {"done": f"{done:,}", "total": f"{total:,}"}
            self.set_hint(gettext("{done} of {total}").format(**numbers))

    def _on_failed(self, problem: Problem) -> None:
        self._job, self._is_doing = None, False
        self._show_state("")
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def _on_stopped(self) -> None:
        if self._is_doing:
            self._job, self._is_doing = None, False
            self._show_state("")
            self.set_hint(gettext("Cancelled. Nothing was changed."))
