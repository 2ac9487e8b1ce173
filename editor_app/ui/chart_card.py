"""The frame of a chart: its title, one line that says what it shows, its legend, and the chart itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.theme import theme
from editor_app.ui.widgets.focus_frame import FocusFrame
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.painting import fill_box

_SWATCH = 10


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: the token of a colour and what it stands for."""

    token: str
    word: str


class Chart(QWidget):
    """A picture of figures, painted by hand; whoever cannot see it is told the figures instead."""

    def __init__(self, name: str, least_height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(least_height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        FocusFrame(self)
        theme.changed.connect(self.update)

    def tell(self, figures: str) -> None:
        """Give the figures in words."""
        self.setAccessibleDescription(figures)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))
        painter.end()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint the figures into an area."""
        raise NotImplementedError


class ChartCard(Card):
    """A chart in its frame."""

    def __init__(self, title: str, chart: Chart, legend: Sequence[Key] = ()) -> None:
        super().__init__("chart")
        self.chart = chart
        self._subtitle = ElidedLabel("", "meta", "text2")
        self._keys = [_KeyView(key) for key in legend]
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inside = column(self, (16, 12, 16, 12), 2)
        head = row(spacing=14)
        self._title = PlainLabel(title, "strong")
        head.addWidget(self._title, 1)
        for key in self._keys:
            head.addWidget(key)
        inside.addLayout(head)
        inside.addWidget(self._subtitle)
        inside.addSpacing(6)
        inside.addWidget(chart, 1)

    def set_title(self, title: str) -> None:
        """Give the chart another title."""
        self._title.setText(title)

    def say(self, subtitle: str) -> None:
        """Say what the chart shows."""
        self._subtitle.set_whole_text(subtitle)

    def show_keys(self, tokens: Sequence[str]) -> None:
        """Show the entries of the legend that are in the picture."""
        for key in self._keys:
            key.setVisible(key.token in tokens)


class _KeyView(QWidget):
    def __init__(self, key: Key) -> None:
        super().__init__()
        self.token = key.token
        inside = row(self, spacing=6)
        inside.addWidget(_Swatch(key.token))
        inside.addWidget(PlainLabel(key.word, "meta", "text2"))


class _Swatch(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(QSize(_SWATCH, _SWATCH))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill_box(painter, QRectF(self.rect()), 2, theme.colour(self._token), None)
        painter.end()
