"""The filters of the list as chips, each of which can be taken off."""

from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import Criteria
from editor_app.ui.criteria_words import filters_of
from editor_app.ui.session import Session
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.flow import Flow


class FilterChips(QWidget):
    """A line or two of chips under the choice of list; hidden while nothing narrows it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._flow = Flow(self, gap=6)
        session.criteria_changed.connect(self._on_criteria_changed)
        self.hide()

    def texts(self) -> list[str]:
        """Give what the chips say."""
        return [chip.text() for chip in self.findChildren(Chip)]

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.setParent(None)
                chip.deleteLater()
        found = filters_of(criteria, self._session.archive_name)
        for part in found:
            chip = Chip(part.text, removable=True)
            chip.removed.connect(lambda wanted=part.without: self._session.set_criteria(wanted))
            self._flow.addWidget(chip)
        self.setVisible(bool(found))
        self.updateGeometry()
