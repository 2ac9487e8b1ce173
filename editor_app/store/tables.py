"""The tables of a desk; the rules a row must keep stand beside its columns.

Tables are STRICT, so columns are integers, texts or bytes. What SQLAlchemy cannot say (triggers) stands in
`store/migrations/schema-N.sql` alone. No row leaves the store: everything is read and written through the
tables themselves. A `digest` is that of the row's own facts (`store/facts.py`).
"""

from typing import ClassVar, Final, cast

from sqlalchemy import CheckConstraint, Index, LargeBinary, MetaData, Table, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from editor_app.domain.documents import Kind, Markup
from editor_app.domain.standing import State
from editor_app.store import conditions
from editor_app.store.conditions import any_of

_STRICT = {"sqlite_strict": True}
_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
_GONE: Final = "CASCADE"


def _digest(column: str) -> str:
    return f"length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*'"


LISTED = text(conditions.LISTED)
TO_DO = text(conditions.TO_DO)
DONE = text(conditions.DONE)
FLAGGED = text(conditions.FLAGGED)
DISPUTED = text(conditions.DISPUTED)
# SQLite counts an index as covering only when it holds the columns of its own condition too.
_ORDER = ("archive", "position", "name", "listed")


class _Rows(SQLModel):
    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


class ArchiveRow(_Rows, table=True):
    """An archive; lists show archives in the order of their numbers."""

    __tablename__ = "archives"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"), _STRICT)
    number: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text, unique=True)
    digest: bytes | None = Field(sa_type=LargeBinary)


class ImportRow(_Rows, table=True):
    """An import; one that is not finished was cut off and is taken back."""

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint("finished IN (0, 1)", name="finished"),
        CheckConstraint("added >= 0", name="added"),
        {**_STRICT, "sqlite_autoincrement": True},
    )
    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=Text, unique=True)
    archive: str = Field(sa_type=Text)
    origin: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    added: int = 0
    finished: int = 0
    digest: bytes | None = Field(sa_type=LargeBinary)


class StatementRow(_Rows, table=True):
    """A proposed rationale by its fingerprint, and on how many listed wires it stands."""

    __tablename__ = "statements"
    __table_args__ = (CheckConstraint("listed >= 0", name="listed"), _STRICT)
    number: int | None = Field(default=None, primary_key=True)
    fingerprint: str = Field(sa_type=Text, unique=True)
    listed: int = 0


class DocumentRow(_Rows, table=True):
    """What was read out of a document. Keys are never used again: the search index counts on it.

    `source_unlinked` is the flag of that name, None where it was not looked at when the document came in.
    """

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint(_digest("id"), name="id"),
        CheckConstraint(any_of("kind", Kind), name="kind"),
        CheckConstraint(any_of("markup", Markup), name="markup"),
        Index("ix_documents_import", "import"),
        {**_STRICT, "sqlite_autoincrement": True},
    )
    key: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=Text, unique=True)
    kind: str = Field(sa_type=Text)
    markup: str = Field(sa_type=Text)
    encoding: str = Field(sa_type=Text)
    newline: str = Field(sa_type=Text)
    headline: str = Field(sa_type=Text)
    source: str | None = Field(sa_type=Text)
    batch: str | None = Field(sa_type=Text)
    batch_date: str | None = Field(sa_type=Text)
    rationale: str | None = Field(sa_type=Text)
    test: str | None = Field(sa_type=Text)
    spans: str = Field(sa_type=Text)
    notices: str = Field(sa_type=Text)
    statement: int | None = Field(foreign_key="statements.number")
    date: str | None = Field(sa_type=Text)
    metadata_: str = Field(sa_type=Text, sa_column_kwargs={"name": "metadata"})
    import_: int | None = Field(sa_column_kwargs={"name": "import"})
    imported_at: str = Field(sa_type=Text)
    source_unlinked: int | None
    digest: bytes | None = Field(sa_type=LargeBinary)


class BodyRow(_Rows, table=True):
    """A document's original bytes; its text too where the bytes alone do not give it back."""

    __tablename__ = "bodies"
    __table_args__ = _STRICT
    document: int = Field(primary_key=True, foreign_key="documents.key", ondelete=_GONE)
    data: bytes = Field(sa_type=LargeBinary)
    text: str | None = Field(sa_type=Text)


class PlacementRow(_Rows, table=True):
    """A document under a name in an archive; the highest (revision, id) under a name is the listed one."""

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint("revision >= 0", name="revision"),
        Index("ix_placements_position", "archive", "position"),
        Index("ix_placements_document", "document"),
        {**_STRICT, "sqlite_with_rowid": False},
    )
    archive: int = Field(primary_key=True, foreign_key="archives.number")
    name: str = Field(sa_type=Text, primary_key=True)
    revision: int = Field(primary_key=True)
    document: int = Field(primary_key=True, foreign_key="documents.key", ondelete=_GONE)
    position: int
    import_: int | None = Field(sa_column_kwargs={"name": "import"})
    digest: bytes | None = Field(sa_type=LargeBinary)


class StandingTableRow(_Rows, table=True):
    """The narrow table that lists and counts read: a document's first listed place and where it stands."""

    __tablename__ = "standings"
    __table_args__ = (
        CheckConstraint(any_of("kind", Kind), name="kind"),
        CheckConstraint(any_of("state", State), name="state"),
        CheckConstraint("listed IN (0, 1)", name="listed"),
        CheckConstraint("listed = 0 OR archive IS NOT NULL", name="placed"),
        CheckConstraint("flagged IN (0, 1)", name="flagged"),
        CheckConstraint("noted IN (0, 1)", name="noted"),
        Index(
            "ix_standings_listed",
            *_ORDER, "state", "kind", "source", "flagged", "statement",
            sqlite_where=LISTED,
        ),
        Index("ix_standings_to_do", *_ORDER, "state", sqlite_where=TO_DO),
        Index("ix_standings_done", *_ORDER, "state", sqlite_where=DONE),
        Index("ix_standings_flagged", *_ORDER, "flagged", sqlite_where=FLAGGED),
        Index("ix_standings_disputed", *_ORDER, "state", sqlite_where=DISPUTED),
        _STRICT,
    )  # fmt: skip
    document: int = Field(primary_key=True, foreign_key="documents.key", ondelete=_GONE)
    archive: int | None = Field(foreign_key="archives.number")
    position: int = 0
    name: str = Field(sa_type=Text)
    listed: int = 0
    kind: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    statement: int | None = Field(foreign_key="statements.number")
    state: str = Field(sa_type=Text)
    outcome: str | None = Field(sa_type=Text)
    flagged: int = 0
    noted: int = 0
    editor: str | None = Field(sa_type=Text)
    at: str | None = Field(sa_type=Text)
    reasons: str = Field(sa_type=Text)
    decided: str | None = Field(sa_type=Text)


class TallyRow(_Rows, table=True):
    """How many listed documents stand where; triggers keep it, so that no count reads every document."""

    __tablename__ = "tallies"
    __table_args__ = (
        CheckConstraint("documents >= 0", name="documents"),
        {**_STRICT, "sqlite_with_rowid": False},
    )
    archive: int = Field(primary_key=True, foreign_key="archives.number", ondelete=_GONE)
    kind: str = Field(sa_type=Text, primary_key=True)
    source: str = Field(sa_type=Text, primary_key=True)
    state: str = Field(sa_type=Text, primary_key=True)
    flagged: int = Field(primary_key=True)
    documents: int = 0


class EventRow(_Rows, table=True):
    """The record. Rows are added and never changed; there is no rule on the kind, kinds will be added."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("replica", "seq"),
        CheckConstraint("seq >= 1", name="seq"),
        CheckConstraint("length(id) > 0", name="id"),
        CheckConstraint(_digest("hash"), name="hash"),
        CheckConstraint("at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'", name="at"),
        CheckConstraint("merged IN (0, 1)", name="merged"),
        # An index holds every value twice, and a check compares: of `merged` nothing else tells.
        Index("ix_events_document", "document", "merged"),
        {**_STRICT, "sqlite_autoincrement": True},
    )
    key: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=Text, unique=True)
    replica: str = Field(sa_type=Text)
    seq: int
    editor: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    document: str | None = Field(sa_type=Text)
    rationale: str | None = Field(sa_type=Text)
    guide: str = Field(sa_type=Text)
    vocabulary: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    payload: str = Field(sa_type=Text)
    supersedes: str = Field(sa_type=Text)
    act: str = Field(sa_type=Text)
    previous: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text, unique=True)
    merged: int = 0


class TakenRow(_Rows, table=True):
    """Which event is taken back by which other; derived from the record."""

    __tablename__ = "taken"
    __table_args__ = {**_STRICT, "sqlite_with_rowid": False}
    target: str = Field(sa_type=Text, primary_key=True)
    by: str = Field(sa_type=Text, primary_key=True)


class ActRow(_Rows, table=True):
    """What an editor did in this desk file, in order, for undo and redo."""

    __tablename__ = "acts"
    __table_args__ = (
        CheckConstraint("state IN ('done', 'undone')", name="state"),
        Index("ix_acts_walk", "editor", "state", "number"),
        {**_STRICT, "sqlite_autoincrement": True},
    )
    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_type=Text, unique=True)
    editor: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    events: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    digest: bytes | None = Field(sa_type=LargeBinary)


class DraftRow(_Rows, table=True):
    """What an editor has begun on a document and not yet decided."""

    __tablename__ = "drafts"
    __table_args__ = {**_STRICT, "sqlite_with_rowid": False}
    document: int = Field(primary_key=True, foreign_key="documents.key", ondelete=_GONE)
    editor: str = Field(sa_type=Text, primary_key=True)
    at: str = Field(sa_type=Text)
    payload: str = Field(sa_type=Text)
    digest: bytes | None = Field(sa_type=LargeBinary)


class SavedListRow(_Rows, table=True):
    """A list saved under a name: what it asks for, in the words of the query language, and its key."""

    __tablename__ = "saved_lists"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"), _STRICT)
    number: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text, unique=True)
    query: str = Field(sa_type=Text)
    order: str = Field(sa_type=Text, sa_column_kwargs={"name": "order_by"})
    shortcut: str = Field(sa_type=Text)
    digest: bytes | None = Field(sa_type=LargeBinary)


class TemplateRow(_Rows, table=True):
    """A rationale written beforehand, with fields in braces for what differs from wire to wire."""

    __tablename__ = "templates"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"), _STRICT)
    number: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text, unique=True)
    text: str = Field(sa_type=Text)
    digest: bytes | None = Field(sa_type=LargeBinary)


class MetaRow(_Rows, table=True):
    """Facts about the desk file itself, by name."""

    __tablename__ = "meta"
    __table_args__ = {**_STRICT, "sqlite_with_rowid": False}
    name: str = Field(sa_type=Text, primary_key=True)
    value: str = Field(sa_type=Text)
    digest: bytes | None = Field(sa_type=LargeBinary)


def _table(row: type[SQLModel]) -> Table:
    return cast("Table", row.__dict__["__table__"])


METADATA = _Rows.metadata
ARCHIVES = _table(ArchiveRow)
IMPORTS = _table(ImportRow)
STATEMENTS = _table(StatementRow)
DOCUMENTS = _table(DocumentRow)
BODIES = _table(BodyRow)
PLACEMENTS = _table(PlacementRow)
STANDINGS = _table(StandingTableRow)
TALLIES = _table(TallyRow)
EVENTS = _table(EventRow)
TAKEN = _table(TakenRow)
ACTS = _table(ActRow)
DRAFTS = _table(DraftRow)
META = _table(MetaRow)
SAVED_LISTS = _table(SavedListRow)
TEMPLATES = _table(TemplateRow)
