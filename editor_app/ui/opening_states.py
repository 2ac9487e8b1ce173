"""What the window shows while a desk is being opened, and when it could not be."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor_app.domain.problems import Problem
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.desk_problem_pane import DeskProblemPane
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, column, row
from editor_app.ui.widgets.skeleton import Skeleton
from editor_app.ui.widgets.state_card import StateCard

_SKELETON_AFTER, _WORDS_AFTER = 200, 2000
_WIDTH = 640


class OpeningStates(Ground):
    """Nothing at first, then a skeleton, then what is being opened; or why it cannot be."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._path: Path | None = None
        self._skeleton = Skeleton()
        self.opening_card = StateCard("clock", "")
        self.trouble_card = DeskProblemPane(commands)
        self._pages = QStackedWidget()
        for page in (
            QWidget(),
            _centred(self._skeleton),
            _centred(self.opening_card),
            _centred(self.trouble_card),
        ):
            self._pages.addWidget(page)
        column(self).addWidget(self._pages)
        cancel = self.opening_card.add_button(Button(gettext("Cancel"), "outlined"))
        cancel.clicked.connect(session.cancel_opening)
        self.trouble_card.again_asked.connect(self._on_again_asked)
        self._skeleton_soon = self._timer(_SKELETON_AFTER, 1)
        self._words_soon = self._timer(_WORDS_AFTER, 2)
        session.opened.connect(self.stop)
        session.opening_failed.connect(self._on_opening_failed)

    @property
    def path(self) -> Path | None:
        """The desk that is being opened, or could not be."""
        return self._path

    def begin(self, path: Path) -> None:
        """Tell of a desk that is being opened, once it takes long enough to be noticed."""
        self._path = path
        self._pages.setCurrentIndex(0)
        self.opening_card.say("clock", gettext("Opening {name}").format(name=path.name), str(path.parent))
        self._skeleton_soon.start()
        self._words_soon.start()

    def stop(self) -> None:
        """Tell of nothing any more."""
        self._skeleton_soon.stop()
        self._words_soon.stop()

    def _on_opening_failed(self, problem: Problem) -> None:
        self.stop()
        self._pages.setCurrentIndex(3)
        self.trouble_card.tell(problem, self._path)

    def _on_again_asked(self) -> None:
        if self._path is not None:
            self.begin(self._path)
            self._session.open(self._path)

    def _timer(self, milliseconds: int, page: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(lambda: self._pages.setCurrentIndex(page))
        return timer


def _centred(widget: QWidget) -> QWidget:
    page = QWidget()
    widget.setMaximumWidth(_WIDTH)
    widget.setMinimumWidth(_WIDTH)
    inside = column(page, (24, 24, 24, 24))
    inside.addStretch(1)
    side = row()
    side.addStretch(1)
    side.addWidget(widget)
    side.addStretch(1)
    inside.addLayout(side)
    inside.addStretch(2)
    return page
