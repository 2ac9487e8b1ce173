"""The lower half of the session: the desk that is open and the list that is shown of it."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Archive, Counts, Criteria, Head, ListRow, View
from editor_app.domain.problems import Problem
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import sentence
from editor_app.ui.background import Background
from editor_app.ui.desk_door import DeskDoor
from editor_app.ui.list_building import ListBuilding, Wish
from editor_app.ui.message import Message
from editor_app.ui.wire_list import WireList

_COUNT_AFTER = 250
# A list of so many documents, whatever it asks for, is there before anybody would notice.
_LISTED_AT_ONCE = 20_000


class ListingSession(QObject):
    """Holds the list of a desk: built at once where the desk is small, else in the background.

    Of a list that takes time the beginning is shown first; until then the one before it stays.
    """

    criteria_changed = Signal(object)
    list_changed = Signal()
    list_grown = Signal()
    list_awaited = Signal(bool)
    counts_changed = Signal(object)
    search_prepared = Signal(bool)
    told = Signal(object)

    def __init__(self, background: Background, parent: QObject | None) -> None:
        super().__init__(parent)
        self.background = background
        self._door: DeskDoor | None = None
        self._wires = WireList()
        self._building = ListBuilding(background, self)
        self._begun_wish: Wish | None = None
        self._view: View | None = None
        self._position = -1
        self._count_soon = self._timer(_COUNT_AFTER, self._recount)
        self._building.found.connect(self._on_list_found)
        self._building.failed.connect(self._on_list_failed)
        self._building.awaited.connect(self.list_awaited)
        self._building.indexed.connect(lambda is_indexing: self.search_prepared.emit(not is_indexing))

    @property
    def desk(self) -> Workplace | None:
        """The desk that is open."""
        return None if self._door is None else self._door.workplace

    @property
    def door(self) -> DeskDoor | None:
        """The use cases on the desk that is open."""
        return self._door

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The words of the review, None while no desk is open."""
        return None if self._door is None else self._door.vocabulary

    @property
    def criteria(self) -> Criteria:
        """What the list asks for."""
        return self._wires.criteria

    @property
    def wanted(self) -> Criteria:
        """What the list will ask for as soon as it is there; what to go on from in asking for another."""
        return self._building.wanted or self.criteria

    @property
    def is_list_whole(self) -> bool:
        """True unless the list goes on behind what is known of it so far."""
        return self._wires.is_whole

    @property
    def at_least(self) -> int:
        """How many documents the list holds, or at least holds while it is not whole."""
        return self._wires.at_least

    @property
    def is_list_awaited(self) -> bool:
        """True while a list, or the rest of one, is on its way."""
        return self._building.is_under_way

    @property
    def counts(self) -> Counts:
        """How many documents stand where, in the archive chosen."""
        return self._wires.counts

    @property
    def ids(self) -> "array[int]":
        """The keys of the list, in order."""
        return self._wires.ids

    @property
    def is_read_only(self) -> bool:
        """True where nothing can be written to the desk."""
        return self.read_only_problem is not None

    @property
    def read_only_problem(self) -> Problem | None:
        """Why nothing can be written."""
        return None if self._door is None else self._door.read_only

    def row(self, position: int) -> ListRow | None:
        """Give a line of the list."""
        return self._wires.row(position)

    def sources(self) -> list[tuple[str, int]]:
        """Give the sources of the desk and how many documents each has."""
        return [] if self._door is None else self._door.sources()

    def archives(self) -> list[Archive]:
        """Give the archives of the desk."""
        return [] if self._door is None else self._door.archives()

    def archive_name(self, key: str) -> str:
        """Give the name a person gave to an archive."""
        return next((archive.name for archive in self.archives() if archive.key == key), key)

    def set_criteria(self, criteria: Criteria) -> None:
        """Ask for another list; the document on screen stays if the list holds it."""
        if self._door is None or criteria == self.wanted or not self._may_leave():
            return
        problem = self.unreadable(criteria.search)
        if problem is not None:
            self._tell_problem(problem)
        elif criteria == self.criteria and self.is_list_whole:
            self._building.drop()
            self.criteria_changed.emit(criteria)
        else:
            self._build(criteria)

    def unreadable(self, typed: str) -> Problem | None:
        """Give why a text is no search, None for one that is."""
        if self._door is None:
            return None
        try:
            self._door.read(typed)
        except Problem as problem:
            return problem
        return None

    # What the upper halves add

    def show_first(self) -> None:
        """Show the first undecided document of the list, else the first of all."""

    def _show_position(self, position: int) -> bool:
        """Put the document at a position of the list on screen."""
        raise NotImplementedError(position)

    def _may_leave(self) -> bool:
        return True

    def _is_writing(self) -> bool:
        """Tell whether the document on screen must stay there, whatever list arrives."""
        return False

    def _before_leaving(self) -> None:
        """Keep what was begun on the document on screen."""

    # How it is done

    def _build(
        self, criteria: Criteria, *, is_new: bool = False, then: Callable[[], None] = lambda: None
    ) -> None:
        """Build a list: at once where nobody would notice, else in the background; `then` follows."""
        door = self._door
        if door is None:
            return
        if self._takes_time(door, criteria):
            self._building.ask(door, Wish(criteria, is_new, then))
            return
        self._building.drop()
        keys = door.ids(criteria)
        self._before_leaving()
        self._wires.take(criteria, Head(keys, True, len(keys)))
        self._show_list(is_new=is_new)
        then()

    def _takes_time(self, door: DeskDoor, criteria: Criteria) -> bool:
        if door.counts(None).total > _LISTED_AT_ONCE:
            return True
        return bool(criteria.query.words) and door.is_search_behind()

    def _show_list(self, *, is_new: bool, stays: bool = False) -> None:
        """Let everything show the list that is held; the document on screen stays if the list holds it."""
        current = self._view.row.key if self._view else None
        self._position = -1 if current is None else self._wires.rows.position_of_key(current)
        self.criteria_changed.emit(self.criteria)
        self.list_changed.emit()
        self.counts_changed.emit(self.counts)
        if stays:
            return
        if self._position < 0 or is_new:
            self.show_first()
        else:
            self._show_position(self._position)

    def _on_list_found(self, wish: Wish, head: Head) -> None:
        """Show a list that took its time, or let the one whose beginning is shown go on."""
        if wish is self._begun_wish:
            self._begun_wish = None
            self._let_go_on(head)
            return
        self._begun_wish = None if head.is_whole else wish
        stays = self._is_writing() or not self._may_leave()
        if not stays:
            self._before_leaving()
        self._wires.take(wish.criteria, head)
        self._show_list(is_new=wish.is_new, stays=stays)
        wish.then()

    def _let_go_on(self, head: Head) -> None:
        is_same = self._wires.grow(head)
        if self._view is not None:
            self._position = self._wires.rows.position_of_key(self._view.row.key)
        if is_same:
            self.list_grown.emit()
        else:
            self.list_changed.emit()

    def _on_list_failed(self, wish: Wish | None, problem: Problem) -> None:
        self._tell_problem(problem)
        if wish is not None and wish.is_new and wish.criteria != Criteria():
            self._build(Criteria(), is_new=True)

    def _recount(self) -> None:
        self._wires.count()
        self.counts_changed.emit(self.counts)

    def _say(self, text: str, *, of_the_list: bool = False) -> None:
        self.told.emit(Message(text, is_of_the_list=of_the_list))

    def _tell_problem(self, problem: Problem) -> None:
        self.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
