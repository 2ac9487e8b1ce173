"""A window on a scratch desk, drawn into memory, that stands still while its picture is taken."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from editor_app import paths
from editor_app.desk import importing, signing_in
from editor_app.desk.workplace import Access, Workplace, open_desk
from editor_app.ui import app, text_styles
from editor_app.ui.background import Background
from editor_app.ui.commands import Commands
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.dialogs import DialogCommands
from editor_app.ui.main_window import MainWindow
from editor_app.ui.session import Session
from editor_app.ui.theme import theme

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
EDITOR = "Editor A"
_FAMILIES = ("Inter", "DejaVu Sans")
_PATIENCE = 60.0
_STILL_ROUNDS = 4


def go_apart(folder: Path) -> None:
    """Move this process off the user's desk, settings and home, into a folder."""
    for name in [name for name in os.environ if name.startswith("EDITOR_APP_")]:
        del os.environ[name]
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        place = folder / name.lower()
        place.mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(place)
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    paths.go_private()


def watched_faults() -> list[BaseException]:
    """Give a list in which every fault lands that Qt would let pass after printing it."""
    faults: list[BaseException] = []

    def note(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        faults.append(fault)
        sys.__excepthook__(kind, fault, trace)

    sys.excepthook = note
    return faults


def prepare_application(family: str = "") -> QApplication:
    """Make the application with a font that is the same wherever it is installed."""
    application = app.make_application()
    known = set(QFontDatabase.families())
    font = QFont(next((name for name in (family, *_FAMILIES) if name in known), application.font().family()))
    font.setPixelSize(13)
    application.setFont(font)
    return application


class Stage:
    """One window at one size in one theme, and what is needed to bring it into its states."""

    def __init__(self, folder: Path, size: tuple[int, int], colours: str, family: str = "") -> None:
        self.application = prepare_application(family)
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        theme.use(colours)
        text_styles.zoom.set_percent(100)
        self.background = Background()
        self.session = Session(self.background, open_desk=self._open_door)
        self.window = MainWindow(self.session, Commands())
        self.background.setParent(self.window)
        self.session.setParent(self.window)
        self.dialogs = DialogCommands(self.window)
        self._colours = colours
        self.remember_colours()
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def remember_colours(self) -> None:
        """Let the settings say what is shown."""
        keeper = self.dialogs.keeper
        keeper.keep(replace(keeper.settings, theme=self._colours))

    def settle(self) -> None:
        """Wait until nothing is on its way and everything is painted."""
        still = 0
        end = time.monotonic() + _PATIENCE
        while still < _STILL_ROUNDS and time.monotonic() < end:
            time.sleep(0.01)
            self.application.processEvents()
            still = 0 if self.background.is_busy else still + 1

    def until(self, reached: Callable[[], object]) -> None:
        """Wait for something to come about; RuntimeError where it never does."""
        end = time.monotonic() + _PATIENCE
        while not reached():
            if time.monotonic() > end:
                raise RuntimeError("the window never came into the state that was waited for")
            time.sleep(0.01)
            self.application.processEvents()
        self.settle()

    def paint(self) -> None:
        """Paint what is there now, whatever is still on its way."""
        for _ in range(_STILL_ROUNDS):
            time.sleep(0.01)
            self.application.processEvents()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep everything in the background waiting, so that what shows meanwhile can be seen."""
        go = threading.Event()
        self.background.submit(go.wait)
        try:
            yield
        finally:
            go.set()

    def escape(self) -> None:
        """Press Escape where the focus is."""
        widget = QApplication.focusWidget()
        if widget is not None:
            QTest.keyClick(widget, Qt.Key.Key_Escape)
        self.settle()

    def open(self, path: Path) -> None:
        """Open a desk and wait for its first document."""
        self.window.open_desk(path)
        self.until(lambda: self.session.door is not None)

    def trigger(self, command: str) -> None:
        """Do a command, as its key or its menu entry would."""
        self.window.commands.trigger(command)
        self.settle()

    @property
    def dialog(self) -> DialogWindow:
        """The dialog on top."""
        shown = [one for one in self.application.topLevelWidgets() if isinstance(one, DialogWindow)]
        return next(one for one in reversed(shown) if one.isVisible())

    def close_dialogs(self) -> None:
        """Close whatever lies over the window."""
        for one in self.application.topLevelWidgets():
            if isinstance(one, QDialog | QMenu) and one.isVisible():
                one.close()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.toast.hide()
        self.settle()

    def picture(self) -> QPixmap:
        """Take a picture of the window with everything that lies over it."""
        whole = self.window.grab()
        painter = QPainter(whole)
        for over in self._over():
            place = over.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(place, over.grab())
        painter.end()
        return whole

    def save(self, path: Path) -> Path:
        """Save a picture of the window as it is now."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.picture().save(str(path)):
            raise OSError(f"{path} could not be written")
        return path

    def leave(self) -> None:
        """Close the window and everything over it."""
        self.close_dialogs()
        self.dialogs.keeper.flush()
        self.window.close()
        self.background.close()
        self.window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.application.processEvents()

    def _over(self) -> list[QWidget]:
        tops = [one for one in self.application.topLevelWidgets() if one.isVisible()]
        return [one for one in tops if isinstance(one, QDialog | QMenu)]

    def _open_door(self, path: Path) -> DeskDoor:
        return DeskDoor(open_desk(path, access=Access.EITHER, clock=lambda: NOON))


def make_desk(path: Path, archive: Path, *, fill: Callable[[Workplace], None] | None = None) -> None:
    """Make a desk at a path with an archive in it, at a time that is always the same."""
    with suppress(FileNotFoundError):
        shutil.rmtree(path.parent)
    path.parent.mkdir(parents=True)
    with open_desk(path, clock=lambda: NOON) as desk:
        signing_in.sign_in(desk, EDITOR)
        importing.run(desk, archive)
        if fill is not None:
            fill(desk)
