"""The panel in which the order of the list is chosen."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import Order
from editor_app.i18n import gettext
from editor_app.ui.field_words import order_word
from editor_app.ui.popover import Popover
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.frames import column

_WIDTH = 260
_CHOICES = tuple(
    (order, is_reversed)
    for order in Order
    for is_reversed in (False, True)
    if order is not Order.RELEVANCE or not is_reversed
)


class OrderPopover(Popover):
    """A list of orders; Return or a click takes one, and nothing but the order of the list changes."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, _WIDTH, gettext("Sort the list"))
        self._session = session
        self.choices = TwoLineList(gettext("Sort the list"))
        self.choices.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.itemClicked.connect(lambda _item: self._take())
        inside = column(self, (8, 12, 8, 8), 6)
        title = PlainLabel(gettext("Sort the list"), "meta_medium", "text2")
        title.setContentsMargins(12, 0, 12, 0)
        inside.addWidget(title)
        inside.addWidget(self.choices)

    def open_filled(self, anchor: QWidget) -> None:
        """Show the orders there are for the list as it is, the current one chosen."""
        criteria = self._session.wanted
        has_words = bool(criteria.query.found_words())
        known = [choice for choice in _CHOICES if has_words or choice[0] is not Order.RELEVANCE]
        items = [
            Item(_id(order, is_reversed), order_word(order, is_reversed=is_reversed))
            for order, is_reversed in known
        ]
        self.choices.show_items(items, _id(criteria.order, criteria.is_reversed))
        self.choices.setFixedHeight(self.choices.content_height() + 2)
        self.open_above(anchor)
        self.choices.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._take()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        item = self.choices.chosen
        self.dismiss()
        chosen = next((choice for choice in _CHOICES if item is not None and _id(*choice) == item.id), None)
        if chosen is not None:
            wanted = replace(self._session.wanted, order=chosen[0], is_reversed=chosen[1])
            self._session.set_criteria(wanted)


def _id(order: Order, is_reversed: bool) -> str:
    return f"{'-' * is_reversed}{order}"
