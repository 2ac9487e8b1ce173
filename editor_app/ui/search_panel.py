"""What hangs under the search field: values to choose from, or why the search cannot be read."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from editor_app.ui.announcing import announce
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.theme import theme
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.frames import column

_GAP, _EDGE = 6, 12
_MOST_ROWS = 11
_SHADOW_BLUR, _SHADOW_DOWN = 40, 12


class SearchPanel(QFrame):
    """Belongs to the window and takes no focus: the field it hangs under keeps the keys.

    Nothing is chosen before an arrow key chooses it. `taken` carries the id of the item that was clicked.
    """

    taken = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("card", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list = TwoLineList("")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self.taken.emit(self.chosen))
        self._words = PlainLabel("", "body", "reject", wraps=True)
        inside = column(self, (6, 6, 6, 6))
        inside.addWidget(self._list)
        self._message = QFrame()
        column(self._message, (10, 8, 10, 8)).addWidget(self._words)
        inside.addWidget(self._message)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_SHADOW_BLUR)
        shadow.setOffset(0, _SHADOW_DOWN)
        shadow.setColor(theme.colour("shadow"))
        self.setGraphicsEffect(shadow)
        self.hide()

    @property
    def message(self) -> str:
        """What the panel says, "" where it offers values or nothing."""
        return self._words.text() if self.isVisible() and not self._message.isHidden() else ""

    @property
    def is_offering(self) -> bool:
        """True while there is something to choose."""
        return self.isVisible() and not self._list.isHidden()

    @property
    def chosen(self) -> str:
        """The id of what is chosen, "" for nothing."""
        item = self._list.chosen
        return "" if item is None else item.id

    @property
    def first(self) -> str:
        """The id of the topmost item."""
        return self._list.id_at(0) if self._list.count() else ""

    def titles(self) -> list[str]:
        """Give what is offered, from the top."""
        return [self._list.item(row).text() for row in range(self._list.count())] if self.is_offering else []

    def offer(self, name: str, items: Sequence[Item]) -> None:
        """Offer items; none of them is chosen yet."""
        self._list.setAccessibleName(name)
        self._list.show_items(items)
        self._list.setCurrentRow(-1)
        self._list.show()
        self._message.hide()
        self._appear()

    def say(self, text: str) -> None:
        """Say why the search cannot be read; a screen reader hears it once."""
        if self.message == text:
            return
        self._words.setText(text)
        self._message.show()
        self._list.hide()
        self._appear()
        announce(self, text)

    def walk(self, step: int) -> None:
        """Choose the next item, or the one before; behind the last comes the first."""
        row, count = self._list.currentRow(), self._list.count()
        self._list.setCurrentRow((row + step) % count if row >= 0 else 0 if step > 0 else count - 1)
        item = self._list.chosen
        if item is not None:
            announce(self, ". ".join(part for part in (item.title, item.detail, item.trailing) if part))

    def place(self) -> None:
        """Move under the field and take the height the content wants."""
        host = self.parentWidget()
        if host is None or not self.isVisible():
            return
        width = max(self._field.width(), 320)
        if self._list.isHidden():
            height = self._words.heightForWidth(width - 32) + 28
        else:
            rows = min(self._list.count(), _MOST_ROWS)
            height = rows * self._list.sizeHintForRow(0) + 14
        corner = self._field.mapTo(host, QPoint(0, self._field.height() + _GAP))
        left = max(_EDGE, min(corner.x(), host.width() - width - _EDGE))
        self.setGeometry(QRect(left, corner.y(), width, min(height, host.height() - corner.y() - _EDGE)))

    def _appear(self) -> None:
        self.show()
        self.place()
        self.raise_()
