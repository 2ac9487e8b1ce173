"""What the window remembers of itself: its place on the screen and the widths of its panes."""

from typing import Final, NamedTuple

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from editor_app import paths

_GEOMETRY: Final = "geometry"
_LOOKS: Final = "looks"
_USUAL: Final = (1440, 900)
_TITLE_BAR: Final = 36  # what a window manager adds on top is not known before the window is shown


class Looks(NamedTuple):
    """How the window looked when it was closed, for the picture that is painted before the settings are read.

    `theme` is what was chosen (system, light, dark), `editor` the id of whoever sat there, or "".
    """

    theme: str = "system"
    editor: str = ""
    title: str = "Review Desk"


class WindowMemory:
    """Keeps geometry and widths for each size of screen, apart from the settings a person makes."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._kept = _kept()

    def begin(self) -> None:
        """Put the window where it was the last time, else in its usual size as far as the screen has room."""
        if not self._restore_geometry():
            room = self._window.screen().availableGeometry().size()
            self._window.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height() - _TITLE_BAR))

    def _restore_geometry(self) -> bool:
        """Put the window where it was on a screen of this size; False where it was never there."""
        geometry = self._kept.value(f"{self._screen()}/{_GEOMETRY}", QByteArray(), type=QByteArray)
        return (
            isinstance(geometry, QByteArray)
            and not geometry.isEmpty()
            and self._window.restoreGeometry(geometry)
        )

    def widths(self, *, compact: bool) -> tuple[int, int] | None:
        """Give the widths of queue and rationale as they were last, None where nobody chose any."""
        queue = self._number(f"{self._layout(compact=compact)}/queue")
        right = self._number(f"{self._layout(compact=compact)}/rationale")
        return (queue, right) if queue and right else None

    def keep(self, widths: tuple[int, int] | None, looks: Looks, *, compact: bool) -> None:
        """Remember the window as it is now."""
        for name, value in looks._asdict().items():
            self._kept.setValue(f"{_LOOKS}/{name}", value)
        self._kept.setValue(f"{self._screen()}/{_GEOMETRY}", self._window.saveGeometry())
        if widths is not None:
            self._kept.setValue(f"{self._layout(compact=compact)}/queue", widths[0])
            self._kept.setValue(f"{self._layout(compact=compact)}/rationale", widths[1])
        self._kept.sync()

    def _number(self, name: str) -> int:
        value = self._kept.value(name, 0, type=int)
        return value if isinstance(value, int) else 0

    def _layout(self, *, compact: bool) -> str:
        return f"{self._screen()}-{'compact' if compact else 'usual'}"

    def _screen(self) -> str:
        size = self._window.screen().size()
        return f"{size.width()}x{size.height()}"


def last_looks() -> Looks:
    """Give how the window looked when it was closed last; as it looks by itself where that is not known."""
    kept, usual = _kept(), Looks()
    return Looks(*(str(kept.value(f"{_LOOKS}/{name}", getattr(usual, name))) for name in Looks._fields))


def _kept() -> QSettings:
    return QSettings(str(paths.state_folder() / "window.ini"), QSettings.Format.IniFormat)
