"""Which template is wanted: typed for by name or words, taken with Enter, never a decision."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from editor_app.domain.templates import Template
from editor_app.i18n import gettext
from editor_app.ui.growing_text import GrowingText, Run
from editor_app.ui.lower_popover import LowerPopover
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row

_WIDTH, _MOST_ROWS, _LINES = 480, 6, 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TemplatePicker(LowerPopover):
    """A field over the names of the templates, and the chosen one as it would be written here.

    `chosen` carries the text with its fields filled in; `keeping_asked` asks to keep the text that is being
    written as a template, `managing_asked` to see to the templates.
    """

    chosen = Signal(str)
    keeping_asked = Signal()
    managing_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH, gettext("Insert a template"))
        self._templates: Sequence[Template] = ()
        self._values: Mapping[str, str | None] = {}
        whole = column(self, (14, 12, 14, 12), 8)
        whole.addWidget(PlainLabel(gettext("Insert a template"), "pane_title"))
        self._build_list(whole)
        self._preview_card = Card("plain")
        self._preview = GrowingText()
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview.setAccessibleName(gettext("The template as it would be written here"))
        column(self._preview_card, (10, 8, 10, 8)).addWidget(self._preview)
        whole.addWidget(self._preview_card)
        whole.addLayout(self._build_foot())

    @property
    def field(self) -> QLineEdit:
        """Where one types to find a template."""
        return self._field

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are listed."""
        items = (self._list.item(place) for place in range(self._list.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole).id for item in items)

    @property
    def preview(self) -> str:
        """The chosen template as it would be written here, "" where none is chosen."""
        return self._filled() or ""

    def open_for(
        self,
        templates: Sequence[Template],
        values: Mapping[str, str | None],
        anchor: QWidget,
        *,
        can_keep: bool,
    ) -> None:
        """Offer the templates; `values` are what their fields stand for here."""
        self._templates, self._values = templates, values
        self._keep.setEnabled(can_keep)
        self._field.clear()
        self._show_found()
        self.open_below(anchor)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list with the arrow keys and take with Enter, while the field has the keyboard."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._walk(_STEPS[key])
                return True
            if key in _ENTER:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _build_list(self, whole: QBoxLayout) -> None:
        self._field = QLineEdit()
        self._field.setPlaceholderText(gettext("Type a name or words of the text"))
        self._field.setAccessibleName(gettext("Find a template"))
        self._field.textChanged.connect(self._show_found)
        whole.addWidget(self._field)
        self._list = TwoLineList(gettext("Templates"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._take)
        self._list.currentRowChanged.connect(self._show_preview)
        whole.addWidget(self._list)
        self._nothing = PlainLabel("", "body", "text2", wraps=True)
        whole.addWidget(self._nothing)

    def _build_foot(self) -> QBoxLayout:
        foot = row(spacing=8)
        self._keep = Button(gettext("Keep this text"), "outlined", icon="device-floppy")
        self._keep.clicked.connect(self._on_keep_clicked)
        foot.addWidget(self._keep)
        manage = Button(gettext("Templates..."), "outlined", icon="template")
        manage.clicked.connect(self._on_manage_clicked)
        foot.addWidget(manage)
        foot.addStretch(1)
        self._insert = Button(gettext("Insert"), "primary", keys="Enter")
        self._insert.clicked.connect(self._take)
        foot.addWidget(self._insert)
        return foot

    def _show_found(self) -> None:
        words = self._field.text().casefold().split()
        found = [kept for kept in self._templates if _matches(kept, words)]
        items = [Item(kept.name, kept.name, " ".join(kept.text.split())) for kept in found]
        self._list.show_items(items)
        shown = sum(self._list.sizeHintForRow(place) for place in range(min(len(items), _MOST_ROWS)))
        self._list.setFixedHeight(max(shown, 1) + 4)
        self._list.setVisible(bool(items))
        none = gettext("There are no templates yet. Keep the text you are writing as one, or bring some in.")
        self._nothing.setText(gettext("No template has these words.") if self._templates else none)
        self._nothing.setVisible(not items)
        self._insert.setEnabled(bool(items))
        self._show_preview()

    def _show_preview(self) -> None:
        text = self._filled()
        self._preview_card.setVisible(text is not None)
        self._preview.show_paragraphs([[Run(" ".join((text or "").split()))]], most_lines=_LINES)
        if self.isVisible():
            self.place()

    def _filled(self) -> str | None:
        item = self._list.chosen
        kept = next((one for one in self._templates if item is not None and one.name == item.id), None)
        return None if kept is None else kept.filled(self._values)

    def _walk(self, step: int) -> None:
        if self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())

    def _take(self) -> None:
        text = self._filled()
        if text is not None:
            self.dismiss()
            self.chosen.emit(text)

    def _on_keep_clicked(self) -> None:
        self.dismiss()
        self.keeping_asked.emit()

    def _on_manage_clicked(self) -> None:
        self.dismiss()
        self.managing_asked.emit()


def _matches(template: Template, words: Sequence[str]) -> bool:
    said = f"{template.name} {template.text}".casefold()
    return all(word in said for word in words)
