"""The use cases a review needs, on the desk that is open: the one door between the panes and the desk."""

from array import array
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from editor_app.desk import (
    arranging,
    deciding_together,
    drafting,
    listing,
    looking_elsewhere,
    repeating,
    rereading,
    resuming,
    reviewing,
    signing_in,
    suggesting,
    tagging,
    templating,
    undoing,
    viewing,
)
from editor_app.desk.changes import Changes
from editor_app.desk.deciding_together import Plan, Together
from editor_app.desk.reading_blind import (
    Mode,
    blinded_rows,
    blinded_view,
    earlier_outcome,
    is_unread,
    mode_of,
    read_again,
    to_read_among,
)
from editor_app.desk.repeating import Amendment
from editor_app.desk.rereading import NOTHING_DUE, Due, is_queue
from editor_app.desk.suggesting import Offer
from editor_app.desk.undoing import Undone
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Access, Workplace, open_desk
from editor_app.domain.bookmarks import Bookmark
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Archive, Counts, Criteria, Editor, Head, ListRow, View
from editor_app.domain.problems import Problem
from editor_app.domain.query import Field, Query
from editor_app.domain.same_event import Elsewhere
from editor_app.domain.templates import Template
from editor_app.domain.together import Common
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary


class DeskDoor:
    """An open desk, as a session asks of it: reading on the window's thread, writing on the writer's."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.mode = Mode.OPEN
        self.due = NOTHING_DUE
        self._is_queue = True

    def read_as(self, criteria: Criteria) -> None:
        """Read documents as a list asks for it from now on: open, or blind."""
        self.mode, self._is_queue = mode_of(criteria), is_queue(criteria)

    def find_due(self, on_screen: str, watch: Watch | None = None) -> Due:
        """Find what this editor is to read again by now, if the settings ask for it."""
        return rereading.due(self.workplace, on_screen, watch)

    def mode_for(self, document: str) -> Mode:
        """Tell how a document is read: what is due to be read again is read blind in the queue, too."""
        is_due = self.mode is Mode.OPEN and self._is_queue and document in self.due.keys
        return Mode.AGAIN if is_due else self.mode

    @property
    def path(self) -> Path:
        """Where the desk lies."""
        return self.workplace.path

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the review."""
        return self.workplace.vocabulary

    @property
    def editor(self) -> Editor | None:
        """Who sits at the desk."""
        return self.workplace.editor

    @property
    def read_only(self) -> Problem | None:
        """Why nothing can be written; None where it can."""
        return self.workplace.read_only

    def close(self) -> None:
        """Close the desk."""
        self.workplace.close()

    def read(self, typed: str) -> Query:
        """Read what was typed into the search; a Problem where it cannot be read."""
        return listing.read(self.workplace, typed)

    def ids(self, criteria: Criteria, watch: Watch | None = None) -> "array[int]":
        """Give the keys of a list, in order; what is due to be read again stands among what is to do."""
        keys = listing.ids(self.workplace, criteria, watch)
        self._put_due(criteria, keys, is_whole=True)
        return keys

    def head(self, criteria: Criteria, watch: Watch | None = None) -> Head | None:
        """Give the beginning of a list; None where it comes no sooner than the whole."""
        head = listing.head(self.workplace, criteria, watch)
        if head is not None:
            self._put_due(criteria, head.keys, is_whole=head.is_whole)
        return head

    def rows(self, keys: Sequence[int]) -> list[ListRow]:
        """Give the rows of some keys, in that order."""
        rows = listing.rows(self.workplace, keys)
        if self.mode is not Mode.OPEN:
            return blinded_rows(self.workplace, self.mode, rows)
        due = self._due_among(rows)
        if not due:
            return rows
        blinded = {row.id: row for row in blinded_rows(self.workplace, Mode.AGAIN, due)}
        return [blinded.get(row.id, row) for row in rows]

    def to_do_among(self, keys: Sequence[int]) -> set[int]:
        """Give those of some keys that still want a decision."""
        if self.mode is not Mode.OPEN:
            return to_read_among(self.workplace, self.mode, listing.rows(self.workplace, keys))
        wanted = listing.to_do_among(self.workplace, keys)
        again = [key for key in self.due.keys.values() if self._is_queue and key in keys]
        due = listing.rows(self.workplace, again) if again else []
        return wanted | to_read_among(self.workplace, Mode.AGAIN, due) if due else wanted

    def next_to_do(self, criteria: Criteria, key: int, step: int) -> int | None:
        """Give the nearest document behind or before one, in archive order, that wants a decision."""
        return listing.next_to_do(self.workplace, criteria, key, step)

    def counts(self, archive: str | None) -> Counts:
        """Count where the documents stand."""
        return listing.counts(self.workplace, archive)

    def sources(self) -> list[tuple[str, int]]:
        """Give the sources and how many documents each has."""
        return listing.sources(self.workplace)

    def offers(self, asked: Field, watch: Watch | None = None) -> list[Offer]:
        """Give the values there are for a field of the search."""
        return suggesting.offers(self.workplace, asked, watch)

    def archives(self) -> list[Archive]:
        """Give the archives of the desk."""
        return arranging.archives(self.workplace)

    def editors(self) -> list[Editor]:
        """Give everybody this desk knows by name."""
        return signing_in.editors(self.workplace)

    def is_search_behind(self) -> bool:
        """Tell whether documents came in that a search does not find yet."""
        return self.read_only is None and listing.is_search_behind(self.workplace)

    def catch_up(self) -> int:
        """Bring the search up to date."""
        return listing.catch_up(self.workplace)

    def compare_texts(self, watch: Watch | None = None) -> int:
        """Find which texts are nearly the same, among those that came in."""
        return listing.compare_texts(self.workplace, watch)

    def elsewhere(self, document: str, watch: Watch | None = None) -> tuple[Elsewhere, ...] | None:
        """Look for other documents on the same event; None where it cannot be said yet."""
        return looking_elsewhere.elsewhere(self.workplace, document, watch)

    def seen_elsewhere(self, document: str) -> tuple[Elsewhere, ...] | None:
        """Give what was found when somebody last looked, None where nobody has."""
        return self.workplace.seen_elsewhere.of(document)

    def view(self, document: str) -> View:
        """Read one document with all that stands around it."""
        found, mode = viewing.view(self.workplace, document), self.mode_for(document)
        return found if mode is Mode.OPEN else blinded_view(self.workplace, mode, found)

    def decide(self, document: str, verdict: Verdict, seen: tuple[str, ...]) -> Changes:
        """Record a decision; on reading one's own again, what is said now, beside the decision."""
        if self.mode_for(document) is Mode.AGAIN and is_unread(self.workplace, Mode.AGAIN, document):
            return read_again(self.workplace, document, verdict)
        return reviewing.decide(self.workplace, document, verdict, seen)

    def earlier_outcome(self, document: str) -> Outcome | None:
        """Give what this editor decided on a document in the first place."""
        return earlier_outcome(self.workplace, document)

    def flag(self, document: str, on: bool) -> Changes:
        """Raise or lower a flag."""
        return reviewing.flag(self.workplace, document, on)

    def note(self, document: str, text: str) -> Changes:
        """Record a note; one that is written blind stands beside those of others."""
        mode = self.mode_for(document)
        is_blind = mode is not Mode.OPEN and is_unread(self.workplace, mode, document)
        return reviewing.note(self.workplace, document, text, only_own=is_blind)

    def ask(self, document: str, text: str) -> Changes:
        """Record a question about the guide."""
        return reviewing.ask(self.workplace, document, text)

    def tag(self, document: str, source: str | None) -> Changes:
        """List a document under another source."""
        return tagging.tag(self.workplace, document, source)

    def plan_together(
        self, keys: "array[int]", act: Common, again: bool, seed: int | None, watch: Watch | None = None
    ) -> Plan:
        """Tell what an act would do to many documents; refused in a list that is read blind."""
        if self.mode is not Mode.OPEN:
            raise Problem("blind_one_by_one")
        return deciding_together.plan(self.workplace, keys, act, again=again, seed=seed, watch=watch)

    def act_together(self, plan: Plan, read: Collection[str], watch: Watch | None = None) -> Together:
        """Do to many documents what a plan says."""
        return deciding_together.run(self.workplace, plan, read, watch)

    def undo(self, watch: Watch | None = None) -> Undone:
        """Take back the last act."""
        return undoing.undo(self.workplace, watch)

    def redo(self, watch: Watch | None = None) -> Undone:
        """Do the last undone act again."""
        return undoing.redo(self.workplace, watch)

    def templates(self) -> list[Template]:
        """Give the templates of the desk."""
        return templating.templates(self.workplace)

    def last_amendments(self, limit: int) -> list[Amendment]:
        """Give this editor's last amendments that stand."""
        return repeating.last_amendments(self.workplace, limit)

    def keep(self, document: str, working: Working) -> None:
        """Keep a draft; an empty one leaves none."""
        drafting.keep(self.workplace, document, working)

    def now(self) -> str:
        """Give the time by the desk's clock, as an event carries it."""
        return self.workplace.now()

    def bookmark(self) -> Bookmark | None:
        """Give where this editor was the last time."""
        return resuming.bookmark(self.workplace)

    def _due_among(self, rows: list[ListRow]) -> list[ListRow]:
        return self.due.among(rows) if self.due and self._is_queue else []

    def _put_due(self, criteria: Criteria, keys: "array[int]", *, is_whole: bool) -> None:
        """Put what is due into a list of what is to do, or into its beginning, in its place."""
        if not self.due or not is_queue(criteria):
            return
        for key, following in rereading.places(self.workplace, criteria, self.due):
            if following is None and is_whole:
                keys.append(key)
            elif following is not None and following in keys:
                keys.insert(keys.index(following), key)

    def keep_bookmark(self, place: Bookmark) -> None:
        """Keep where this editor is."""
        resuming.keep(self.workplace, place)


OpenDoor = Callable[[Path], DeskDoor]


def open_door(path: Path) -> DeskDoor:
    """Open a desk to write, or to read where somebody else writes; a cut-off import waits to be resumed."""
    return DeskDoor(open_desk(path, access=Access.EITHER, keep_cut_off=True))
