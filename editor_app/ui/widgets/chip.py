"""A chip: a word or two on a rounded ground, sometimes with a way to remove it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.icons import paint_icon
from editor_app.ui.safe_text import shown_text
from editor_app.ui.theme import theme
from editor_app.ui.widgets.painting import draw_ring, fill_box

_HEIGHT = 22
_REMOVABLE_HEIGHT = 28
_PADDING = 8
_ICON = 14
_LONGEST = 1_000
_GROUND_OF = {"plain": "sunken", "accent": "accent_soft"}


class Chip(QAbstractButton):
    """A chip in one of the tones plain, accent, accept, amend, reject, flag.

    A removable chip is a button: a click, Space, Delete or Backspace emits `removed`. Others take no focus.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        tone: str = "plain",
        icon: str = "",
        *,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._icon, self._removable = tone, icon, removable
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if removable else Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._on_clicked)
        self.show_text(text, tone, icon)

    def show_text(self, text: str, tone: str, icon: str = "") -> None:
        """Show another word in another tone."""
        self._tone, self._icon = tone, icon
        shown = shown_text(text, _LONGEST)
        self.setText(shown)
        self.setAccessibleName(
            gettext("Remove filter {text}").format(text=shown) if self._removable else shown
        )
        self.setShortcut(QKeySequence())  # an ampersand of a stranger's is no key of ours
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text_width = round(text_styles.metrics("meta_medium").horizontalAdvance(self.text())) + 1
        extra = (_ICON + 6 if self._icon else 0) + (_ICON + 4 if self._removable else 0)
        return QSize(text_width + extra + 2 * (_PADDING + 1), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), self._height())

    def keyPressEvent(self, event: object) -> None:
        key = event.key()  # type: ignore[attr-defined]
        if self._removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = min(rect.height() / 2, 11)
        ground = _GROUND_OF.get(self._tone, f"{self._tone}_soft")
        fill_box(
            painter, rect, radius, theme.colour(ground), theme.colour("border") if self._removable else None
        )
        self._paint_words(painter, rect)
        if self.hasFocus():
            draw_ring(painter, rect, radius)
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        token = "text2" if self._tone == "plain" else self._tone
        left, right = rect.left() + _PADDING + 1, rect.right() - _PADDING - 1
        if self._icon:
            paint_icon(painter, QRectF(left, rect.center().y() - _ICON / 2, _ICON, _ICON), self._icon, token)
            left += _ICON + 6
        if self._removable:
            paint_icon(
                painter, QRectF(right - _ICON, rect.center().y() - _ICON / 2, _ICON, _ICON), "x", "text2"
            )
            right -= _ICON + 4
        painter.setFont(text_styles.font("meta_medium"))
        painter.setPen(theme.colour(token))
        metrics = text_styles.metrics("meta_medium")
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left + 1)
        area = QRectF(left, rect.top(), right - left + 1, rect.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    def _height(self) -> int:
        token = _REMOVABLE_HEIGHT if self._removable else _HEIGHT
        return max(token, round(text_styles.metrics("meta_medium").height()) + 6)

    def _on_clicked(self) -> None:
        if self._removable:
            self.removed.emit()
