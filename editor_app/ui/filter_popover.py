"""The panel in which the list is narrowed: status, source, kind, rationale, flag, draft."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor_app.domain.lists import Criteria
from editor_app.domain.query import NO, YES, Field
from editor_app.domain.saved_lists import searched
from editor_app.domain.standing import State
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.lower_popover import LowerPopover
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.wording import state_word

_WIDTH = 340
_STATES = (
    State.PENDING, State.DEFERRED, State.ACCEPTED, State.AMENDED, State.REJECTED, State.CONTEXT, State.NONE,
    State.DISPUTED, State.CHANGED,
)  # fmt: skip


class FilterPopover(LowerPopover):
    """Every choice narrows the list at once; the panel stays until it is left."""

    def __init__(self, window: QWidget, session: Session, commands: Commands) -> None:
        super().__init__(window, _WIDTH, gettext("Filter the queue"))
        self._session = session
        self._states = {state: CheckBox(state_word(state)) for state in _STATES}
        self._sources = DropDown()
        self._archives = DropDown()
        self._kinds = DropDown()
        self._rationale = DropDown()
        self._editors = DropDown()
        self._flagged = CheckBox(gettext("Flagged"))
        self._draft = CheckBox(gettext("Has a draft"))
        self._build(commands)
        self._connect()

    def open_filled(self, anchor: QWidget) -> None:
        """Show the panel under a widget, with the choices as they stand."""
        self._fill()
        self.open_below(anchor)
        next(iter(self._states.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def _build(self, commands: Commands) -> None:
        inside = column(self, (20, 16, 20, 16), 8)
        inside.addWidget(PlainLabel(gettext("Filter the queue"), "pane_title"))
        inside.addWidget(PlainLabel(gettext("Status"), "meta_medium", "text2"))
        grid = QGridLayout()
        grid.setSpacing(0)
        for index, box in enumerate(self._states.values()):
            grid.addWidget(box, index // 2, index % 2)
        inside.addLayout(grid)
        for title, field in self._fields():
            label = PlainLabel(title, "meta_medium", "text2")
            label.setBuddy(field)
            field.setAccessibleName(title)
            inside.addWidget(label)
            inside.addWidget(field)
        marks = row(spacing=12)
        marks.addWidget(self._flagged)
        marks.addWidget(self._draft)
        inside.addLayout(marks)
        inside.addLayout(self._build_foot(commands))

    def _fields(self) -> tuple[tuple[str, DropDown], ...]:
        return (
            (gettext("Source"), self._sources),
            (gettext("Archive"), self._archives),
            (gettext("Kind"), self._kinds),
            (gettext("Rationale"), self._rationale),
            (gettext("Decided by"), self._editors),
        )

    def _build_foot(self, commands: Commands) -> QHBoxLayout:
        foot = row(spacing=8)
        clear = Button(gettext("Clear filters"), "outlined")
        commands.show_key(clear, "find.clear_filters")
        clear.clicked.connect(self._on_clear_clicked)
        done = Button(gettext("Close"), "strong", keys="Esc")
        done.clicked.connect(self.dismiss)
        foot.addWidget(clear)
        foot.addStretch(1)
        foot.addWidget(done)
        return foot

    def _connect(self) -> None:
        for box in (*self._states.values(), self._flagged, self._draft):
            box.clicked.connect(self._on_chosen)
        for _title, field in self._fields():
            field.activated.connect(self._on_chosen)

    def _fill(self) -> None:
        criteria = searched(self._session.wanted)
        query = criteria.query
        for state, box in self._states.items():
            box.setChecked(state.value in query.values(Field.STATE))
        self._flagged.setChecked(query.values(Field.FLAGGED) == (YES,))
        self._draft.setChecked(query.values(Field.DRAFT) == (YES,))
        archives = [(archive.name, archive.key) for archive in self._session.archives()]
        _offer(self._archives, archives, criteria.archive)
        sources = [(f"{name} ({count:,})", name) for name, count in self._session.sources()]
        for field, asked, choices in (
            (self._sources, Field.SOURCE, sources),
            (self._kinds, Field.KIND, [(gettext("Wires"), "wire"), (gettext("Documents"), "document")]),
            (
                self._rationale,
                Field.RATIONALE,
                [(gettext("Has a rationale"), YES), (gettext("No rationale"), NO)],
            ),
            (self._editors, Field.EDITOR, [(name, name) for name in self._names()]),
        ):
            values = query.values(asked)
            _offer(field, choices, values[0] if len(values) == 1 else None)

    def _names(self) -> list[str]:
        door = self._session.door
        return [] if door is None else [editor.name for editor in door.editors()]

    def _on_chosen(self) -> None:
        """Write what is chosen into the search, where it can be read, changed and typed as well."""
        criteria = searched(self._session.wanted)
        query = criteria.query.with_values(
            Field.STATE, [state.value for state, box in self._states.items() if box.isChecked()]
        )
        for asked, value in (
            (Field.SOURCE, self._sources.currentData()),
            (Field.KIND, self._kinds.currentData()),
            (Field.RATIONALE, self._rationale.currentData()),
            (Field.EDITOR, self._editors.currentData()),
            (Field.FLAGGED, YES if self._flagged.isChecked() else None),
            (Field.DRAFT, YES if self._draft.isChecked() else None),
        ):
            query = query.with_values(asked, [] if value is None else [value])
        self._session.set_criteria(replace(criteria, archive=self._archives.currentData(), search=str(query)))

    def _on_clear_clicked(self) -> None:
        self._session.set_criteria(Criteria(list=self._session.wanted.list))
        self._fill()


def _offer(field: DropDown, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer all, and each of the choices."""
    field.clear()
    for text, value in ((gettext("All"), None), *choices):
        field.addItem(text, value)
    field.setCurrentIndex(max(0, field.findData(chosen)) if chosen is not None else 0)
