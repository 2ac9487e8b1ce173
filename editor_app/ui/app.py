"""The program with a window: fonts, colours, session and window, put together."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from editor_app import paths, settings
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.i18n import gettext, sentence
from editor_app.settings import Settings
from editor_app.ui import text_styles
from editor_app.ui.background import Background
from editor_app.ui.bugs import report_bugs
from editor_app.ui.collecting import Collector
from editor_app.ui.commands import Commands
from editor_app.ui.dialogs import DialogCommands
from editor_app.ui.displays import what_is_missing
from editor_app.ui.first_window import FirstWindow
from editor_app.ui.icons import window_icon
from editor_app.ui.main_window import MainWindow
from editor_app.ui.session import Session
from editor_app.ui.start import make_bare_application
from editor_app.ui.theme import theme

_HEARTBEAT = 250
_STYLE = "fusion"


def run(arguments: Sequence[str], first: FirstWindow | None = None) -> int:
    """Open the window and give the exit status when it is closed; it takes the place of the `first` one."""
    chosen = _parse(arguments)
    missing = what_is_missing()
    if missing is not None:
        sys.stderr.write(f"{missing}\n")
        return ExitStatus.UNUSABLE
    application = make_application()
    try:
        dress(settings.load(paths.settings_file()))
    except Problem as problem:
        sys.stderr.write(f"{sentence(problem.code, problem.fields)}\n")
        return ExitStatus.UNUSABLE
    window = make_window(chosen.editor or os.environ.get("EDITOR_APP_EDITOR", ""))
    report_bugs(window)
    window.start_geometry()
    if first is not None:
        _take_over(window, first)
    window.show()
    QTimer.singleShot(0, lambda: _open_first(window, chosen.desk))
    _let_interrupts_through(application)
    window.session.opened.connect(Collector(application).settle)
    return application.exec()


def make_application() -> QApplication:
    """Make the application object with the shipped fonts, crisp at every scale."""
    application = make_bare_application()
    application.setApplicationName("editor-app")
    application.setApplicationDisplayName(gettext("Review Desk"))
    application.setDesktopFileName("editor-app")
    application.setWindowIcon(window_icon())
    if application.style().name() != _STYLE:
        application.setStyle(_STYLE)
    text_styles.load_fonts()
    _set_interface_font(application)
    return application


def dress(chosen: Settings) -> None:
    """Show the colours and the text size a person chose."""
    theme.use(chosen.theme)
    text_styles.zoom.set_percent(chosen.text_size)


def make_window(editor: str = "") -> MainWindow:
    """Put session, commands, window and dialogs together; `editor` sits at it for this session."""
    background = Background()
    session = Session(background)
    commands = Commands()
    window = MainWindow(session, commands)
    commands.setParent(window)
    background.setParent(window)
    session.setParent(window)
    DialogCommands(window, editor)
    return window


def _take_over(window: MainWindow, first: FirstWindow) -> None:
    """Stand where the first window stands, covered by its picture, and let it go once this one is shown."""
    window.setGeometry(first.geometry())
    window.cover(first.view)
    QTimer.singleShot(0, first.close)
    QTimer.singleShot(0, first.deleteLater)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="editor-app", description=gettext("Opens the window."))
    parser.add_argument("--desk", type=Path, help=gettext("the desk file to open"))
    parser.add_argument("--editor", help=gettext("who sits at the desk"))
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(list(arguments))


def _open_first(window: MainWindow, named: Path | None) -> None:
    """Open the desk somebody named, or the usual one where it is there; else the window says how to begin."""
    path = named or paths.default_desk()
    if named is not None or "EDITOR_APP_DESK" in os.environ or path.exists():
        window.open_desk(path)


def _set_interface_font(application: QApplication) -> None:
    """Use the system's own font, at no less than the smallest size the texts are made for."""
    font = QFont(application.font())
    if QFontInfo(font).pixelSize() < text_styles.base_px():
        font.setPixelSize(round(text_styles.base_px()))
        application.setFont(font)


def _let_interrupts_through(application: QApplication) -> None:
    """Close on Ctrl+C in the terminal: Python hears of it only while it is given time to run."""
    signal.signal(signal.SIGINT, lambda *_: application.closeAllWindows())
    heartbeat = QTimer(application)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(_HEARTBEAT)
