"""The page of the settings that says which words a review is made with, and lets a newsroom name its own."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from editor_app.desk.vocabularies import chosen_vocabulary, copy_shipped
from editor_app.domain.problems import Problem
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, sentence
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row

_COPY: Final = "our-words.toml"


class VocabularyPage(QWidget):
    """Tells of the words that are chosen; a file that cannot be worked with is refused and changes nothing.

    `chosen` carries the place of a newsroom's own file, "" for the words that ship with the program.
    """

    chosen = Signal(str)

    def __init__(self, vocabulary: str, settings_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: str | None = None
        self._settings_file = settings_file
        whole = column(self, spacing=14)
        explained = gettext(
            "Reasons, kinds, categories and questions of a review are data. "
            "A newsroom can have a file of its own; each decision records the version it was made with."
        )
        whole.addWidget(PlainLabel(explained, "body", "text2", wraps=True))
        whole.addWidget(self._build_card())
        self._said = PlainLabel("", "body", "reject", wraps=True)
        whole.addWidget(self._said)
        whole.addLayout(self._build_buttons())
        whole.addStretch(1)
        self.show_chosen(vocabulary)

    @property
    def said(self) -> str:
        """What stands against a file, or what became of a copy; "" for nothing."""
        return self._said.text()

    @property
    def facts(self) -> str:
        """What it says of the words that are chosen."""
        return "\n".join(label.text() for label in (self._name, self._place, self._counts))

    def show_chosen(self, vocabulary: str) -> None:
        """Show which words are chosen now."""
        if vocabulary == self._chosen:
            return
        self._chosen = vocabulary
        self._own.setEnabled(bool(vocabulary))
        place = self._settings_file.parent / Path(vocabulary).expanduser()
        self._place.setText(shown_path(place) if vocabulary else gettext("Comes with the program"))
        try:
            self._tell(chosen_vocabulary(vocabulary, self._settings_file))
        except Problem as problem:
            self._name.setText(gettext("Cannot be read"))
            self._counts.setText("")
            self._say(sentence(problem.code, problem.fields), "reject")

    def take_focus(self) -> None:
        """Take the keyboard."""
        self._choose.setFocus()

    def use(self, place: Path) -> None:
        """Choose a file, where it can be worked with."""
        try:
            chosen_vocabulary(str(place), self._settings_file)
        except Problem as problem:
            said = gettext("{name} cannot be worked with ({cause}). The words stay as they are.")
            cause = problem.fields.get("cause") or sentence(problem.code, problem.fields)
            self._say(said.format(name=place.name, cause=cause), "reject")
            return
        self._say("", "reject")
        self.chosen.emit(str(place))

    def copy_to(self, place: Path) -> None:
        """Write the words of the program to a new file."""
        try:
            copy_shipped(place)
        except Problem as problem:
            self._say(sentence(problem.code, problem.fields), "reject")
            return
        said = gettext("Written to {path}. Change it, then choose it here.")
        self._say(said.format(path=shown_path(place)), "text2")

    def _build_card(self) -> QWidget:
        card = Card("plain")
        inside = column(card, (14, 12, 14, 12), 4)
        self._name = PlainLabel("", "strong", wraps=True)
        self._place = PlainLabel("", "body", "text2", wraps=True)
        self._counts = PlainLabel("", "meta", "text2", wraps=True)
        for label in (self._name, self._place, self._counts):
            inside.addWidget(label)
        return card

    def _build_buttons(self) -> QVBoxLayout:
        lines, line = column(spacing=8), row(spacing=8)
        self._choose = Button(gettext("Choose a file..."), "outlined", icon="folder-open")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._own = Button(gettext("Use the program's words"), "outlined")
        self._own.clicked.connect(lambda: self.chosen.emit(""))
        copy = Button(gettext("Copy the program's words..."), "outlined", icon="copy")
        copy.clicked.connect(self._on_copy_clicked)
        for button in (self._choose, self._own, copy):
            line.addWidget(button)
        line.addStretch(1)
        lines.addLayout(line)
        return lines

    def _tell(self, words: Vocabulary) -> None:
        said = gettext("Version {version}, for Editor's Guide {guide}")
        self._name.setText(said.format(version=words.version, guide=words.guide))
        counts = gettext("{reasons} reasons to reject · {kinds} kinds · {questions} questions")
        figures = {
            "reasons": sum(not one.retired for one in words.reasons),
            "kinds": sum(not one.retired for one in words.kinds),
            "questions": sum(not one.retired for one in words.questions),
        }
        self._counts.setText(counts.format(**figures))

    def _say(self, text: str, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.setText(text)

    def _on_choose_clicked(self) -> None:
        title, kinds = gettext("Words of a review"), gettext("Vocabularies (*.toml);;All files (*)")
        place, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if place:
            self.use(Path(place))

    def _on_copy_clicked(self) -> None:
        title = gettext("Copy the program's words to")
        place, _kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / _COPY))
        if place:
            self.copy_to(Path(place))
