"""A row of choices of which one at most is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.painting import draw_ring, fill_box

_GAP = 6
_PADDING = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One segment: its id, its word, an icon, and the tone it takes when it is chosen."""

    id: str
    text: str
    icon: str = ""
    tone: str = "plain"


class Segment(QToolButton):
    """One choice of a row, with a count behind its word where there is one."""

    def __init__(self, choice: Choice, icon_size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self._count: str = ""
        self._icon_size = icon_size
        self.setText(choice.text)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_count(self, count: str) -> None:
        """Show a count behind the word, or none."""
        self._count = count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = round(text_styles.metrics("meta_medium").height()) + 8
        return QSize(round(self._content_width()) + 2 * _PADDING, max(24, height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        tone = self.choice.tone
        if self.isChecked():
            ground = theme.colour("surface" if tone == "plain" else f"{tone}_soft")
            fill_box(painter, rect, 5, ground, theme.colour("control" if tone == "plain" else tone))
        elif self.underMouse() and self.isEnabled():
            fill_box(painter, rect, 5, theme.colour("hover"), None)
        self._paint_content(painter, rect)
        if self.hasFocus():
            draw_ring(painter, rect, 5)
        painter.end()

    def _paint_content(self, painter: QPainter, rect: QRectF) -> None:
        token = self._word_token()
        left = rect.center().x() - self._content_width() / 2
        if self.choice.icon:
            side = float(self._icon_size)
            paint_icon(
                painter, QRectF(left, rect.center().y() - side / 2, side, side), self.choice.icon, token
            )
            left += side + _GAP
        left = self._paint_word(painter, rect, left, self.text(), self._word_style(), token)
        if self._count:
            self._paint_word(painter, rect, left + 4, self._count, "meta", "text3")

    def _paint_word(
        self, painter: QPainter, rect: QRectF, left: float, word: str, style: str, token: str
    ) -> float:
        painter.setFont(text_styles.font(style))
        painter.setPen(theme.colour(token))
        width = text_styles.metrics(style).horizontalAdvance(word)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, rect.top(), width + 2, rect.height()), flags, word)
        return left + width

    def _word_token(self) -> str:
        if not self.isChecked():
            return "text2"
        return "text" if self.choice.tone == "plain" else self.choice.tone

    def _word_style(self) -> str:
        return "meta_strong" if self.isChecked() else "meta_medium"

    def _content_width(self) -> float:
        width = text_styles.metrics("meta_strong").horizontalAdvance(self.text())
        width += self._icon_size + _GAP if self.choice.icon else 0
        return width + (text_styles.metrics("meta").horizontalAdvance(self._count) + 4 if self._count else 0)


def let_tab_stop_once(row: Sequence[QAbstractButton]) -> None:
    """Let Tab come to one button of a row: the one that is taken, else the first.

    While one of them has the focus Qt keeps the stop there, and it stays.
    """
    if not row or any(button.hasFocus() for button in row):
        return
    stop = next((button for button in row if button.isChecked()), row[0])
    for button in row:
        policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(policy)


class Segmented(QWidget):
    """A row of segments in a trough; arrow keys move inside it, `chosen` gives the id a person chose.

    One of them is always chosen, and the arrows choose. With `optional` none needs to be: the arrows only
    move, and the chosen segment can be taken away again by choosing it once more ("" is emitted).
    """

    chosen = Signal(str)

    def __init__(
        self,
        choices: list[Choice],
        *,
        optional: bool = False,
        icon_size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._optional = optional
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._segments = {choice.id: Segment(choice, icon_size, self) for choice in choices}
        for segment in self._segments.values():
            self._group.addButton(segment)
            row.addWidget(segment)
            segment.clicked.connect(self._on_segment_clicked)
        let_tab_stop_once(self.segments())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(30)

    @property
    def chosen_id(self) -> str:
        """The id of the segment that is taken, "" for none."""
        return next((name for name, segment in self._segments.items() if segment.isChecked()), "")

    def segment(self, name: str) -> Segment:
        """Give the segment of an id."""
        return self._segments[name]

    def segments(self) -> list[Segment]:
        """Give the segments in their order."""
        return list(self._segments.values())

    def set_chosen(self, name: str) -> None:
        """Show a segment as taken ("" for none) without emitting; Tab comes to it from now on."""
        for key, segment in self._segments.items():
            segment.setChecked(key == name)
        let_tab_stop_once(self.segments())

    def set_count(self, name: str, count: str) -> None:
        """Show a count behind a segment's word."""
        self._segments[name].set_count(count)

    def set_name(self, name: str) -> None:
        """Say what the row is about to a screen reader; each segment is named after it."""
        self.setAccessibleName(name)
        for segment in self._segments.values():
            segment.setAccessibleName(f"{name}: {segment.choice.text}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
            return
        self._move_focus(-step if self.isRightToLeft() and event.key() in _SIDEWAYS else step)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill_box(painter, QRectF(self.rect()), 7, theme.colour("sunken"), theme.colour("border"))
        painter.end()

    def _move_focus(self, step: int) -> None:
        segments = self.segments()
        here = next((index for index, segment in enumerate(segments) if segment.hasFocus()), 0)
        target = segments[(here + step) % len(segments)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._optional:
            target.click()

    def _on_segment_clicked(self) -> None:
        segment = self.sender()
        if not isinstance(segment, Segment):
            return
        taken = segment.isChecked() or not self._optional
        name = segment.choice.id if taken else ""
        self.set_chosen(name)
        self.chosen.emit(name)


_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
