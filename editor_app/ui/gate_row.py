"""One gate of the checklist: its statement, the three answers, the route, the passages quoted for it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.domain.verdicts import Answer, Gates, Quote
from editor_app.domain.vocabulary import Gate, Term
from editor_app.i18n import gettext, ngettext
from editor_app.ui import text_styles
from editor_app.ui.answering import answer_of
from editor_app.ui.quote_list import QuoteList
from editor_app.ui.route_chips import RouteChips, RouteMenu
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.keycap import KeyCaps
from editor_app.ui.widgets.segmented import Choice, Segmented
from editor_app.ui.wording import answer_word

_RING = 22


class GateNumber(QWidget):
    """The number of a gate in a ring; the number is its key as well."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give a ring that holds the number in this system's font."""
        side = max(_RING, round(text_styles.metrics("meta_strong").height()) + 6)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and number."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("control"), 1.2))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(theme.colour("text2"))
        painter.setFont(text_styles.font("meta_medium"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class GateRow(QWidget):
    """A gate with everything an editor says of it."""

    answered = Signal(object)
    route_chosen = Signal(object)
    passage_asked = Signal(object)
    quote_dropped = Signal(object)
    sources_asked = Signal()

    def __init__(self, gate: Gate, routes: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gate = gate
        self._is_compact, self._is_unfolded = False, True
        line = row(self, spacing=12)
        line.addWidget(GateNumber(gate.number), 0, Qt.AlignmentFlag.AlignTop)
        self._body = column(spacing=6)
        line.addLayout(self._body, 1)
        self._build_statement()
        self._build_answers()
        self._build_routes(routes if gate.number == 1 else ())
        self._build_sources()
        self._build_quotes()

    @property
    def number(self) -> int:
        """The number of the gate, 1 or 2."""
        return self._gate.number

    @property
    def answer(self) -> Answer | None:
        """The answer that is shown."""
        return Answer(self._answers.chosen_id) if self._answers.chosen_id else None

    @property
    def quotes(self) -> QuoteList:
        """The passages quoted for it."""
        return self._quotes

    @property
    def segment_names(self) -> list[str]:
        """What a screen reader calls the answers."""
        return [segment.accessibleName() for segment in self._answers.segments()]

    @property
    def says_route_is_open(self) -> bool:
        """True while it says that no route was named yet."""
        is_short = self._route_menu.isVisibleTo(self) and self._route_menu.route is None
        return self._route_open.isVisibleTo(self) or is_short

    def show_state(self, gates: Gates, quotes: Sequence[Quote], *, compact: bool) -> None:
        """Show answers, route and quotes as they stand."""
        self._body.setSpacing(6 if compact else 8)
        answer = answer_of(gates, self.number)
        self._answers.set_chosen(answer.value if answer else "")
        # In a small window the room goes to what an answer brings: the route, and what follows from it.
        self._means.setVisible(answer is None or not compact)
        mine = [quote for quote in quotes if quote.gate == self.number]
        self._show_route(gates, compact=compact)
        self._quotes_line.setVisible(bool(mine) or (self.number == 1 and not compact))
        self._show_quotes(mine, compact=compact)

    def _show_route(self, gates: Gates, *, compact: bool) -> None:
        is_asked = self.number == 1 and gates.verifiable is Answer.YES
        self._routes.setVisible(is_asked and not compact)
        self._routes.show_route(gates.route)
        self._route_menu.setVisible(is_asked and compact)
        self._route_menu.show_route(gates.route)
        self._route_open.setVisible(is_asked and gates.route_is_open and not compact)

    def set_writable(self, writable: bool) -> None:
        """Allow answers, or show them alone."""
        for part in (self._answers, self._routes, self._route_menu):
            part.setEnabled(writable)
        self._quotes.set_writable(writable)

    def set_keys(self, answer: str, route: str, quote: str) -> None:
        """Show the keys of what can be done here."""
        described = gettext("Key {keys}").format(keys=answer) if answer else ""
        self._answers.setAccessibleDescription(described)
        self._route_key.set_keys(route)
        self._route_menu.set_keys(route)
        self._quote_key.set_keys(quote)

    def show_sources(self, text: str) -> None:
        """Say which other sources are held beside the document, "" for none."""
        self._sources.setText(text)
        self._sources.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the focus on the answers."""
        chosen = self._answers.chosen_id
        segment = self._answers.segment(chosen) if chosen else self._answers.segments()[0]
        segment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build_statement(self) -> None:
        words = column(spacing=1)
        words.addWidget(PlainLabel(gettext(self._gate.label), "strong", wraps=True))
        self._means = PlainLabel(gettext(self._gate.means), "meta", "text2", wraps=True)
        words.addWidget(self._means)
        self._body.addLayout(words)

    def _build_answers(self) -> None:
        self._answers = Segmented(_answer_choices(), optional=True)
        self._answers.set_name(gettext("Criterion {number}").format(number=self.number))
        self._answers.chosen.connect(self._on_answer_chosen)
        self._body.addWidget(self._answers)

    def _build_routes(self, routes: Sequence[Term]) -> None:
        self._routes = RouteChips(routes)
        self._routes.chosen.connect(self.route_chosen)
        self._route_open = QWidget()
        hint = row(self._route_open, spacing=6)
        hint.addWidget(PlainLabel(gettext("Route open"), "meta_medium", "amend"))
        self._route_key = KeyCaps("3")
        hint.addWidget(self._route_key)
        self._routes.add_behind(self._route_open)
        self._body.addWidget(self._routes)
        self._route_menu = RouteMenu(routes)
        self._route_menu.chosen.connect(self.route_chosen)
        self._body.addWidget(self._route_menu)

    def _build_sources(self) -> None:
        self._sources = Button("", "quiet", icon="files")
        self._sources.clicked.connect(self.sources_asked)
        self._sources.hide()
        self._body.addWidget(self._sources)

    def _build_quotes(self) -> None:
        self._quotes_line = QWidget()
        line = row(self._quotes_line, (2, 0, 0, 0), 6)
        line.addWidget(IconView("quote", "text2", 14))
        self._quote_count = Button("", "quiet")
        self._quote_count.clicked.connect(self._on_quotes_toggled)
        line.addWidget(self._quote_count)
        line.addStretch(1)
        self._quote_key = KeyCaps("Q")
        if self.number == 1:
            line.addWidget(self._quote_key)
            line.addWidget(PlainLabel(gettext("quote selection"), "meta", "text2"))
        self._body.addWidget(self._quotes_line)
        self._quotes = QuoteList()
        self._quotes.passage_asked.connect(self.passage_asked)
        self._quotes.dropped.connect(self.quote_dropped)
        self._body.addWidget(self._quotes)

    def _show_quotes(self, quotes: Sequence[Quote], *, compact: bool) -> None:
        count = len(quotes)
        counted = ngettext("{count} passage quoted", "{count} passages quoted", count).format(count=count)
        self._quote_count.setText(counted if count else gettext("No passage quoted"))
        self._quote_count.setEnabled(bool(count))
        self._quotes.show_quotes(quotes)
        if compact is not self._is_compact:
            self._is_compact, self._is_unfolded = compact, not compact
        self._quotes.setVisible(bool(count) and self._is_unfolded)

    def _on_quotes_toggled(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._quotes.setVisible(self._is_unfolded)

    def _on_answer_chosen(self, name: str) -> None:
        self.answered.emit(Answer(name) if name else None)


def _answer_choices() -> list[Choice]:
    looks = {
        Answer.YES: ("check", "accept"),
        Answer.NO: ("x", "reject"),
        Answer.UNCLEAR: ("help-circle", "amend"),
    }
    return [Choice(a.value, answer_word(a), icon, tone) for a, (icon, tone) in looks.items()]
