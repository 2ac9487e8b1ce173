"""Started in a process of its own: says `painted` at the first paint of a window, `ready` at a wire.

python -m tests.bench.first_paint floor          an empty main window
python -m tests.bench.first_paint ours DESK      the program on a desk
"""

import gc
import sys

if sys.argv[1:2] == ["ours"]:
    gc.disable()  # as the program does before it loads Qt, which must be loaded here to be looked at

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer


class _Looking(QObject):
    """Sees the first paint of any window, then looks until a document can be decided on."""

    def __init__(self):
        super().__init__()
        self._is_painted = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched, event):
        is_paint = event.type() == QEvent.Type.Paint and not self._is_painted
        if is_paint and isinstance(watched, QtWidgets.QWidget) and watched.isWindow():
            self._is_painted = True
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self):
        print("painted", flush=True)
        self._timer.start(10)

    def _look(self):
        if _is_ready():
            self._timer.stop()
            print("ready", flush=True)


class _Watched(QtWidgets.QApplication):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._looking = _Looking()
        self.installEventFilter(self._looking)


def main():
    """Show one of the two windows."""
    QtWidgets.QApplication = _Watched
    if sys.argv[1] == "floor":
        application = _Watched(["empty"])
        window = QtWidgets.QMainWindow()
        window.resize(1440, 900)
        window.show()
        return application.exec()
    from editor_app.__main__ import main as program

    return program(["--desk", sys.argv[2], "--editor", "Bench"])


def _is_ready():
    module = sys.modules.get("editor_app.ui.main_window")
    application = QtWidgets.QApplication.instance()
    if module is None or application is None or not hasattr(module, "MainWindow"):
        return False
    windows = [one for one in application.topLevelWidgets() if isinstance(one, module.MainWindow)]
    return any(one.session.view is not None and not one.session.is_loading for one in windows)


if __name__ == "__main__":
    sys.exit(main())
