"""Merging packages: what they would bring is told first, then all of it comes in, or nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.desk import merging, signing
from editor_app.desk.merging import Damaged, MergeReport
from editor_app.desk.watch import Progress
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.background import Background, Job
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.editors_dialog import joined_fact
from editor_app.ui.fact_list import Fact, FactList
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.signature_words import signer_words
from editor_app.ui.twins_question import TwinsQuestion
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.progress_bar import ProgressBar
from editor_app.ui.wording import quoted

_LIST_HEIGHT = 132
_NAMED = 5


class MergeDialog(DialogWindow):
    """Chooses packages, tells what they bring, and merges them. `merged` carries the report."""

    merged = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Workplace, background: Background) -> None:
        super().__init__(parent, gettext("Merge packages"), "git-merge", 620)
        self._desk, self._background = desk, background
        self._paths: list[Path] = []
        self._job: Job | None = None
        self._is_merging = False
        self._list = TwoLineList(gettext("Packages to merge"))
        self._bar = ProgressBar(6)
        self._facts = FactList()
        self._twins = TwinsQuestion()
        self._cancel = self.add_button(gettext("Cancel"), "outlined", "Esc")
        self._merge = self.add_button(gettext("Merge"), "primary", "Enter")
        self._build()
        self._show_packages()

    @property
    def facts(self) -> list[str]:
        """What the packages would bring, a line each."""
        return self._facts.texts

    @property
    def questions(self) -> list[CheckBox]:
        """What it asks of editors who bear one name."""
        return self._twins.boxes

    def add_packages(self, paths: list[Path]) -> None:
        """Add packages and find out what they would bring."""
        self._paths += [path for path in paths if path not in self._paths]
        self._show_packages()
        self._look()

    def reject(self) -> None:
        """Stop, or close; a merge that was stopped has changed nothing."""
        if self._job is not None:
            self._job.stop()
        if not self._is_merging:
            super().reject()

    def _build(self) -> None:
        explanation = gettext(
            "Takes in the wires and decisions of other desks. Where two editors differ, nobody is overruled:"
            " the wire is shown as disputed."
        )
        add = Button(gettext("Add packages..."), "outlined", icon="plus")
        folder = Button(gettext("Add a folder..."), "outlined", icon="folder-open")
        self._remove = Button(gettext("Remove"), "outlined")
        add.clicked.connect(self._on_add_clicked)
        folder.clicked.connect(self._on_folder_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        buttons = row(spacing=8)
        for button in (add, folder, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._list.setFixedHeight(_LIST_HEIGHT)
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self._list)
        self.body.addWidget(PlainLabel(explanation, "body", "text2", wraps=True))
        self.body.addWidget(frame)
        self.body.addLayout(buttons)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._twins)
        self._cancel.clicked.connect(self.reject)
        self._merge.clicked.connect(self._on_merge_clicked)
        add.setFocus()

    def _show_packages(self) -> None:
        items = [Item(str(path), path.name, shown_path(path.parent), icon="archive") for path in self._paths]
        self._list.show_items(items)
        self._remove.setEnabled(bool(items))
        self._merge.setEnabled(False)
        self._bar.hide()
        self._facts.show_facts([])
        self._twins.ask(())
        self.set_hint(
            gettext("Nothing is merged yet.") if items else gettext("Choose one package or several.")
        )

    def _look(self) -> None:
        """Find out what the packages would bring; the desk stays as it is."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        if self._paths:
            self._begin(gettext("Checking the packages"))
            self._start(merging.preview, self._on_planned)

    def _begin(self, words: str) -> None:
        self._bar.set_share(None)
        self._bar.show()
        self._merge.setEnabled(False)
        self.set_hint(words)

    def _start(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        self._job = self._background.submit_watched(work, self._desk, list(self._paths))
        self._job.done.connect(done)
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._on_stopped)
        self._job.progressed.connect(self._on_progressed)

    def _on_planned(self, plan: MergeReport) -> None:
        self._job = None
        self._bar.hide()
        self._facts.show_facts([*_facts(plan), *self._signed(plan)])
        may_merge = bool(plan.changes) and not plan.damaged
        self._twins.ask(plan.twins if may_merge and self._desk.editor is not None else ())
        self._merge.setEnabled(may_merge)
        self._show_hint(plan)
        (self._merge if may_merge else self._cancel).setFocus()

    def _signed(self, plan: MergeReport) -> list[Fact]:
        """Say of each package that holds who signed it."""
        broken = {damaged.path for damaged in plan.damaged}
        sound = [path for path in self._paths if path not in broken]
        found = signing.signers(sound, self._desk.settings_file)
        return [("shield-check" if it.signature else "lock", "text2", signer_words(it)) for it in found]

    def _show_hint(self, plan: MergeReport) -> None:
        if plan.damaged:
            self.set_hint(gettext("Remove what does not hold; nothing is merged otherwise."), "reject")
        elif plan.changes:
            self.set_hint(gettext("Nothing is merged yet."))
        else:
            self.set_hint(gettext("Everything in them is here already."))

    def _on_merge_clicked(self) -> None:
        self._is_merging = True
        self._begin(gettext("Merging"))
        self._start(partial(merging.run, joining=self._twins.answered), self._on_merged)

    def _on_merged(self, report: MergeReport) -> None:
        self._job, self._is_merging = None, False
        self.accept()
        self.merged.emit(report)

    def _on_failed(self, problem: Problem) -> None:
        self._job, self._is_merging = None, False
        self._bar.hide()
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def _on_stopped(self) -> None:
        if self._is_merging:
            self._job, self._is_merging = None, False
            self._bar.hide()
            self._merge.setEnabled(True)
            self.set_hint(gettext("Cancelled. Nothing was merged."))

    def _on_progressed(self, progress: Progress) -> None:
        if progress.total:
            self._bar.set_share(progress.done / progress.total)

    def _on_add_clicked(self) -> None:
        kinds = f"{gettext('Review packages')} (*.review.zip *.zip);;{gettext('All files')} (*)"
        title = gettext("Packages to merge")
        files, _chosen = QFileDialog.getOpenFileNames(self, title, str(Path.home()), kinds)
        if files:
            self.add_packages([Path(file) for file in files])

    def _on_folder_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, gettext("Package to merge"), str(Path.home()))
        if folder:
            self.add_packages([Path(folder)])

    def _on_remove_clicked(self) -> None:
        if self._list.chosen is not None:
            self._paths.remove(Path(self._list.chosen.id))
            self._show_packages()
            self._look()


def _facts(plan: MergeReport) -> list[Fact]:
    """Say what a merge brings: icon, tone and words of each line."""
    if plan.damaged and not (plan.changes or plan.agree or plan.disputed):
        return _damaged(plan)  # what was not read is not said to be without disputes
    facts = [
        ("file-text", "text2", _counted("{count} new wire", "{count} new wires", plan.documents)),
        ("history", "text2", _counted("{count} new entry", "{count} new entries", plan.added)),
        (
            "circle-check",
            "accept",
            _counted("{count} wire decided alike", "{count} wires decided alike", plan.agree),
        ),
        (
            "git-compare" if plan.disputed else "circle-check",
            "amend" if plan.disputed else "accept",
            _disputed(plan),
        ),
    ]
    return [*_damaged(plan), *facts, *_about_editors(plan)]


def _disputed(plan: MergeReport) -> str:
    """Count the disputes and name the first ones; who said what is told when they are settled."""
    said = _counted("{count} wire in dispute", "{count} wires in dispute", plan.disputed)
    named = [quoted(row.headline) for row in plan.rows[:_NAMED]]
    more = [gettext("...")] if plan.disputed > len(named) else []
    return f"{said}: {', '.join([*named, *more])}" if named else said


def _damaged(plan: MergeReport) -> list[Fact]:
    """Say of each package that does not hold what is wrong with it."""
    said = gettext("{name} does not hold: {reason}")
    return [
        ("alert-triangle", "reject", said.format(name=one.path.name, reason=_reason(one)))
        for one in plan.damaged
    ]


def _reason(damaged: Damaged) -> str:
    first = damaged.remarks[0]
    return sentence(first.code, {"name": first.name, **first.fields})


def _about_editors(plan: MergeReport) -> list[Fact]:
    facts: list[Fact] = []
    if plan.editors:
        names = gettext("New editors: {names}").format(names=", ".join(plan.editors))
        facts.append(("user", "text2", names))
    if plan.joined:
        facts.append(joined_fact(plan.joined))
    if plan.ahead:
        said = gettext("The clock of {names} runs ahead of this computer's. No verdict changes for that.")
        facts.append(("clock", "amend", said.format(names=", ".join(plan.ahead))))
    return facts


def _counted(one: str, many: str, count: int) -> str:
    return ngettext(one, many, count).format(count=f"{count:,}")
