"""Bringing together through a shared folder: what comes in and what goes out is told first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from editor_app.desk import bringing_together
from editor_app.desk.bringing_together import Together
from editor_app.desk.watch import Progress
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.background import Background, Job
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.editors_dialog import joined_fact, namesakes_fact
from editor_app.ui.export_places import read_place
from editor_app.ui.fact_list import Fact, FactList
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import row
from editor_app.ui.widgets.progress_bar import ProgressBar

_WIDTH: Final = 620
_NAMED: Final = 3


class TogetherDialog(DialogWindow):
    """Asks for the folder, tells what would happen, and does it. `brought` carries what it came to."""

    brought = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Workplace, background: Background) -> None:
        super().__init__(parent, gettext("Bring together"), "arrows-exchange", _WIDTH)
        self._desk, self._background = desk, background
        self._job: Job | None = None
        self._is_bringing = False
        self.place = QLineEdit()
        self._bar = ProgressBar(6)
        self._facts = FactList()
        self._look: Button = Button(gettext("Look"), "outlined")
        self._build()
        known = bringing_together.shared_folder(desk)
        self._refresh([])
        if known is not None:
            self.take(known)

    @property
    def facts(self) -> list[str]:
        """What bringing together would come to, a line each."""
        return self._facts.texts

    def take(self, folder: Path) -> None:
        """Look at a folder; nothing is changed."""
        self.place.setText(shown_path(folder))
        self._on_look_clicked()

    def reject(self) -> None:
        """Stop, or close; what was added to the folder so far stays there, whole files only."""
        if self._job is not None:
            self._job.stop()
        if not self._is_bringing:
            super().reject()

    def _build(self) -> None:
        about = gettext(
            "A folder that several desks can reach, on a drive or a stick. Each desk adds files of its own"
            " and changes nobody's; what others added comes in as in a merge, and nobody is overruled."
        )
        browse = icon_button("folder-open", gettext("Choose a folder"))
        browse.clicked.connect(self._on_browse_clicked)
        self.place.setAccessibleName(gettext("Shared folder"))
        self.place.setPlaceholderText(gettext("A shared folder, or a new or empty one"))
        line = row(spacing=6)
        line.addWidget(self.place, 1)
        line.addWidget(browse)
        line.addWidget(self._look)
        self.body.setSpacing(12)
        self.body.addWidget(PlainLabel(about, "body", "text2", wraps=True))
        self.body.addWidget(PlainLabel(gettext("Shared folder"), "meta_strong", "text2"))
        self.body.addLayout(line)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._facts)
        self.add_cross()
        self.add_button(gettext("Cancel"), "outlined", "Esc").clicked.connect(self.reject)
        self._bring = self.add_button(gettext("Bring together"), "primary", "Ctrl+Enter")
        self._bring.clicked.connect(self._on_bring_clicked)
        self._look.clicked.connect(self._on_look_clicked)
        self.place.textEdited.connect(lambda _text: self._refresh([]))
        self.place.returnPressed.connect(self._on_look_clicked)
        self.place.setFocus()

    def _on_look_clicked(self) -> None:
        if self.place.text().strip():
            self._begin(gettext("Looking into the folder"))
            self._start(bringing_together.look, self._on_looked)

    def _on_bring_clicked(self) -> None:
        self._is_bringing = True
        self._begin(gettext("Bringing together"))
        self._start(bringing_together.bring_together, self._on_brought)

    def _begin(self, words: str) -> None:
        self._bar.set_share(None)
        self._bar.show()
        self._bring.setEnabled(False)
        self.set_hint(words)

    def _start(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        if self._job is not None:
            self._job.stop()
        job = self._background.submit_watched(work, self._desk, read_place(self.place.text().strip()))
        self._job = job
        job.done.connect(lambda result: done(result) if job is self._job else None)
        job.failed.connect(lambda problem: self._on_failed(problem) if job is self._job else None)
        job.stopped.connect(lambda: self._on_stopped() if job is self._job else None)
        job.progressed.connect(self._on_progressed)

    def _on_looked(self, told: Together) -> None:
        self._job = None
        self._refresh(facts_of(told))
        if told.unwritable:
            self.set_hint(sentence("hub_unwritable", {"path": told.unwritable}), "reject")
            return
        self._bring.setEnabled(True)
        is_even = not (told.changes or told.sent or told.written)
        self.set_hint(
            gettext("Desk and folder hold the same.") if is_even else gettext("Nothing is changed yet.")
        )
        self._bring.setFocus()

    def _on_brought(self, report: Together) -> None:
        self._job, self._is_bringing = None, False
        self.accept()
        self.brought.emit(report)

    def _on_failed(self, problem: Problem) -> None:
        self._job, self._is_bringing = None, False
        self._refresh([])
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def _on_stopped(self) -> None:
        self._job, self._is_bringing = None, False
        self._refresh([])
        self.set_hint(gettext("Stopped. What was taken in or added whole stays; look again to go on."))

    def _on_progressed(self, progress: Progress) -> None:
        if progress.total:
            self._bar.set_share(progress.done / progress.total)

    def _refresh(self, facts: list[Fact]) -> None:
        self._bar.hide()
        self._bring.setEnabled(False)
        self.set_hint(gettext("Nothing is changed yet."))
        self._facts.show_facts(facts)

    def _on_browse_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, gettext("Shared folder"), str(Path.home()))
        if folder:
            self.take(Path(folder))


def facts_of(told: Together) -> list[Fact]:
    """Say what comes in and what goes out: icon, tone and words of each line."""
    comes = gettext("Comes in: {wires}, {entries}")
    goes = gettext("Goes out: {wires}, {entries}")
    facts: list[Fact] = [
        ("file-import", "text2", comes.format(wires=_wires(told.documents), entries=_entries(told.added))),
        ("file-export", "text2", goes.format(wires=_wires(told.written), entries=_entries(told.sent))),
    ]
    if told.agree:
        said = ngettext("{count} wire decided alike", "{count} wires decided alike", told.agree)
        facts.append(("circle-check", "accept", said.format(count=f"{told.agree:,}")))
    if told.disputed:
        said = ngettext("{count} wire in dispute", "{count} wires in dispute", told.disputed)
        facts.append(("git-compare", "amend", said.format(count=f"{told.disputed:,}")))
    if told.editors:
        names = gettext("New editors: {names}").format(names=", ".join(told.editors))
        facts.append(("user", "text2", names))
    if told.joined:
        facts.append(joined_fact(told.joined))
    facts += map(namesakes_fact, told.twins)
    facts += [
        ("alert-triangle", "reject", sentence(one.code, {"name": one.name, **one.fields}))
        for one in told.damaged[:_NAMED]
    ]
    if told.waiting:
        said = ngettext(
            "{count} desk added something whose beginning is not there yet; it waits.",
            "{count} desks added something whose beginning is not there yet; it waits.",
            len(told.waiting),
        )
        facts.append(("clock", "amend", said.format(count=len(told.waiting))))
    return facts


def _wires(count: int) -> str:
    return ngettext("{count} wire", "{count} wires", count).format(count=f"{count:,}")


def _entries(count: int) -> str:
    return ngettext("{count} entry", "{count} entries", count).format(count=f"{count:,}")
