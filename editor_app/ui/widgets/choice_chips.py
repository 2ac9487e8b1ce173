"""Small chips to choose from, one at most or several; Tab comes to the row once, arrows move in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from editor_app.ui import text_styles
from editor_app.ui.safe_text import say_tip
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import column
from editor_app.ui.widgets.painting import draw_ring, fill_box

_PADDING, _SMALLEST, _RADIUS, _GAP = 10, 28, 12, 4
_SIDEWAYS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_UPRIGHT: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Offer:
    """One chip: its id, its word, what it means, and the tone it takes once it is taken."""

    id: str
    text: str
    means: str = ""
    tone: str = "accent"


class ChoiceChip(QToolButton):
    """One choice; a thicker line and stronger letters show that it is taken, beside the colour."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setText(offer.text)
        say_tip(self, offer.means)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the room of the words, as they are once the chip is taken."""
        words = text_styles.metrics("meta_strong")
        width = round(words.horizontalAdvance(self.text())) + 2 * _PADDING + 2
        return QSize(width, max(_SMALLEST, round(words.height()) + 10))

    def minimumSizeHint(self) -> QSize:
        """Give way where the pane is narrow; the words elide."""
        return QSize(0, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the row of chips."""
        if Qt.Key(event.key()) in _SIDEWAYS or Qt.Key(event.key()) in _UPRIGHT:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, filled once it is taken."""
        del event
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        rect, tone = QRectF(self.rect()), self.offer.tone
        box = rect.adjusted(1, 2, -1, -2)
        taken = self.isChecked()
        ground = f"{tone}_soft" if taken else "hover" if self.underMouse() else "surface"
        fill_box(painter, box, _RADIUS, theme.colour(ground), theme.colour(tone if taken else "control"))
        if taken:
            fill_box(painter, box.adjusted(1, 1, -1, -1), _RADIUS - 1, None, theme.colour(tone))
        self._paint_words(painter, rect)
        if self.hasFocus():
            draw_ring(painter, rect.adjusted(0, 1, 0, -1), _RADIUS)
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        style = "meta_strong" if self.isChecked() else "meta_medium"
        painter.setFont(text_styles.font(style))
        painter.setPen(theme.colour(self.offer.tone if self.isChecked() else "text2"))
        room = rect.adjusted(_PADDING - 2, 0, -_PADDING + 2, 0)
        words = text_styles.metrics(style)
        shown = words.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


class ChoiceChips(QWidget):
    """A row of chips. Without `several` one is taken at most; choosing a taken one again leaves it open.

    `chosen` carries the ids that are taken, in the order of the chips; `left` asks for the row below (1) or
    above (-1). Left and right move inside, Space takes.
    """

    chosen = Signal(object)
    left = Signal(int)

    def __init__(
        self, name: str, offers: Sequence[Offer], *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._name = name
        self._flow = Flow(gap=_GAP)
        column(self).addWidget(self._flow)
        self._chips: list[ChoiceChip] = []
        for offer in offers:
            self._add(offer)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self._settle_stop()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that are taken."""
        return tuple(chip.offer.id for chip in self._chips if chip.isChecked())

    @property
    def chips(self) -> tuple[ChoiceChip, ...]:
        """The chips in their order."""
        return tuple(self._chips)

    def chip(self, id: str) -> ChoiceChip:
        """Give the chip of an id."""
        return next(chip for chip in self._chips if chip.offer.id == id)

    def show_taken(self, ids: Sequence[str]) -> None:
        """Show which are taken, without telling; an id that is no longer offered gets a chip of its own."""
        known = {chip.offer.id for chip in self._chips}
        for id in ids:
            if id not in known:
                self._add(Offer(id, id))
        for chip in self._chips:
            chip.setChecked(chip.offer.id in ids)
        self._settle_stop()

    def take_focus(self) -> None:
        """Put the focus where Tab would come to."""
        stop = next(chip for chip in self._chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus)
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move inside with left and right, and ask for the next row with up and down."""
        key = Qt.Key(event.key())
        if key in _SIDEWAYS:
            self._move(-_SIDEWAYS[key] if self.isRightToLeft() else _SIDEWAYS[key])
        elif key in _UPRIGHT:
            self.left.emit(_UPRIGHT[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to a chip."""
        del event
        self.take_focus()

    def _add(self, offer: Offer) -> None:
        chip = ChoiceChip(offer, self)
        chip.setAccessibleName(f"{self._name}: {offer.text}")
        chip.clicked.connect(lambda: self._on_clicked(chip))
        self._chips.append(chip)
        self._flow.add(chip)

    def _move(self, step: int) -> None:
        here = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), 0)
        target = self._chips[(here + step) % len(self._chips)]
        self._make_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, chip: ChoiceChip) -> None:
        if not self._several:
            for other in self._chips:
                other.setChecked(other is chip and chip.isChecked())
        self._make_stop(chip)
        self.chosen.emit(self.ids)

    def _settle_stop(self) -> None:
        """Let Tab come to the chip that has the focus, else to the first taken one, else to the first."""
        focused = next((chip for chip in self._chips if chip.hasFocus()), None)
        taken = next((chip for chip in self._chips if chip.isChecked()), self._chips[0])
        self._make_stop(focused or taken)

    def _make_stop(self, stop: ChoiceChip) -> None:
        for chip in self._chips:
            policy = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            if chip.focusPolicy() != policy:
                chip.setFocusPolicy(policy)
