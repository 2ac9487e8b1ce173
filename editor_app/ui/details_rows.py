"""The rows of the details panel: a question with its answers, a field to choose, a field to write."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from editor_app.domain.verdicts import Answer
from editor_app.domain.vocabulary import Question, Term
from editor_app.i18n import gettext
from editor_app.ui.safe_text import PlainLabel, say_tip
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.widgets.choice_chips import ChoiceChips, Offer
from editor_app.ui.widgets.frames import Strip, column, row
from editor_app.ui.widgets.icon_view import IconView

_TONES = {Answer.YES.value: "accept", Answer.NO.value: "reject", Answer.UNCLEAR.value: "amend"}
_TONES_AGAINST = {**_TONES, Answer.YES.value: "reject", Answer.NO.value: "accept"}


def offers_of(terms: Sequence[Term], tones: Mapping[str, str] = MappingProxyType({})) -> list[Offer]:
    """Give the words that are offered now, each with its meaning in the tooltip."""
    return [
        Offer(term.id, gettext(term.label), gettext(term.means), tones.get(term.id, "accent"))
        for term in terms
        if not term.retired
    ]


class ChipsRow(QWidget):
    """A title with chips below it; `label` stands before the title, as the id of a question."""

    def __init__(
        self, title: str, chips: ChoiceChips, label: str = "", means: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chips = chips
        line = row(self, spacing=8)
        if label:
            mark = PlainLabel(label, "meta_strong", "text2")
            mark.setMinimumWidth(22)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        inside = column(spacing=4)
        words = PlainLabel(title, "body" if label else "meta_strong", wraps=True)
        say_tip(words, means)
        inside.addWidget(words)
        inside.addWidget(chips)
        line.addLayout(inside, 1)


def question_row(question: Question, terms: Sequence[Term]) -> ChipsRow:
    """Make the row of a question behind gate 2; an answer has the colour of what it speaks for."""
    asked = gettext(question.label)
    tones = _TONES_AGAINST if question.speaks == "against" else _TONES
    offers = offers_of(terms, tones if question.answers == "answers" else {})
    chips = ChoiceChips(f"{question.id}. {asked}", offers)
    chips.setAccessibleDescription(gettext(question.means))
    return ChipsRow(asked, chips, question.id, gettext(question.means))


def field_row(title: str, terms: Sequence[Term], *, several: bool = False) -> ChipsRow:
    """Make the row of a field of the vocabulary."""
    return ChipsRow(title, ChoiceChips(title, offers_of(terms), several=several))


class TextRow(QWidget):
    """A title with a line to write below it; `written` carries what a person typed."""

    written = Signal(str)

    def __init__(self, title: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(self, spacing=4)
        label = PlainLabel(title, "meta_strong")
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(placeholder)
        self.field.textEdited.connect(self.written)
        label.setBuddy(self.field)
        inside.addWidget(label)
        inside.addWidget(self.field)
        inside.addWidget(UnseenLine(self.field))

    def show_text(self, text: str) -> None:
        """Show what is written, without moving the caret where it is that already."""
        if self.field.text() != text:
            self.field.setText(text)


class RemarkStrip(Strip):
    """A strip that says something, or is not there."""

    def __init__(self, tone: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(tone, parent)
        line = row(self, (12, 6, 12, 6), 10)
        self._icon = IconView(icon, _token(tone), 18)
        self._words = PlainLabel("", "meta_medium", wraps=True)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is not there."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Say something, or nothing."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def set_look(self, tone: str, icon: str) -> None:
        """Say it in another tone."""
        self.set_tone(tone)
        self._icon.set_icon(icon, _token(tone))


def _token(tone: str) -> str:
    return "text2" if tone == "plain" else tone
