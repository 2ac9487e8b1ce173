"""The backups of a desk: what there is, a look into one, and the way back to it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.desk.backing_up import KeptCopy, Occasion
from editor_app.i18n import gettext, ngettext
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.export_wording import size_words
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, open_folder
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.wording import moment

_WIDTH: Final = 720
_HEIGHT: Final = 264


class BackupsDialog(DialogWindow):
    """Lists the backups of a desk; what is asked for is told by its signals, and done elsewhere.

    Restoring is asked for once and done on the second press: the button says what it will do.
    """

    backup_asked = Signal()
    copy_asked = Signal()
    preview_asked = Signal(object)
    restore_asked = Signal(object)
    folder_asked = Signal()
    usual_folder_asked = Signal()

    def __init__(self, parent: QWidget | None, folder: Path, *, may_copy: bool, is_usual: bool) -> None:
        super().__init__(parent, gettext("Backups of this desk"), "history", _WIDTH)
        self._copies: dict[str, KeptCopy] = {}
        self._pending: KeptCopy | None = None
        self._folder_path = folder
        self._list = TwoLineList(gettext("Backups"))
        self._look = Button(gettext("Look into it"), "outlined", icon="eye")
        self._restore = Button(gettext("Restore..."), "outlined", icon="refresh")
        self._save = Button(gettext("Save a copy as..."), "outlined")
        self._where = ElidedLabel("", "meta", "text2")
        self._usual = Button(gettext("Beside the desk"), "link")
        self._save.setEnabled(may_copy)
        self._build(may_copy=may_copy)
        self.show_folder(folder, is_usual=is_usual)
        self._list.setFocus()

    @property
    def list(self) -> TwoLineList:
        """The backups."""
        return self._list

    def show_copies(self, copies: Sequence[KeptCopy], chosen: str = "") -> None:
        """Show these backups, the newest first."""
        self._copies = {str(copy.path): copy for copy in copies}
        self._list.show_items([_item(copy) for copy in copies], chosen)
        self._ask_about(None)
        self._refresh()
        if not copies:
            self.set_hint(gettext("There is no backup yet."))

    def show_folder(self, folder: Path, *, is_usual: bool) -> None:
        """Say where backups go."""
        self._folder_path = folder
        self._where.set_whole_text(shown_path(folder))
        self._usual.setVisible(not is_usual)

    def reject(self) -> None:
        """Leave the question whether to restore, or close."""
        if self._pending is not None:
            self._ask_about(None)
        else:
            super().reject()

    def _build(self, *, may_copy: bool) -> None:
        said = gettext(
            "One is made each day or after 200 decisions, and before an import, a merge or a change of many"
            " wires. The last five are kept, and one of each of the last seven days."
        )
        self._list.setMinimumHeight(_HEIGHT)
        self._list.currentRowChanged.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_look_clicked)
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self._list)
        self.body.addWidget(PlainLabel(said, "meta", "text2", wraps=True))
        self.body.addWidget(frame, 1)
        self.body.addLayout(self._build_acts())
        self.body.addLayout(self._build_place())
        self.add_cross()
        self.set_hint("")
        now = self.add_button(gettext("Back up now"))
        now.setEnabled(may_copy)
        now.clicked.connect(self.backup_asked)
        self.add_button(gettext("Close"), "outlined", "Esc").clicked.connect(self.reject)

    def _build_acts(self) -> QHBoxLayout:
        self._look.clicked.connect(self._on_look_clicked)
        self._restore.clicked.connect(self._on_restore_clicked)
        self._save.clicked.connect(self.copy_asked)
        acts = row(spacing=8)
        acts.addWidget(self._look)
        acts.addWidget(self._restore)
        acts.addStretch(1)
        acts.addWidget(self._save)
        return acts

    def _build_place(self) -> QHBoxLayout:
        other, shown = Button(gettext("Another folder..."), "link"), Button(gettext("Open folder"), "link")
        other.clicked.connect(self.folder_asked)
        self._usual.clicked.connect(self.usual_folder_asked)
        shown.clicked.connect(self._on_folder_clicked)
        place = row(spacing=8)
        place.addWidget(PlainLabel(gettext("Folder"), "meta_strong", "text2"))
        place.addWidget(self._where, 1)
        for button in (shown, other, self._usual):
            place.addWidget(button)
        return place

    def _chosen(self) -> KeptCopy | None:
        return self._copies.get(self._list.chosen.id) if self._list.chosen else None

    def _on_chosen(self) -> None:
        self._ask_about(None)
        self._refresh()

    def _refresh(self) -> None:
        copy = self._chosen()
        self._restore.setEnabled(copy is not None)
        # What an older version made must be brought up to date first, which would change it.
        is_readable = copy is not None and copy.is_whole and copy.occasion is not Occasion.MIGRATION
        self._look.setEnabled(is_readable)

    def _on_look_clicked(self) -> None:
        copy = self._chosen()
        if copy is not None and self._look.isEnabled():
            self.accept()
            self.preview_asked.emit(copy.path)

    def _on_restore_clicked(self) -> None:
        copy = self._chosen()
        if self._pending is None:
            self._ask_about(copy)
        elif copy is not None and copy.path == self._pending.path:
            self._pending = None
            self.accept()
            self.restore_asked.emit(copy.path)

    def _on_folder_clicked(self) -> None:
        there = self._folder_path if self._folder_path.is_dir() else self._folder_path.parent
        open_folder(there)

    def _ask_about(self, asked: KeptCopy | None) -> None:
        """Say on the button what a second press would do; None leaves the question."""
        self._pending = asked
        if asked is None:
            self._restore.setText(gettext("Restore..."))
            self.set_hint("")
            return
        self._restore.setText(gettext("Restore {moment}").format(moment=_moment(asked)))
        said = gettext("What the desk holds now is kept among the backups. Press once more; Esc leaves it.")
        self.set_hint(said, "amend")


def occasion_words(occasion: Occasion) -> str:
    """Say why a backup was made."""
    return {
        Occasion.ASKED: gettext("When you asked for it"),
        Occasion.DUE: gettext("Made by itself"),
        Occasion.IMPORT: gettext("Before an import"),
        Occasion.TOGETHER: gettext("Before a change of many wires"),
        Occasion.MERGE: gettext("Before a merge"),
        Occasion.MIGRATION: gettext("Before the desk was brought up to date"),
        Occasion.REPLACED: gettext("Replaced by a backup"),
    }[occasion]


def _item(copy: KeptCopy) -> Item:
    count = ""
    if copy.decisions is not None:
        words = ngettext("{count} decision", "{count} decisions", copy.decisions)
        count = words.format(count=f"{copy.decisions:,}")
    why = occasion_words(copy.occasion)
    if not copy.is_whole:
        why = gettext("{why}; what changed since the last whole one").format(why=why)
    icon = "refresh" if copy.occasion is Occasion.REPLACED else "history"
    return Item(str(copy.path), _moment(copy), f"{why} · {size_words(copy.size)}", count, icon)


def _moment(copy: KeptCopy) -> str:
    return moment(copy.at.isoformat())
