"""Under which source one wire is listed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound_source
from editor_app.i18n import gettext
from editor_app.ui.bulk_wording import why_not_yet
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.source_field import SourceField
from editor_app.ui.wording import isolated, quoted

_WIDTH = 480


class TagDialog(DialogWindow):
    """Asks for a source. `chosen` carries it, None for the wire's own."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, view: View, sources: Sequence[tuple[str, int]]) -> None:
        super().__init__(parent, gettext("List under another source"), "tag", _WIDTH)
        self.source = SourceField(sources)
        own = view.document.source
        said = gettext("{headline} names {source} itself. Its text stays as it came.")
        none = gettext("{headline} names no source itself. Its text stays as it came.")
        words = (said if own else none).format(headline=quoted(view.row.headline), source=isolated(own or ""))
        self.body.addWidget(PlainLabel(words, "body", "text2", wraps=True))
        self.body.addWidget(self.source)
        cancel = self.add_button(gettext("Cancel"), "outlined", "Esc")
        self.list = self.add_button(gettext("List it so"), "primary", "Ctrl+Enter")
        cancel.clicked.connect(self.reject)
        self.list.clicked.connect(self._on_list_clicked)
        self.source.changed.connect(self._show_whether_it_can_go)
        self._show_whether_it_can_go()
        self.source.take_focus()

    def _show_whether_it_can_go(self) -> None:
        problem = _problem(self.source.source)
        self.list.setEnabled(problem is None)
        self.set_hint("" if problem is None else why_not_yet(problem))

    def _on_list_clicked(self) -> None:
        self.accept()
        self.chosen.emit(self.source.source)


def _problem(source: str | None) -> Problem | None:
    try:
        refuse_unsound_source(source)
    except Problem as problem:
        return problem
    return None
