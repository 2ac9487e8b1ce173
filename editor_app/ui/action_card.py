"""A card that does something: an icon, what it does, what that means, and its key."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_keycaps, draw_ring, fill_box, keycaps_width

_PADDING: Final = 18
_ICON: Final = 22
_GAP: Final = 14
_BETWEEN_LINES: Final = 3


class ActionCard(QAbstractButton):
    """A large button in two lines; Enter and Space press it, the arrow keys go from card to card."""

    def __init__(self, title: str, text: str, icon: str) -> None:
        super().__init__()
        self._detail, self._icon, self._keys = text, icon, ""
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def detail(self) -> str:
        """The second line."""
        return self._detail

    def set_keys(self, keys: str) -> None:
        """Show the key that does the same."""
        self._keys = keys
        self.update()

    def set_detail(self, text: str) -> None:
        """Say something else in the second line."""
        self._detail = text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as both lines and the air around them."""
        lines = text_styles.metrics("decision").height() + text_styles.metrics("body").height()
        return QSize(320, round(lines + _BETWEEN_LINES) + 22)

    def minimumSizeHint(self) -> QSize:
        """Give way to the sides, never to below."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the card on Enter too, and go up and down between cards."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif step is not None:
            self._go(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that Enter would press this one."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look like the others again."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card: in the accent where it has the focus."""
        del event
        painter = QPainter(self)
        box = QRectF(self.rect())
        is_marked = self.hasFocus()
        ground = "accent_soft" if is_marked else "hover" if self.underMouse() else "surface"
        fill_box(painter, box, 8, theme.colour(ground), theme.colour("accent" if is_marked else "border"))
        if is_marked:
            draw_ring(painter, box, 8)
        side = QRectF(_PADDING, (box.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, side, self._icon, "accent")
        keys = keycaps_width(self._keys) if self._keys else 0
        if keys:
            draw_keycaps(painter, box.right() - _PADDING - keys, box.center().y(), self._keys)
        left = _PADDING + _ICON + _GAP
        room = box.width() - left - _PADDING - (keys + _GAP if keys else 0)
        self._paint_words(painter, QRectF(left, 0, room, box.height()))
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        title, detail = text_styles.metrics("decision"), text_styles.metrics("body")
        top = (area.height() - title.height() - detail.height() - _BETWEEN_LINES) / 2
        lines = (
            (self.text(), "decision", "text", top, title.height()),
            (self._detail, "body", "text2", top + title.height() + _BETWEEN_LINES, detail.height()),
        )
        for text, style, token, above, height in lines:
            painter.setFont(text_styles.font(style))
            painter.setPen(theme.colour(token))
            shown = text_styles.metrics(style).elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
            place = QRectF(area.left(), above, area.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    def _go(self, step: int) -> None:
        """Move the focus to the card below (+1) or above (-1) in the same parent."""
        parent = self.parentWidget()
        cards = [card for card in parent.findChildren(ActionCard) if card.isVisible()] if parent else [self]
        cards.sort(key=lambda card: card.y())
        cards[(cards.index(self) + step) % len(cards)].setFocus(Qt.FocusReason.TabFocusReason)
