"""What the desk noticed about a wire by itself: a chip for each, and a panel that explains them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from editor_app.domain.vocabulary import Term, Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.popover import Popover
from editor_app.ui.safe_text import PlainLabel, say_tip
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import column

_PANEL_WIDTH = 424
_SHOWN_BY_ITSELF = "boilerplate"


class FlagsPopup(Popover):
    """Says of each flag what it means; a flag is an observation and decides nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _PANEL_WIDTH, gettext("Noticed by the desk"))
        self._whole = column(self, (16, 14, 16, 14), 10)
        self._whole.addWidget(PlainLabel(gettext("Noticed by the desk"), "pane_title"))
        said = gettext("Found by rules and lists of words, not by reading. It decides nothing.")
        self._whole.addWidget(PlainLabel(said, "meta", "text2", wraps=True))
        self._list = column(spacing=8)
        self._whole.addLayout(self._list)
        close = Button(gettext("Close"), "outlined", keys="Esc")
        close.clicked.connect(self.dismiss)
        self._close = close
        self._whole.addWidget(close)

    def open_with(self, terms: Sequence[Term], anchor: QWidget) -> None:
        """Explain these flags, above a widget."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for term in terms:
            self._list.addWidget(_explained(term))
        self.open_above(anchor)
        self._close.setFocus()


class FlagsLine(QWidget):
    """The chips under the rationale; the button before them opens the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms: tuple[Term, ...] = ()
        self._popup: FlagsPopup | None = None
        self._flow = Flow(gap=6)
        column(self).addWidget(self._flow)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(gettext(term.label) for term in self._terms)

    @property
    def popup(self) -> FlagsPopup | None:
        """The panel, once it was open."""
        return self._popup

    def show_flags(self, terms: Sequence[Term]) -> None:
        """Show a chip for each flag."""
        if tuple(terms) == self._terms:
            return
        self._terms = tuple(terms)
        self._flow.clear()
        self.setVisible(bool(terms))
        if terms:
            self._flow.add(self._explaining_button())
        for term in terms:
            chip = Chip(gettext(term.label), "plain")
            say_tip(chip, gettext(term.means))
            self._flow.add(chip)

    def explain(self, anchor: QWidget) -> None:
        """Say what each flag means."""
        if self._popup is None:
            self._popup = FlagsPopup(self.window())
        self._popup.open_with(self._terms, anchor)

    def _explaining_button(self) -> Button:
        button = Button(gettext("Noticed"), "quiet", icon="eye")
        button.setAccessibleName(gettext("Noticed by the desk: {flags}").format(flags=", ".join(self.words)))
        say_tip(button, gettext("What the desk noticed by itself, and what it means"))
        button.clicked.connect(lambda: self.explain(button))
        return button


def flag_terms(ids: Sequence[str], vocabulary: Vocabulary) -> list[Term]:
    """Give the words for flags; the same text on other wires has a strip of its own and needs no chip."""
    found = (vocabulary.term("flags", id) or Term(id, id) for id in ids)
    return [term for term in found if term.id != _SHOWN_BY_ITSELF]


def _explained(term: Term) -> QWidget:
    part = QWidget()
    line = column(part, spacing=2)
    line.addWidget(PlainLabel(gettext(term.label), "strong", wraps=True))
    line.addWidget(PlainLabel(gettext(term.means), "meta", "text2", wraps=True))
    return part
