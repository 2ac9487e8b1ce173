"""The hand-over: from when on, what the report will hold, as which kind of file, and where it goes."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from editor_app.desk.handing_over import HandOver, Since
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui import hand_over_wording as wording
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.export_places import free_name, objection, read_place, usual_folder
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.segmented import Choice, Segmented

_WIDTH: Final = 560
_ROOM: Final = 5_000_000
ENDINGS: Final = {"html": ".html", "text": ".txt"}


class HandOverDialog(DialogWindow):
    """Asks from when on, shows what there is, and says where the report is to be saved.

    `since_chosen` carries the Since to gather from; `save_asked` carries the kind of file and its Path.
    """

    since_chosen = Signal(object)
    save_asked = Signal(str, object)

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, gettext("Hand over"), "file-text", _WIDTH)
        self._name = name
        self._report: HandOver | None = None
        self._is_saving = False
        self._has_own_place = False
        self._since = Segmented([Choice(one.value, wording.since_word(one)) for one in Since])
        self._from = PlainLabel("", "meta", "text2", wraps=True)
        self._parts: dict[str, PlainLabel] = {}
        self._list = column(spacing=4)
        self._kinds = Segmented([Choice("html", gettext("Web page")), Choice("text", gettext("Plain text"))])
        self._place = QLineEdit()
        self._objection = PlainLabel("", "meta", "reject", wraps=True)
        self._build()
        self._offer_place()
        self._refresh()

    @property
    def report(self) -> HandOver | None:
        """What was gathered; None while it is being gathered."""
        return self._report

    @property
    def place(self) -> QLineEdit:
        """The field for where the report goes."""
        return self._place

    @property
    def kinds(self) -> Segmented:
        """The choice of the kind of file."""
        return self._kinds

    @property
    def since(self) -> Segmented:
        """The choice of where the report begins."""
        return self._since

    def begin(self, since: Since) -> None:
        """Show that a report is being gathered."""
        self._report = None
        self._since.set_chosen(since.value)
        self._refresh()

    def show_report(self, report: HandOver) -> None:
        """Show what the report will hold."""
        self._report = report
        start = wording.moment(report.since) or gettext("the beginning")
        end = wording.moment(report.until)
        self._from.setText(gettext("From {start} to {end}").format(start=start, end=end))
        for name, count in wording.parts(report):
            self._count(name).setText(f"{count:,}")
        self._refresh()

    def show_problem(self, problem: Problem) -> None:
        """Say why nothing was gathered or saved."""
        self._is_saving = False
        self._refresh()
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def save(self) -> None:
        """Ask for the report to be saved, where nothing speaks against it."""
        self._refresh()
        if self._save.isEnabled():
            self._is_saving = True
            self._refresh()
            self.save_asked.emit(self._kinds.chosen_id, read_place(self._place.text()))

    def _build(self) -> None:
        self.body.setSpacing(14)
        self._since.set_name(gettext("From when on"))
        self._since.chosen.connect(lambda name: self.since_chosen.emit(Since(name)))
        self.body.addLayout(_part(gettext("What changed since"), self._since, self._from))
        self.body.addLayout(_part(gettext("What the report holds")))
        self.body.addLayout(self._list)
        self._kinds.set_name(gettext("Kind of file"))
        self._kinds.set_chosen("html")
        self._kinds.chosen.connect(self._on_kind_chosen)
        self.body.addLayout(_part(gettext("Kind of file"), self._kinds))
        self.body.addLayout(self._build_place())
        self.set_hint(gettext("Nothing leaves this computer."))
        self.add_button(gettext("Cancel"), "outlined", "Esc").clicked.connect(self.reject)
        self._save = self.add_button(gettext("Save report"), "primary", "Ctrl+Enter")
        self._save.clicked.connect(self.save)
        self.add_cross()

    def _build_place(self) -> QVBoxLayout:
        browse = icon_button("folder-open", gettext("Choose a place"))
        browse.clicked.connect(self._on_browse_clicked)
        self._place.setAccessibleName(gettext("Save to"))
        self._place.textEdited.connect(self._on_place_edited)
        line = row(spacing=6)
        line.addWidget(self._place, 1)
        line.addWidget(browse)
        part = _part(gettext("Save to"))
        part.addLayout(line)
        part.addWidget(self._objection)
        return part

    def _count(self, name: str) -> PlainLabel:
        if name not in self._parts:
            line = row(spacing=8)
            line.addWidget(PlainLabel(name, "body"), 1)
            self._parts[name] = PlainLabel("", "strong")
            line.addWidget(self._parts[name])
            self._list.addLayout(line)
        return self._parts[name]

    def _offer_place(self) -> None:
        ending = ENDINGS[self._kinds.chosen_id]
        self._place.setText(shown_path(free_name(usual_folder(), self._name, ending)))

    def _refresh(self) -> None:
        text = self._place.text().strip()
        speaks_against = objection(read_place(text), _ROOM) if text else gettext("Name a place to write to.")
        self._objection.setText("" if self._is_saving else speaks_against)
        self._objection.setVisible(bool(self._objection.text()))
        is_ready = self._report is not None and not speaks_against and not self._is_saving
        self._save.setEnabled(is_ready)

    def _on_kind_chosen(self, kind: str) -> None:
        if self._has_own_place:
            place = read_place(self._place.text())
            if place.suffix in ENDINGS.values():
                self._place.setText(shown_path(place.with_suffix(ENDINGS[kind])))
        else:
            self._offer_place()
        self._refresh()

    def _on_place_edited(self) -> None:
        self._has_own_place = True
        self._refresh()

    def _on_browse_clicked(self) -> None:
        here = read_place(self._place.text())
        chosen, _kind = QFileDialog.getSaveFileName(self, gettext("Save report"), str(here))
        if chosen:
            self._has_own_place = True
            self._place.setText(shown_path(Path(chosen)))
            self._refresh()


def _part(title: str, *widgets: QWidget) -> QVBoxLayout:
    part = column(spacing=6)
    part.addWidget(PlainLabel(title, "meta_strong", "text2"))
    for widget in widgets:
        part.addWidget(widget)
    return part
