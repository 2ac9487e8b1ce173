"""The line under a field that says which characters in it cannot be seen, with a step to the next."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from editor_app.domain.visible_marks import name_of, unseen_in
from editor_app.i18n import gettext, ngettext
from editor_app.ui.announcing import announce
from editor_app.ui.safe_text import PlainEdit, PlainLabel, say_tip
from editor_app.ui.utf16 import units_at, units_before
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Strip, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.wording import isolated

_AROUND = 16

Field = PlainEdit | QLineEdit


class UnseenText(QObject):
    """Knows what cannot be seen in a field, and which of it is spoken of; it belongs to the field."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._field = field
        self._text, self._index, self._refused = "", 0, 0
        self._places: tuple[int, ...] = ()
        field.textChanged.connect(self._on_text_changed)
        if isinstance(field, PlainEdit):
            field.paste_refused.connect(self._on_paste_refused)

    @property
    def count(self) -> int:
        """How many characters cannot be seen."""
        return len(self._places)

    @property
    def sentence(self) -> str:
        """What there is to say of the field, "" for nothing."""
        if self._refused:
            said = gettext("What was pasted has {count} characters, too many here. Nothing was put in.")
            return said.format(count=f"{self._refused:,}")
        if not self._places:
            return ""
        place, count = self._places[self._index], self.count
        said = ngettext(
            "{count} unseen character: {name}, in “{around}”",
            "Unseen character {number} of {count}: {name}, in “{around}”",
            count,
        )
        return said.format(
            count=f"{count:,}",
            number=f"{self._index + 1:,}",
            name=name_of(self._text[place]),
            around=isolated(_around(self._text, place)),
        )

    def step(self) -> None:
        """Select the next one behind the caret, the first of all behind the last; Delete takes it out."""
        behind = _caret(self._field)
        starts = list(units_at(self._text, self._places))
        self._index = next((index for index, start in enumerate(starts) if start >= behind), 0)
        place = self._places[self._index]
        _select(self._field, starts[self._index], units_before(self._text[place], 1))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        announce(self._field, self.sentence)

    def _on_text_changed(self) -> None:
        self._refused = 0
        self._text = _text_of(self._field)
        self._places = unseen_in(self._text)
        self._index = min(self._index, max(0, self.count - 1))
        self.changed.emit()

    def _on_paste_refused(self, count: int) -> None:
        self._refused = count
        self.changed.emit()
        announce(self._field, self.sentence)


class UnseenLine(Strip):
    """Stands under a field while there is something in it that cannot be seen."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent)
        self._unseen = UnseenText(field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = row(self, (12, 4, 4, 4), 10)
        line.addWidget(IconView("eye", "reject", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = PlainLabel("", "meta_medium", wraps=True)
        line.addWidget(self._words, 1)
        self._next = Button(gettext("Next"), "link")
        self._next.setAccessibleName(gettext("Next unseen character"))
        say_tip(self._next, gettext("Selects the next unseen character; Delete takes it out"))
        self._next.clicked.connect(self._unseen.step)
        line.addWidget(self._next)
        self._unseen.changed.connect(self._show)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is not there."""
        return self._words.text() if self.isVisible() else ""

    def set_keys(self, keys: str) -> None:
        """Show the key of the step."""
        self._next.set_keys(keys)

    def _show(self) -> None:
        said = self._unseen.sentence
        self._words.setText(said)
        self.setAccessibleName(said)
        self._next.setVisible(self._unseen.count > 0)
        self.setVisible(bool(said))


def step_to_next_unseen() -> None:
    """Select the next unseen character of the field that has the keyboard."""
    unseen = _at_hand()
    if unseen is not None and unseen.count:
        unseen.step()


def why_nothing_unseen() -> str | None:
    """Say why there is no unseen character to go to, None where there is one."""
    unseen = _at_hand()
    is_there = unseen is not None and unseen.count
    return None if is_there else gettext("No unseen character in a field with the caret")


def _at_hand() -> UnseenText | None:
    now = QApplication.focusWidget()
    if now is None:
        return None
    return now.findChild(UnseenText, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _around(text: str, place: int) -> str:
    """Give the words around a place, as a quotation of one line."""
    first, last = max(0, place - _AROUND), place + 1 + _AROUND
    cut = text[first:last].replace("\n", " ").strip(" ")
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"


def _text_of(field: Field) -> str:
    return field.toPlainText() if isinstance(field, PlainEdit) else field.text()


def _caret(field: Field) -> int:
    if isinstance(field, PlainEdit):
        return field.textCursor().selectionEnd()
    return field.selectionEnd() if field.hasSelectedText() else field.cursorPosition()


def _select(field: Field, start: int, length: int) -> None:
    if isinstance(field, PlainEdit):
        cursor = field.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
    else:
        field.setSelection(start, length)
