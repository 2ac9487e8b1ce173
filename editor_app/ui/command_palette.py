"""The palette: one field that finds commands, wires and sections of the guide, and does what Enter is on."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.domain.lists import ListRow
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.guide_keys import with_commands
from editor_app.ui.guide_text import shipped_guide
from editor_app.ui.palette_list import PaletteList
from editor_app.ui.palette_rows import MOST_WIRES, PaletteContent, PaletteRow, RowKind, Typed, typed
from editor_app.ui.palette_wires import PaletteWires
from editor_app.ui.popover import Popover
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.scrim import Scrim
from editor_app.ui.session import Session
from editor_app.ui.widgets.frames import Line, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.keycap import KeyCaps

PALETTE: Final = "window.palette"
_WIDTH, _TOP, _TOP_COMPACT, _EDGE = 640, 104, 72, 12
_TALL, _LEAST = 800, 40
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
_LONGEST_QUERY = 200  # nobody looks for more; a page that was pasted would be matched word by word


class CommandPalette(Popover):
    """Lies over the dimmed window. What is typed in it never decides; Escape leaves it as if never opened.

    `section_asked` carries the title of a section of the guide, `list_asked` says that the list was narrowed.
    """

    section_asked = Signal(str)
    list_asked = Signal()

    def __init__(self, window: QWidget, session: Session, commands: Commands) -> None:
        super().__init__(window, _WIDTH, gettext("Commands"))
        self._session, self._commands, self._window = session, commands, window
        sections = with_commands(shipped_guide(), commands).sections
        self._content = PaletteContent(commands, session, sections, PALETTE)
        self._wires = PaletteWires(session, MOST_WIRES, self)
        self._found: tuple[str, int, list[ListRow]] = ("", 0, [])
        self._scrim: Scrim | None = None
        self._field = QLineEdit()
        self._field.setMaxLength(_LONGEST_QUERY)
        self.list = PaletteList()
        self._said = ElidedLabel("", "meta", "text2")
        self._build()
        self._field.textChanged.connect(self._on_typed)
        self.list.picked.connect(self._run)
        self._wires.found.connect(self._on_wires_found)
        self.closed.connect(self._lift_scrim)
        commands.triggered.connect(self._content.remember)

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        return self._field

    @property
    def said(self) -> str:
        """What the foot says at its end."""
        return self._said.whole_text

    def toggle(self) -> None:
        """Open the palette, or close it."""
        if self.isVisible():
            self.dismiss()
        else:
            self.ask()

    def ask(self, text: str = "") -> None:
        """Open the palette with something typed already."""
        self._found = ("", 0, [])
        self._field.setText(text)
        self._show_rows()
        self._scrim = Scrim(self._window, 0)
        self.open_above(self._window)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Stand in the middle, a hand below the top, as high as the rows are."""
        host = self._window.rect()
        top = _TOP if host.height() >= _TALL else _TOP_COMPACT
        width = min(self._wanted_width, host.width() - 2 * _EDGE)
        layout = self.layout()
        if layout is None:
            return
        room = host.height() - top - _EDGE
        around = layout.totalSizeHint().height() - self.list.minimumHeight()
        self.list.setFixedHeight(max(_LEAST, min(self.list.content_height() + 2, room - around)))
        layout.activate()
        height = min(layout.totalSizeHint().height(), room)
        self.setGeometry(QRect((host.width() - width) // 2, top, width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, run what is chosen, close; nothing else leaves the palette."""
        key = Qt.Key(event.key())
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self.list.chosen
            if chosen is not None:
                self._run(chosen)
        elif key in _STEPS and not is_control:
            self.list.move(_STEPS[key])
            self._announce_chosen()
        elif key == Qt.Key.Key_K and is_control:
            self.dismiss()
        else:
            super().keyPressEvent(event)
        event.accept()

    def _build(self) -> None:
        whole = column(self, (1, 1, 1, 1))
        whole.addWidget(self._build_head())
        whole.addWidget(Line())
        whole.addSpacing(6)
        whole.addWidget(self.list)
        whole.addSpacing(6)
        whole.addWidget(Line())
        whole.addWidget(self._build_foot())

    def _build_head(self) -> QWidget:
        self._field.setProperty("bare", True)
        self._field.setFont(text_styles.font("palette_field"))
        self._field.setPlaceholderText(gettext("Type a command, or words of a wire"))
        self._field.setAccessibleName(gettext("Search wires or run a command"))
        part = QWidget()
        line = row(part, (19, 10, 15, 10), 10)
        line.addWidget(IconView("search", "text2", 18))
        line.addWidget(self._field, 1)
        line.addWidget(KeyCaps("Esc"))
        return part

    def _build_foot(self) -> QWidget:
        part = QWidget()
        line = row(part, (19, 8, 19, 8), 6)
        for keys, word in (
            (("↑", "↓"), gettext("move")),
            (("Enter",), gettext("run")),
            ((">",), gettext("commands")),
            (("#",), gettext("number")),
            (("@",), gettext("source")),
        ):
            for key in keys:
                line.addWidget(KeyCaps(key))
            line.addWidget(PlainLabel(word, "meta", "text2"))
            line.addSpacing(6)
        line.addStretch(1)
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._said, 100)
        return part

    @property
    def _typed(self) -> Typed:
        return typed(self._field.text())

    def _on_typed(self) -> None:
        wanted = self._typed
        self._wires.ask(wanted.rest if wanted.asks_for_wires else "")
        self._show_rows(anew=True)

    def _on_wires_found(self, words: str, count: int, rows: list[ListRow]) -> None:
        self._found = (words, count, rows)
        if self.isVisible():
            self._show_rows()

    def _show_rows(self, *, anew: bool = False) -> None:
        wanted = self._typed
        words, count, rows = self._found
        if not wanted.asks_for_wires or words != wanted.rest:
            count, rows = 0, []
        groups = self._content.groups(wanted, rows, count)
        self.list.show_groups(groups)
        if anew:
            self.list.show_first()
        shown, found = sum(len(group.rows) for group in groups), sum(group.found for group in groups)
        said = gettext("{shown} of {found}").format(shown=min(shown, found), found=f"{found:,}")
        self._said.set_whole_text(said if found else "")
        self.place()

    def _run(self, chosen: PaletteRow) -> None:
        """Do what a row stands for; a command that is off says why, and the palette stays."""
        if chosen.off:
            self._said.set_whole_text(chosen.off)
            announce(self, chosen.off)
            return
        if chosen.kind is RowKind.NOTHING:
            return
        self.dismiss()
        session, criteria = self._session, self._session.criteria
        if chosen.kind is RowKind.COMMAND:
            self._commands.trigger(chosen.id)
        elif chosen.kind is RowKind.WIRE:
            session.show(chosen.id)
        elif chosen.kind is RowKind.NUMBER:
            session.show_position(int(chosen.id) - 1)
        elif chosen.kind is RowKind.SECTION:
            self.section_asked.emit(chosen.id)
        elif chosen.kind is RowKind.SOURCE:
            session.set_criteria(replace(criteria, source=chosen.id))
            self.list_asked.emit()
        else:
            session.set_criteria(replace(criteria, search=chosen.id))
            self.list_asked.emit()

    def _announce_chosen(self) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            announce(self, ". ".join(part for part in (chosen.title, chosen.detail) if part))

    def _lift_scrim(self) -> None:
        self._wires.ask("")
        scrim, self._scrim = self._scrim, None
        if scrim is not None:
            scrim.hide()
            scrim.deleteLater()
