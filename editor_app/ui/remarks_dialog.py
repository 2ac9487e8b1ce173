"""What is to be known about something that is done: remarks on wires, each with its name."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from editor_app.domain.problems import Remark
from editor_app.i18n import gettext
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.remark_list import RemarkList


class RemarksDialog(DialogWindow):
    """Lists problems and notices after the fact."""

    def __init__(
        self, parent: QWidget | None, title: str, problems: Sequence[Remark], notices: Sequence[Remark]
    ) -> None:
        super().__init__(parent, title, "info-circle", 620)
        remarks = RemarkList()
        self.body.addWidget(remarks)
        remarks.show_remarks(problems, notices)
        close = self.add_button(gettext("Close"), "primary", "Enter")
        close.clicked.connect(self.accept)
        close.setFocus()
