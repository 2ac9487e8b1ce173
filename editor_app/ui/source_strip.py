"""What an editor makes of another document: for, against, not independent; and the passages quoted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.verdicts import Quote, Stance
from editor_app.i18n import gettext
from editor_app.ui.elsewhere_words import stance_word
from editor_app.ui.quote_list import QuoteList
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.frames import Ground, column, row
from editor_app.ui.widgets.keycap import KeyCaps
from editor_app.ui.widgets.segmented import Choice, Segmented

_LOOKS = {
    Stance.FOR: ("check", "accept"),
    Stance.AGAINST: ("x", "reject"),
    Stance.NOT_INDEPENDENT: ("link", "amend"),
}


class SourceStrip(Ground):
    """Three answers, none of them given beforehand, and the passages under them."""

    stance_chosen = Signal(object)
    passage_asked = Signal(object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        choices = [Choice(stance.value, stance_word(stance), *_LOOKS[stance]) for stance in Stance]
        self._stances = Segmented(choices, optional=True)
        self._stances.set_name(gettext("Two independent sources"))
        self._stances.chosen.connect(lambda name: self.stance_chosen.emit(Stance(name) if name else None))
        self._hint = PlainLabel("", "meta", "text2", wraps=True)
        self._keys = KeyCaps("Q")
        self._quotes = QuoteList()
        self._quotes.passage_asked.connect(self.passage_asked)
        self._quotes.dropped.connect(self.dropped)
        self._build()

    @property
    def stance(self) -> Stance | None:
        """The answer that is shown."""
        return Stance(self._stances.chosen_id) if self._stances.chosen_id else None

    @property
    def hint(self) -> str:
        """What is said under the answers."""
        return self._hint.text()

    @property
    def quotes(self) -> QuoteList:
        """The passages that are shown."""
        return self._quotes

    def set_keys(self, keys: str) -> None:
        """Show the key that quotes."""
        self._keys.set_keys(keys)

    def show_held(self, stance: Stance | None, quotes: Sequence[Quote], *, writable: bool) -> None:
        """Show what is held of the document on screen."""
        self._stances.set_chosen("" if stance is None else stance.value)
        self._stances.setEnabled(writable)
        self._quotes.show_quotes(quotes)
        self._quotes.set_writable(writable)
        self._quotes.setVisible(bool(quotes))

    def say(self, text: str, tone: str = "text2") -> None:
        """Say something about what is asked."""
        self._hint.set_tone(tone)
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def ask(self) -> None:
        """Put the focus on the answers."""
        chosen = self._stances.chosen_id
        target = self._stances.segment(chosen) if chosen else self._stances.segments()[0]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        inside = column(self, (20, 10, 20, 12), 6)
        line = row(spacing=10)
        line.addWidget(PlainLabel(gettext("Two independent sources"), "strong"))
        line.addWidget(self._stances)
        line.addStretch(1)
        line.addWidget(self._keys)
        line.addWidget(PlainLabel(gettext("quote selection"), "meta", "text2"))
        inside.addLayout(line)
        inside.addWidget(self._hint)
        inside.addWidget(self._quotes)
