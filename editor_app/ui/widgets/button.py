"""The buttons of the window, painted by hand: icon, word and key in one, in a few kinds."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.safe_text import shown_text
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.painting import draw_keycaps, draw_ring, fill_box, keycap_height, keycaps_width


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of button looks: the tokens of its ground, edge, word and ground under the pointer."""

    ground: str | None
    edge: str | None
    word: str
    hover: str | None
    height: int = 30
    radius: int = 6
    padding: int = 10
    style: str = "body_medium"
    icon_size: int = 18


KINDS: Final = {
    "text": Look(None, None, "text", "hover"),
    "quiet": Look(None, None, "text2", "hover", style="meta"),
    "quiet_accept": Look(None, None, "accept", "hover", style="meta_medium", icon_size=16),
    "quiet_amend": Look(None, None, "amend", "hover", style="meta_medium", icon_size=16),
    "quiet_reject": Look(None, None, "reject", "hover", style="meta_medium", icon_size=16),
    "quiet_key": Look(None, None, "text2", "hover", style="meta"),
    "count": Look(None, None, "text2", "hover", padding=4, style="meta", icon_size=16),
    "archive": Look(None, None, "text", "hover", style="pane_title", icon_size=16),
    "flagged": Look("flag_soft", "flag", "flag", None),
    "route": Look("surface", "amend", "amend", "hover", 26, 6, 8, "meta_medium", 16),
    "route_taken": Look("accept_soft", "accept", "accept", "hover", 26, 6, 8, "meta_medium", 16),
    "icon": Look(None, None, "text2", "hover", padding=6),
    "outlined": Look("surface", "border", "text", "hover", height=32),
    "small": Look("surface", "control", "text", "hover", 26, 6, 8, "meta_medium", 16),
    "strong": Look("surface", "control", "text", "hover", height=32),
    "primary": Look("accent", None, "on_accent", None, height=36, padding=14, style="strong"),
    "link": Look(None, None, "accent", None, height=28, padding=4, style="meta_medium"),
    "accept": Look("accept_soft", "accept", "accept", None, 44, 8, 14, "decision"),
    "amend": Look("amend_soft", "amend", "amend", None, 44, 8, 14, "decision"),
    "reject": Look("reject_soft", "reject", "reject", None, 44, 8, 14, "decision"),
    "heading": Look(None, None, "text", None, height=28, padding=2, style="strong", icon_size=16),
    "strip": Look(None, None, "amend", None, height=28, padding=8, style="meta_strong"),
    "toast": Look(None, None, "toast_act", None, 30, 6, 8, "strong"),
}
_GAP = 8
_LONGEST_WORD = 1_000


class Button(QPushButton):
    """A button with an icon, a word and a key, each optional; its kind is one of KINDS.

    `spread` moves the key to the far edge, `trailing_icon` the icon behind the word, `key_first` the key.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "text",
        *,
        icon: str = "",
        keys: str = "",
        spread: bool = False,
        trailing_icon: bool = False,
        key_first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._keys, self._spread = kind, icon, keys, spread
        self._order = _order(trailing_icon=trailing_icon, key_first=key_first)
        self._is_solid = False
        self._tone = ""
        self._hint: tuple[QFontMetricsF, QSize] | None = None
        self._is_under_pointer = False
        self.setText(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def kind(self) -> str:
        """The kind it is painted as."""
        return self._kind

    @property
    def keys(self) -> str:
        """The key shown on it."""
        return self._keys

    @property
    def is_solid(self) -> bool:
        """True while it is filled, as the choice that stands."""
        return self._is_solid

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = keys
        self._remeasure()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self._remeasure()

    def set_tone(self, tone: str) -> None:
        """Write word and icon in another colour; "" takes the kind's own again."""
        self._tone = tone
        self.update()

    def set_kind(self, kind: str) -> None:
        """Look like another kind of button."""
        self._kind = kind
        self._remeasure()

    def set_solid(self, solid: bool) -> None:
        """Fill it with its own colour, or give it its ordinary ground back."""
        self._is_solid = solid
        self.update()

    def setText(self, text: str) -> None:
        """Show a word as it stands: an ampersand in the name of an archive is no key of ours."""
        super().setText(shown_text(text, _LONGEST_WORD))
        self.setShortcut(QKeySequence())
        self._remeasure()

    def sizeHint(self) -> QSize:
        measured_with = text_styles.metrics(KINDS[self._kind].style)
        if self._hint is None or self._hint[0] is not measured_with:
            self._hint = (measured_with, self._measure())
        return self._hint[1]

    def _measure(self) -> QSize:
        look = KINDS[self._kind]
        width = 2 * look.padding + sum(self._widths()) + _GAP * (len([w for w in self._widths() if w]) - 1)
        return QSize(max(width, look.height if not self._word() else 0), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_under_pointer = True
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._is_under_pointer = False
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        look, rect = KINDS[self._kind], QRectF(self.rect())
        self._paint_ground(painter, look, rect)
        self._paint_content(painter, look, rect)
        if self.hasFocus():
            self._paint_ring(painter, look, rect)
        painter.end()

    def _paint_ground(self, painter: QPainter, look: Look, rect: QRectF) -> None:
        ground = look.edge if self._is_solid else look.ground
        if self.isEnabled() and (self._is_under_pointer or self.isDown() or self.isChecked()) and look.hover:
            ground = look.hover
        edge = theme.colour(look.edge) if look.edge else None
        fill_box(painter, rect, look.radius, theme.colour(ground) if ground else None, edge)
        if self.isDown() and not look.hover and look.ground:
            shade = theme.colour("text")
            shade.setAlphaF(0.08)
            fill_box(painter, rect, look.radius, shade, None)

    def _paint_content(self, painter: QPainter, look: Look, rect: QRectF) -> None:
        word = "surface" if self._is_solid else self._tone or look.word
        icon_width, text_width, keys_width = self._widths()
        parts = [width for width in (icon_width, text_width, keys_width) if width]
        total = sum(parts) + _GAP * (len(parts) - 1)
        free = max(0.0, rect.width() - 2 * look.padding - total)
        left = rect.left() + look.padding + (0 if self._spread else free / 2)
        centre = rect.center().y()
        for part in self._order:
            if part == "icon" and icon_width:
                area = QRectF(left, centre - icon_width / 2, icon_width, icon_width)
                paint_icon(painter, area, self._icon, self._icon_token(word))
                left += icon_width + _GAP
            elif part == "word" and text_width:
                self._paint_word(painter, look, QRectF(left, rect.top(), text_width, rect.height()), word)
                left += text_width + _GAP
            elif part == "keys" and keys_width:
                start = rect.right() - look.padding - keys_width if self._spread else left
                draw_keycaps(painter, start, centre, self._keys, self._cap_token(look, word))
                left += keys_width + _GAP

    def _icon_token(self, word: str) -> str:
        return "text2" if self._kind in ("text", "archive") and not self._tone else word

    def _cap_token(self, look: Look, word: str) -> str | None:
        """Give the colour of the caps on a coloured button; elsewhere a cap keeps its own."""
        is_coloured = look.edge in ("accept", "amend", "reject") or look.word.startswith(("on_", "toast"))
        return word if is_coloured else None

    def _paint_word(self, painter: QPainter, look: Look, area: QRectF, token: str) -> None:
        painter.setFont(text_styles.font(look.style))
        painter.setPen(theme.colour(token))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(area.adjusted(0, 0, 2, 0), int(flags), self._word())

    def _paint_ring(self, painter: QPainter, look: Look, rect: QRectF) -> None:
        draw_ring(painter, rect, look.radius)
        if look.ground == "accent" or self._is_solid:
            draw_ring(painter, rect.adjusted(2, 2, -2, -2), max(1, look.radius - 2), "surface")

    def _widths(self) -> tuple[int, int, int]:
        look = KINDS[self._kind]
        word = text_styles.metrics(look.style).horizontalAdvance(self._word())
        return (
            look.icon_size if self._icon else 0,
            round(word) + 1 if self._word() else 0,
            keycaps_width(self._keys) if self._keys else 0,
        )

    def _word(self) -> str:
        return self.text().replace("&&", "&")

    def _height(self) -> int:
        look = KINDS[self._kind]
        return max(look.height, round(text_styles.metrics(look.style).height()) + 10, keycap_height() + 8)

    def _remeasure(self) -> None:
        self._hint = None
        self.updateGeometry()
        self.update()


def _order(*, trailing_icon: bool, key_first: bool) -> tuple[str, ...]:
    if trailing_icon:
        return ("word", "icon", "keys")
    return ("keys", "icon", "word") if key_first else ("icon", "word", "keys")


def icon_button(icon: str, name: str, parent: QWidget | None = None) -> Button:
    """Make a button of 30 by 30 that shows an icon alone; `name` is what a screen reader says."""
    made = Button(kind="icon", icon=icon, parent=parent)
    made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
