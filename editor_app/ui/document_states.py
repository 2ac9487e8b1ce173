"""What stands in the place of a document when there is none: the end of the list, or a failure to read."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from editor_app.domain.lists import Criteria, ListName
from editor_app.i18n import gettext, ngettext
from editor_app.ui.commands import Commands
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.state_card import StateCard


class EndCard(StateCard):
    """The end of the list: what was decided, what is still open, and where to go from here."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("circle-check", gettext("You have reached the end"), "", "accept", parent)
        self._session = session
        self._back = self.add_button(Button(gettext("Back to the first undecided wire"), "strong"))
        self._flags = self.add_button(Button(gettext("Review flags"), "strong", icon="flag"))
        export = self.add_button(Button(gettext("Export..."), "outlined", icon="file-export"))
        commands.attach(export, "file.export")
        self._back.clicked.connect(self._on_back_clicked)
        self._flags.clicked.connect(self._on_flags_clicked)
        session.counts_changed.connect(self.tell)

    def tell(self) -> None:
        """Say where the review stands."""
        counts = self._session.counts
        sentences = [
            gettext("{done} of {total} decided.").format(
                done=f"{counts.done:,}", total=f"{counts.done + counts.to_do:,}"
            )
        ]
        if counts.to_do:
            sentences.append(
                ngettext("{count} is still to do.", "{count} are still to do.", counts.to_do).format(
                    count=f"{counts.to_do:,}"
                )
            )
        open_ends = _open_ends(counts.drafts, counts.flagged)
        self.say(
            "circle-check",
            gettext("You have reached the end"),
            " ".join([*sentences, open_ends]).strip(),
            "accept",
        )
        self._back.setVisible(counts.to_do > 0)
        self._flags.setVisible(counts.flagged > 0)

    def _on_back_clicked(self) -> None:
        self._session.set_criteria(Criteria(archive=self._session.criteria.archive))
        self._session.show_first()

    def _on_flags_clicked(self) -> None:
        plain = Criteria(archive=self._session.criteria.archive)
        self._session.set_criteria(replace(plain, list=ListName.FLAGGED))


class TroubleCard(StateCard):
    """A document that could not be read: why, that nothing was changed, and a way to try again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("alert-triangle", gettext("This document could not be read"), "", "reject", parent)
        self._details = ""
        again = self.add_button(Button(gettext("Try again"), "strong"))
        details = self.add_button(Button(gettext("Copy details"), "outlined", icon="copy"))
        again.clicked.connect(session.show_again)
        details.clicked.connect(lambda: QApplication.clipboard().setText(self._details))

    def tell(self, cause: str, details: str) -> None:
        """Say why; `details` is what a person can pass on."""
        self._details = details
        title = gettext("This document could not be read")
        self.say("alert-triangle", title, f"{cause} {gettext('Nothing was changed.')}", "reject")


def _open_ends(drafts: int, flags: int) -> str:
    parts = []
    if drafts:
        parts.append(ngettext("{count} draft", "{count} drafts", drafts).format(count=drafts))
    if flags:
        parts.append(ngettext("{count} flag", "{count} flags", flags).format(count=flags))
    if not parts:
        return ""
    verb = gettext("are still open") if drafts + flags > 1 else gettext("is still open")
    return f"{gettext(' and ').join(parts)} {verb}."
