"""Crash reports, to be read whole before anybody is sent one; nothing is sent from here."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from editor_app.desk.reporting_crashes import CrashReport, crash_reports, read_report, remove_report
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, SafeBrowser, open_folder
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.state_card import StateCard
from editor_app.ui.wording import moment

_WIDTH: Final = 900
_LIST_WIDTH: Final = 220
_HEIGHT: Final = 300


class ReportsDialog(DialogWindow):
    """Lists the reports beside the text of the chosen one, which can be copied, found in its folder, deleted.

    Deleting cannot be undone, so the first press asks and the second does it.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, gettext("Crash reports"), "alert-triangle", _WIDTH)
        self._reports: dict[str, CrashReport] = {}
        self._pending: CrashReport | None = None
        self.list = TwoLineList(gettext("Crash reports"))
        self.text = SafeBrowser()
        self._where = ElidedLabel("", "meta", "text2")
        self._copy = Button(gettext("Copy"), "outlined", icon="copy")
        self._folder = Button(gettext("Show in folder"), "outlined", icon="folder-open")
        self._delete = Button(gettext("Delete..."), "outlined", icon="trash")
        self._pages = QStackedWidget()
        self._build()
        self._show_reports(crash_reports())

    def reject(self) -> None:
        """Leave the question whether to delete, or close."""
        if self._pending is not None:
            self._ask_about(None)
        else:
            super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask about a report, and delete it, by the key Delete in the list."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.type() == QEvent.Type.KeyPress:
                self._on_delete_clicked()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        for page in (self._build_reports(), self._build_nothing()):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self.add_cross()
        self.set_hint("")
        self._close = self.add_button(gettext("Close"), "outlined", "Esc")
        self._close.clicked.connect(self.reject)

    def _build_reports(self) -> QWidget:
        self.list.setFixedWidth(text_styles.px(_LIST_WIDTH))
        self.list.currentRowChanged.connect(self._on_chosen)
        self.list.installEventFilter(self)
        self.text.setFont(_report_font())
        self.text.document().setDocumentMargin(10)
        self.text.setMinimumHeight(_HEIGHT)
        self.text.setAccessibleName(gettext("Text of the report"))
        frame = Card()
        column(frame, (2, 2, 2, 2)).addWidget(self.text)
        halves = row(spacing=16)
        halves.addWidget(self.list)
        halves.addWidget(frame, 1)
        page = QWidget()
        inside = column(page, spacing=10)
        inside.addWidget(PlainLabel(_what_it_holds(), "body", "text2", wraps=True))
        inside.addLayout(halves, 1)
        inside.addLayout(self._build_acts())
        return page

    def _build_acts(self) -> QHBoxLayout:
        self._copy.clicked.connect(self._on_copy_clicked)
        self._folder.clicked.connect(self._on_folder_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        acts = row(spacing=8)
        acts.addWidget(PlainLabel(gettext("File"), "meta_strong", "text2"))
        acts.addWidget(self._where, 1)
        for button in (self._copy, self._folder, self._delete):
            acts.addWidget(button)
        return acts

    def _build_nothing(self) -> QWidget:
        said = gettext(
            "Where the program goes wrong it writes down where in its own code, and that can be read here. It"
            " sends nothing anywhere."
        )
        page = QWidget()
        inside = column(page, (8, 24, 8, 24))
        inside.addWidget(StateCard("circle-check", gettext("There is no crash report"), said))
        inside.addStretch(1)
        return page

    def _show_reports(self, reports: Sequence[CrashReport], chosen: str = "") -> None:
        self._reports = {report.path.name: report for report in reports}
        self.list.show_items([_item(report) for report in reports], chosen)
        self._pages.setCurrentIndex(0 if reports else 1)
        (self.list if reports else self._close).setFocus()

    def _chosen(self) -> CrashReport | None:
        return self._reports.get(self.list.chosen.id) if self.list.chosen else None

    def _on_chosen(self) -> None:
        self._ask_about(None)
        self._copy.setText(gettext("Copy"))
        report = self._chosen()
        if report is None:
            return
        self._where.set_whole_text(shown_path(report.path))
        try:
            self.text.setPlainText(read_report(report))
        except Problem as problem:
            self.text.setPlainText("")
            self._tell(problem)
        self._copy.setEnabled(bool(self.text.toPlainText()))

    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self._copy.setText(gettext("Copied"))

    def _on_folder_clicked(self) -> None:
        report = self._chosen()
        if report is not None and not open_folder(report.path.parent):
            self.set_hint(gettext("The folder could not be opened here."), "reject")

    def _on_delete_clicked(self) -> None:
        report = self._chosen()
        if report is None or report is not self._pending:
            self._ask_about(report)
            return
        self._pending = None
        names = list(self._reports)
        following = names[names.index(report.path.name) + 1 :][:1]
        try:
            remove_report(report)
        except Problem as problem:
            self._tell(problem)
            return
        self._show_reports(crash_reports(), following[0] if following else "")
        self.set_hint(gettext("Deleted."))

    def _ask_about(self, asked: CrashReport | None) -> None:
        """Say on the button what a second press would do; None leaves the question."""
        self._pending = asked
        self._delete.setText(gettext("Delete...") if asked is None else gettext("Delete this report"))
        said = gettext("It cannot be brought back. Press once more; Esc leaves it.")
        self.set_hint("" if asked is None else said, "amend")

    def _tell(self, problem: Problem) -> None:
        self.set_hint(sentence(problem.code, problem.fields), "reject")


def _what_it_holds() -> str:
    return gettext(
        "A report holds the versions of the program and of the system, the kind of fault, the places in the"
        " program's code that led to it, and how long messages were. It holds no word of a wire or of a"
        " decision, no name of a person, a file or a folder of yours. The program sends it nowhere: read it,"
        " and send it yourself if you want to."
    )


def _item(report: CrashReport) -> Item:
    return Item(report.path.name, moment(report.at.isoformat()), report.what or gettext("Not named"))


def _report_font() -> QFont:
    """Give a font in which the places stand below each other."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(text_styles.px(12))
    return font
