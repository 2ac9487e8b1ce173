"""The saved lists of the desk: which one to show, what it is called, its key, its place, and a new one."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.desk import saving_lists
from editor_app.desk.changes import Changes
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.problems import Problem
from editor_app.domain.saved_lists import SLOTS, SavedList, whole_query
from editor_app.i18n import gettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.background import Background
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.field_words import list_word, order_word
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.frames import Line, column, row

_LIST_WIDTH: Final = 320
_HEIGHT: Final = 250


class SavedListsDialog(DialogWindow):
    """Lists what was saved; `chosen` carries the SavedList to show, `changed` what was changed.

    In the list Return shows, Delete forgets, Alt+Up and Alt+Down move; everything has a button too.
    """

    chosen = Signal(object)
    changed = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        desk: Workplace,
        background: Background,
        current: Criteria,
        keys_text: Callable[[str], str],
    ) -> None:
        super().__init__(parent, gettext("Saved lists"), "bookmark", 760)
        self._desk, self._background, self._current, self._keys_text = desk, background, current, keys_text
        self._lists: dict[str, SavedList] = {}
        self.saved = TwoLineList(gettext("Saved lists"))
        self.name = QLineEdit()
        self.new_name = QLineEdit()
        self._rename = Button(gettext("Rename"), "outlined")
        self.key = DropDown()
        self._up = Button(gettext("Up"), "outlined", icon="arrow-up")
        self._down = Button(gettext("Down"), "outlined", icon="arrow-down")
        self._forget = Button(gettext("Delete"), "outlined", icon="trash")
        self._save = Button(gettext("Save"), "strong", icon="bookmark")
        self._build()
        self._connect()
        self.reload("")
        (self.saved if self._lists else self.new_name).setFocus()

    def reload(self, wanted: str) -> None:
        """Read the saved lists anew and choose one by its name."""
        self._lists = {one.name: one for one in saving_lists.saved_lists(self._desk)}
        self.saved.show_items([self._item(one) for one in self._lists.values()], wanted)
        self._nothing.setVisible(not self._lists)
        self.saved.setVisible(bool(self._lists))
        self._on_list_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and delete in the list, save and rename by Return in the fields."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self._act_of(watched, event)
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, watched: QObject, event: QKeyEvent) -> Callable[[], None] | None:
        key, is_alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            acts = ((self.new_name, self._on_save), (self.name, self._on_rename), (self.saved, self._on_show))
            return next((act for part, act in acts if part is watched), None)
        if watched is not self.saved:
            return None
        if is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return lambda: self._on_move(-1 if key == Qt.Key.Key_Up else 1)
        return self._on_forget if key == Qt.Key.Key_Delete else None

    def _build(self) -> None:
        self.saved.setFixedWidth(text_styles.px(_LIST_WIDTH))
        self.saved.setMinimumHeight(_HEIGHT)
        self._nothing = PlainLabel(
            gettext("Nothing is saved yet. Narrow the list, sort it, and keep it here under a name."),
            "body",
            "text2",
            wraps=True,
        )
        self._nothing.setMinimumHeight(_HEIGHT)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        halves = row(spacing=20)
        halves.addWidget(self.saved)
        halves.addWidget(self._nothing, 1)
        halves.addLayout(self._build_one(), 1)
        self.body.addLayout(halves, 1)
        self.body.addSpacing(8)
        self.body.addWidget(Line())
        self.body.addSpacing(8)
        self.body.addLayout(self._build_new())
        self.add_cross()
        self.set_hint("")
        self.add_button(gettext("Close"), "outlined", "Esc").clicked.connect(self.reject)
        self._show = self.add_button(gettext("Show this list"), "primary", "Enter")
        self._show.clicked.connect(self._on_show)

    def _build_one(self) -> QVBoxLayout:
        self._one = QWidget()
        inside = column(self._one, spacing=6)
        names = row(spacing=8)
        names.addWidget(self.name, 1)
        names.addWidget(self._rename)
        self.name.setAccessibleName(gettext("Name of the list"))
        self.key.setAccessibleName(gettext("Key"))
        places = row(spacing=8)
        for button in (self._up, self._down, self._forget):
            places.addWidget(button)
        places.addStretch(1)
        inside.addWidget(PlainLabel(gettext("Name"), "meta_strong", "text2"))
        inside.addLayout(names)
        inside.addSpacing(8)
        inside.addWidget(PlainLabel(gettext("Key"), "meta_strong", "text2"))
        inside.addWidget(self.key)
        inside.addSpacing(8)
        inside.addWidget(PlainLabel(gettext("Place"), "meta_strong", "text2"))
        inside.addLayout(places)
        inside.addStretch(1)
        whole = column()
        whole.addWidget(self._one)
        return whole

    def _build_new(self) -> QVBoxLayout:
        self.new_name.setAccessibleName(gettext("Name for the list on screen"))
        self.new_name.setPlaceholderText(gettext("Name for the list on screen"))
        names: QHBoxLayout = row(spacing=8)
        names.addWidget(self.new_name, 1)
        names.addWidget(self._save)
        whole = column(spacing=6)
        whole.addWidget(PlainLabel(gettext("Save the list on screen"), "meta_strong", "text2"))
        whole.addWidget(ElidedLabel(criteria_words(self._current), "meta", "text2"))
        whole.addLayout(names)
        return whole

    def _connect(self) -> None:
        self.saved.currentRowChanged.connect(self._on_list_chosen)
        self.saved.itemDoubleClicked.connect(self._on_show)
        for watched in (self.saved, self.name, self.new_name):
            watched.installEventFilter(self)
        self.name.textChanged.connect(self._refresh)
        self.new_name.textChanged.connect(self._refresh)
        self.key.activated.connect(self._on_key_chosen)
        self._rename.clicked.connect(self._on_rename)
        self._up.clicked.connect(lambda: self._on_move(-1))
        self._down.clicked.connect(lambda: self._on_move(1))
        self._forget.clicked.connect(self._on_forget)
        self._save.clicked.connect(self._on_save)

    def _item(self, one: SavedList) -> Item:
        key = "" if one.slot is None else self._keys_text(f"find.saved_{one.slot}")
        return Item(one.name, one.name, saved_words(one), key, icon="bookmark")

    def _chosen(self) -> SavedList | None:
        return self._lists.get(self.saved.chosen.id) if self.saved.chosen else None

    def _on_list_chosen(self) -> None:
        one = self._chosen()
        self._one.setVisible(one is not None)
        self.name.setText("" if one is None else one.name)
        self.key.clear()
        self.key.addItem(gettext("None"), None)
        for slot in SLOTS:
            self.key.addItem(self._keys_text(f"find.saved_{slot}") or str(slot), slot)
        self.key.setCurrentIndex(0 if one is None or one.slot is None else one.slot)
        self._refresh()

    def _refresh(self) -> None:
        one, may_write = self._chosen(), self._desk.read_only is None
        names = list(self._lists)
        self._show.setEnabled(one is not None)
        for part in (self.name, self.key, self._forget):
            part.setEnabled(may_write and one is not None)
        wanted = self.name.text().strip()
        self._rename.setEnabled(may_write and one is not None and bool(wanted) and wanted != one.name)
        self._up.setEnabled(may_write and one is not None and names.index(one.name) > 0)
        self._down.setEnabled(may_write and one is not None and names.index(one.name) < len(names) - 1)
        self.new_name.setEnabled(may_write)
        self._save.setEnabled(may_write and bool(self.new_name.text().strip()))

    def _on_show(self) -> None:
        one = self._chosen()
        if one is not None:
            self.accept()
            self.chosen.emit(one)

    def _on_save(self) -> None:
        name = " ".join(self.new_name.text().split())
        if name:
            self._submit(name, gettext("Saved."), saving_lists.save, name, self._current)

    def _on_rename(self) -> None:
        one, wanted = self._chosen(), " ".join(self.name.text().split())
        if one is not None and self._rename.isEnabled():
            self._submit(wanted, gettext("Renamed."), saving_lists.rename, one.name, wanted)

    def _on_forget(self) -> None:
        one = self._chosen()
        if one is not None and self._forget.isEnabled():
            words = gettext("Deleted. No wire is touched.")
            self._submit("", words, saving_lists.remove, one.name)

    def _on_move(self, step: int) -> None:
        one = self._chosen()
        if one is not None and (self._up if step < 0 else self._down).isEnabled():
            self._submit(one.name, "", saving_lists.move, one.name, step)

    def _on_key_chosen(self) -> None:
        one = self._chosen()
        if one is not None:
            self._submit(one.name, "", saving_lists.give_key, one.name, self.key.currentData())

    def _submit(self, wanted: str, said: str, work: Callable[..., Any], *arguments: object) -> None:
        job = self._background.submit(work, self._desk, *arguments)
        job.done.connect(lambda changes: self._on_done(changes, wanted, said))
        job.failed.connect(self._on_failed)

    def _on_done(self, changes: Changes, wanted: str, said: str) -> None:
        self.new_name.clear()
        self.reload(wanted)
        self.set_hint(said)
        self.changed.emit(changes)

    def _on_failed(self, problem: Problem) -> None:
        self.set_hint(sentence(problem.code, problem.fields), "reject")


def criteria_words(criteria: Criteria) -> str:
    """Say in one line what a list asks for: its query and its order."""
    query = str(whole_query(criteria)) or list_word(ListName.ALL)
    if criteria.order is Order.ARCHIVE and not criteria.is_reversed:
        return query
    return f"{query}  ·  {order_word(criteria.order, is_reversed=criteria.is_reversed)}"


def saved_words(one: SavedList) -> str:
    """Say in one line what a saved list asks for; one that cannot be read any more as it was written."""
    try:
        return criteria_words(one.criteria)
    except Problem:
        return one.query
