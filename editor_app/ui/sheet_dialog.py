"""Decisions from elsewhere: a sheet somebody filled in is looked through first, then decided as one act."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.desk import applying
from editor_app.desk.applying import Applied, ApplyPlan
from editor_app.desk.watch import Progress
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Problem, Remark
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.background import Background, Job
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.fact_list import Fact, FactList
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.progress_bar import ProgressBar
from editor_app.ui.wording import outcome_word

_WIDTH: Final = 640
_LIST_HEIGHT: Final = 200
_MOST_NAMED: Final = 1_000


class SheetDialog(DialogWindow):
    """Chooses a sheet, tells what it comes to and what does not fit, and decides it.

    `applied` carries what it came to.
    """

    applied = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Workplace, background: Background) -> None:
        super().__init__(parent, gettext("Decisions from a sheet"), "list-check", _WIDTH)
        self._desk, self._background = desk, background
        self._path: Path | None = None
        self._job: Job | None = None
        self._is_applying = False
        self._place = PlainLabel("", "strong", wraps=True)
        self._bar = ProgressBar(6)
        self._facts = FactList()
        self.misfits = TwoLineList(gettext("Lines that do not fit"))
        self._misfit_part = QWidget()
        self._build()
        self._refresh(None)

    @property
    def facts(self) -> list[str]:
        """What the sheet comes to, a line each."""
        return self._facts.texts

    def take(self, path: Path) -> None:
        """Look through a sheet; nothing is decided yet."""
        self._path = path
        self._place.setText(shown_path(path))
        self._refresh(None)
        self._begin(gettext("Looking through the sheet"))
        self._start(applying.plan, self._on_planned)

    def reject(self) -> None:
        """Stop, or close."""
        if self._job is not None:
            self._job.stop()
        if not self._is_applying:
            super().reject()

    def _build(self) -> None:
        about = gettext(
            "A CSV or JSON Lines file with a wire's id or name, an outcome, and what else a decision says."
            " Every line is looked at first; what does not fit is listed, the rest is decided as one act."
            " Lines nobody filled in are left as they are."
        )
        choose = Button(gettext("Choose a sheet..."), "outlined", icon="folder-open")
        choose.clicked.connect(self._on_choose_clicked)
        chosen = row(spacing=12)
        chosen.addWidget(choose)
        chosen.addWidget(self._place, 1)
        self.misfits.wraps = True
        self.misfits.setFixedHeight(_LIST_HEIGHT)
        misfits = column(self._misfit_part, spacing=6)
        misfits.addWidget(PlainLabel(gettext("What does not fit"), "meta_strong", "text2"))
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self.misfits)
        misfits.addWidget(frame)
        self.body.setSpacing(12)
        self.body.addWidget(PlainLabel(about, "body", "text2", wraps=True))
        self.body.addLayout(chosen)
        for part in (self._bar, self._facts, self._misfit_part):
            self.body.addWidget(part)
        self.add_cross()
        self.add_button(gettext("Cancel"), "outlined", "Esc").clicked.connect(self.reject)
        self._apply = self.add_button(gettext("Decide"), "primary", "Ctrl+Enter")
        self._apply.clicked.connect(self._on_apply_clicked)
        choose.setFocus()

    def _refresh(self, plan: ApplyPlan | None) -> None:
        self._bar.hide()
        self._facts.show_facts([] if plan is None else _facts(plan))
        self._show_misfits(() if plan is None else plan.problems)
        count = 0 if plan is None else plan.decisions
        self._apply.setEnabled(count > 0)
        said = ngettext("Decide {count} wire", "Decide {count} wires", count)
        self._apply.setText(said.format(count=f"{count:,}") if count else gettext("Decide"))
        self.set_hint(gettext("Nothing is decided yet."))

    def _begin(self, words: str) -> None:
        self._bar.set_share(None)
        self._bar.show()
        self._apply.setEnabled(False)
        self.set_hint(words)

    def _start(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        if self._job is not None:
            self._job.stop()
        job = self._background.submit_watched(work, self._desk, self._path)
        self._job = job
        job.done.connect(lambda result: done(result) if job is self._job else None)
        job.failed.connect(lambda problem: self._on_failed(problem) if job is self._job else None)
        job.stopped.connect(lambda: self._on_stopped() if job is self._job else None)
        job.progressed.connect(self._on_progressed)

    def _on_planned(self, plan: ApplyPlan) -> None:
        self._job = None
        self._refresh(plan)
        if not plan.decisions:
            self.set_hint(gettext("There is nothing in it to decide."))
        self._apply.setFocus()

    def _on_apply_clicked(self) -> None:
        self._is_applying = True
        self._begin(gettext("Deciding"))
        self._start(applying.apply, self._on_applied)

    def _on_applied(self, applied: Applied) -> None:
        self._job, self._is_applying = None, False
        self.accept()
        self.applied.emit(applied)

    def _on_failed(self, problem: Problem) -> None:
        self._job, self._is_applying = None, False
        self._bar.hide()
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def _on_stopped(self) -> None:
        was_applying = self._is_applying
        self._job, self._is_applying = None, False
        if was_applying and self._path is not None:
            self.take(self._path)
            self.set_hint(gettext("Stopped. What was decided so far stays; one undo takes it back."))

    def _on_progressed(self, progress: Progress) -> None:
        said = gettext("{count} lines so far").format(count=f"{progress.done:,}")
        self.set_hint(said)

    def _show_misfits(self, problems: Sequence[Remark]) -> None:
        self._misfit_part.setVisible(bool(problems))
        items = [
            Item(str(place), misfit(one), icon="alert-triangle", tone="amend")
            for place, one in enumerate(problems[:_MOST_NAMED])
        ]
        self.misfits.show_items(items)

    def _on_choose_clicked(self) -> None:
        kinds = f"{gettext('Sheets')} (*.csv *.jsonl *.ndjson *.json);;{gettext('All files')} (*)"
        title = gettext("Decisions from a sheet")
        file, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if file:
            self.take(Path(file))


def misfit(problem: Remark) -> str:
    """Say which line does not fit, and why."""
    said = sentence(problem.code, {"name": problem.name, **problem.fields})
    return f"{place(problem)}: {said}"


def place(problem: Remark) -> str:
    """Say where in a sheet something does not fit: the line, and the name in it if there is one."""
    line = problem.fields.get("line")
    if line is None:
        return problem.name
    if problem.name == f"line {line}":
        return gettext("Line {line}").format(line=line)
    return gettext("Line {line}, {name}").format(line=line, name=problem.name)


def _facts(plan: ApplyPlan) -> list[Fact]:
    """Say what a sheet comes to: icon, tone and words of each line."""
    decisions = ngettext("{count} decision", "{count} decisions", plan.decisions)
    outcomes = ", ".join(f"{count:,} {outcome_word(one).lower()}" for one, count in plan.outcomes.items())
    said = decisions.format(count=f"{plan.decisions:,}")
    facts = [("circle-check", "accept", f"{said}: {outcomes}" if outcomes else said)]
    if plan.replaced:
        words = ngettext(
            "{count} of them takes the place of a decision that stands",
            "{count} of them take the place of decisions that stand",
            plan.replaced,
        )
        facts.append(("git-compare", "amend", words.format(count=f"{plan.replaced:,}")))
    if plan.unchanged:
        words = ngettext("{count} stands so already", "{count} stand so already", plan.unchanged)
        facts.append(("history", "text2", words.format(count=f"{plan.unchanged:,}")))
    if plan.unfilled:
        words = ngettext("{count} line is not filled in", "{count} lines are not filled in", plan.unfilled)
        facts.append(("circle-dashed", "text2", words.format(count=f"{plan.unfilled:,}")))
    if plan.problems:
        words = ngettext("{count} line does not fit", "{count} lines do not fit", len(plan.problems))
        facts.append(("alert-triangle", "amend", words.format(count=f"{len(plan.problems):,}")))
    if plan.ignored:
        words = gettext("Columns that are not read: {names}")
        facts.append(("info-circle", "text2", words.format(names=", ".join(plan.ignored))))
    return facts
