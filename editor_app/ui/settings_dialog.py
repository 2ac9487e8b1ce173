"""The settings: who reviews, colours, text size, a rule of reviewing, where everything lies; keys; words."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.desk.rereading import AT_ONCE, PAUSE
from editor_app.desk.sharing_out import AGAIN_SHARE
from editor_app.i18n import gettext
from editor_app.settings import KeyChoice, Settings
from editor_app.ui.commands import Commands
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.keyboard_page import KeyboardPage
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, open_folder
from editor_app.ui.vocabulary_page import VocabularyPage
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import Line, column, row
from editor_app.ui.widgets.segmented import Choice, Segmented

_SMALLEST, _LARGEST, _STEP = 80, 200, 10
_WIDTH, _LABEL_WIDTH, _LOW = 720, 120, 800
GENERAL: Final = "general"
KEYBOARD: Final = "keyboard"
WORDS: Final = "words"


class SettingsDialog(DialogWindow):
    """Shows the settings and says at once what was chosen; there is nothing to confirm.

    `chosen` carries the new settings. The two signals about editors ask for the dialogs that do the work.
    """

    chosen = Signal(object)
    switch_asked = Signal()
    correct_asked = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        settings: Settings,
        places: Mapping[str, Path],
        commands: Commands,
        settings_file: Path,
    ) -> None:
        super().__init__(parent, gettext("Settings"), "settings", _WIDTH)
        self._settings, self._commands = settings, commands
        self._pages = Segmented(_pages())
        self._general = QWidget()
        self._page = column(self._general, spacing=18)
        self.keyboard = KeyboardPage(commands, settings.keys)
        self.words = VocabularyPage(settings.vocabulary, settings_file)
        self._name = ElidedLabel("", "body_medium")
        self._correct = Button(gettext("Correct name..."), "outlined")
        self._switch = Button(gettext("Switch editor..."), "outlined")
        self._may_name = True
        self._colours = Segmented(_colours())
        self._size = PlainLabel("", "body_medium")
        self._smaller = icon_button("minus", gettext("Smaller text"))
        self._larger = icon_button("plus", gettext("Larger text"))
        self._usual = Button(gettext("Usual size"), "link")
        self._rule = PlainLabel("", "meta", "text2", wraps=True)
        self._answered = CheckBox(gettext("Accept only when both criteria are answered"))
        self._pace = CheckBox(gettext("Show pace, time left and streaks"))
        self.again = CheckBox(gettext("Give me some of my own decisions to read again, blind"))
        self.keyboard.set_compact(compact=parent is not None and parent.window().height() < _LOW)
        self._build_pages()
        self._build_editor()
        self._page.addWidget(Line())
        self._build_looks()
        self._page.addWidget(Line())
        self._build_rule()
        self._page.addWidget(Line())
        self._page.addLayout(_build_places(places))
        self.add_button(gettext("Close"), "outlined", "Esc").clicked.connect(self.reject)
        self.add_cross()
        self.show_settings(settings)
        self.show_page(GENERAL)

    def show_page(self, name: str) -> None:
        """Show a page of the settings and take the keyboard there."""
        self._pages.set_chosen(name)
        self._turn_to(name)
        if name == KEYBOARD:
            self.keyboard.filter.setFocus()
        elif name == WORDS:
            self.words.take_focus()
        else:
            self._colours.segment(self._settings.theme).setFocus()

    def set_naming(self, allowed: bool) -> None:
        """Offer to change who sits at the desk, or not: that needs a desk that can be written to."""
        self._may_name = allowed
        self.show_settings(self._settings)

    def show_settings(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere."""
        self._settings = settings
        editor = settings.current_editor
        self._name.set_whole_text(editor.name if editor else gettext("Nobody yet"))
        self._correct.setVisible(self._may_name and editor is not None)
        self._switch.setVisible(self._may_name)
        self._colours.set_chosen(settings.theme)
        self._size.setText(gettext("{percent} %").format(percent=settings.text_size))
        self._smaller.setEnabled(settings.text_size > _SMALLEST)
        self._larger.setEnabled(settings.text_size < _LARGEST)
        self._usual.setEnabled(settings.text_size != 100)
        self._answered.setChecked(settings.accept_needs_answers)
        self._pace.setChecked(settings.show_pace)
        self.again.setChecked(settings.read_again)
        if settings.keys != self.keyboard.choice:
            self.keyboard.show_choice(settings.keys)
        self.words.show_chosen(settings.vocabulary)

    def _build_pages(self) -> None:
        self._pages.set_name(gettext("Page"))
        self._pages.chosen.connect(self._turn_to)
        self.keyboard.chosen.connect(self._on_keys_chosen)
        self.words.chosen.connect(self._on_words_chosen)
        self.body.setSpacing(16)
        for part in (self._pages, self._general, self.keyboard, self.words):
            self.body.addWidget(part)

    def _turn_to(self, name: str) -> None:
        self._general.setVisible(name == GENERAL)
        self.keyboard.setVisible(name == KEYBOARD)
        self.words.setVisible(name == WORDS)
        is_later = name == WORDS
        said = gettext("Other words count from the next start of the program.")
        self.set_hint(said if is_later else gettext("Changes count at once."))

    def _build_editor(self) -> None:
        self._switch.clicked.connect(self.switch_asked)
        self._correct.clicked.connect(self.correct_asked)
        line = _labelled(gettext("Your name"))
        line.addWidget(self._name, 1)
        line.addWidget(self._correct)
        line.addWidget(self._switch)
        self._page.addLayout(line)

    def _build_looks(self) -> None:
        self._colours.set_name(gettext("Colours"))
        self._colours.chosen.connect(self._on_colours_chosen)
        colours = _labelled(gettext("Colours"))
        colours.addWidget(self._colours, 1)
        self._smaller.clicked.connect(lambda: self._resize(self._settings.text_size - _STEP))
        self._larger.clicked.connect(lambda: self._resize(self._settings.text_size + _STEP))
        self._usual.clicked.connect(lambda: self._resize(100))
        size = _labelled(gettext("Text size"))
        size.addWidget(self._smaller)
        size.addWidget(self._size)
        size.addWidget(self._larger)
        size.addWidget(self._usual)
        size.addStretch(1)
        note = gettext("Of wires and rationales. The rest of the window follows the system's font.")
        looks = column(spacing=12)
        looks.addLayout(colours)
        looks.addLayout(size)
        looks.addLayout(_indented(PlainLabel(note, "meta", "text2", wraps=True)))
        self._page.addLayout(looks)

    def _build_rule(self) -> None:
        self._answered.toggled.connect(self._on_rule_toggled)
        self._pace.toggled.connect(self._on_pace_toggled)
        self.again.toggled.connect(self._on_again_toggled)
        self._say_rule()
        self._commands.keys_changed.connect(self._say_rule)
        line = _labelled(gettext("Reviewing"))
        line.addWidget(self._answered, 1)
        rule = column(spacing=2)
        rule.addLayout(line)
        rule.addLayout(_indented(self._rule))
        rule.addLayout(_indented(self._pace))
        rule.addLayout(_indented(self.again))
        note = gettext(
            "{share} % of them, drawn by lot, {count} at a time and after {days} days at the earliest. What"
            " you say then counts in Agreement and changes no decision."
        ).format(share=AGAIN_SHARE, count=AT_ONCE, days=PAUSE.days)
        rule.addLayout(_indented(PlainLabel(note, "meta", "text2", wraps=True)))
        self._page.addLayout(rule)

    def _say_rule(self) -> None:
        accept, anyway = (self._commands.keys_text(name) for name in ("decide.accept", "decide.accept_open"))
        note = gettext("With a criterion open, {key} goes there and accepts nothing. {other} accepts anyway.")
        self._rule.setText(note.format(key=accept, other=anyway))

    def _resize(self, percent: int) -> None:
        self._choose(replace(self._settings, text_size=min(max(percent, _SMALLEST), _LARGEST)))

    def _choose(self, settings: Settings) -> None:
        if settings != self._settings:
            self.show_settings(settings)
            self.chosen.emit(settings)

    def _on_colours_chosen(self, theme: str) -> None:
        self._choose(replace(self._settings, theme=theme))

    def _on_keys_chosen(self, keys: KeyChoice) -> None:
        self._choose(replace(self._settings, keys=keys))

    def _on_words_chosen(self, vocabulary: str) -> None:
        self._choose(replace(self._settings, vocabulary=vocabulary))

    def _on_rule_toggled(self, on: bool) -> None:
        self._choose(replace(self._settings, accept_needs_answers=on))

    def _on_pace_toggled(self, on: bool) -> None:
        self._choose(replace(self._settings, show_pace=on))

    def _on_again_toggled(self, on: bool) -> None:
        """Switch it on or off; the seed that is drawn the first time stays, so that nobody draws again."""
        seed = self._settings.read_again_seed or secrets.token_hex(4)
        self._choose(replace(self._settings, read_again=on, read_again_seed=seed))


def _pages() -> list[Choice]:
    return [
        Choice(GENERAL, gettext("General"), "adjustments-horizontal"),
        Choice(KEYBOARD, gettext("Keyboard"), "keyboard"),
        Choice(WORDS, gettext("Words"), "list-check"),
    ]


def _colours() -> list[Choice]:
    return [
        Choice("system", gettext("As the system"), "device-desktop"),
        Choice("light", gettext("Light"), "sun"),
        Choice("dark", gettext("Dark"), "moon"),
    ]


def _labelled(text: str) -> QHBoxLayout:
    label = PlainLabel(text, "body", "text2")
    label.setMinimumWidth(_LABEL_WIDTH)
    line = row(spacing=8)
    line.addWidget(label)
    return line


def _indented(widget: QWidget) -> QHBoxLayout:
    line = row(spacing=8)
    line.addSpacing(_LABEL_WIDTH + 8)
    line.addWidget(widget, 1)
    return line


def _build_places(places: Mapping[str, Path]) -> QVBoxLayout:
    """Say where desk, settings and logs lie, each with a button that opens its folder."""
    part = column(spacing=8)
    for name, place in places.items():
        button = Button(gettext("Open folder"), "outlined", icon="folder-open")
        button.setAccessibleName(gettext("Open the folder of: {name}").format(name=name))
        folder = place.parent if place.suffix else place
        button.setEnabled(folder.is_dir())
        button.clicked.connect(lambda _checked=False, folder=folder: open_folder(folder))
        line = _labelled(name)
        line.addWidget(ElidedLabel(shown_path(place), "body", "text"), 1)
        line.addWidget(button)
        part.addLayout(line)
    return part
