"""Checking a desk: what SQLite calls sound need not be, so every document, event and fact is hashed again."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import cast

from sqlalchemy import Connection, func, select

from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.canonical import sha256_hex
from editor_app.domain.documents import Document
from editor_app.domain.events import FIRST_PREVIOUS, Event
from editor_app.domain.problems import Problem, Remark
from editor_app.domain.unlinked import source_unlinked
from editor_app.store import derived
from editor_app.store.dialects import AnyRow, last_key_ever
from editor_app.store.engine import faults_of
from editor_app.store.events import Events
from editor_app.store.facts import changed
from editor_app.store.schema import differences, is_stamped
from editor_app.store.tables import BODIES, DOCUMENTS, EVENTS, METADATA, STATEMENTS
from editor_app.store.texts import Columns, document_of
from editor_app.store.values import Watching

_AT_A_TIME = 200
Reading = Callable[[bytes], Document]


class Checking:
    """What holds of a desk file and what does not, but for its standings: their fold is the domain's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def faults(self, watch: Watching | None = None, read: Reading | None = None) -> Iterator[Remark]:
        """Give everything that is wrong, one after the other; nothing is changed.

        With `read` what is kept of a document is compared with what it finds in its bytes. Codes: check_file,
        check_schema, check_sequence, check_document, check_text, check_reading, check_fact, check_event,
        check_chain, check_stray, check_derived.
        """
        yield from self._file()
        yield from self._documents(watch, read)
        yield from (Remark(row, "check_fact", {"table": table}) for table, row in changed(self._connection))
        yield from self._record(watch)
        yield from self._stray_events()
        yield from (Remark(name, "check_derived") for name in derived.wrong(self._connection))

    def rebuild(self) -> None:
        """Make anew what is derived from documents, placements and events, but for the standings."""
        derived.rebuild(self._connection)

    def _file(self) -> Iterator[Remark]:
        driver = cast("sqlite3.Connection", self._connection.connection.driver_connection)
        for fault in faults_of(driver):
            yield Remark("", "check_file", {"cause": fault})
        found = differences(driver)
        yield from (Remark(statement.partition("\n")[0], "check_schema") for statement in found)
        if not found and not is_stamped(driver):
            yield Remark("alembic_version", "check_sequence")
        yield from (Remark(name, "check_sequence") for name in self._behind())

    def _behind(self) -> Iterator[str]:
        """Name the tables that would give a key out a second time."""
        for table in METADATA.sorted_tables:
            if table.dialect_options["sqlite"]["autoincrement"]:
                highest = self._connection.scalar(select(func.max(*table.primary_key))) or 0
                if last_key_ever(self._connection, table) < highest:
                    yield table.name

    def _documents(self, watch: Watching | None, read: Reading | None) -> Iterator[Remark]:
        total = self._connection.scalar(select(func.count()).select_from(DOCUMENTS)) or 0
        statement = (
            select(DOCUMENTS, *BODIES.c["data", "text"], STATEMENTS.c.fingerprint)
            .outerjoin(BODIES, BODIES.c.document == DOCUMENTS.c.key)
            .outerjoin(STATEMENTS, STATEMENTS.c.number == DOCUMENTS.c.statement)
        )
        rows = self._connection.execute(
            statement.order_by(DOCUMENTS.c.key).execution_options(yield_per=_AT_A_TIME)
        )
        for done, row in enumerate(rows):
            if watch is not None:
                watch.step("check_documents", done, total)
            if row.data is None or sha256_hex(row.data) != row.id:
                yield Remark(row.id, "check_document")
            elif (kept := _kept(row._mapping)) is None:  # noqa: SLF001 - so SQLAlchemy names a row's columns
                yield Remark(row.id, "check_text")
            elif read is not None and (kept != _read(read, row.data) or not _follows_from(kept, row)):
                yield Remark(row.id, "check_reading")

    def _record(self, watch: Watching | None) -> Iterator[Remark]:
        total = self._connection.scalar(select(func.count()).select_from(EVENTS)) or 0
        before: Event | None = None
        for done, event in enumerate(Events(self._connection).readable()):
            if watch is not None:
                watch.step("check_events", done, total)
            if isinstance(event, str):
                yield Remark(event, "check_event")
                continue
            if not _is_sealed(event):
                yield Remark(event.id, "check_event")
            if not _follows(event, before):
                yield Remark(event.id, "check_chain", {"replica": event.replica, "seq": event.seq})
            before = event

    def _stray_events(self) -> Iterator[Remark]:
        """Find what was decided in this desk on documents that are gone.

        A merged record may be of more documents than came with it: packages can hold a choice of them.
        """
        about = EVENTS.outerjoin(DOCUMENTS, DOCUMENTS.c.id == EVENTS.c.document)
        stray = EVENTS.c.document.is_not(None) & DOCUMENTS.c.id.is_(None) & (EVENTS.c.merged == 0)
        for row in self._connection.execute(
            select(*EVENTS.c["id", "document"]).select_from(about).where(stray)
        ):
            yield Remark(row.id, "check_stray", {"document": row.document})


def _kept(row: Columns) -> Document | None:
    """Put a document together as it is kept; None where that cannot be done, or its parts lie outside it."""
    try:
        document = document_of(row)
    except (LookupError, ValueError, TypeError):
        return None
    body = document.spans.body
    return document if 0 <= body.start <= body.end <= len(document.text) else None


def _read(read: Reading, data: bytes) -> Document | None:
    try:
        return read(data)
    except Problem:
        return None


def _follows_from(document: Document, row: AnyRow) -> bool:
    """Tell whether what is kept beside a document that holds is what it gives."""
    rationale = document.rationale
    if row.fingerprint != (None if rationale is None else fingerprint(rationale)):
        return False
    try:
        found = source_unlinked(document, json.loads(row.metadata))
    except (ValueError, AttributeError):
        # What came beside the document can no longer be read; that is told by itself.
        return True
    return row.source_unlinked in (None, found)


def _is_sealed(event: Event) -> bool:
    try:
        return event.computed_hash() == event.hash
    except (ValueError, TypeError):
        return False


def _follows(event: Event, before: Event | None) -> bool:
    if before is None or before.replica != event.replica:
        return event.seq == 1 and event.previous == FIRST_PREVIOUS
    return event.seq == before.seq + 1 and event.previous == before.hash
