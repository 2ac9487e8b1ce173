"""A line above the status bar while an import goes on beside the review: how far it is, a way to stop it."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.desk.watch import Progress
from editor_app.i18n import gettext
from editor_app.ui.import_parts import time_left
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, Line, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.progress_bar import ProgressBar


class ActivityStrip(Ground):
    """Shows one piece of long work, then what came of it until somebody closes the line.

    `stop_asked` asks to stop the work, `list_asked` for what was left out or came in with a remark.
    """

    stop_asked = Signal()
    list_asked = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__("app", parent)
        self._clock = clock
        self._began: float | None = None
        self._icon = IconView("file-import", "accent", 16)
        self._title = ElidedLabel("", "meta_strong")
        self._bar = ProgressBar(6, 200)
        self._count = PlainLabel("", "meta", "text2")
        self._stop = Button(gettext("Cancel import"), "quiet")
        self._list = Button(gettext("Show list"), "quiet")
        self._close = Button(gettext("Close"), "quiet")
        self._stop.clicked.connect(self.stop_asked)
        self._list.clicked.connect(self.list_asked)
        self._close.clicked.connect(self.hide)
        whole = column(self)
        whole.addWidget(Line())
        inside = row(margins=(16, 3, 10, 3), spacing=10)
        inside.addWidget(self._icon)
        inside.addWidget(self._title, 1)
        for part in (self._count, self._bar, self._list, self._stop, self._close):
            inside.addWidget(part)
        whole.addLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        """What the line says."""
        return " ".join(part for part in (self._title.whole_text, self._count.text()) if part)

    def begin(self, title: str) -> None:
        """Show that something goes on."""
        self._began = None
        self._icon.set_icon("file-import", "accent")
        self._say(title, is_running=True)
        self._bar.set_share(None)

    def show_progress(self, progress: Progress) -> None:
        """Show how many of how many, and how long it still takes."""
        if not progress.total:
            return
        if self._began is None:
            self._began = self._clock()
        counted = {"done": f"{progress.done:,}", "total": f"{progress.total:,}"}
        left = time_left(self._clock() - self._began, progress.done, progress.total)
        words = [gettext("{done} of {total} wires").format(**counted), left]
        self._count.setText(", ".join(word for word in words if word))
        self._bar.set_share(progress.done / progress.total)

    def stopping(self) -> None:
        """Show that what was brought in is being taken back."""
        self._count.setText(gettext("Taking back what was brought in."))
        self._stop.setEnabled(False)

    def end(self, words: str, tone: str = "accept", *, has_list: bool = False) -> None:
        """Say what came of it; the line stays until it is closed."""
        self._icon.set_icon("check" if tone == "accept" else "alert-triangle", tone)
        self._say(words, is_running=False)
        self._list.setVisible(has_list)

    def _say(self, words: str, *, is_running: bool) -> None:
        self._title.set_whole_text(words)
        self.setAccessibleName(words)
        self._count.setText("")
        self._stop.setEnabled(True)
        for part in (self._bar, self._count, self._stop):
            part.setVisible(is_running)
        for part in (self._list, self._close):
            part.setVisible(False)
        self._close.setVisible(not is_running)
        self.show()
