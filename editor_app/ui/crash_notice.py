"""Says over every page that the program went wrong, now or in an earlier run, and leads to the report."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from editor_app.desk.reporting_crashes import CrashReport
from editor_app.i18n import gettext, ngettext
from editor_app.ui.announcing import announce
from editor_app.ui.commands import Commands
from editor_app.ui.session import Session
from editor_app.ui.widgets.banner import Banner
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, column
from editor_app.ui.wording import moment


class CrashNotice(Ground):
    """A banner for a fault that struck just now, a quieter one for what an earlier run left.

    Each stays until somebody hides it or goes to the report.
    """

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._may_have_written = self._is_reported = False
        self.now = Banner("reject", "alert-triangle", gettext("The program went wrong"), "")
        self.earlier = Banner("accent", "info-circle", gettext("The program went wrong earlier"), "")
        inside = column(self, (12, 10, 12, 10), 8)
        self._read = {banner: self._fill(banner, commands) for banner in (self.now, self.earlier)}
        for banner in self._read:
            inside.addWidget(banner)
            banner.hide()
        session.saved.connect(self._say_how_it_stands)
        session.not_saved.connect(self._say_how_it_stands)
        self.hide()

    def tell_now(self, *, may_have_written: bool, is_reported: bool) -> None:
        """Say that the program went wrong, and what became of what was decided.

        `may_have_written` says that it did so in the midst of writing.
        """
        self._may_have_written, self._is_reported = may_have_written, is_reported
        self._say_how_it_stands()
        self._read[self.now].setVisible(is_reported)
        self._show(self.now, True)
        announce(self, f"{self.now.accessibleName()}. {self.now.accessibleDescription()}")

    def tell_earlier(self, reports: Sequence[CrashReport]) -> None:
        """Say that an earlier run left these reports, the newest first."""
        words = ngettext(
            "A report of {moment} can be read. It was sent nowhere.",
            "{count} reports can be read, the last of {moment}. They were sent nowhere.",
            len(reports),
        )
        said = words.format(count=f"{len(reports):,}", moment=moment(reports[0].at.isoformat()))
        self.earlier.say(gettext("The program went wrong earlier"), said)
        self._show(self.earlier, True)
        announce(self, f"{self.earlier.accessibleName()}. {said}")

    def _fill(self, banner: Banner, commands: Commands) -> Button:
        read = banner.add_button(Button(gettext("Read the report"), "strong"))
        read.clicked.connect(lambda: self._show(banner, False))
        commands.attach(read, "help.reports")
        hide = banner.add_button(Button(gettext("Hide"), "outlined"))
        hide.clicked.connect(lambda: self._show(banner, False))
        return read

    def _say_how_it_stands(self) -> None:
        report = (
            gettext("A report was written; it is sent nowhere.")
            if self._is_reported
            else gettext("No report could be written.")
        )
        self.now.say(gettext("The program went wrong"), f"{self._what_became()} {report}")

    def _what_became(self) -> str:
        """Say no more of what was decided than what is so."""
        session = self._session
        if session.has_unsaved:
            return gettext(
                "What you did last is kept in memory until it can be saved; all before it is on disk."
            )
        if self._may_have_written:
            return gettext(
                "What you did last may not be recorded: look at it again. All you decided before is on disk."
            )
        if session.is_saving:
            return gettext("Your last decision is being saved; all you decided before it is on disk.")
        return gettext("Nothing you decided was lost: all of it is on disk.")

    def _show(self, banner: Banner, shown: bool) -> None:
        banner.setVisible(shown)
        self.setVisible(any(not each.isHidden() for each in self._read))
