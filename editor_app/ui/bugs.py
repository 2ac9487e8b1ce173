"""What happens when the program itself is at fault: a report is written, and the person is told where."""

import sys
from datetime import UTC, datetime
from types import TracebackType

from editor_app.desk.keeping_logs import report_of, write_crash_report
from editor_app.i18n import gettext
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message


def report_bugs(window: MainWindow) -> None:
    """Write a report of every fault in a slot from now on, and say so in the window, which stays open."""

    def on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        _tell_terminal(kind, fault, trace)
        place = write_crash_report(fault)
        window.show_message(Message(_told(str(place) if place else ""), "alert-triangle"))

    sys.excepthook = on_fault


def _tell_terminal(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say all to a person at a terminal; a journal keeps what it gets, so no document's words go there."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.__excepthook__(kind, fault, trace)
    elif sys.stderr is not None:
        sys.stderr.write(report_of(fault, datetime.now(UTC)))


def _told(place: str) -> str:
    if not place:
        return gettext("The program went wrong. What was saved is not touched.")
    said = gettext("The program went wrong; a report is in {place}. What was saved is not touched.")
    return said.format(place=place)
