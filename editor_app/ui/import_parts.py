"""The parts of the import: where from, how far, and what would come in."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from editor_app.desk.importing import ImportPlan
from editor_app.desk.watch import Progress
from editor_app.domain.documents import Kind
from editor_app.i18n import gettext, ngettext
from editor_app.ui.export_places import read_place
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.progress_bar import ProgressBar

_BEFORE_TELLING: Final = 2.0
_LIST_ROWS: Final = 4


class SourcePart(QWidget):
    """Asks for a folder or a file; `chosen` carries the place."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(gettext("Folder or file"))
        self.field.setPlaceholderText(gettext("Folder or file"))
        folder = Button(gettext("Choose a folder..."), "outlined", icon="folder-open")
        file = Button(gettext("Choose a file..."), "outlined", icon="file-text")
        folder.clicked.connect(self._on_folder_clicked)
        file.clicked.connect(self._on_file_clicked)
        buttons = row(spacing=8)
        buttons.addWidget(folder)
        buttons.addWidget(file)
        buttons.addStretch(1)
        whole = column(self, spacing=10)
        text = gettext(
            "A folder of text or Markdown files, one such file, a .zip, JSON Lines or CSV. It is only read;"
            " nothing in it is changed."
        )
        whole.addWidget(PlainLabel(text, "body", "text2", wraps=True))
        whole.addWidget(self.field)
        whole.addLayout(buttons)

    @property
    def place(self) -> Path | None:
        """The place that is named, None while none is."""
        text = self.field.text().strip()
        return read_place(text) if text else None

    def _on_folder_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, gettext("Folder to import"), str(Path.home()))
        self._choose(folder)

    def _on_file_clicked(self) -> None:
        kinds = gettext("Archives and wires") + " (*.zip *.jsonl *.ndjson *.csv *.txt *.md)"
        filters = f"{kinds};;{gettext('All files')} (*)"
        title = gettext("File to import")
        file, _chosen = QFileDialog.getOpenFileName(self, title, str(Path.home()), filters)
        self._choose(file)

    def _choose(self, path: str) -> None:
        if path:
            self.field.setText(shown_path(Path(path)))
            self.chosen.emit(Path(path))


class ProgressPart(QWidget):
    """Says how many of how many, how long it still takes, and what is being read."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began: float | None = None
        self.count = PlainLabel("", "decision")
        self.left = PlainLabel("", "body", "text2")
        self.item = ElidedLabel("", "meta", "text2")
        self.bar = ProgressBar(8)
        head = row(spacing=8)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.left)
        whole = column(self, spacing=8)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addWidget(self.item)

    def begin(self, words: str) -> None:
        """Show that something goes on, before anybody knows how much it is."""
        self._began = None
        self.count.setText(words)
        self.left.setText("")
        self.item.set_whole_text("")
        self.bar.set_share(None)

    def show_progress(self, progress: Progress) -> None:
        """Show where the work is; without a total only what is at hand."""
        if progress.item:
            self.item.set_whole_text(gettext("Reading {name}").format(name=progress.item))
        if not progress.total:
            if progress.done:
                found = ngettext("{count} found so far", "{count} found so far", progress.done)
                self.item.set_whole_text(found.format(count=f"{progress.done:,}"))
            return
        if self._began is None:
            self._began = self._clock()
        counted = {"done": f"{progress.done:,}", "total": f"{progress.total:,}"}
        self.count.setText(gettext("{done} of {total} wires").format(**counted))
        self.bar.set_share(progress.done / progress.total)
        self.left.setText(time_left(self._clock() - self._began, progress.done, progress.total))

    def end(self, words: str) -> None:
        """Show that all is done."""
        self.count.setText(words)
        self.left.setText("")
        self.item.set_whole_text("")
        self.bar.set_share(1.0)


class PlanPart(QWidget):
    """What an import would bring: into which archive, how much of it is new, the first wires."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(gettext("Archive"))
        self._where = PlainLabel("", "meta", "text2", wraps=True)
        self._new = Chip("", "accept", "plus")
        self._revised = Chip("", "amend", "refresh")
        self._here = Chip("", "plain", "check")
        self._first = TwoLineList(gettext("First wires"))
        self._frame = Card()
        self._build()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what would be done."""
        self.name.setText(plan.archive)
        is_new, is_there = gettext("A new archive."), gettext("Goes into the archive of that name.")
        self._where.setText(is_new if plan.is_new else is_there)
        self._new.show_text(new_words(plan.added), "accept", "plus")
        self._revised.show_text(revised_words(plan.revised), "amend", "refresh")
        self._here.show_text(here_words(plan.unchanged), "plain", "check")
        self._new.setVisible(plan.added > 0)
        self._revised.setVisible(plan.revised > 0)
        self._here.setVisible(plan.unchanged > 0)
        self._show_first(plan)

    def _show_first(self, plan: ImportPlan) -> None:
        items = [
            Item(str(number), one.headline or one.name, one.name, icon=_icon(one.kind))
            for number, one in enumerate(plan.first)
        ]
        self._first.show_items(items)
        self._first.setCurrentRow(-1)
        self._first.setVisible(bool(items))
        self._frame.setVisible(bool(items))
        self._first.setFixedHeight(self._first.sizeHintForRow(0) * min(len(items), _LIST_ROWS) + 4)

    def _build(self) -> None:
        names = column(spacing=4)
        names.addWidget(PlainLabel(gettext("Archive"), "meta_strong", "text2"))
        names.addWidget(self.name)
        names.addWidget(self._where)
        chips = row(spacing=8)
        for chip in (self._new, self._revised, self._here):
            chips.addWidget(chip)
        chips.addStretch(1)
        column(self._frame, (4, 4, 4, 4)).addWidget(self._first)
        whole = column(self, spacing=12)
        whole.addLayout(names)
        whole.addLayout(chips)
        whole.addWidget(self._frame)


def new_words(count: int) -> str:
    """Say how many are new."""
    return ngettext("{count} new", "{count} new", count).format(count=f"{count:,}")


def revised_words(count: int) -> str:
    """Say how many bring another text for a name that is there."""
    return ngettext("{count} with a changed text", "{count} with a changed text", count).format(
        count=f"{count:,}"
    )


def here_words(count: int) -> str:
    """Say how many are there already."""
    return ngettext("{count} here already", "{count} here already", count).format(count=f"{count:,}")


def time_left(seconds: float, done: int, total: int) -> str:
    """Say how long something still takes, once it has gone on long enough to tell."""
    if seconds < _BEFORE_TELLING or not 0 < done < total:
        return ""
    left = seconds / done * (total - done)
    if left < 1.5:
        return gettext("about a second left")
    if left < 90:
        return gettext("about {count} seconds left").format(count=round(left))
    return gettext("about {count} minutes left").format(count=round(left / 60))


def _icon(kind: Kind) -> str:
    return "circle" if kind is Kind.WIRE else "circle-dashed"
