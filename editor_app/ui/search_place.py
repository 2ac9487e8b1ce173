"""The middle of the top line: the launcher of the palette, or the search while one searches."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from editor_app.domain.lists import Criteria
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.launcher import Launcher
from editor_app.ui.search_field import SearchField
from editor_app.ui.session import Session


class SearchPlace(QStackedWidget):
    """Shows the launcher; the search takes its place while it has the keyboard or something to say."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.launcher = Launcher()
        self.search = SearchField(session)
        commands.attach(self.launcher, "window.palette")
        commands.show_key(self.launcher, "window.palette")
        commands.show_key(self.search, "find.archive")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for page in (self.launcher, self.search):
            self.addWidget(page)
        self.setMaximumWidth(self.launcher.maximumWidth())
        session.criteria_changed.connect(self._on_criteria_changed)
        for signal in (session.opened, session.closed):
            signal.connect(self.settle)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self.settle()

    def open_search(self) -> None:
        """Take the keyboard to the search."""
        self.setCurrentWidget(self.search)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def settle(self) -> None:
        """Show the launcher again where nobody searches and nothing is searched for."""
        is_open = self._session.door is not None
        self.launcher.setText(
            gettext("Search wires or run a command") if is_open else gettext("Run a command")
        )
        if is_open and (self.search.hasFocus() or self.search.text()):
            self.setCurrentWidget(self.search)
        elif QApplication.activePopupWidget() is None:
            self.setCurrentWidget(self.launcher)

    def _on_criteria_changed(self, _criteria: Criteria) -> None:
        self.settle()

    def _on_focus_changed(self, old: QWidget | None, _now: QWidget | None) -> None:
        if old is self.search:
            self.settle()
