"""What a list of documents asks for and shows."""

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from editor_app.domain.documents import Document, Kind
from editor_app.domain.events import Event
from editor_app.domain.persons import Persons
from editor_app.domain.query import Query
from editor_app.domain.query_reading import read_query
from editor_app.domain.standing import Standing, State


class ListName(StrEnum):
    """The lists of the queue."""

    TO_DO = "to_do"
    DONE = "done"
    ALL = "all"
    FLAGGED = "flagged"
    DISPUTED = "disputed"


class Order(StrEnum):
    """What a list can be sorted by; documents that are equal in it follow in archive order.

    RELEVANCE puts first what the words of the search fit best; without words it is archive order.
    """

    ARCHIVE = "archive"
    SOURCE = "source"
    DATE = "date"
    HEADLINE = "headline"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which documents a list holds, and in what order. `archive` is an archive's key.

    Every part that is given narrows the list. `search` is what a person typed, in the language of
    `domain.query`. `same_rationale` is a fingerprint, `nearly_same` the id of a document whose group of
    like texts is meant. Superseded revisions are never listed.
    """

    list: ListName = ListName.ALL
    states: frozenset[State] = frozenset()
    kind: Kind | None = None
    archive: str | None = None
    source: str | None = None
    search: str = ""
    same_rationale: str | None = None
    nearly_same: str | None = None
    has_rationale: bool | None = None
    has_draft: bool | None = None
    flagged: bool | None = None
    order: Order = Order.ARCHIVE
    is_reversed: bool = False

    @property
    def query(self) -> Query:
        """What is searched for; the Problem of `read_query` where that cannot be read."""
        return read_query(self.search)


@dataclass(frozen=True, slots=True)
class Head:
    """How a list begins: `keys` are its first ones, or all of them where it `is_whole`.

    There are `at_least` so many in the list; counting stops early.
    """

    keys: "array[int]"
    is_whole: bool
    at_least: int


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list. `key` is the number of the document in this desk file, `id` its SHA-256.

    `archive` is the archive's shown name, `archive_key` what a filter takes.
    """

    key: int
    id: str
    name: str
    archive: str
    kind: Kind
    source: str | None
    headline: str
    date: str | None
    state: State
    batch: str | None
    batch_date: str | None
    is_flagged: bool
    archive_key: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents stand where, of those an archive filter leaves."""

    total: int
    by_state: dict[State, int]
    flagged: int
    drafts: int

    @property
    def to_do(self) -> int:
        """How many still want a decision; skipped ones count, documents with nothing proposed do not."""
        wanted = (State.PENDING, State.DEFERRED, State.DISPUTED, State.CHANGED)
        return sum(self.by_state.get(state, 0) for state in wanted)

    @property
    def done(self) -> int:
        """How many were decided."""
        decided = (State.ACCEPTED, State.AMENDED, State.REJECTED, State.CONTEXT)
        return sum(self.by_state.get(state, 0) for state in decided)


@dataclass(frozen=True, slots=True)
class Archive:
    """A named collection of documents; `key` is the name it came in with and never changes."""

    key: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class Import:
    """One import into the desk. `finished` is False for one that was cut off and must be taken back."""

    id: str
    archive: str
    origin: str
    at: str
    added: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Editor:
    """A person who decides; events carry the id, the name can be corrected."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor has begun and not decided, as canonical JSON (see `domain.drafts.Working`)."""

    document: str
    editor: str
    at: str
    payload: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a document stands in an archive: under which name, at which place, as which revision of it.

    The document placed with the highest (revision, id) under a name is the one listed.
    """

    archive: str
    name: str
    position: int
    revision: int
    document: str


@dataclass(frozen=True, slots=True)
class View:
    """A document as an editor sees it: its text, where it stands, its history, its draft.

    `same_rationale` counts the *other* listed wires with the same rationale, `nearly_same` those whose text
    is nearly the same, as far as they were compared. `earlier` is the document this
    one is a revision of that was decided last (None if there is none), `revision_of` the one it replaced.
    `date` is ISO (from the archive's metadata, else the batch date), `flags` are the computed ones. `persons`
    says which of the editors are one person, `is_read_again` that the reader's own decision is kept out of
    sight.
    """

    row: ListRow
    document: Document
    fingerprint: str | None
    same_rationale: int
    standing: Standing
    earlier: Standing | None
    revision_of: str | None
    flags: tuple[str, ...]
    history: tuple[Event, ...]
    draft: Draft | None
    imported_at: str
    metadata: dict[str, str]
    nearly_same: int = 0
    persons: Persons = field(default_factory=Persons)
    is_read_again: bool = False
