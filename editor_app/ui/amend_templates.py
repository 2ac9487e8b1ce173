"""Templates while a rationale is written: offered, filled in from the wire, put into the text."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from editor_app.desk.templating import values_for
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui.amend_pane import AmendPane
from editor_app.ui.commands import Commands
from editor_app.ui.message import Message
from editor_app.ui.panels import Panels
from editor_app.ui.session import Session


class AmendTemplates(QObject):
    """Answers the command that inserts a template."""

    def __init__(self, session: Session, commands: Commands, panels: Panels, pane: AmendPane) -> None:
        super().__init__(pane)
        self._session, self._panels, self._pane = session, panels, pane
        self.passage: Callable[[], str] = str
        panels.template_chosen.connect(self._on_chosen)
        commands.bind("amend.template", self.offer, self._why_not)

    def offer(self) -> None:
        """Offer the templates of the desk."""
        view, door = self._session.view, self._session.door
        if view is None or door is None:
            return
        try:
            found = door.templates()
        except Problem as problem:
            self._session.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))
            return
        values = values_for(view, self.passage())
        self._panels.offer_templates(found, values, self._pane.template_button, self._pane.text)

    def _on_chosen(self, text: str) -> None:
        view = self._session.view
        if view is not None and self._session.is_amending:
            self._pane.put_in(text, view.document.rationale or "")

    def _why_not(self) -> str | None:
        return None if self._session.is_amending else gettext("Nothing is being written")
