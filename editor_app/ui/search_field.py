"""The search in the archive: the list follows while one types; Return only goes to the list."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from editor_app.domain.lists import Criteria
from editor_app.domain.query import Field
from editor_app.domain.query_typing import Token, fields_from, token_at
from editor_app.i18n import gettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.field_values import FieldValues
from editor_app.ui.field_words import field_hint, value_word
from editor_app.ui.icons import paint_icon
from editor_app.ui.search_panel import SearchPanel
from editor_app.ui.session import Session
from editor_app.ui.two_line_list import Item
from editor_app.ui.widgets.painting import draw_keycaps, keycaps_width

_WIDTH, _HEIGHT = 400, 34
_AFTER = 120
_ICON = 16
_MARGIN = 12
_MOST_OFFERED = 50


class SearchField(QLineEdit):
    """A field with a magnifier and the key that leads to it.

    Under it hang the values a field can have while one is typed (Down chooses, Tab or Return takes, Esc does
    without), or why the search cannot be read; the list stays as it was meanwhile.
    """

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._keys = session, ""
        self._panel: SearchPanel | None = None
        self._token: Token | None = None
        self._values = FieldValues(session, self)
        self.setProperty("search", True)
        self.setFont(text_styles.font("body"))
        self.setPlaceholderText(gettext("Search wires"))
        self.setAccessibleName(gettext("Search wires"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDTH)
        self.setMinimumWidth(180)
        self.set_keys("")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self.search_now)
        self.textEdited.connect(self._on_typed)
        self._values.known.connect(self._on_values_known)
        session.criteria_changed.connect(self._on_criteria_changed)

    @property
    def panel(self) -> SearchPanel:
        """What hangs under the field; it is made when it is first needed."""
        if self._panel is None:
            self._panel = SearchPanel(self)
            self._panel.taken.connect(self._take)
            self.window().installEventFilter(self)
        return self._panel

    def set_keys(self, keys: str) -> None:
        """Show the key that leads here."""
        self._keys = keys
        self.setAccessibleDescription(gettext("Key {keys}").format(keys=keys) if keys else "")
        self.setTextMargins(_MARGIN + _ICON, 0, keycaps_width(keys) + _MARGIN, 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, max(_HEIGHT, self.fontMetrics().height() + 16))

    def search_now(self) -> bool:
        """Ask for what is typed; what cannot be read is told under the field, and False given."""
        self._soon.stop()
        problem = self._session.unreadable(self.text())
        if problem is None:
            self._mark_wrong(False)
            self._session.set_criteria(replace(self._session.wanted, search=self.text().strip()))
            return True
        if not self._is_offering:
            self._mark_wrong(True)
            self.panel.say(sentence(problem.code, problem.fields))
        return False

    def event(self, event: QEvent) -> bool:
        """Let Tab take what is offered; without an offer it goes on to the next field."""
        if isinstance(event, QKeyEvent) and self._is_offering and _is_tab(event):
            self._take(self.panel.chosen or self.panel.first)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_return()
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self._on_arrow(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self._panel is not None:
            self._panel.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        centre = self.height() / 2
        left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        icon_left = _MARGIN if left_to_right else self.width() - _MARGIN - _ICON
        paint_icon(painter, QRectF(icon_left, centre - _ICON / 2, _ICON, _ICON), "search", "text3")
        if not self.text() and not self.hasFocus():
            caps = keycaps_width(self._keys)
            left = self.width() - caps - _MARGIN + 2 if left_to_right else _MARGIN - 2
            draw_keycaps(painter, left, centre, self._keys)
        painter.end()

    @property
    def _is_offering(self) -> bool:
        return self._panel is not None and self._panel.is_offering

    def _on_typed(self) -> None:
        self._soon.start()
        self._offer_values()

    def _on_return(self) -> None:
        if self._is_offering and self.panel.chosen:
            self._take(self.panel.chosen)
            return
        self._close_panel()
        if self.search_now():
            self.left.emit()

    def _on_escape(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._close_panel()
            if self._soon.isActive() and self._session.unreadable(self.text()) is not None:
                self._soon.stop()
            return
        self.clear()
        self.search_now()
        self.left.emit()

    def _on_arrow(self, step: int) -> None:
        if not self._is_offering:
            self._offer_values(fields_too=True)
        if self._is_offering:
            self.panel.walk(step)

    def _offer_values(self, *, fields_too: bool = False) -> None:
        """Offer what can stand at the caret: values of a field, or, where asked for, fields."""
        self._token = token_at(self.text(), self.cursorPosition())
        items = [] if self._token is None else self._items(self._token, fields_too=fields_too)
        if items:
            self._mark_wrong(False)
            self.panel.offer(gettext("Suggestions"), items)
        elif self._panel is not None:
            self._panel.hide()

    def _items(self, token: Token, *, fields_too: bool) -> list[Item]:
        if token.field is not None:
            return self._value_items(token.field, token.begun.casefold())
        if not fields_too:
            return []
        return [
            Item(one.value, f"{one.value}:", trailing=field_hint(one)) for one in fields_from(token.begun)
        ]

    def _value_items(self, asked: Field, begun: str) -> list[Item]:
        """Give the values that begin as is typed, then those that hold it elsewhere; none for a whole one."""
        offers = self._values.of(asked) or []
        words = {offer.value: value_word(asked, offer.value, self._session.vocabulary) for offer in offers}
        fitting = [o for o in offers if begun in o.value.casefold() or begun in words[o.value].casefold()]
        fitting.sort(key=lambda offer: not offer.value.casefold().startswith(begun))
        if [offer.value.casefold() for offer in fitting] == [begun]:
            return []
        return [
            Item(
                offer.value,
                offer.value,
                trailing=" · ".join(
                    part
                    for part in (
                        words[offer.value] if words[offer.value] != offer.value else "",
                        "" if offer.count is None else f"{offer.count:,}",
                    )
                    if part
                ),
            )
            for offer in fitting[:_MOST_OFFERED]
        ]

    def _on_values_known(self, asked: Field) -> None:
        if self.hasFocus() and self._token is not None and self._token.field is asked:
            self._offer_values()

    def _take(self, wanted: str) -> None:
        """Put a value, or a field, where it was begun."""
        token = self._token
        if token is None or not wanted:
            return
        text, caret = token.completed(self.text(), wanted)
        self.setText(text)
        self.setCursorPosition(caret)
        self._on_typed()
        if token.field is not None:
            self.search_now()

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()

    def _mark_wrong(self, is_wrong: bool) -> None:
        if bool(self.property("wrong")) != is_wrong:
            self.setProperty("wrong", is_wrong)
            self.style().unpolish(self)
            self.style().polish(self)
        if not is_wrong and self._panel is not None and self._panel.message:
            self._panel.hide()

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        """Show what the list asks for, unless somebody is typing on, or has just typed it in other words."""
        is_half_typed = self.hasFocus() and self._session.unreadable(self.text()) is not None
        if self._soon.isActive() or is_half_typed or criteria.search == self.text().strip():
            return
        self.setText(criteria.search)
        self.setCursorPosition(0)
        self._mark_wrong(False)


def _is_tab(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
