"""The filters of the list as chips, each of which can be taken off."""

from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import Criteria
from editor_app.ui.criteria_words import filters_of
from editor_app.ui.session import Session
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import column


class FilterChips(QWidget):
    """A line or two of chips under the choice of list; hidden while nothing narrows it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._flow = Flow(gap=6)
        column(self).addWidget(self._flow)
        session.criteria_changed.connect(self._on_criteria_changed)
        self.hide()

    def texts(self) -> list[str]:
        """Give what the chips say."""
        return [chip.text() for chip in self.findChildren(Chip) if not chip.isHidden()]

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        self._flow.clear()
        found = filters_of(criteria, self._session.archive_name, self._session.vocabulary)
        for part in found:
            chip = Chip(part.text, removable=True)
            chip.removed.connect(lambda wanted=part.without: self._session.set_criteria(wanted))
            self._flow.add(chip)
        self.setVisible(bool(found))
        self.updateGeometry()
