"""The one style sheet of the window, made from the tokens of a theme."""

from collections.abc import Mapping
from string import Template
from typing import Final

_GROUNDS: Final = (
    "app", "pane", "surface", "sunken", "hover", "border", "accent_soft", "accept_soft", "amend_soft",
    "reject_soft", "flag_soft", "toast",
)  # fmt: skip
_TONES: Final = (
    "text", "text2", "text3", "accent", "on_accent", "accept", "amend", "reject", "flag", "on_toast",
    "toast_act", "mark_fg", "add_fg", "del_fg",
)  # fmt: skip

_SHEET: Final = Template("""
QMainWindow, QDialog { background: $surface; }
QToolTip { background: $toast; color: $on_toast; border: 1px solid $toast; padding: 5px 8px; }

QLineEdit, QTextEdit[field="true"], QPlainTextEdit[field="true"], QComboBox, QSpinBox {
  background: $surface; color: $text; border: 1px solid $control; border-radius: 6px;
  padding: 5px 9px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QTextEdit[field="true"]:focus, QPlainTextEdit[field="true"]:focus, QComboBox:focus,
QSpinBox:focus { border: 2px solid $accent; padding: 4px 8px; }
QLineEdit:disabled, QTextEdit[field="true"]:disabled { color: $text3; border-color: $border; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"] { border: 2px solid $reject; padding: 4px 8px; }
QLineEdit[search="true"] { border: 1px solid $border; border-radius: 8px; padding: 0 8px; }
QLineEdit[search="true"]:focus { border: 2px solid $accent; padding: 0 7px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {
  border: none; background: transparent; padding: 2px 0; }
QTextEdit, QPlainTextEdit, QTextBrowser { background: $surface; color: $text; border: none;
  selection-background-color: $accent; selection-color: $on_accent; }
QTextEdit[ground="pane"], QTextBrowser[ground="pane"] { background: $pane; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border;
  selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }

QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }

QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: none; width: 0; height: 0; }

QTableView, QListView { background: transparent; border: none; outline: none; }
QListView[framed="true"] {
  background: $surface; border: 1px solid $border; border-radius: 8px; padding: 3px; }
QSplitter::handle { background: transparent; }

QFrame[line="true"] { background: $border; border: none; }
QFrame[card="plain"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[card="chart"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[card="figure"] { background: $pane; border: 1px solid $border; border-radius: 10px; }
QFrame[card="dashed"] { background: transparent; border: 1px dashed $control; border-radius: 8px; }
QFrame[card="floating"] { background: $surface; border: 1px solid $border; border-radius: 12px; }
QFrame[card="toast"] { background: $toast; border: none; border-radius: 8px; }
""")

_BANNER: Final = Template(
    'QFrame[banner="$tone"] { background: $soft; border: 1px solid $edge; border-radius: 8px; }\n'
    'QFrame[strip="$tone"] { background: $soft; border: none; border-radius: 6px; }\n'
)


def style_sheet(tokens: Mapping[str, str]) -> str:
    """Give the style sheet in the colours given, spelled as style sheets do."""
    grounds = (f'QWidget[ground="{name}"] {{ background: {tokens[name]}; }}\n' for name in _GROUNDS)
    tones = (f'QLabel[tone="{name}"] {{ color: {tokens[name]}; }}\n' for name in _TONES)
    banners = (
        _BANNER.substitute(tone=tone, soft=tokens[f"{tone}_soft"], edge=tokens[tone])
        for tone in ("accent", "accept", "amend", "reject", "flag")
    )
    plain_strip = f'QFrame[strip="plain"] {{ background: {tokens["hover"]}; border-radius: 6px; }}\n'
    return _SHEET.substitute(tokens) + "".join([*grounds, *tones, *banners, plain_strip])
