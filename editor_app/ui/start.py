"""The first moments of the window: an application, and the first page of a desk before all else is loaded."""

import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor_app.ui.first_window import FirstWindow, first_window
from editor_app.ui.screens import missing

_PATIENCE = 1.0


def paint_first(desk: Path) -> FirstWindow | None:
    """Show the first page of a desk and wait until it is painted; None where it must be opened first."""
    if missing() is not None or not desk.expanduser().is_file():
        return None
    make_bare_application()
    window = first_window(desk)
    if window is not None:
        end = time.monotonic() + _PATIENCE
        while not window.view.is_painted and time.monotonic() < end:
            QApplication.processEvents()
        QApplication.processEvents()  # what was painted is on its way to the screen now
    return window


def make_bare_application() -> QApplication:
    """Give the one application object; it is made where there is none yet."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    return QApplication(["editor-app"])
