"""The program at work, as it is or weakened, where it has been loaded already.

Beside its verbs there are two more: `window` opens the window, reads, writes a draft and leaves; `bug` lets
both faces stumble over a fault whose message quotes a document.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from editor_app import __main__ as program
from editor_app import paths
from tests.safe.strangers import CANARY


def run(weakening: str, arguments: Sequence[str]) -> int:
    """Take a guard away for good, then do what the words behind `--desk FILE --editor NAME` say."""
    _WEAKENINGS[weakening]()
    verb = arguments[4] if len(arguments) > 4 else ""
    if verb == "window":
        return _at_the_window(Path(arguments[1]), is_bug=False)
    if verb == "bug":
        _stumble_on_the_command_line(arguments[:4])
        return _at_the_window(Path(arguments[1]), is_bug=True)
    return program.main(arguments)


def _stumble_on_the_command_line(options: Sequence[str]) -> None:
    from editor_app.desk import counting

    def stumble(*_arguments: object) -> None:
        raise ValueError(f"a fault that quotes {CANARY}")

    before, counting.stats = counting.stats, stumble
    program.main([*options, "stats"])
    counting.stats = before


def _at_the_window(desk: Path, *, is_bug: bool) -> int:
    """Do what an editor does at the window, with the phrase in what is written."""
    paths.go_private()
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor_app.ui.app import make_application, make_window
    from editor_app.ui.bugs import report_bugs

    make_application()
    window = make_window("A Tester")
    report_bugs(window)
    window.show()
    window.open_desk(desk)
    _until(lambda: window.session.view is not None)
    for command in ("move.next", "decide.amend"):
        window.commands.trigger(command)
        window.session.background.wait()
        QApplication.processEvents()
    QTest.keyClicks(QApplication.focusWidget() or window, f" {CANARY}")
    if is_bug:
        QTimer.singleShot(0, _stumble)
        QTest.qWait(100)
    QTest.qWait(300)
    window.close()
    window.session.background.close()
    QApplication.processEvents()
    return 0


def _stumble() -> None:
    raise ValueError(f"a fault that quotes {CANARY}")


def _until(reached: object) -> None:
    from PySide6.QtTest import QTest

    for _ in range(2_000):
        if reached():
            return
        QTest.qWait(10)
    raise TimeoutError("the window never showed a document")


def _as_it_is() -> None:
    """Leave the program as it is."""


def _leave_the_umask() -> None:
    paths.go_private = lambda: None


def _log_texts() -> None:
    """Write down what is searched for, as a careless line of code would."""
    from editor_app.desk import listing

    ids = listing.ids

    def telling(desk: object, criteria: object, *rest: object, **more: object) -> object:
        logging.getLogger("editor_app.weak").warning("looking for %s", criteria)
        return ids(desk, criteria, *rest, **more)

    listing.ids = telling


_WEAKENINGS = {"": _as_it_is, "umask": _leave_the_umask, "log": _log_texts}
