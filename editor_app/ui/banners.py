"""What stands above the document while it holds: read only, not saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.read_only_words import why_read_only
from editor_app.ui.session import Session
from editor_app.ui.widgets.banner import Banner
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, column
from editor_app.ui.wording import moment


class Banners(Ground):
    """The banners of the window, each shown only while it is true.

    `missing_accepted` says that less is in the desk than there was, and that this is all right.
    """

    missing_accepted = Signal()

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self.read_only = Banner("flag", "eye", gettext("Read only"), "")
        again = self.read_only.add_button(Button(gettext("Try again"), "strong"))
        again.clicked.connect(session.open_again)
        self._again = again
        self._leave = self.read_only.add_button(Button("", "strong"))
        commands.show_key(self._leave, "file.leave_backup")
        self._leave.setText(gettext("Back to the desk"))
        commands.attach(self._leave, "file.leave_backup")
        self.missing = Banner("reject", "alert-triangle", gettext("Decisions are missing"), "")
        backups = self.missing.add_button(Button(gettext("Backups..."), "strong"))
        commands.attach(backups, "file.backups")
        let_be = self.missing.add_button(Button(gettext("It is all right"), "outlined"))
        let_be.clicked.connect(self.missing_accepted)
        self.shared = Banner("amend", "alert-triangle", gettext("Other computers may write to this desk"), "")
        hide = self.shared.add_button(Button(gettext("Hide"), "outlined"))
        hide.clicked.connect(lambda: self._show(self.shared, False))
        self.not_saved = Banner("reject", "alert-triangle", gettext("Not saved"), "")
        save = self.not_saved.add_button(Button("", "strong"))
        commands.show_key(save, "file.save_again")
        save.setText(gettext("Save again"))
        commands.attach(save, "file.save_again")
        self._rescue = self.not_saved.add_button(Button(gettext("Save a copy..."), "outlined"))
        commands.attach(self._rescue, "file.backups")
        self.preparing = Banner(
            "accent", "clock", gettext("Search is being prepared"), gettext("Review goes on as normal.")
        )
        inside = column(self, (16, 12, 16, 0), 8)
        for banner in self._all():
            inside.addWidget(banner)
            banner.hide()
        for signal in (session.opened, session.closed):
            signal.connect(self._show_read_only)
            signal.connect(self._show_shared)
        session.not_saved.connect(self._on_not_saved)
        session.saved.connect(self._on_saved)
        session.draft_kept.connect(self._on_saved)
        session.search_prepared.connect(self._on_search_prepared)
        self.hide()

    def show_missing(self, problem: Problem | None) -> None:
        """Say that the desk holds less than it did, or nothing any more."""
        if problem is not None:
            at = moment(str(problem.fields["at"]))
            words = sentence(problem.code, {**problem.fields, "at": at})
            self.missing.say(gettext("Decisions are missing"), words)
            announce(self, f"{gettext('Decisions are missing')}. {words}")
        self._show(self.missing, problem is not None)

    def _show_shared(self) -> None:
        desk = self._session.desk
        problem = None if desk is None else desk.warning
        if problem is not None:
            words = sentence(problem.code, problem.fields)
            self.shared.say(gettext("Other computers may write to this desk"), words)
        self._show(self.shared, problem is not None)

    def _all(self) -> tuple[Banner, ...]:
        return (self.missing, self.shared, self.read_only, self.not_saved, self.preparing)

    def _show_read_only(self) -> None:
        problem = self._session.read_only_problem
        if problem is not None:
            is_backup = problem.code == "opened_backup"
            title = gettext("A backup, to read only") if is_backup else gettext("Read only")
            self.read_only.say(title, why_read_only(problem))
            self._again.setVisible(not is_backup)
            self._leave.setVisible(is_backup)
        self._show(self.read_only, problem is not None)

    def _on_not_saved(self, problem: Problem) -> None:
        words = _kept_in_memory(problem)
        self.not_saved.say(gettext("Not saved"), words)
        self._rescue.setVisible(problem.code == "desk_replaced")
        self._show(self.not_saved, True)
        announce(self, f"{gettext('Not saved')}. {words}")

    def _on_saved(self) -> None:
        if not self._session.has_unsaved:
            self._show(self.not_saved, False)

    def _on_search_prepared(self, is_done: bool) -> None:
        self._show(self.preparing, not is_done)

    def _show(self, banner: Banner, shown: bool) -> None:
        banner.setVisible(shown)
        self.setVisible(any(not each.isHidden() for each in self._all()))


def _kept_in_memory(problem: Problem) -> str:
    """Say why something is not on disk, and that it is not lost while the window is open."""
    if problem.code == "disk_full":
        return gettext(
            "The disk is full, or fails. What you did last is kept in memory; make room, then save again."
        )
    why = sentence(problem.code, problem.fields)
    return f"{why} {gettext('Until then it is kept in memory.')}"
