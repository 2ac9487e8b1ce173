"""Values that only the store and its callers pass: what goes in with a document and what comes out."""

from dataclasses import dataclass
from typing import Protocol

from editor_app.domain.documents import Document
from editor_app.domain.lists import Placement
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome

DONE, UNDONE = "done", "undone"


class Watching(Protocol):
    """Whoever follows a long job: `step` reports, and raises to stop it."""

    def step(self, phase: str, done: int, total: int | None = None, item: str = "") -> None:
        """Report how far a job has come."""

    def breathe(self) -> None:
        """Let others write, between two transactions of a long job."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be kept, with its original bytes and what its source said beside it.

    `fingerprint` is that of the proposed rationale, None where nothing is proposed; `import_id` is that
    of the import that brings it; one that was never begun stands for a document that came another way.
    `source_unlinked` tells whether its text names a source without an address, None where nobody looked.
    """

    document: Document
    data: bytes
    fingerprint: str | None
    date: str | None
    metadata: dict[str, str]
    import_id: str
    imported_at: str
    source_unlinked: bool | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A document the desk does not have, and its place, where it gets one at a name nothing stands under.

    Without a place it is kept and listed nowhere; `Placements.add` deals with what is not so simple.
    """

    new: NewDocument
    place: Placement | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it is kept: the original bytes and everything that came with them."""

    document: Document
    data: bytes
    date: str | None
    metadata: dict[str, str]
    fingerprint: str | None
    imported_at: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where a document stands, as lists and counts read it; always the fold of the document's events.

    `editor`, `at`, `reasons` and `decided` (an event's id) are those of the standing verdict. `source` is the
    one the document is listed under, "" for none.
    """

    document: str
    state: State
    outcome: Outcome | None = None
    is_flagged: bool = False
    has_note: bool = False
    editor: str | None = None
    at: str | None = None
    reasons: tuple[str, ...] = ()
    decided: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What an act on many documents must know of each: where it stands, and what speaks for leaving it out.

    `source` is the one it is listed under, `own_source` the one it names itself, `statement` the number of
    the rationale it came with, `editor` who decided.
    """

    key: int
    id: str
    state: State
    is_flagged: bool
    source: str
    own_source: str
    statement: int | None
    editor: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing an editor did in this desk file, as undo walks it; `state` is `done` or `undone`.

    `events` are the ids of what was written. An act on many documents has a `run` instead: how many events of
    its replica follow each other, from the one that bears the act's id on.
    """

    id: str
    editor: str
    kind: str
    events: tuple[str, ...]
    state: str
    run: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which decisions are meant: from a moment on ("" is from the beginning), by a person, in an archive.

    `editors` are all ids of that person, `archive` is a key; None means all of them.
    """

    since: str = ""
    editors: tuple[str, ...] | None = None
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many documents an editor decided so within a quarter of an hour; `start` is UTC, ISO with Z."""

    start: str
    editor: str
    outcome: Outcome
    documents: int
