"""A window for measuring: on a desk, drawn into memory, with what a person would wait for."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Access, open_desk
from editor_app.settings import Settings
from editor_app.ui.app import dress, make_application
from editor_app.ui.background import Background
from editor_app.ui.collecting import Collector
from editor_app.ui.commands import Commands
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.dialogs import DialogCommands
from editor_app.ui.main_window import MainWindow
from editor_app.ui.session import Session

_PATIENCE = 600.0
# Whatever comes about without an event is noticed after so many milliseconds.
_LOOK = 1
OpenDoor = Callable[[Path], DeskDoor]


class BenchWindow:
    """The whole window with a desk open in it; decisions come without the pause a person makes."""

    def __init__(self, desk: Path, door: Callable[[DeskDoor], DeskDoor] = lambda door: door) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.application = make_application()
        dress(Settings(theme="light"))
        self._settings = desk.with_name("settings.toml")
        self.background = Background()
        ticks = iter(range(1 << 40))
        self.session = Session(
            self.background, open_desk=lambda path: door(self._opened(path)), clock=lambda: float(next(ticks))
        )
        self.window = MainWindow(self.session, Commands())
        self.background.setParent(self.window)
        self.session.setParent(self.window)
        self.dialogs = DialogCommands(self.window, "Bench")
        self.session.opened.connect(Collector(self.window).settle)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.window.open_desk(desk)
        self.until(lambda: self.session.view is not None and not self.session.is_loading)
        self.until(lambda: not self.background.is_waited_for)

    def __enter__(self) -> Self:
        """Use the window in a with statement."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """Close the window and let go of all of it."""
        self.window.close()
        self.background.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.application.processEvents()

    def until(self, reached: Callable[[], object]) -> None:
        """Let the window work until something has come about; between its events it sleeps, as it does."""
        end = time.monotonic() + _PATIENCE
        looking = QTimer()
        looking.start(_LOOK)
        while not reached():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise RuntimeError("the window never came into the state that was waited for")

    def seconds_until(self, act: Callable[[], object], reached: Callable[[], object]) -> float:
        """Do something and give the seconds until something has come about."""
        start = time.perf_counter()
        act()
        self.until(reached)
        return time.perf_counter() - start

    def settle(self) -> None:
        """Let everything that is on its way arrive."""
        self.until(lambda: not self.background.is_waited_for)
        for _ in range(5):
            self.application.processEvents()
            time.sleep(0.01)

    def _opened(self, path: Path) -> DeskDoor:
        workplace = open_desk(path, access=Access.WRITE, settings_file=self._settings)
        sign_in(workplace, "Bench")
        return DeskDoor(workplace)
