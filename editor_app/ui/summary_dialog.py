"""The summary: what this session came to, in four figures and three charts."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QStackedWidget, QWidget

from editor_app.desk.summing_up import Range, Summary
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, sentence
from editor_app.ui import summary_wording as wording
from editor_app.ui.chart_card import ChartCard, Key
from editor_app.ui.columns_chart import Bar, ColumnsChart
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.left_chart import LeftChart, Line
from editor_app.ui.reasons_chart import ReasonsChart
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.segmented import Choice, Segmented
from editor_app.ui.widgets.skeleton import Skeleton
from editor_app.ui.widgets.state_card import StateCard
from editor_app.ui.wording import reason_label

_WIDTH: Final = 1040
_GAP: Final = 12
_LOW: Final = 800
_HEIGHTS: Final = ((146, 92), (196, 122))


class SummaryDialog(DialogWindow):
    """Shows a summary, or its bare shape until it is there.

    `range_chosen` carries the Range to sum up; `waiting_asked`, `export_asked` and `hand_over_asked` ask for
    what their buttons say, once the dialog is closed.
    """

    range_chosen = Signal(object)
    waiting_asked = Signal()
    export_asked = Signal()
    hand_over_asked = Signal()

    def __init__(
        self, parent: QWidget, vocabulary: Vocabulary, editor: str, *, with_pace: bool = True
    ) -> None:
        super().__init__(parent, gettext("Session summary"), "chart-bar", _WIDTH)
        self._vocabulary, self._editor, self._with_pace = vocabulary, editor, with_pace
        self._summary: Summary | None = None
        self._is_low = parent.window().height() < _LOW
        self._span = ElidedLabel("", "body", "text2")
        self._ranges = Segmented([Choice(one.value, wording.range_word(one)) for one in Range])
        self._copy = Button(gettext("Copy as text"), "outlined", icon="copy")
        self._figures = [_FigureCard() for _ in range(4)]
        self._pages = QStackedWidget()
        self._nothing = StateCard("chart-bar", gettext("Nothing decided yet"))
        self._all = self._nothing.add_button(Button(gettext("Show all work"), "strong"))
        self._all.clicked.connect(lambda: self.range_chosen.emit(Range.ALL))
        self._build_head_parts()
        self._build_charts()
        self._build_pages()
        self._build_foot_parts()
        self._show_waiting(0, 0)

    @property
    def summary(self) -> Summary | None:
        """What is shown; None while it is being put together."""
        return self._summary

    @property
    def text(self) -> str:
        """All of it as text."""
        if self._summary is None:
            return ""
        return wording.whole_text(self._summary, self._editor, self._vocabulary, with_pace=self._with_pace)

    @property
    def charts(self) -> tuple[QWidget, ...]:
        """The three charts."""
        return self._columns.chart, self._reasons.chart, self._left.chart

    def show_range(self, chosen: Range) -> None:
        """Show which range is asked for."""
        self._ranges.set_chosen(chosen.value)

    def show_summary(self, summary: Summary) -> None:
        """Show the figures."""
        self._summary = summary
        self.show_range(summary.range)
        self._span.set_whole_text(wording.span_line(summary, self._editor))
        told = wording.figures(summary, self._vocabulary, with_pace=self._with_pace)
        for card, figure in zip(self._figures, told, strict=True):
            card.show_figure(figure)
        self._show_columns(summary)
        self._show_reasons(summary)
        self._show_left(summary)
        self._show_waiting(summary.counts.flagged, summary.counts.drafts)
        self._copy.setEnabled(True)
        self._go_on.setText(gettext("Continue reviewing") if summary.counts.to_do else gettext("Close"))
        self._say_nothing(summary)
        self._pages.setCurrentIndex(1 if summary.decided else 2)

    def show_problem(self, problem: Problem) -> None:
        """Say why there are no figures."""
        text = f"{sentence(problem.code, problem.fields)} {gettext('Nothing was changed.')}"
        self._nothing.say("alert-triangle", gettext("The figures could not be read"), text, "reject")
        self._all.hide()
        self._pages.setCurrentIndex(2)

    def _build_head_parts(self) -> None:
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._head.setStretchFactor(self._title, 0)
        self._head.addWidget(self._span, 1)
        self._ranges.set_name(gettext("Sum up"))
        self._ranges.chosen.connect(lambda name: self.range_chosen.emit(Range(name)))
        self.add_to_head(self._ranges)
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._on_copy_clicked)
        self.add_to_head(self._copy)
        self.add_cross()

    def _build_charts(self) -> None:
        tall, flat = _HEIGHTS[0 if self._is_low else 1]
        keys = [Key(token, wording.outcome_key(outcome)) for outcome, token in wording.TOKENS.items()]
        self._columns_chart = ColumnsChart(gettext("Decisions per hour"), tall)
        self._columns = ChartCard(gettext("Decisions per hour"), self._columns_chart, keys)
        self._reasons_chart = ReasonsChart(gettext("Why wires were rejected"), tall)
        self._reasons = ChartCard(gettext("Why wires were rejected"), self._reasons_chart)
        self._left_chart = LeftChart(gettext("Wires left in the archive"), flat)
        self._left = ChartCard(gettext("Wires left in the archive"), self._left_chart)

    def _build_pages(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        on_top = row(spacing=_GAP)
        for card in self._figures:
            on_top.addWidget(card, 1)
        grid.addLayout(on_top, 0, 0, 1, 2)
        grid.addWidget(self._columns, 1, 0)
        grid.addWidget(self._reasons, 1, 1)
        grid.addWidget(self._left, 2, 0, 1, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(2, 2)
        nothing = QWidget()
        inside = column(nothing, (8, 24, 8, 24))
        inside.addWidget(self._nothing)
        inside.addStretch(1)
        for page in (_padded(Skeleton()), content, nothing):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)

    def _build_foot_parts(self) -> None:
        self._hint.hide()
        self._icon = IconView("alert-triangle", "amend", 18)
        self._waiting = PlainLabel("", "strong")
        self._show = Button(gettext("Show them"), "link")
        self._show.clicked.connect(lambda: self._leave_for(self.waiting_asked.emit))
        foot = self._foot_row()
        for part in (self._icon, self._waiting, self._show):
            foot.addWidget(part)
        foot.addStretch(1)
        hand_over = self.add_button(gettext("Hand over..."))
        hand_over.clicked.connect(lambda: self._leave_for(self.hand_over_asked.emit))
        export = self.add_button(gettext("Export..."))
        export.set_icon("file-export")
        export.clicked.connect(lambda: self._leave_for(self.export_asked.emit))
        self._go_on = self.add_button(gettext("Continue reviewing"), "primary", "Enter")
        self._go_on.clicked.connect(self.accept)
        self._go_on.setFocus()

    def _show_columns(self, summary: Summary) -> None:
        bars = [
            Bar(
                wording.column_label(one.start, summary.unit),
                tuple((token, one.outcomes.get(outcome, 0)) for outcome, token in wording.TOKENS.items()),
            )
            for one in summary.columns
        ]
        title = wording.columns_title(summary.unit)
        self._columns.set_title(title)
        self._columns_chart.setAccessibleName(title)
        self._columns_chart.show_bars(bars, wording.columns_text(summary))
        self._columns.say(wording.columns_line(summary, with_pace=self._with_pace))
        shown = [token for outcome, token in wording.TOKENS.items() if outcome is not Outcome.CONTEXT]
        if summary.outcomes.get(Outcome.CONTEXT):
            shown.append(wording.TOKENS[Outcome.CONTEXT])
        self._columns.show_keys(shown)

    def _show_reasons(self, summary: Summary) -> None:
        labelled = [(reason_label(reason, self._vocabulary), count) for reason, count in summary.reasons]
        self._reasons_chart.show_reasons(labelled, wording.reasons_text(summary, self._vocabulary))
        self._reasons.say(wording.reasons_line(summary))

    def _show_left(self, summary: Summary) -> None:
        if summary.left.points:
            words = (*wording.left_ends(summary), wording.left_word(summary))
            line = Line(summary.left.points, summary.left.end, *words)
            self._left_chart.show_line(line, wording.left_text(summary))
        self._left.say(wording.left_line(summary))

    def _show_waiting(self, flags: int, drafts: int) -> None:
        words = wording.waiting(flags, drafts)
        self._waiting.setText(words)
        for part in (self._icon, self._waiting, self._show):
            part.setVisible(bool(words))

    def _say_nothing(self, summary: Summary) -> None:
        said = {
            Range.SESSION: gettext("Nothing decided in this session yet"),
            Range.TODAY: gettext("Nothing decided today yet"),
            Range.ALL: gettext("Nothing decided yet"),
        }
        left = wording.left_word(summary)
        text = gettext("Figures and charts stand here after the first decision. {left}.").format(left=left)
        self._nothing.say("chart-bar", said[summary.range], text)
        self._all.setVisible(summary.range is not Range.ALL and summary.counts.done > 0)

    def _leave_for(self, ask: Callable[[], None]) -> None:
        self.accept()
        ask()

    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self.text)
        self._copy.setText(gettext("Copied"))


class _FigureCard(Card):
    """One of the figures on top."""

    def __init__(self) -> None:
        super().__init__("figure")
        self._name = PlainLabel("", "meta_medium", "text2")
        self._value = PlainLabel("", "figure")
        self._unit = PlainLabel("", "body", "text2")
        self._line = PlainLabel("", "meta", "text2", wraps=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inside = column(self, (16, 10, 16, 10), 1)
        inside.addWidget(self._name)
        value = row(spacing=8)
        value.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        value.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBaseline)
        inside.addLayout(value)
        inside.addWidget(self._line)
        inside.addStretch(1)

    def show_figure(self, figure: wording.Figure) -> None:
        """Show another figure."""
        self._name.setText(figure.name)
        self._value.setText(figure.value)
        self._unit.setText(figure.unit)
        self._line.setText(figure.line)
        self.setAccessibleName(figure.name)
        self.setAccessibleDescription(f"{figure.value} {figure.unit}, {figure.line}")


def _padded(widget: QWidget) -> QWidget:
    page = QWidget()
    column(page, (8, 24, 8, 24)).addWidget(widget)
    return page
