"""What stands over a rationale: a dispute between editors, a text that changed, a draft that was begun."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.canonical import text_digest
from editor_app.domain.events import Event
from editor_app.domain.lists import View
from editor_app.domain.persons import Persons
from editor_app.domain.standing import Standing, State, verdict_of
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.banner import Banner
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Strip, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.wording import count_words, day, decided_line, isolated, words_count

_TWO = 2
NameOf = Callable[[str], str]


def disputed_text(standing: Standing, vocabulary: Vocabulary) -> str:
    """Give the verdicts that stand against each other, one on a line, without saying whose they are."""
    ordered = sorted(standing.verdicts, key=lambda event: text_digest(event.id))
    said = gettext("Reading {number}: {verdict}")
    lines = [
        said.format(number=number, verdict=decided_line(verdict_of(event), event.at, vocabulary))
        for number, event in enumerate(ordered, start=1)
    ]
    return "\n".join([*lines, gettext("Who decided how is shown once it is settled.")])


def _disputed_title(standing: Standing, persons: Persons) -> str:
    count = len({persons.of(event.editor) for event in standing.verdicts})
    if count == 1:
        return gettext("One editor decided differently in two places")
    if count > _TWO:
        return gettext("{count} editors decided differently").format(count=count)
    return gettext("Two editors decided differently")


def changed_text(earlier: Standing | None, vocabulary: Vocabulary, name_of: NameOf) -> str:
    """Name the verdict an earlier text of the document was given."""
    event = earlier.verdict_event if earlier is not None else None
    said = _said(event, vocabulary, name_of) if event is not None else ""
    return "\n".join(part for part in (said, gettext("Decide again on the text as it is now.")) if part)


def _said(event: Event, vocabulary: Vocabulary, name_of: NameOf) -> str:
    line = decided_line(verdict_of(event), event.at, vocabulary)
    return f"{isolated(name_of(event.editor))}: {line}"


class StandingBanner(Banner):
    """Tells that editors decided differently, or that the text is another one than was reviewed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("amend", "git-compare", "", "", parent)
        self.settle = self.add_button(Button(gettext("Settle..."), "strong"))
        self.hide()

    def show_view(self, view: View, vocabulary: Vocabulary, name_of: NameOf) -> None:
        """Show what stands over a document's rationale, or nothing."""
        state = view.row.state
        self.setVisible(state in (State.DISPUTED, State.CHANGED) or view.is_read_again)
        self.settle.setVisible(state is State.DISPUTED and view.standing.is_disputed)
        if view.is_read_again:
            said = gettext(
                "You decided on this wire some time ago. That decision stands; it is out of sight until you"
                " have said what you think now, and what you say changes nothing."
            )
            self.say(gettext("To be read again, blind"), said)
        elif state is State.DISPUTED:
            standing = view.standing if view.standing.is_disputed else view.earlier or view.standing
            self.say(_disputed_title(standing, view.persons), disputed_text(standing, vocabulary))
        elif state is State.CHANGED:
            title = gettext("The text changed since it was reviewed")
            self.say(title, changed_text(view.earlier, vocabulary, name_of))


class DraftStrip(Strip):
    """Tells of a draft that was begun and not saved as a decision."""

    continued = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accent", parent)
        line = row(self, (10, 8, 8, 8), 10)
        line.addWidget(IconView("pencil", "accent", 18))
        words = column(spacing=6)
        self._words = PlainLabel("", "meta_medium", wraps=True)
        words.addWidget(self._words)
        buttons = row(spacing=8)
        self.go_on = Button(gettext("Continue"), "strong")
        self.go_on.setAccessibleName(gettext("Continue the draft"))
        self.go_on.clicked.connect(self.continued)
        discard = Button(gettext("Discard"), "outlined")
        discard.setAccessibleName(gettext("Discard the draft"))
        discard.clicked.connect(self.discarded)
        buttons.addWidget(self.go_on)
        buttons.addWidget(discard)
        buttons.addStretch(1)
        words.addLayout(buttons)
        line.addLayout(words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_draft(self, text: str | None, at: str | None) -> None:
        """Tell of a draft with its day and length, or of none."""
        self.setVisible(text is not None)
        if text is None:
            return
        words = words_count(count_words(text))
        self._words.setText(
            gettext("You have a draft, {words}").format(words=words)
            if at is None
            else gettext("You have a draft from {day}, {words}").format(day=day(at), words=words)
        )
