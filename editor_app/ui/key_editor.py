"""The card below the table of keys: gives the chosen command a key, or says what stands against it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.i18n import gettext
from editor_app.settings import KeyChoice
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.key_field import KeyField
from editor_app.ui.key_rows import KeyRow
from editor_app.ui.key_rules import Objection
from editor_app.ui.key_wording import objection_sentence, place_name
from editor_app.ui.keymap import Place, spoken
from editor_app.ui.own_keys import against, change, changed_in, reset, table_of
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.frames import Card, column, row


class KeyEditor(Card):
    """Changes the keys of one command. `chosen` carries the new choice, `left` says that one is done here."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent)
        self._commands = commands
        self._row: KeyRow | None = None
        self._choice = KeyChoice()
        self._title = ElidedLabel("", "strong")
        self._where = DropDown()
        self.field = KeyField()
        self._take = Button(gettext("Use this key"), "strong", keys="Enter")
        self._add = Button(gettext("Add it"), "outlined")
        self._remove = Button(gettext("No key"), "outlined")
        self._reset = Button(gettext("Reset"), "outlined")
        self._said = PlainLabel("", "meta", "text2", wraps=True)
        self._build()
        self._connect()

    @property
    def said(self) -> str:
        """What is said of the key that was pressed."""
        return self._said.text()

    def show_row(self, row: KeyRow | None, choice: KeyChoice) -> None:
        """Show a line of the table; what was pressed for another is forgotten."""
        self._row, self._choice = row, choice
        self.setEnabled(row is not None)
        self._title.set_whole_text(row.command.title if row else "")
        if row is not None:
            self._where.setCurrentIndex(list(Place).index(row.place))
        self.field.forget()
        self._judge()

    def begin(self) -> None:
        """Wait for a key."""
        self.field.forget()
        self.field.setFocus()

    def remove(self) -> None:
        """Take the keys of the command away in the place that is shown."""
        if self._row is not None and self._keys:
            self.chosen.emit(change(self._choice, self._row.command.id, self._place, ()))

    @property
    def _place(self) -> Place:
        return list(Place)[self._where.currentIndex()]

    @property
    def _keys(self) -> tuple[str, ...]:
        """The keys as they are written down, single letters included."""
        return table_of(self._choice).keys(self._row.command.id, self._place) if self._row else ()

    def _build(self) -> None:
        self._where.addItems([place_name(place) for place in Place])
        self._where.setAccessibleName(gettext("Where the key works"))
        inside = column(self, (14, 10, 14, 10), 8)
        first = row(spacing=8)
        first.addWidget(self._title, 1)
        first.addWidget(self._remove)
        first.addWidget(self._reset)
        inside.addLayout(first)
        second = row(spacing=8)
        second.addWidget(self._where, 2)
        second.addWidget(self.field, 2)
        second.addWidget(self._take)
        second.addWidget(self._add)
        inside.addLayout(second)
        inside.addWidget(self._said)

    def _connect(self) -> None:
        self._where.currentIndexChanged.connect(lambda _index: self._judge())
        self.field.pressed.connect(lambda _key: self._judge())
        self.field.meant.connect(self._take_key)
        self.field.left.connect(self._leave)
        self._take.clicked.connect(self._take_key)
        self._add.clicked.connect(self._add_key)
        self._remove.clicked.connect(self.remove)
        self._reset.clicked.connect(self._reset_keys)

    def _leave(self) -> None:
        self.field.forget()
        self.left.emit()

    def _judge(self) -> None:
        """Say at once what stands against the key that was pressed."""
        key, objection = self.field.key, self._objection()
        self.field.setProperty("wrong", bool(objection))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self._take.setEnabled(bool(key) and objection is None)
        self._add.setEnabled(bool(key) and objection is None and bool(self._keys))
        self._remove.setEnabled(bool(self._keys))
        self._reset.setEnabled(self._row is not None and changed_in(self._choice, self._row.command.id))
        self._say(key, objection)

    def _say(self, key: str, objection: Objection | None) -> None:
        if objection is not None:
            other = self._commands.command(objection.other).title if objection.other else ""
            text, tone = objection_sentence(objection, other), "reject"
        elif key:
            text, tone = gettext("{key} is free.").format(key=spoken(key)), "accept"
        else:
            text, tone = (
                gettext("Enter in the list, then press the new key. Delete takes the keys away."),
                "text2",
            )
        self._said.set_tone(tone)
        self._said.setText(text)
        if key:
            announce(self, text)

    def _objection(self) -> Objection | None:
        if self._row is None or not self.field.key:
            return None
        return against(self._choice, self._row.command.id, self._place, (self.field.key,))

    def _take_key(self) -> None:
        self._give((self.field.key,))

    def _add_key(self) -> None:
        self._give(tuple(dict.fromkeys((*self._keys, self.field.key))))

    def _give(self, keys: tuple[str, ...]) -> None:
        if self._row is not None and self.field.key and self._objection() is None:
            self.chosen.emit(change(self._choice, self._row.command.id, self._place, keys))
            self.left.emit()

    def _reset_keys(self) -> None:
        if self._row is not None:
            self.chosen.emit(reset(self._choice, self._row.command.id))
            self.left.emit()
