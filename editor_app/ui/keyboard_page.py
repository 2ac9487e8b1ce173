"""The keyboard page of the settings: a profile, single letters, and the keys of every command."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.i18n import gettext
from editor_app.settings import KeyChoice
from editor_app.ui import text_styles
from editor_app.ui.commands import Commands
from editor_app.ui.icons import icon
from editor_app.ui.key_editor import KeyEditor
from editor_app.ui.key_rows import key_rows
from editor_app.ui.key_table import KeyTable
from editor_app.ui.keyboard_layout import writes_latin_letters
from editor_app.ui.keymap import PROFILES, shipped_keymap
from editor_app.ui.own_keys import profile_of, reset
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.segmented import Choice, Segmented

_TABLE_HEIGHT, _LOW_TABLE_HEIGHT = 250, 160
_NUMPAD: Final = "numpad"


class KeyboardPage(QWidget):
    """Shows the keys that count and changes them at once; `chosen` carries each new choice."""

    chosen = Signal(object)

    def __init__(self, commands: Commands, choice: KeyChoice) -> None:
        super().__init__()
        self._commands, self._choice = commands, choice
        self.profiles = Segmented(_profiles())
        self._about = PlainLabel("", "meta", "text2", wraps=True)
        self.letters = CheckBox(gettext("Single-letter keys"))
        self.filter = _Filter()
        self._reset_all = Button(gettext("Reset all keys"), "outlined")
        self.table = KeyTable()
        self.editor = KeyEditor(commands)
        self._build()
        self._connect()
        self.show_choice(choice)

    @property
    def choice(self) -> KeyChoice:
        """What is chosen now."""
        return self._choice

    def show_choice(self, choice: KeyChoice) -> None:
        """Show the keys as they are chosen now."""
        self._choice = choice
        profile = profile_of(choice)
        self.profiles.set_chosen(profile)
        self._about.setText(_about(profile))
        self.letters.setChecked(choice.single_letters)
        self._reset_all.setEnabled(bool(choice.changes.get(profile)))
        self._show_rows()

    def set_compact(self, *, compact: bool) -> None:
        """Show fewer lines at once in a low window."""
        self.table.setMinimumHeight(text_styles.px(_LOW_TABLE_HEIGHT if compact else _TABLE_HEIGHT))

    def _build(self) -> None:
        self.profiles.set_name(gettext("Keys"))
        self.set_compact(compact=False)
        note = gettext("When they are off, the same commands answer to Alt with the letter, digit or sign.")
        inside = column(self, spacing=12)
        inside.addWidget(self.profiles)
        inside.addWidget(self._about)
        letters = column(spacing=0)
        letters.addWidget(self.letters)
        letters.addWidget(PlainLabel(note, "meta", "text2", wraps=True))
        inside.addLayout(letters)
        line = row(spacing=8)
        line.addWidget(self.filter, 1)
        line.addWidget(self._reset_all)
        inside.addLayout(line)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.editor)

    def _connect(self) -> None:
        self.profiles.chosen.connect(self._on_profile_chosen)
        self.letters.clicked.connect(self._on_letters_clicked)
        self.filter.textChanged.connect(self._show_rows)
        self.filter.went_down.connect(self.table.setFocus)
        self.table.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.table.change_asked.connect(self.editor.begin)
        self.table.removal_asked.connect(self.editor.remove)
        self.editor.chosen.connect(self._choose)
        self.editor.left.connect(self.table.setFocus)
        self._reset_all.clicked.connect(lambda: self._choose(reset(self._choice)))

    def _choose(self, choice: KeyChoice) -> None:
        self.show_choice(choice)
        self.chosen.emit(choice)

    def _show_rows(self) -> None:
        rows = key_rows(self._commands.all(), self._choice)
        self.table.show_rows([line for line in rows if line.matches(self.filter.text())])
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.editor.show_row(self.table.chosen, self._choice)

    def _on_profile_chosen(self, profile: str) -> None:
        kept = self._choice
        self._choose(KeyChoice(profile, kept.single_letters, kept.changes))

    def _on_letters_clicked(self) -> None:
        kept = self._choice
        self._choose(KeyChoice(kept.profile, self.letters.isChecked(), kept.changes))


class _Filter(QLineEdit):
    """Narrows the table; the arrow down goes there."""

    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(gettext("Filter commands and keys"))
        self.setAccessibleName(gettext("Filter commands and keys"))
        self.addAction(icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_down.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


def _profiles() -> list[Choice]:
    """Offer the profiles, the one of digits first where the keyboard writes no Latin letters."""
    first = () if writes_latin_letters() else (_NUMPAD,)
    ordered = dict.fromkeys((*first, *PROFILES))
    return [Choice(name, gettext(shipped_keymap(name).label)) for name in ordered]


def _about(profile: str) -> str:
    about = gettext(shipped_keymap(profile).about)
    if writes_latin_letters() or profile == _NUMPAD:
        return about
    advice = gettext(
        "Your keyboard layout writes no Latin letters; the keys of Numpad arrive on every layout."
    )
    return f"{about} {advice}"
