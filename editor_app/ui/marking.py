"""Marking by keys: one wire, a stretch of the list, all of the list; nothing else ever marks."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from editor_app.i18n import gettext, ngettext
from editor_app.ui.commands import Commands
from editor_app.ui.message import Message
from editor_app.ui.session import Session


@dataclass(slots=True)
class _Stretch:
    """Lines that were marked one after the other with Shift held, from where it began to where it is."""

    anchor: int = -1
    end: int = -1


class Marking(QObject):
    """Binds the commands that mark."""

    def __init__(self, session: Session, commands: Commands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._commands = session, commands
        self._stretch = _Stretch()
        session.list_changed.connect(self._forget_stretch)
        session.marks.changed.connect(commands.refresh)
        bind = commands.bind
        bind("mark.toggle", self.toggle, self._why_no_wire)
        bind("mark.extend_down", lambda: self.extend(1), self._why_no_line)
        bind("mark.extend_up", lambda: self.extend(-1), self._why_no_line)
        bind("mark.all", self.mark_all, self._why_no_whole_list)
        bind("mark.clear", session.marks.clear, self.why_none)

    def toggle(self) -> None:
        """Mark the wire on screen, or take its mark away, and go on by a line."""
        session = self._session
        if session.view is None:
            return
        session.marks.toggle(session.view.row.key)
        if 0 <= session.position < len(session.ids) - 1:
            session.step(1)

    def extend(self, step: int) -> None:
        """Mark this line and the next one, or take back the last line of a stretch that is drawn back."""
        session, marks = self._session, self._session.marks
        here = session.position
        target = here + step
        if self._stretch.end != here:
            self._stretch = _Stretch(here, here)
            marks.put(session.ids[here], on=True)
        if not 0 <= target < len(session.ids) or not session.show_position(target):
            return
        is_drawn_back = abs(target - self._stretch.anchor) < abs(here - self._stretch.anchor)
        marks.put(session.ids[here if is_drawn_back else target], on=not is_drawn_back)
        self._stretch.end = target

    def mark_all(self) -> None:
        """Mark every wire of the list, those off screen included."""
        count = len(self._session.ids)
        self._session.marks.add(self._session.ids)
        said = ngettext("{count} wire marked", "{count} wires marked", count).format(count=f"{count:,}")
        self._session.told.emit(Message(said, "square-check", "mark.clear"))

    def why_none(self) -> str | None:
        """Say that nothing is marked, None where something is."""
        if len(self._session.marks):
            return None
        keys = self._commands.keys_text("mark.toggle")
        return gettext("Nothing is marked. {keys} marks a wire.").format(keys=keys or gettext("The menu"))

    def _forget_stretch(self) -> None:
        self._stretch = _Stretch()

    def _why_no_wire(self) -> str | None:
        return None if self._session.view is not None else gettext("No wire is open")

    def _why_no_line(self) -> str | None:
        is_in_list = 0 <= self._session.position < len(self._session.ids)
        return None if is_in_list else gettext("The wire on screen is not in this list")

    def _why_no_whole_list(self) -> str | None:
        if not self._session.is_list_whole:
            return gettext("The rest of the list is still on its way")
        return None if len(self._session.ids) else gettext("The list is empty")
