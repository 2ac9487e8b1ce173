"""Which source a wire is listed under: typed, or chosen among those of the desk; or its own again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.i18n import gettext
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.frames import Card, column

_HEIGHT = 200
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SourceField(QWidget):
    """A field over the list of the desk's sources; `source` is what it says, None for each wire's own."""

    changed = Signal()

    def __init__(self, sources: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = tuple(sources)
        self.field = QLineEdit()
        self.field.setPlaceholderText(gettext("Source, for instance court-docket"))
        self.field.setAccessibleName(gettext("Source"))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list = TwoLineList(gettext("Sources of this desk"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(_HEIGHT)
        self.list.itemClicked.connect(self._take)
        self.own = CheckBox(gettext("Under its own source again"))
        self.own.toggled.connect(self._on_own_toggled)
        frame = Card()
        column(frame, (4, 4, 4, 4)).addWidget(self.list)
        inside = column(self, spacing=8)
        for part in (self.field, frame, self.own):
            inside.addWidget(part)
        self._show_sources()

    @property
    def source(self) -> str | None:
        """The source that is said; None for each wire's own."""
        return None if self.own.isChecked() else self.field.text().strip()

    def take_focus(self) -> None:
        """Begin with the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list with the arrow keys and take with Enter, while the field has the keyboard."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            is_chord = bool(event.modifiers() & _CHORD)
            if key in _STEPS and self.list.count() and not is_chord:
                self.list.setCurrentRow((self.list.currentRow() + _STEPS[key]) % self.list.count())
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_chord:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        if self.list.chosen is not None:
            self.field.setText(self.list.chosen.id)

    def _on_typed(self) -> None:
        self._show_sources()
        self.changed.emit()

    def _on_own_toggled(self, on: bool) -> None:
        self.field.setEnabled(not on)
        self.list.setEnabled(not on)
        self.changed.emit()

    def _show_sources(self) -> None:
        typed = self.field.text().strip().casefold()
        fitting = [(name, count) for name, count in self._sources if typed in name.casefold()]
        self.list.show_items([Item(name, name, trailing=f"{count:,}") for name, count in fitting])
