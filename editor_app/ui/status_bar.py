"""The line at the bottom: how far the review is, how fast it goes, that it is saved, who sits here."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import Counts
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Ground, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.progress_bar import ProgressBar
from editor_app.ui.wording import duration

_HEIGHT = 34
_SLOW_MILLISECONDS = 200
_DOT = "·  "


class StatusBar(Ground):
    """Progress at the left, the state of saving, the editor and the key of the sheet of keys at the right."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("app", parent)
        self._session = session
        self.setMinimumHeight(_HEIGHT)
        self._bar = ProgressBar(6, 140)
        self._bar.setAccessibleName(gettext("Reviewed"))
        self._done = PlainLabel("", "meta_strong")
        self._pace = ElidedLabel("", "meta", "text2")
        self._remark = ""
        self._icon = IconView("device-floppy", "text3", 16)
        self._saved = PlainLabel("", "meta", "text2")
        self._editor = Button("", "quiet")
        commands.attach(self._editor, "window.settings")
        self._keys = Button(gettext("Shortcuts"), "quiet_key", key_first=True)
        commands.attach(self._keys, "help.keys")
        commands.show_key(self._keys, "help.keys")
        self._inside = inside = row(self, (16, 3, 10, 3), 10)
        for left in (self._bar, self._done):
            inside.addWidget(left)
        inside.addWidget(self._pace, 1)
        for right in (self._icon, self._saved, self._editor, self._keys):
            inside.addWidget(right)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MILLISECONDS)
        self._slow.timeout.connect(self._show_saving)
        self._connect()
        self.show_all()

    def show_all(self) -> None:
        """Show everything as it is now."""
        session = self._session
        is_open = session.door is not None
        self._bar.setVisible(is_open)
        self._icon.set_icon("device-floppy" if is_open else "cloud-off", "text3")
        self._editor.setVisible(is_open)
        self._keys.setVisible(is_open)
        self._inside.setContentsMargins(16, 3, 10 if is_open else 16, 3)
        editor = session.door.editor if session.door else None
        self._editor.setText(editor.name if editor else gettext("No name yet"))
        if not is_open:
            is_opening = session.is_opening
            self._done.setText(gettext("Opening the desk") if is_opening else gettext("No archive open"))
            self._pace.set_whole_text("")
            self._saved.setText(gettext("Works offline. Nothing leaves this computer."))
        else:
            self._saved.setText(gettext("Read only") if session.is_read_only else gettext("Everything saved"))
            self._show_counts(session.counts)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self.show_all)
        session.closed.connect(self.show_all)
        session.opening_failed.connect(self.show_all)
        session.counts_changed.connect(self._show_counts)
        session.changed.connect(lambda changes: self.show_all() if changes.editors else None)
        session.saving.connect(self._slow.start)
        session.saved.connect(self._on_saved)
        session.draft_kept.connect(self._on_saved)
        session.not_saved.connect(self._on_not_saved)
        session.remarked.connect(self._on_remarked)

    def _show_counts(self, counts: Counts) -> None:
        if self._session.door is None:
            return
        total = counts.done + counts.to_do
        self._bar.set_share(counts.done / total if total else 0.0)
        said = gettext("{done} of {total} reviewed").format(done=f"{counts.done:,}", total=f"{total:,}")
        self._done.setText(said)
        self._pace.set_tone("amend" if self._remark else "text2")
        self._pace.set_whole_text(f"{_DOT}{self._remark}" if self._remark else self._pace_words(counts))

    def _pace_words(self, counts: Counts) -> str:
        pace = self._session.pace
        words = []
        if pace.decisions:
            words.append(gettext("{count} this session").format(count=f"{pace.decisions:,}"))
        if not self._shows_pace:
            return "".join(f"{_DOT}{word}  " for word in words)
        speed, left = pace.per_hour(), pace.minutes_left(counts.to_do)
        if speed:
            words.append(gettext("{count} per hour").format(count=f"{speed:,}"))
        if left:
            words.append(gettext("about {time} left").format(time=duration(left)))
        return "".join(f"{_DOT}{word}  " for word in words)

    @property
    def _shows_pace(self) -> bool:
        desk = self._session.desk
        return desk is None or desk.settings.show_pace

    def _on_remarked(self, text: str) -> None:
        """Show a quiet line in the place of the pace, or the pace again."""
        if text != self._remark:
            self._remark = text
            self._show_counts(self._session.counts)

    def _show_saving(self) -> None:
        """Say that a decision waits for the disk, or for another program to let go of the desk."""
        if self._session.is_saving and not self._session.has_unsaved:
            self._saved.setText(gettext("Saving..."))

    def _on_saved(self, at: str) -> None:
        if self._session.is_saving:
            return  # A draft is on disk; the decision before it is not, or could not be written.
        self._icon.set_icon("device-floppy", "text3")
        self._saved.set_tone("text2")
        said = gettext("Saved {time}").format(time=at) if at else gettext("Everything saved")
        self._saved.setText(said)

    def _on_not_saved(self) -> None:
        self._icon.set_icon("alert-triangle", "reject")
        self._saved.set_tone("reject")
        self._saved.setText(gettext("Not saved"))
