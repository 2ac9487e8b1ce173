"""The three buttons that decide: all weigh the same, none is pressed beforehand."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.painting import draw_keycaps, keycaps_width

_HEIGHT, _RADIUS = 44, 8
_RING, _PADDING, _GAP, _ICON = 3, 10, 7, 18


class DecisionButton(QAbstractButton):
    """A wide soft button with a word and its key; solid, with a check, once it is what was decided."""

    def __init__(self, word: str, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._tone, self._key = icon, tone, ""
        self._is_solid, self._is_change, self._has_icon = False, False, True
        self.setText(word)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def is_solid(self) -> bool:
        """True when this is what was decided."""
        return self._is_solid

    @property
    def is_change(self) -> bool:
        """True when pressing it would change a decision."""
        return self._is_change

    def set_keys(self, keys: str) -> None:
        """Show the key that does the same; "" where none does."""
        self._key = keys
        self.updateGeometry()
        self.update()

    def set_standing(self, is_decided: bool, is_this: bool) -> None:
        """Show whether the document is decided, and whether it was this."""
        self._is_solid, self._is_change = is_this, is_decided and not is_this
        self.setAccessibleName(self._spoken())
        self.update()

    def _spoken(self) -> str:
        if self._is_solid:
            return gettext("{word}, decided so").format(word=self.text())
        if self._is_change:
            return gettext("Change to {word}").format(word=self.text().lower())
        return self.text()

    def show_icon(self, shown: bool) -> None:
        """Leave the icon out where there is little room; word and key stay."""
        self._has_icon = shown
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Give the smallest size at which word and key are whole; the icon comes where there is room."""
        return QSize(round(self._width_of(icon=False, key=True)), self._tallness())

    def sizeHint(self) -> QSize:
        """Give the size it can do with."""
        return self.minimumSizeHint()

    def _width_of(self, *, icon: bool, key: bool) -> float:
        width = 2 * (_RING + _PADDING) + self._words_width(whole=not icon)
        width += _ICON + _GAP if icon else 0
        return width + (_GAP + self._cap_width() if key and self._key else 0)

    def _tallness(self) -> int:
        lines = text_styles.metrics("decision").height() + text_styles.metrics("meta").height()
        return round(max(_HEIGHT, lines + _GAP)) + 2 * _RING

    def _words_width(self, *, whole: bool) -> float:
        """Give the room the words take now, or at the most."""
        word = text_styles.metrics("decision").horizontalAdvance(self.text())
        over = text_styles.metrics("meta_medium").horizontalAdvance(gettext("Change to"))
        return max(word, over) if whole or self._is_change else word

    def _cap_width(self) -> float:
        return keycaps_width(self._key) if self._key else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fill, edge, icon, word and key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        self._paint_ground(painter, box)
        self._paint_content(painter, box.adjusted(_PADDING, 0, -_PADDING, 0))
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), _RADIUS + 2, _RADIUS + 2)
        is_pressed = self.isDown() or (self.underMouse() and self.isEnabled() and not self._is_solid)
        painter.setPen(QPen(theme.colour(self._tone), 2 if is_pressed else 1))
        painter.setBrush(theme.colour(self._tone if self._is_solid else f"{self._tone}_soft"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    @property
    def _ink(self) -> str:
        return "surface" if self._is_solid else self._tone

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Paint the word with icon and key; where both do not fit, the check of a decision stays."""
        has_all = self.width() >= self._width_of(icon=True, key=True)
        has_icon = self._is_solid or (self._has_icon and has_all)
        cap = self._cap_width() if self._key and (has_all or not has_icon) else 0
        if cap:
            draw_keycaps(painter, box.right() - cap, box.center().y(), self._key, self._ink)
        words = QRectF(box.left(), box.top(), box.width() - (cap + _GAP if cap else 0), box.height())
        if has_icon:
            name = "check" if self._is_solid else self._icon_name
            place = QRectF(words.left(), box.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, place, name, self._ink)
            words.setLeft(words.left() + _ICON + _GAP)
        self._paint_words(painter, words)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(theme.colour(self._ink))
        if self._is_change:
            over = text_styles.metrics("meta_medium").height()
            total = over + text_styles.metrics("decision").height()
            top = box.center().y() - total / 2
            painter.setFont(text_styles.font("meta_medium"))
            painter.drawText(QRectF(box.left(), top, box.width(), over), _LEFT, gettext("Change to"))
            box = QRectF(box.left(), top + over, box.width(), total - over)
        metrics = text_styles.metrics("decision")
        painter.setFont(text_styles.font("decision"))
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
