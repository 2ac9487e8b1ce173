"""The but-for checklist: the two gates of the Guide, and what follows from their answers."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.domain.drafts import Working
from editor_app.domain.inference import Inference, infer
from editor_app.domain.verdicts import Answer, Quote, Route
from editor_app.domain.vocabulary import Gate, Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.answering import answered, first_open
from editor_app.ui.elsewhere_words import held_line
from editor_app.ui.gate_row import GateRow
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Strip, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.wording import inference_sentence


class InferenceStrip(Strip):
    """Says what follows from the answers; it never decides and never blocks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accept", parent)
        self._line = line = row(self, (12, 8, 12, 8), 10)
        self._icon = IconView("info-circle", "accept", 18)
        self._words = PlainLabel("", "meta_medium", wraps=True)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def set_compact(self, *, compact: bool) -> None:
        """Take less room in small windows."""
        self._line.setContentsMargins(12, 6 if compact else 8, 12, 6 if compact else 8)

    def show_inference(self, inference: Inference | None, *, compact: bool) -> None:
        """Say what follows, or nothing."""
        self.setVisible(inference is not None)
        if inference is None:
            self._words.setText("")
            return
        is_met = inference is Inference.BOTH_MET
        tone = "accept" if is_met else "reject"
        self.set_tone(tone)
        self._icon.set_icon("circle-check" if is_met else "info-circle", tone)
        self._words.setText(inference_sentence(inference, short=compact))
        self.setAccessibleName(inference_sentence(inference))


class Checklist(QWidget):
    """The two gates with their answers, and the strip under them."""

    gates_changed = Signal(object)
    passage_asked = Signal(object)
    quote_dropped = Signal(int)
    guide_asked = Signal()
    details_asked = Signal()
    sources_asked = Signal()

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._working = Working()
        self._whole = column(self, spacing=12)
        self._whole.addLayout(self._build_header(vocabulary))
        self.rows = tuple(self._build_row(gate, vocabulary) for gate in vocabulary.gates)
        self.strip = InferenceStrip()
        self._whole.addWidget(self.strip)

    def show_working(self, working: Working, *, compact: bool) -> None:
        """Show the answers and quotes of what the editor has begun."""
        self._working = working
        self._whole.setSpacing(8 if compact else 12)
        self.strip.set_compact(compact=compact)
        for gate in self.rows:
            gate.show_state(working.gates, working.quotes, compact=compact)
        self.rows[0].show_sources(held_line(working.sources) if working.sources else "")
        self.strip.show_inference(infer(working.gates), compact=compact)

    def show_details(self, text: str) -> None:
        """Show a way to the details in the head, as small windows need it; none where there is no text."""
        self._details.setText(text)
        self._details.setVisible(bool(text))

    def set_writable(self, writable: bool) -> None:
        """Allow answers, or show them alone."""
        for gate in self.rows:
            gate.set_writable(writable)

    def set_keys(self, answers: Sequence[str], route: str, quote: str) -> None:
        """Show the keys of answers, route and quoting."""
        for gate, key in zip(self.rows, answers, strict=True):
            gate.set_keys(key, route, quote)

    def focus_first_open(self) -> int | None:
        """Put the focus on the first gate without an answer and give its number; None where all have one."""
        number = first_open(self._working.gates)
        for gate in self.rows:
            if gate.number == number:
                gate.take_focus()
        return number

    def take_focus(self) -> None:
        """Put the focus on the first open gate, on the first of all where none is open."""
        if self.focus_first_open() is None:
            self.rows[0].take_focus()

    def _build_header(self, vocabulary: Vocabulary) -> QHBoxLayout:
        header = row(spacing=8)
        header.addWidget(PlainLabel(gettext("But-for checklist"), "pane_title"))
        header.addStretch(1)
        self._details = Button("", "link")
        self._details.clicked.connect(self.details_asked)
        self._details.hide()
        header.addWidget(self._details)
        self._guide = Button(gettext("Editor's Guide {version}").format(version=vocabulary.guide), "link")
        self._guide.clicked.connect(self.guide_asked)
        header.addWidget(self._guide)
        return header

    def _build_row(self, gate: Gate, vocabulary: Vocabulary) -> GateRow:
        made = GateRow(gate, vocabulary.routes)
        made.answered.connect(lambda answer: self._on_answered(made.number, answer))
        made.route_chosen.connect(self._on_route_chosen)
        made.passage_asked.connect(self.passage_asked)
        made.quote_dropped.connect(self._on_quote_dropped)
        made.sources_asked.connect(self.sources_asked)
        self._whole.addWidget(made)
        return made

    def _on_answered(self, gate: int, answer: Answer | None) -> None:
        self.gates_changed.emit(answered(self._working.gates, gate, answer))

    def _on_route_chosen(self, route: Route | None) -> None:
        self.gates_changed.emit(replace(self._working.gates, route=route))

    def _on_quote_dropped(self, quote: Quote) -> None:
        if quote in self._working.quotes:
            self.quote_dropped.emit(self._working.quotes.index(quote))
