"""Every key of the window on one sheet; it can be searched and printed."""

from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.commands import Commands
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.icons import icon
from editor_app.ui.key_lines import KeyGroup, KeyLine, key_columns
from editor_app.ui.key_printing import print_keys
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, say_tip
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.widgets.keycap import KeyCaps

_WIDTH: Final = 1040
_COLUMN_GAP: Final = 40


class ShortcutsDialog(DialogWindow):
    """Shows the keys in three columns. Ctrl+F goes to the filter; what does not match goes away."""

    def __init__(self, parent: QWidget | None, commands: Commands) -> None:
        super().__init__(parent, gettext("Keyboard shortcuts"), "keyboard", _WIDTH)
        self._commands = commands
        self._columns = key_columns(commands)
        self._parts: list[_GroupPart] = []
        self._filter = QLineEdit()
        self._nothing = PlainLabel("", "body", "text2", wraps=True)
        self._build_head_parts()
        self._build_columns()
        self.body.addWidget(self._nothing)
        self._nothing.hide()
        said = gettext("{profile}. Letters work while nothing is being typed.")
        self.set_hint(said.format(profile=gettext(commands.keymap.label)))
        change = self.add_button(gettext("Change keys..."))
        change.clicked.connect(self._on_change_clicked)
        print_button = self.add_button(gettext("Print..."))
        print_button.clicked.connect(self._on_print_clicked)
        self.add_button(gettext("Close"), "outlined", "Esc").clicked.connect(self.reject)
        self._filter.setFocus()

    @property
    def shown_titles(self) -> list[str]:
        """What the lines that are shown do."""
        return [line.title for part in self._parts for line in part.shown]

    def filter(self, words: str) -> None:
        """Show only lines with these words."""
        self._filter.setText(words)

    def _build_head_parts(self) -> None:
        self._filter.setPlaceholderText(gettext("Filter keys"))
        self._filter.setAccessibleName(gettext("Filter keys"))
        self._filter.addAction(icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self._filter.setFixedWidth(text_styles.px(220))
        self._filter.textChanged.connect(self._on_filter_changed)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._filter.setFocus)
        self.add_to_head(self._filter)
        self.add_to_head(KeyCaps("Ctrl+F"))
        self.add_cross()

    def _build_columns(self) -> None:
        side = row(spacing=_COLUMN_GAP)
        for groups in self._columns:
            below = column(spacing=14)
            for group in groups:
                if group.lines:
                    part = _GroupPart(group)
                    self._parts.append(part)
                    below.addWidget(part)
            below.addStretch(1)
            side.addLayout(below, 1)
        self.body.addLayout(side)

    def _on_filter_changed(self, words: str) -> None:
        for part in self._parts:
            part.filter(words)
        self._nothing.setText(gettext("No key for “{words}”.").format(words=words))
        self._nothing.setVisible(not self.shown_titles)

    def _on_change_clicked(self) -> None:
        self.accept()
        self._commands.trigger("window.keyboard")

    def _on_print_clicked(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_keys(printer, self._columns, gettext(self._commands.keymap.label))


class _GroupPart(QWidget):
    """One group: its heading and its lines."""

    def __init__(self, group: KeyGroup) -> None:
        super().__init__()
        self._lines: list[tuple[KeyLine, QWidget]] = []
        self._column: QVBoxLayout = column(self, spacing=4)
        self._column.addWidget(PlainLabel(group.title, "strong", "accent"))
        for line in group.lines:
            part = _line_part(line)
            self._lines.append((line, part))
            self._column.addWidget(part)

    @property
    def shown(self) -> list[KeyLine]:
        """The lines that are not filtered away."""
        return [line for line, part in self._lines if not part.isHidden()]

    def filter(self, words: str) -> None:
        """Show only lines with these words; a group without any goes too."""
        for line, part in self._lines:
            part.setVisible(line.matches(words))
        self.setVisible(bool(self.shown))


def _line_part(line: KeyLine) -> QWidget:
    part = QWidget()
    inside = row(part, spacing=10)
    inside.addWidget(ElidedLabel(line.title, "body"), 1)
    inside.addWidget(KeyCaps(line.keys))
    say_tip(part, "\n".join([line.help, ", ".join(line.all_keys)]))
    return part
