"""What commands with a dialog have in common that is filled, and acted from, in the background."""

from typing import Protocol

from PySide6.QtCore import QObject

from editor_app.domain.problems import Problem
from editor_app.i18n import gettext
from editor_app.ui.main_window import MainWindow


class Answering(Protocol):
    """A dialog that can say why something did not work."""

    def show_problem(self, problem: Problem) -> None:
        """Say why nothing came of it."""

    def deleteLater(self) -> None:
        """Let go of it."""


class DialogCommand(QObject):
    """Holds the dialog while it is open, and knows when the command is off."""

    _dialog: Answering | None = None

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session

    def _on_failed(self, problem: Problem) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem)

    def _on_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _why_no_desk(self) -> str | None:
        return gettext("No desk is open") if self._session.desk is None else None

    def _why_not_writable(self) -> str | None:
        read_only = gettext("This desk is open to read only") if self._session.is_read_only else None
        return self._why_no_desk() or read_only
