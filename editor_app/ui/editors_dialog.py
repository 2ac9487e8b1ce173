"""Who worked in this desk: two entries that are one person are joined here, and taken apart again."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.desk import joining
from editor_app.desk.changes import Changes
from editor_app.desk.joining import Person
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.persons import ID_END, Namesakes
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.background import Background
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.fact_list import Fact, FactList
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.wording import quoted

_WIDTH: Final = 640
_HEIGHT: Final = 228
_LONGEST_NAME: Final = 60


class EditorsDialog(DialogWindow):
    """Lists everybody; `changed` carries what joining somebody, or taking them apart, changed."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Workplace, background: Background) -> None:
        super().__init__(parent, gettext("Editors of this desk"), "users", _WIDTH)
        self._desk, self._background = desk, background
        self._persons: dict[str, Person] = {}
        self._twins: list[Namesakes] = []
        self.list = TwoLineList(gettext("Editors"))
        self.other = DropDown()
        self.join = Button(gettext("Join"), "outlined")
        self.take_apart = Button(gettext("Take apart"), "outlined", icon="arrow-back-up")
        self._facts = FactList()
        self._wanted = ("", "")
        self._build()
        self._facts.show_facts(())
        self._refresh()
        self._reload()
        self.list.setFocus()

    @property
    def facts(self) -> list[str]:
        """What is noticed about names, a line each."""
        return self._facts.texts

    def _build(self) -> None:
        said = gettext(
            "Whoever works at two computers, or set a desk up anew, can stand here twice. Joined, they count"
            " as one person: in agreement, in second readings, in the search. No decision changes; where the"
            " two differ, the wire stays in dispute until somebody settles it."
        )
        self.list.setMinimumHeight(_HEIGHT)
        self.list.currentRowChanged.connect(self._on_chosen)
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self.list)
        self.body.setSpacing(12)
        self.body.addWidget(PlainLabel(said, "body", "text2", wraps=True))
        self.body.addWidget(self._facts)
        self.body.addWidget(frame, 1)
        self.body.addLayout(self._build_acts())
        self.add_cross()
        self.set_hint("")
        self.add_button(gettext("Close"), "outlined", "Esc").clicked.connect(self.reject)

    def _build_acts(self) -> QHBoxLayout:
        self.other.setAccessibleName(gettext("Is the same person as"))
        self.other.setPlaceholderText(gettext("Choose an editor"))
        self.other.currentIndexChanged.connect(self._refresh)
        self.join.clicked.connect(self._on_join_clicked)
        self.take_apart.clicked.connect(self._on_take_apart_clicked)
        acts = row(spacing=8)
        acts.addWidget(PlainLabel(gettext("Is the same person as"), "meta_strong", "text2"))
        acts.addWidget(self.other, 1)
        acts.addWidget(self.join)
        acts.addWidget(self.take_apart)
        return acts

    def _reload(self, chosen: str = "", said: str = "") -> None:
        """Read the editors anew, beside the window: a large record takes a while to count."""
        self._wanted = (chosen, said)
        if not said:
            self.set_hint(gettext("Counting decisions..."))
        job = self._background.read(_known, self._desk)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def _on_read(self, known: tuple[list[Person], list[Namesakes]]) -> None:
        found, self._twins = known
        chosen, said = self._wanted
        self._persons = {person.id: person for person in found}
        self._facts.show_facts(map(namesakes_fact, self._twins))
        self.list.show_items(map(_item, found), chosen)
        self._on_chosen()
        self.set_hint(said)

    def _chosen(self) -> Person | None:
        return self._persons.get(self.list.chosen.id) if self.list.chosen else None

    def _on_chosen(self) -> None:
        """Offer everybody else; only somebody of the same name is chosen beforehand."""
        chosen = self._chosen()
        own = next((one.editors for one in self._twins if chosen and chosen.id in one.editors), ())
        self.other.blockSignals(True)
        self.other.clear()
        for person in self._persons.values():
            if person is not chosen:
                self.other.addItem(person.name, person.id)
        twin = next((one for one in own if chosen and one != chosen.id), None)
        self.other.setCurrentIndex(-1 if twin is None else self.other.findData(twin))
        self.other.blockSignals(False)
        self.set_hint("")
        self._refresh()

    def _refresh(self) -> None:
        chosen, may_write = self._chosen(), self._desk.read_only is None
        self.other.setEnabled(may_write and self.other.count() > 0)
        self.join.setEnabled(may_write and chosen is not None and self.other.currentData() is not None)
        self.take_apart.setEnabled(may_write and chosen is not None and len(chosen.editors) > 1)

    def _on_join_clicked(self) -> None:
        chosen, other = self._chosen(), self.other.currentData()
        if chosen is not None and other is not None:
            wanted = [chosen.id, str(other)]
            said = gettext("Joined. Take apart undoes it.")
            self._submit(lambda: joining.join(self._desk, wanted), min(wanted), said)

    def _on_take_apart_clicked(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            said = gettext("Taken apart: each counts as an editor again.")
            self._submit(lambda: joining.part(self._desk, chosen.id), chosen.id, said)

    def _submit(self, work: Callable[[], Changes], chosen: str, said: str) -> None:
        self.join.setEnabled(False)
        self.take_apart.setEnabled(False)
        job = self._background.submit(work)
        job.done.connect(lambda changes: self._on_done(changes, chosen, said))
        job.failed.connect(self._on_failed)

    def _on_done(self, changes: Changes, chosen: str, said: str) -> None:
        self._reload(chosen, said)
        self.list.setFocus()
        self.changed.emit(changes)

    def _on_failed(self, problem: Problem) -> None:
        self._refresh()
        self.set_hint(sentence(problem.code, problem.fields), "reject")


def namesakes_fact(one: Namesakes) -> Fact:
    """Say that several editors bear one name, and ask whether they are one person."""
    said = gettext("{count} editors are called {name}. If they are one person, join them.")
    words = said.format(count=len(one.editors), name=quoted(one.name, _LONGEST_NAME))
    return "alert-triangle", "amend", words


def joined_fact(names: Sequence[str]) -> Fact:
    """Say of whom it came in that they are one person."""
    said = gettext("Joined to one person by what comes in: {names}")
    return "users", "amend", said.format(names=", ".join(quoted(name, _LONGEST_NAME) for name in names))


def _known(desk: Workplace, watch: Watch) -> tuple[list[Person], list[Namesakes]]:
    del watch
    return joining.persons(desk), joining.probable_twins(desk)


def _item(person: Person) -> Item:
    decisions = ngettext("{count} decision", "{count} decisions", person.decisions)
    ids = ngettext("id ends in {ends}", "joined: ids end in {ends}", len(person.editors))
    names = {editor.name for editor in person.editors}
    ends = ", ".join(
        f"{editor.id[-ID_END:]} ({editor.name})" if len(names) > 1 else editor.id[-ID_END:]
        for editor in person.editors
    )
    icon = "users" if len(person.editors) > 1 else "user"
    shown = decisions.format(count=f"{person.decisions:,}")
    return Item(person.id, person.name, ids.format(ends=ends), shown, icon=icon)
