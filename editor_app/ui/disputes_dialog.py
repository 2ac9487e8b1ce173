"""The wires in dispute: the readings of each side by side, and one that is taken, for a reason."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from editor_app.desk.settling import Dispute
from editor_app.domain.problems import Problem
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.reading_card import MOST_KEYS, ReadingCard, reading_key, reading_name
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.segmented import Choice, Segmented
from editor_app.ui.wording import isolated, outcome_word

_WIDTH: Final = 1100
_LIST_WIDTH: Final = 250
_HEIGHT: Final = 340
_MARGIN: Final = 24
_BESIDE: Final = 2


class DisputesDialog(DialogWindow):
    """Shows disputes one at a time, blind until names are asked for.

    `settle_asked` carries document, the event of the reading taken, the reason, and whether it was blind;
    `wire_asked` the document that is to be decided otherwise, in the window.
    """

    settle_asked = Signal(str, str, str, bool)
    wire_asked = Signal(str)

    def __init__(self, parent: QWidget | None, vocabulary: Vocabulary) -> None:
        super().__init__(parent, gettext("Settle disputes"), "arrows-exchange", _WIDTH)
        self._vocabulary = vocabulary
        self._disputes: dict[str, Dispute] = {}
        self._unblinded: set[str] = set()
        self._seen: set[str] = set()
        self.list = TwoLineList(gettext("Wires in dispute"))
        self.headline = PlainLabel("", "pane_title", wraps=True)
        self.proposed = PlainLabel("", "meta", "text2", wraps=True)
        self.whose = PlainLabel(_ones_own(), "meta_strong", "amend", wraps=True)
        self.names = CheckBox(gettext("Show who decided"))
        self.reason = QLineEdit()
        self._cards = QGridLayout()
        self._shown: list[ReadingCard] = []
        self._choice_place = column()
        self.choice: Segmented | None = None
        self._one = QWidget()
        self._nothing = PlainLabel(gettext("No wire is in dispute."), "body", "text2", wraps=True)
        self._build()
        self._connect()

    @property
    def cards(self) -> list[ReadingCard]:
        """The readings on screen."""
        return list(self._shown)

    def show_disputes(self, disputes: Sequence[Dispute], wanted: str = "") -> None:
        """Show these disputes, and one of them first."""
        before = self.list.currentRow()
        self._disputes = {one.row.id: one for one in disputes}
        self.list.show_items([_item(one) for one in disputes], wanted)
        if not wanted and 0 < before < self.list.count():
            self.list.setCurrentRow(before)
        count = len(disputes)
        said = ngettext("Settle disputes · {count} wire", "Settle disputes · {count} wires", count)
        self.set_title(said.format(count=f"{count:,}") if count else gettext("Settle disputes"))
        self._show_chosen()

    def show_problem(self, problem: Problem) -> None:
        """Say why nothing was settled."""
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def tell_settled(self, dispute: Dispute, event: str) -> None:
        """Say how a dispute was settled, and now also whose readings they were."""
        taken = next(reading for reading in dispute.readings if reading.event == event)
        whose = ", ".join(
            gettext("{reading}: {editor}").format(reading=reading_name(number), editor=isolated(one.editor))
            for number, one in enumerate(dispute.readings, start=1)
        )
        said = gettext("Settled: {outcome}. {whose}.")
        self.set_hint(said.format(outcome=outcome_word(taken.verdict.outcome).lower(), whose=whose))
        (self.list if self._disputes else self._close).setFocus()

    def dispute(self, document: str) -> Dispute | None:
        """Give a dispute that is listed."""
        return self._disputes.get(document)

    def _build(self) -> None:
        self.list.setFixedWidth(text_styles.px(_LIST_WIDTH))
        self.list.setMinimumHeight(_HEIGHT)
        self._nothing.setMinimumHeight(_HEIGHT)
        halves = row(spacing=20)
        halves.addWidget(self.list)
        halves.addWidget(self._nothing, 1)
        halves.addWidget(self._one, 1)
        self.body.addLayout(halves, 1)
        inside = column(self._one, spacing=10)
        inside.addWidget(self.headline)
        inside.addWidget(self.proposed)
        inside.addWidget(self.whose)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)
        inside.addLayout(self._cards)
        inside.addStretch(1)
        self._settling = self.pin(self._build_settling())
        self.set_hint("")
        self.add_cross()
        self._close = self.add_button(gettext("Close"), "outlined", "Esc")
        self._close.clicked.connect(self.reject)
        self._otherwise = self.add_button(gettext("Decide otherwise..."), "outlined")
        self._settle = self.add_button(gettext("Settle"), "primary", "Ctrl+Enter")

    def _build_settling(self) -> QWidget:
        """Build what settles: it stays in view, however long the readings are."""
        self.reason.setAccessibleName(gettext("Why"))
        self.reason.setPlaceholderText(gettext("Why this reading is taken"))
        whole = QWidget()
        part = column(whole, (_MARGIN, 10, _MARGIN, 12), 8)
        head = row(spacing=10)
        head.addWidget(PlainLabel(gettext("Take"), "meta_strong", "text2"))
        head.addLayout(self._choice_place)
        head.addStretch(1)
        head.addWidget(self.names)
        part.addLayout(head)
        part.addWidget(self.reason)
        part.addWidget(UnseenLine(self.reason))
        return whole

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_chosen)
        self.names.toggled.connect(self._on_names_toggled)
        self.reason.textChanged.connect(self._refresh)
        self._settle.clicked.connect(self._on_settle_clicked)
        self._otherwise.clicked.connect(self._on_otherwise_clicked)
        for number in range(1, MOST_KEYS + 1):
            shortcut = QShortcut(QKeySequence(reading_key(number)), self)
            shortcut.activated.connect(lambda number=number: self._take(number))

    def _chosen(self) -> Dispute | None:
        return self._disputes.get(self.list.chosen.id) if self.list.chosen else None

    def _show_chosen(self) -> None:
        one = self._chosen()
        self._one.setVisible(one is not None)
        self._settling.setVisible(one is not None)
        self.list.setVisible(one is not None)
        self._nothing.setVisible(one is None)
        self.reason.clear()
        self._show_choice(one)
        self._show_cards(one)
        if one is not None:
            self.headline.setText(isolated(one.row.headline))
            self.proposed.setText(one.rationale or gettext("No rationale is proposed."))
            self.whose.setVisible(one.is_ones_own)
            self.names.blockSignals(True)
            self.names.setChecked(one.row.id in self._unblinded)
            self.names.blockSignals(False)
        self._refresh()

    def _show_choice(self, one: Dispute | None) -> None:
        if self.choice is not None:
            self.choice.hide()
            self.choice.setParent(None)
            self.choice.deleteLater()
        self.choice = None
        if one is not None:
            names = [reading_name(number) for number in range(1, len(one.readings) + 1)]
            pairs = zip(one.readings, names, strict=True)
            self.choice = Segmented([Choice(reading.event, name) for reading, name in pairs], optional=True)
            self.choice.set_name(gettext("Take"))
            self.choice.chosen.connect(self._refresh)
            self._choice_place.addWidget(self.choice)
            self._order_stops(self.choice.segments())

    def _order_stops(self, choices: Sequence[QWidget]) -> None:
        """Let Tab go as the eye does: the list, what can be taken, the names, the reason."""
        stops = [self.list, *choices, self.names, self.reason]
        for before, stop in pairwise(stops):
            QWidget.setTabOrder(before, stop)

    def _show_cards(self, one: Dispute | None) -> None:
        for card in self._shown:
            self._cards.removeWidget(card)
            card.hide()
            card.setParent(None)
            card.deleteLater()
        self._shown.clear()
        is_named = one is not None and one.row.id in self._unblinded
        for place, reading in enumerate(one.readings if one else ()):
            card = ReadingCard(
                place + 1, reading, one.rationale if one else None, self._vocabulary, named=is_named
            )
            self._shown.append(card)
            self._cards.addWidget(card, place // _BESIDE, place % _BESIDE)
        for side in range(_BESIDE):
            self._cards.setColumnStretch(side, 1)

    def _take(self, number: int) -> None:
        one = self._chosen()
        if one is not None and self.choice is not None and number <= len(one.readings):
            self.choice.set_chosen(one.readings[number - 1].event)
            self._refresh()
            self.reason.setFocus()

    def _refresh(self) -> None:
        one = self._chosen()
        is_chosen = self.choice is not None and bool(self.choice.chosen_id)
        self._settle.setEnabled(one is not None and is_chosen and bool(self.reason.text().strip()))
        self._otherwise.setEnabled(one is not None)

    def _on_names_toggled(self, shown: bool) -> None:
        one = self._chosen()
        if one is not None:
            (self._unblinded.add if shown else self._unblinded.discard)(one.row.id)
            self._seen.add(one.row.id)  # what was seen once is no longer blind
            self._show_cards(one)

    def _on_settle_clicked(self) -> None:
        one = self._chosen()
        if one is not None and self.choice is not None and self._settle.isEnabled():
            blind = one.row.id not in self._seen
            self.settle_asked.emit(one.row.id, self.choice.chosen_id, self.reason.text().strip(), blind)

    def _on_otherwise_clicked(self) -> None:
        one = self._chosen()
        if one is not None:
            self.accept()
            self.wire_asked.emit(one.row.id)


def _ones_own() -> str:
    return gettext("One person said all of this, at different computers; no clock tells which is meant.")


def _item(one: Dispute) -> Item:
    words = [outcome_word(reading.verdict.outcome).lower() for reading in one.readings]
    if len(words) > _BESIDE:
        words = [f"{count} {word}" if count > 1 else word for word, count in Counter(words).items()]
    against = gettext(" against ").join(words)
    return Item(one.row.id, one.row.headline, against, icon="arrows-exchange", tone="amend")
