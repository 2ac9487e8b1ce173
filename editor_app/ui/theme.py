"""The colours of the window: tokens of the shipped themes, one palette and one style sheet from them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from editor_app import paths
from editor_app.ui.style_sheet import style_sheet

_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([0-9.]+)\)")
DISABLED_OPACITY: Final = 0.45


class Theme(QObject):
    """Gives each token its colour and tells when the colours changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice = "system"
        self._name = "light"
        self._is_listening = False
        self._looks: tuple[str, bool, bool] | None = None
        self._shown: Mapping[str, QColor] | None = None

    @property
    def choice(self) -> str:
        """What the person chose: system, light or dark."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """True while the dark colours are shown."""
        return self._name == "dark"

    def colour(self, token: str) -> QColor:
        """Give the colour of a token; KeyError for one no theme has."""
        if self._shown is None:
            self._shown = _tokens(self._name, _wants_contrast())
        return QColor(self._shown[token])

    def use(self, choice: str) -> None:
        """Show system, light or dark colours from now on."""
        self._choice = choice
        self._listen_to_the_platform()
        self._name = self._platform_name() if choice == "system" else choice
        looks = (self._name, _wants_contrast(), QApplication.instance() is not None)
        self._shown = _tokens(*looks[:2])
        if looks != self._looks:
            self._looks = looks
            self._dress_application()
            self.changed.emit()

    def toggle(self) -> str:
        """Go from light to dark or back, and give the new choice."""
        self.use("light" if self.is_dark else "dark")
        return self._choice

    def _listen_to_the_platform(self) -> None:
        if not self._is_listening:
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
            self._is_listening = True

    def _on_scheme_changed(self) -> None:
        if self._choice == "system" and self._platform_name() != self._name:
            self.use("system")

    def _platform_name(self) -> str:
        scheme = QGuiApplication.styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _dress_application(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            tokens = {name: self.colour(name) for name in _tokens(self._name, _wants_contrast())}
            application.setPalette(palette(tokens))
            application.setStyleSheet(style_sheet({name: css(colour) for name, colour in tokens.items()}))


def css(colour: QColor) -> str:
    """Spell a colour as style sheets and markup do."""
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"


def palette(tokens: Mapping[str, QColor]) -> QPalette:
    """Make the palette of all that Qt paints by itself."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, tokens[token])
        faded = QColor(tokens[token])
        if token in _FADING:
            faded.setAlphaF(DISABLED_OPACITY)
        made.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return made


@cache
def _tokens(name: str, high_contrast: bool) -> Mapping[str, QColor]:
    data = tomllib.loads(paths.shipped("resources", "themes", f"{name}.toml").read_text(encoding="utf-8"))
    colours = {token: _read_colour(value) for token, value in data["tokens"].items()}
    if high_contrast:
        colours |= {token: colours[source] for token, source in data["high_contrast"].items()}
    return colours


def _read_colour(value: str) -> QColor:
    parts = _RGBA.fullmatch(value)
    if parts is None:
        return QColor(value)
    red, green, blue = (int(part) for part in parts.groups()[:3])
    return QColor(red, green, blue, round(float(parts.group(4)) * 255))


def _wants_contrast() -> bool:
    """Ask the platform; Qt before 6.10 cannot tell."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    if accessibility is None or not hasattr(accessibility, "contrastPreference"):
        return False
    return bool(accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast)


_ROLES: Final = {
    QPalette.ColorRole.Window: "app",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "pane",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "on_toast",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "reject",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
}
_FADING: Final = frozenset({"text", "on_accent"})

theme: Final = Theme()
