"""What stands in the window when a desk could not be opened: what is wrong, and what can be done about it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui.commands import Commands
from editor_app.ui.safe_text import open_folder
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.state_card import StateCard

_NEWER: Final = frozenset({"desk_newer"})
_OTHER: Final = frozenset({"desk_foreign", "desk_not_a_database", "desk_not_a_file", "desk_empty_file"})
_DAMAGED: Final = frozenset({"desk_damaged", "desk_altered", "desk_not_migrated", "desk_unfinished"})
_MISSING: Final = frozenset({"desk_missing"})
_TAKEN: Final = frozenset({"desk_locked", "desk_busy"})
_UNWRITABLE: Final = frozenset({"desk_read_only", "disk_full", "desk_io"})


class DeskProblemPane(StateCard):
    """Tells of a desk that is newer, damaged, foreign, taken or out of reach; the file was left as it is."""

    again_asked = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("alert-triangle", "", "", "reject", parent)
        self._details = ""
        self._folder: Path | None = None
        self.again = self.add_button(Button(gettext("Try again"), "strong"))
        self.other = self.add_button(Button(gettext("Open another desk..."), "outlined", icon="folder-open"))
        self.show_folder = self.add_button(Button(gettext("Show folder"), "outlined"))
        self.backups = self.add_button(Button(gettext("Backups..."), "outlined", icon="history"))
        commands.attach(self.backups, "file.backups")
        self.copy = self.add_button(Button(gettext("Copy details"), "outlined", icon="copy"))
        commands.attach(self.other, "file.open")
        self.again.clicked.connect(self.again_asked)
        self.show_folder.clicked.connect(self._on_folder_clicked)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self._details))

    def tell(self, problem: Problem, path: Path | None) -> None:
        """Say what stands against opening a desk at a path."""
        icon, title = _heading(problem.code)
        self._details = f"{problem}\n{path or ''}"
        self._folder = path.parent if path is not None and path.parent.is_dir() else None
        self.say(icon, title, sentence(problem.code, problem.fields), "reject")
        self.again.setVisible(problem.code not in _NEWER | _OTHER)
        self.show_folder.setVisible(self._folder is not None)
        self.backups.setVisible(
            problem.code in _DAMAGED | _MISSING | _OTHER | frozenset({"desk_unreachable"})
        )
        first = self.again if not self.again.isHidden() else self.other
        first.setFocus()

    def _on_folder_clicked(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)


def _heading(code: str) -> tuple[str, str]:
    """Give the icon and the short line for a kind of problem."""
    kinds = (
        (_NEWER, "history", gettext("This desk was made by a newer version")),
        (_OTHER, "database", gettext("This file is no desk")),
        (_DAMAGED, "alert-triangle", gettext("This desk cannot be read")),
        (_TAKEN, "lock", gettext("This desk is in use")),
        (_UNWRITABLE, "device-floppy", gettext("This desk cannot be written to")),
        (_MISSING, "search", gettext("There is no desk here")),
    )
    found = (icon_and_title for codes, *icon_and_title in kinds if code in codes)
    icon, title = next(found, ["alert-triangle", gettext("This desk could not be opened")])
    return icon, title
