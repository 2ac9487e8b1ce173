"""How far editors agree with each other, with the bulk classification, and with themselves."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from editor_app.desk.agreeing import Agreement, WithBulk
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui import agreement_wording as wording
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.frames import Card, column
from editor_app.ui.widgets.progress_bar import ProgressBar

_WIDTH: Final = 760


class AgreementDialog(DialogWindow):
    """Shows the figures once they are counted; `save_asked` asks for them as a report."""

    save_asked = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, gettext("Agreement"), "users", _WIDTH)
        self._bar = ProgressBar(6)
        self._bar.set_share(None)
        self._parts = QWidget()
        self._lines: QVBoxLayout = column(self._parts, spacing=14)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._parts)
        self.found: Agreement | None = None
        self.add_cross()
        self.set_hint(gettext("Counting"))
        self.add_button(gettext("Close"), "outlined", "Esc").clicked.connect(self.reject)
        self._save = self.add_button(gettext("Save report..."), "outlined")
        self._save.setEnabled(False)
        self._save.clicked.connect(self.save_asked)

    @property
    def text(self) -> str:
        """All that it says, a line each."""
        return "\n".join(label.text() for label in self._parts.findChildren(PlainLabel))

    def show_agreement(self, found: Agreement) -> None:
        """Show the figures."""
        self.found = found
        self._bar.hide()
        self._save.setEnabled(True)
        self.set_hint("")
        self._add_between(found)
        self._add_bulk(gettext("With the bulk classification, by source"), found.sources)
        self._add_bulk(gettext("With the bulk classification, by batch"), found.batches)
        self._add_oneself(found)
        self._lines.addWidget(PlainLabel(wording.methods(), "meta", "text3", wraps=True))

    def show_problem(self, problem: Problem) -> None:
        """Say why nothing was counted, or saved."""
        self._bar.hide()
        self.set_hint(sentence(problem.code, problem.fields), "reject")

    def _add_between(self, found: Agreement) -> None:
        self._add_title(gettext("Editors with each other"))
        if not found.pairs:
            self._lines.addWidget(PlainLabel(wording.nothing_yet(), "body", "text2", wraps=True))
        everybody = [found.everybody] if found.everybody and len(found.pairs) > 1 else []
        for one in (*everybody, *found.pairs):
            self._add_card(wording.between_title(one), wording.between_lines(one))

    def _add_bulk(self, title: str, rows: tuple[WithBulk, ...]) -> None:
        self._add_title(title)
        if not rows:
            self._lines.addWidget(PlainLabel(gettext("Nothing is decided yet."), "body", "text2"))
            return
        self._add_card("", [wording.bulk_line(one) for one in rows[: wording.MOST_SHOWN]])
        left = len(rows) - wording.MOST_SHOWN
        if left > 0:
            said = gettext("{count} more stand in the report.").format(count=f"{left:,}")
            self._lines.addWidget(PlainLabel(said, "meta", "text2"))

    def _add_oneself(self, found: Agreement) -> None:
        self._add_title(gettext("With one's own earlier decisions"))
        if not found.oneself:
            said = gettext("Nobody read earlier decisions again.")
            self._lines.addWidget(PlainLabel(said, "body", "text2", wraps=True))
        for one in found.oneself:
            self._add_card(one.editor, wording.oneself_lines(one))

    def _add_title(self, title: str) -> None:
        self._lines.addWidget(PlainLabel(title, "pane_title"))

    def _add_card(self, title: str, lines: Iterable[wording.Line]) -> None:
        card = Card()
        inside = column(card, (14, 10, 14, 10), 6)
        if title:
            inside.addWidget(PlainLabel(title, "strong", wraps=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(lines):
            grid.addWidget(PlainLabel(name, "body", "text2"), place, 0)
            grid.addWidget(PlainLabel(value, "body", wraps=True), place, 1)
        inside.addLayout(grid)
        self._lines.addWidget(card)
