"""The archives of the desk: which one to look at, what it is called, and the imports it is made of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor_app.desk import arranging, importing
from editor_app.desk.changes import Changes
from editor_app.desk.importing import TakenBack
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Archive, Import
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.background import Background
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.wording import moment

_ALL: Final = ""
_LIST_WIDTH: Final = 240
_HEIGHT: Final = 280
_NAMES_TOLD: Final = 3


class ArchivesDialog(DialogWindow):
    """Lists the archives; `chosen` carries the key to show (None for all), `changed` what was changed.

    Taking an import back is asked for once and done on the second press: the button says what it will do.
    """

    chosen = Signal(object)
    changed = Signal(object)
    import_asked = Signal()

    def __init__(
        self, parent: QWidget | None, desk: Workplace, background: Background, current: str | None = None
    ) -> None:
        super().__init__(parent, gettext("Archives in this desk"), "archive", 760)
        self._desk, self._background = desk, background
        self._archives: dict[str, Archive] = {}
        self._imports: dict[str, Import] = {}
        self._pending: Import | None = None
        self._list = TwoLineList(gettext("Archives"))
        self._name = QLineEdit()
        self._rename = Button(gettext("Rename"), "outlined")
        self._import_list = TwoLineList(gettext("Imports"))
        self._take_back = Button(gettext("Take back..."), "outlined", icon="arrow-back-up")
        self._build()
        self.reload(current or _ALL)
        self._list.setFocus()

    @property
    def archive_list(self) -> TwoLineList:
        """The archives."""
        return self._list

    @property
    def name(self) -> QLineEdit:
        """The name of the archive chosen."""
        return self._name

    def reload(self, chosen: str) -> None:
        """Read the archives and imports anew."""
        self._archives = {archive.key: archive for archive in arranging.archives(self._desk)}
        self._imports = {one.id: one for one in importing.imports(self._desk)}
        items = [
            Item(one.key, one.name, trailing=f"{one.documents:,}", icon="archive")
            for one in self._archives.values()
        ]
        total = sum(one.documents for one in self._archives.values())
        whole = Item(_ALL, gettext("All archives"), trailing=f"{total:,}", icon="files")
        self._list.show_items([whole, *items], chosen)

    def reject(self) -> None:
        """Leave the question whether to take an import back, or close."""
        if self._pending is not None:
            self._ask_about(None)
        else:
            super().reject()

    def _build(self) -> None:
        self._list.setFixedWidth(text_styles.px(_LIST_WIDTH))
        self._list.setMinimumHeight(_HEIGHT)
        self._list.currentRowChanged.connect(self._on_archive_chosen)
        self._list.itemDoubleClicked.connect(self._on_show_clicked)
        halves = row(spacing=20)
        halves.addWidget(self._list)
        halves.addLayout(self._build_archive(), 1)
        self.body.addLayout(halves, 1)
        self.add_cross()
        self.set_hint("")
        bring = self.add_button(gettext("Import..."))
        bring.clicked.connect(self._on_import_clicked)
        self._close = self.add_button(gettext("Close"), "outlined", "Esc")
        self._close.clicked.connect(self.reject)
        self._show = self.add_button(gettext("Show this archive"), "primary", "Enter")
        self._show.clicked.connect(self._on_show_clicked)

    def _build_archive(self) -> QVBoxLayout:
        self._name.setAccessibleName(gettext("Name of the archive"))
        self._name.textChanged.connect(self._refresh)
        self._rename.clicked.connect(self._on_rename_clicked)
        self._take_back.clicked.connect(self._on_take_back_clicked)
        names = row(spacing=8)
        names.addWidget(self._name, 1)
        names.addWidget(self._rename)
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self._import_list)
        foot = row(spacing=8)
        foot.addWidget(PlainLabel(_what_taking_back_means(), "meta", "text2", wraps=True), 1)
        foot.addWidget(self._take_back)
        whole = column(spacing=6)
        whole.addWidget(PlainLabel(gettext("Name"), "meta_strong", "text2"))
        whole.addLayout(names)
        whole.addSpacing(8)
        whole.addWidget(PlainLabel(gettext("Imports"), "meta_strong", "text2"))
        whole.addWidget(frame, 1)
        whole.addLayout(foot)
        return whole

    def _chosen_archive(self) -> Archive | None:
        return self._archives.get(self._list.chosen.id) if self._list.chosen else None

    def _chosen_import(self) -> Import | None:
        return self._imports.get(self._import_list.chosen.id) if self._import_list.chosen else None

    def _on_archive_chosen(self) -> None:
        archive = self._chosen_archive()
        self._ask_about(None)
        self._name.setText(archive.name if archive else gettext("All archives"))
        made_of = [one for one in self._imports.values() if archive is None or one.archive == archive.key]
        self._import_list.show_items(_import_item(one) for one in made_of)
        self._refresh()

    def _refresh(self) -> None:
        archive, may_write = self._chosen_archive(), self._desk.read_only is None
        self._name.setEnabled(archive is not None and may_write)
        name = self._name.text().strip()
        self._rename.setEnabled(archive is not None and may_write and bool(name) and name != archive.name)
        self._take_back.setEnabled(may_write and self._chosen_import() is not None)

    def _on_rename_clicked(self) -> None:
        archive = self._chosen_archive()
        if archive is not None:
            self._submit(self._on_renamed, arranging.rename, archive.key, self._name.text())

    def _on_renamed(self, changes: Changes) -> None:
        self.reload(self._list.chosen.id if self._list.chosen else _ALL)
        self.set_hint(gettext("Renamed. Packages made before go on to fit it."))
        self.changed.emit(changes)

    def _on_take_back_clicked(self) -> None:
        asked = self._chosen_import()
        if self._pending is None:
            self._ask_about(asked)
        elif asked is not None and asked.id == self._pending.id:
            self._ask_about(None)
            self._submit(self._on_taken_back, importing.take_back, asked.id)

    def _ask_about(self, asked: Import | None) -> None:
        """Say on the button what a second press would do; None leaves the question."""
        self._pending = asked
        if asked is None:
            self._take_back.setText(gettext("Take back..."))
            self.set_hint("")
            return
        words = ngettext("Take back {count} wire", "Take back {count} wires", asked.added)
        self._take_back.setText(words.format(count=f"{asked.added:,}"))
        self.set_hint(gettext("Press once more to take it back, Esc to leave it."), "amend")

    def _on_taken_back(self, taken: TakenBack) -> None:
        self.reload(self._list.chosen.id if self._list.chosen else _ALL)
        self.set_hint(_taken_back_words(taken))
        self.changed.emit(taken.changes)

    def _submit(self, done: Callable[[Any], None], work: Callable[..., Any], *arguments: object) -> None:
        job = self._background.submit(work, self._desk, *arguments)
        job.done.connect(done)
        job.failed.connect(self._on_failed)

    def _on_failed(self, problem: Problem) -> None:
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def _on_show_clicked(self) -> None:
        if self._name.hasFocus() and self._rename.isEnabled():
            self._on_rename_clicked()
            return
        archive = self._chosen_archive()
        self.accept()
        self.chosen.emit(archive.key if archive else None)

    def _on_import_clicked(self) -> None:
        self.accept()
        self.import_asked.emit()


def _import_item(one: Import) -> Item:
    count = ngettext("{count} wire", "{count} wires", one.added).format(count=f"{one.added:,}")
    return Item(one.id, moment(one.at), shown_path(Path(one.origin)), count, icon="file-import")


def _what_taking_back_means() -> str:
    return gettext("Taking an import back removes its wires, except those somebody has worked on.")


def _taken_back_words(taken: TakenBack) -> str:
    gone = ngettext("{count} wire removed.", "{count} wires removed.", taken.removed)
    words = gone.format(count=f"{taken.removed:,}")
    if not taken.kept:
        return words
    stays = ngettext(
        "{count} stays, because somebody has worked on it: {names}",
        "{count} stay, because somebody has worked on them: {names}",
        taken.kept,
    )
    names = ", ".join(taken.names[:_NAMES_TOLD]) + (" …" if taken.kept > _NAMES_TOLD else "")
    return f"{words} {stays.format(count=f'{taken.kept:,}', names=names)}"
