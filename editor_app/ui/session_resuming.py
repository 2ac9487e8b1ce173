"""Going on where one was: the list, the document, how far down it, and the text that was being written."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from editor_app.desk.changes import Changes
from editor_app.domain.bookmarks import Bookmark
from editor_app.domain.lists import Criteria, View
from editor_app.domain.problems import Problem
from editor_app.ui.background import Background
from editor_app.ui.desk_door import OpenDoor
from editor_app.ui.session_drafting import DraftingSession

_KEEP_AFTER = 2_000


class ResumingSession(DraftingSession):
    """Keeps a bookmark every two seconds while the editor moves about, and opens a desk at it.

    `resumed` carries the Bookmark just before its document is shown.
    """

    resumed = Signal(object)

    def __init__(self, background: Background, open_desk: OpenDoor, parent: QObject | None) -> None:
        super().__init__(background, open_desk, parent)
        self._scroll = 0.0
        self._kept: Bookmark | None = None
        self._sitting: str | None = None
        self._has_moved = False
        self._began, self._began_at = "", ""
        self._keep_soon = self._timer(_KEEP_AFTER, self._keep_place)
        for signal in (self.shown, self.criteria_changed, self.amending_changed):
            signal.connect(self._on_moved)

    @property
    def began(self) -> str:
        """When this session at the desk began (UTC, ISO 8601); opening the same desk anew goes on with it."""
        return self._began

    def note_scroll(self, share: float) -> None:
        """Take note how far down the document on screen is read, from 0 to 1."""
        if share != self._scroll:
            self._scroll = share
            self._keep_before_long()

    def close(self) -> None:
        """Keep the place, and what was begun; then let go of the desk."""
        self._keep_place()
        self._has_moved = False
        super().close()
        self._keep_soon.stop()

    def take_in(self, changes: Changes) -> None:
        """Let everything that shows a touched document read it anew; whoever sits down finds their place."""
        if changes.editors:
            self._seat()
        super().take_in(changes)

    def _show_opened(self) -> None:
        self._begin_where_another_desk()
        editor = self._door.editor if self._door is not None else None
        self._sitting = editor.id if editor else None
        self._kept = self._known_place()
        if self._kept is None:
            super()._show_opened()
        else:
            self._go_back_to(self._kept)
        self._has_moved = False

    def _begin_where_another_desk(self) -> None:
        if self._door is not None and str(self._door.path) != self._began_at:
            self._began, self._began_at = self._door.now(), str(self._door.path)
            self._begin_sitting()

    def _begin_sitting(self) -> None:
        """Begin to count anew."""

    def _seat(self) -> None:
        """Go to the place of an editor who sits down at a desk on which nobody has moved yet."""
        editor = self._door.editor if self._door is not None else None
        if editor is None or editor.id == self._sitting:
            return
        self._sitting = editor.id
        place = None if self._has_moved else self._known_place()
        if place is not None:
            self._kept = place
            self._go_back_to(place)

    def _known_place(self) -> Bookmark | None:
        if self._door is None:
            return None
        try:
            return self._door.bookmark()
        except Problem:
            return None  # a desk in trouble tells of it elsewhere; its list is shown from the beginning

    def _go_back_to(self, place: Bookmark) -> None:
        """Show the list and the document of a bookmark, else the first undecided one."""
        criteria = self._criteria_of(place)
        view = self._view_at(place)
        if view is not None:
            self.resumed.emit(place)
        self._view = view  # the list is built around the document it stood at
        self._build(criteria, is_new=view is None, then=lambda: self._come_back_to(place, view))

    def _come_back_to(self, place: Bookmark, view: View | None) -> None:
        """Write on in the document of a bookmark, once the list is there that was built for it."""
        if not len(self.ids) and self.criteria != Criteria():
            self._build(Criteria(), is_new=True, then=lambda: self._come_back_to(place, view))
            return
        if view is not None and not self.is_list_whole and not self._is_on_screen(place):
            self._put_on_screen(view, -1)
        if place.is_amending and not self.is_read_only and self._is_on_screen(place):
            self.begin_amendment()

    def _is_on_screen(self, place: Bookmark) -> bool:
        return self._view is not None and self._view.row.id == place.document

    def _criteria_of(self, place: Bookmark) -> Criteria:
        """Give what the list asked for, without a search that cannot be done at once."""
        criteria, door = place.criteria, self._door
        if door is None or not criteria.search.strip():
            return criteria
        try:
            door.read(criteria.search)
            is_at_hand = not door.is_search_behind()
        except Problem:
            is_at_hand = False
        return criteria if is_at_hand else replace(criteria, search="")

    def _view_at(self, place: Bookmark) -> View | None:
        """Give the document of a bookmark; None where it is gone or was decided otherwise since."""
        if self._door is None or not place.document:
            return None
        try:
            view = self._shelf.view(place.document)
        except Problem:
            return None
        return view if _verdict_of(view) == place.verdict else None

    def _on_moved(self) -> None:
        self._has_moved = True
        self._keep_before_long()

    def _keep_before_long(self) -> None:
        if self._door is not None and not self._keep_soon.isActive():
            self._keep_soon.start()

    def _keep_place(self) -> None:
        """Hand over the place as it is now, if it can be kept; what cannot be is tried again later."""
        door = self._door
        if door is None or door.read_only is not None or door.editor is None:
            return
        place = self._place()
        if place == self._kept:
            return
        self._kept = place
        self.background.submit(door.keep_bookmark, place).failed.connect(self._on_place_lost)

    def _on_place_lost(self) -> None:
        self._kept = None

    def _place(self) -> Bookmark:
        view = self._view
        if view is None:
            return Bookmark(self.criteria)
        scroll = round(self._scroll, 3)
        return Bookmark(self.criteria, view.row.id, _verdict_of(view), scroll, self._is_amending)


def _verdict_of(view: View) -> str:
    event = view.standing.verdict_event
    return "" if event is None else event.id
