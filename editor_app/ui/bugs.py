"""What happens when the program itself is at fault: a report is written, and the window says what is so."""

import sys
from datetime import UTC, datetime
from types import TracebackType

from PySide6.QtWidgets import QApplication

from editor_app.desk.reporting_crashes import (
    count_as_told,
    report_of,
    untold_reports,
    write_crash_report,
)
from editor_app.desk.watching_for_crashes import watch_for_crashes
from editor_app.i18n import gettext
from editor_app.ui.background import WorkFailedError
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.main_window import MainWindow


def report_bugs(window: MainWindow) -> None:
    """Write a report of every fault in a slot from now on, and say so in the window, which stays open.

    What an earlier run left behind is told once.
    """

    def on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        _tell_terminal(kind, fault, trace)
        is_reported = write_crash_report(fault) is not None
        may_have_written = isinstance(fault, WorkFailedError) and fault.may_have_written
        window.crash_notice.tell_now(may_have_written=may_have_written, is_reported=is_reported)
        _tell_dialog(fault)
        count_as_told()

    sys.excepthook = on_fault
    watch_for_crashes()
    untold = untold_reports()
    if untold:
        window.crash_notice.tell_earlier(untold)
        count_as_told()


def _tell_dialog(fault: BaseException) -> None:
    """Say it in the dialog that covers the window; one that waits for the work that failed says so itself."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, DialogWindow) and not isinstance(fault, WorkFailedError):
        dialog.set_hint(gettext("The program went wrong; close this to read more."), "reject")


def _tell_terminal(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say all to a person at a terminal; a journal keeps what it gets, so no document's words go there."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.__excepthook__(kind, fault, trace)
    elif sys.stderr is not None:
        sys.stderr.write(report_of(fault, datetime.now(UTC)))
