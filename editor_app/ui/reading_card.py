"""One reading of a wire in dispute: verdict, reasons, text, gates, route, quotes and note."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from editor_app.desk.settling import Reading
from editor_app.domain.verdicts import Outcome, Quote, Route, Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.diff_view import DiffView
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.keycap import KeyCaps
from editor_app.ui.wording import gates_line, isolated, outcome_word, reasons_phrase

_LOOKS = {
    Outcome.ACCEPT: ("circle-check", "accept"),
    Outcome.AMEND: ("pencil", "amend"),
    Outcome.REJECT: ("circle-x", "reject"),
}
_PLAIN = ("bookmark", "text2")
_LONGEST_QUOTE = 400
MOST_KEYS = 9


class ReadingCard(Card):
    """Shows one reading, and whose it is only where that is asked for."""

    def __init__(
        self, number: int, reading: Reading, proposed: str | None, vocabulary: Vocabulary, *, named: bool
    ) -> None:
        super().__init__()
        self._lines = column(self, (14, 12, 14, 12), 6)
        verdict = reading.verdict
        name = reading_name(number)
        head = f"{name} · {isolated(reading.editor)}" if named else name
        self.key = reading_key(number) if number <= MOST_KEYS else ""
        line = row(spacing=8)
        line.addWidget(PlainLabel(head, "meta_strong", "text2", wraps=True), 1)
        if self.key:
            line.addWidget(KeyCaps(self.key))
        self._lines.addLayout(line)
        self._lines.addWidget(_outcome_line(verdict))
        if verdict.rationale:
            self._add_text(proposed or "", verdict.rationale)
        for text in _said(verdict, vocabulary):
            self._lines.addWidget(PlainLabel(text, "body", wraps=True))
        for quote in verdict.quotes:
            self._lines.addWidget(PlainLabel(_quoted(quote), "meta", "text2", wraps=True))
        self._lines.addStretch(1)
        self.setAccessibleName(f"{head}: {outcome_word(verdict.outcome)}")

    @property
    def text(self) -> str:
        """All that it says, a line each."""
        return "\n".join(label.text() for label in self.findChildren(PlainLabel))

    def _add_text(self, proposed: str, text: str) -> None:
        diff = DiffView()
        diff.compare_texts(proposed, text)
        self._lines.addWidget(diff)


def reading_key(number: int) -> str:
    """Give the key that takes a reading."""
    return f"Alt+{number}"


def reading_name(number: int) -> str:
    """Give the name a reading has while nobody is named."""
    return gettext("Reading {number}").format(number=number)


def _outcome_line(verdict: Verdict) -> QWidget:
    icon, tone = _LOOKS.get(verdict.outcome, _PLAIN)
    part = QWidget()
    line = row(part, spacing=8)
    line.addWidget(IconView(icon, tone, 20))
    line.addWidget(PlainLabel(outcome_word(verdict.outcome), "pane_title", tone), 1)
    return part


def _said(verdict: Verdict, vocabulary: Vocabulary) -> Iterator[str]:
    if verdict.reasons:
        yield gettext("Why: {reasons}").format(reasons=reasons_phrase(verdict.reasons, vocabulary))
    yield " · ".join(gates_line(verdict.gates))
    if verdict.gates.route is not None:
        yield gettext("Route: {route}").format(route=_route_label(verdict.gates.route, vocabulary))
    if verdict.note:
        yield gettext("Note: {note}").format(note=isolated(verdict.note))


def _route_label(route: Route, vocabulary: Vocabulary) -> str:
    return next((term.label for term in vocabulary.routes if term.id == route), route.value)


def _quoted(quote: Quote) -> str:
    text = " ".join(quote.exact.split())
    shown = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
    return gettext("Criterion {gate}: “{text}”").format(gate=quote.gate, text=isolated(shown))
