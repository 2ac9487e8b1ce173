"""What a person says about an export: format, archive, what to include, where it goes; and the checks."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from editor_app.desk.export_choice import Check, Choice, ExportPlan, Format
from editor_app.domain.lists import Archive, Criteria
from editor_app.domain.standing import State
from editor_app.formats.outgoing import kinds
from editor_app.i18n import gettext
from editor_app.ui import export_wording as wording
from editor_app.ui.export_formats import formats
from editor_app.ui.export_places import free_place, objection, read_place, usual_folder, with_ending
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.icon_view import IconView

_TICK_HEIGHT: Final = 25
_LIST: Final = object()


class ExportForm(QWidget):
    """The left half of the export: `changed` when something else is asked for, `looked_for` names a check."""

    changed = Signal()
    looked_for = Signal(object)

    def __init__(
        self,
        archives: Sequence[Archive],
        archive: str | None,
        name: str,
        listed: tuple[str, Criteria] | None = None,
    ) -> None:
        super().__init__()
        self._name = name
        self._listed = listed
        self._form: str = Format.PACKAGE.value
        self._has_own_place = False
        self._has_own_parts = False
        self._formats = DropDown()
        self._help = PlainLabel("", "meta", "text2", wraps=True)
        self._broken = PlainLabel(wording.broken_formats(kinds.broken()), "meta", "amend", wraps=True)
        self._archives = DropDown()
        self._sign = CheckBox(gettext("Sign the package"))
        self._signed_with = PlainLabel("", "meta", "text2", wraps=True)
        self._signing = QWidget()
        self._ticks: dict[str, CheckBox] = {}
        self._counts: dict[str, PlainLabel] = {}
        self._lines: dict[str, QWidget] = {}
        self._empty: set[str] = set()
        self._place = QLineEdit()
        self._objection = PlainLabel("", "meta", "reject", wraps=True)
        self._checks: QVBoxLayout = column(spacing=2)
        self._check_rows: list[QWidget] = []
        self._build(archives, archive)
        self._show_format()

    @property
    def choice(self) -> Choice:
        """What is asked for."""
        states = frozenset(state for part in self._ticked() for state in part.states)
        text = self._place.text()
        as_folder = self._form == Format.PACKAGE and text.endswith("/")
        within = self._listed[1] if self._listed and self.is_list_chosen else Criteria()
        archive = None if self.is_list_chosen else self._archives.currentData()
        is_signed = self._form == Format.PACKAGE and self._sign.isChecked()
        return Choice(
            self._form,
            read_place(text),
            states,
            archive,
            as_folder=as_folder,
            is_signed=is_signed,
            within=within,
        )

    @property
    def sign(self) -> CheckBox:
        """The tick for a signature; shown for a package alone."""
        return self._sign

    def show_key(self, words: str, *, is_possible: bool) -> None:
        """Say with which key a package is signed, or why it cannot be."""
        self._signed_with.setText(words)
        self._sign.setEnabled(is_possible)

    @property
    def is_list_chosen(self) -> bool:
        """True where the list on screen is exported, not an archive."""
        return self._archives.currentData() is _LIST

    @property
    def is_nothing_ticked(self) -> bool:
        """True while nothing is to be included."""
        return not self._ticked()

    @property
    def place(self) -> QLineEdit:
        """The field for where the export goes."""
        return self._place

    @property
    def formats(self) -> DropDown:
        """The choice of format."""
        return self._formats

    @property
    def broken_words(self) -> str:
        """What is said of formats that cannot be loaded, "" for none."""
        return self._broken.text()

    @property
    def scopes(self) -> DropDown:
        """The choice of the archive, or of the list on screen."""
        return self._archives

    def tick(self, part: str) -> CheckBox:
        """Give the tick of a part."""
        return self._ticks[part]

    def show_counts(self, by_state: Mapping[State, int]) -> None:
        """Say how many wires each part has."""
        for part in wording.PARTS:
            count = sum(by_state.get(state, 0) for state in part.states)
            self._counts[part.id].setText(f"{count:,}")
            is_shown = part.is_always_shown or count > 0
            is_meant = is_shown or self.is_list_chosen
            (self._empty.discard if is_meant else self._empty.add)(part.id)
            self._lines[part.id].setVisible(is_shown)

    def show_checks(self, plan: ExportPlan) -> None:
        """Show what to look at before the export is sent."""
        for gone in self._check_rows:
            gone.hide()
            gone.deleteLater()
        self._check_rows = [self._check_row(check, plan) for check in plan.checks]
        for line in self._check_rows:
            self._checks.addWidget(line)

    def say_objection(self, text: str) -> None:
        """Say what speaks against the place, or nothing."""
        self._objection.setText(text)
        self._objection.setVisible(bool(text))

    def objection(self, octets: int) -> str:
        """Give what speaks against writing so much to the place that is named."""
        if not self._place.text().strip():
            return gettext("Name a place to write to.")
        return objection(self.choice.destination, octets)

    def _build(self, archives: Sequence[Archive], archive: str | None) -> None:
        whole = column(self, (24, 16, 24, 16), 14)
        whole.addLayout(self._build_format())
        if len(archives) > 1 or self._listed is not None:
            whole.addLayout(self._build_archive(archives, archive))
        whole.addLayout(self._build_parts())
        whole.addLayout(self._build_place())
        whole.addWidget(self._build_signing())
        checks = column(spacing=4)
        checks.addWidget(_caption(gettext("Check before you send")))
        checks.addLayout(self._checks)
        whole.addLayout(checks)
        whole.addStretch(1)

    def _build_format(self) -> QVBoxLayout:
        self._formats.setAccessibleName(gettext("Format"))
        for form in formats():
            self._formats.addItem(wording.format_word(form), form)
        self._formats.setMaxVisibleItems(self._formats.count())
        self._formats.currentIndexChanged.connect(self._on_format_chosen)
        part = column(spacing=6)
        part.addWidget(_caption(gettext("Format")))
        part.addWidget(self._formats)
        part.addWidget(self._help)
        part.addWidget(self._broken)
        self._broken.setVisible(bool(self._broken.text()))
        return part

    def _build_archive(self, archives: Sequence[Archive], archive: str | None) -> QVBoxLayout:
        if len(archives) == 1:
            self._archives.addItem(gettext("The whole archive"), None)
        else:
            self._archives.addItem(gettext("All archives"), None)
            for one in archives:
                self._archives.addItem(one.name, one.key)
        self._archives.setCurrentIndex(max(0, self._archives.findData(archive)))
        if self._listed is not None:
            self._archives.addItem(
                gettext("The list on screen: {words}").format(words=self._listed[0]), _LIST
            )
        self._archives.setAccessibleName(gettext("From"))
        self._archives.currentIndexChanged.connect(self._on_archive_chosen)
        part = column(spacing=6)
        part.addWidget(_caption(gettext("From")))
        part.addWidget(self._archives)
        return part

    def _build_parts(self) -> QVBoxLayout:
        part = column(spacing=0)
        part.addWidget(_caption(gettext("What to include")))
        part.addSpacing(4)
        for one in wording.PARTS:
            tick = CheckBox(wording.part_words(one))
            tick.setMinimumHeight(_TICK_HEIGHT)
            tick.clicked.connect(self._on_part_ticked)
            count = PlainLabel("", "meta", "text2")
            self._ticks[one.id], self._counts[one.id] = tick, count
            line = self._lines[one.id] = QWidget()
            inside = row(line)
            inside.addWidget(tick, 1)
            inside.addWidget(count)
            part.addWidget(line)
        return part

    def _build_place(self) -> QVBoxLayout:
        browse = icon_button("folder-open", gettext("Choose a folder"))
        browse.clicked.connect(self._on_browse_clicked)
        self._place.setAccessibleName(gettext("Save to"))
        self._place.textEdited.connect(self._on_place_edited)
        line = row(spacing=6)
        line.addWidget(self._place, 1)
        line.addWidget(browse)
        part = column(spacing=6)
        part.addWidget(_caption(gettext("Save to")))
        part.addLayout(line)
        part.addWidget(self._objection)
        self._objection.hide()
        return part

    def _build_signing(self) -> QWidget:
        part = column(self._signing, spacing=0)
        self._sign.setMinimumHeight(_TICK_HEIGHT)
        self._sign.clicked.connect(self.changed)
        part.addWidget(self._sign)
        part.addWidget(self._signed_with)
        return self._signing

    def _check_row(self, check: Check, plan: ExportPlan) -> QWidget:
        line = QWidget()
        inside = row(line, spacing=8)
        icon, tone = ("alert-triangle", "amend") if check.is_warning else ("circle-check", "accept")
        inside.addWidget(IconView(icon, tone, 18))
        inside.addWidget(PlainLabel(wording.check_words(check, plan), "body", wraps=True), 1)
        if check.documents:
            show = Button(gettext("Show"), "link")
            show.setAccessibleName(gettext("Show: {what}").format(what=wording.check_words(check, plan)))
            show.clicked.connect(lambda: self.looked_for.emit(check))
            inside.addWidget(show)
        else:
            line.setMinimumHeight(_TICK_HEIGHT)
        return line

    def _show_format(self) -> None:
        self._help.setText(wording.format_help(self._form))
        self._signing.setVisible(self._form == Format.PACKAGE)
        if not self._has_own_parts:
            usual = wording.usual_parts(self._form)
            for part in wording.PARTS:
                self._ticks[part.id].setChecked(part.id in usual or self.is_list_chosen)
        if not self._has_own_place:
            self._place.setText(shown_path(free_place(usual_folder(), self._name, self._form)))

    def _ticked(self) -> list[wording.Part]:
        ticked = [part for part in wording.PARTS if self._ticks[part.id].isChecked()]
        return [part for part in ticked if part.id not in self._empty]

    def _on_format_chosen(self) -> None:
        before, self._form = self._form, str(self._formats.currentData())
        if self._has_own_place:
            self._place.setText(shown_path(with_ending(read_place(self._place.text()), before, self._form)))
        self._show_format()
        self.changed.emit()

    def _on_archive_chosen(self) -> None:
        if not self._has_own_place and isinstance(self._archives.currentData(), str):
            self._name = self._archives.currentText()
        self._show_format()
        self.changed.emit()

    def _on_part_ticked(self) -> None:
        self._has_own_parts = True
        self.changed.emit()

    def _on_place_edited(self) -> None:
        self._has_own_place = True
        self.changed.emit()

    def _on_browse_clicked(self) -> None:
        here = self.choice.destination
        folder = QFileDialog.getExistingDirectory(self, gettext("Folder to save in"), str(here.parent))
        if folder:
            self._has_own_place = True
            self._place.setText(shown_path(Path(folder) / here.name))
            self.changed.emit()


def _caption(text: str) -> PlainLabel:
    return PlainLabel(text, "meta_strong", "text2")
