"""A small desk to test on: wires with the same bulk rationale, one with its own, and a plain document."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from editor_app.desk.recording import refold
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.lists import Placement
from editor_app.formats.wire_text import read_document
from editor_app.store.values import NewDocument

BULK = "Source signal originates from a real AI provider; the harm would not have occurred without it."
ARCHIVE = "launch"


class Clock:
    """A clock that goes on by a second each time somebody looks."""

    def __init__(self):
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def wire_text(headline, body="The body [source].", rationale=BULK, test=True):
    """Compose a wire as the archive has them."""
    lines = [f"[some-office] {headline}", body, "Why this is an AI incident"]
    lines.append(f"Launch-archive bulk classification (10 May 2026). {rationale}")
    if test:
        lines.append('Counterfactual "but-for" test per the Editor\'s Guide.')
    return "\n".join(lines).encode()


WIRES = {
    "000.txt": wire_text("A court finds a chatbot at fault"),
    "001.txt": wire_text("Two countries sign an agreement"),
    "002.txt": wire_text("A regulator fines a provider", rationale="An own rationale.", test=False),
    "003.txt": b"# A comment on the agreement\n\nNothing is proposed here.\n",
}

REVISED = b"[some-office] A court finds a chatbot at fault\nNew.\nWhy this is an AI incident\nOther words.\n"


def add(desk, texts, revision=0, archive=ARCHIVE):
    """Put texts into a desk under their names, as an import does; give their ids by name."""
    new = {name: _new(desk, data) for name, data in texts.items()}
    with desk.store.writing() as work:
        work.archives.add(archive, archive)
        start = work.placements.next_position(archive)
        known = work.documents.known([item.document.sha256 for item in new.values()])
        work.documents.add([item for item in new.values() if item.document.sha256 not in known])
        places = [
            Placement(archive, name, start + number, revision, item.document.sha256)
            for number, (name, item) in enumerate(new.items())
        ]
        work.placements.add(places, "")
        refold(work, [item.document.sha256 for item in new.values()])
        work.commit()
    return {name: item.document.sha256 for name, item in new.items()}


def _new(desk, data):
    document = read_document(data)
    mark = None if document.rationale is None else fingerprint(document.rationale)
    return NewDocument(document, data, mark, None, {}, "", desk.now())


def open_sample(path, name="Ada Example", **options):
    """Open a desk of a test, with somebody at it."""
    desk = open_desk(path, **{"clock": Clock(), **options})
    if name is not None:
        sign_in(desk, name)
    return desk


def tamper(desk, *statements):
    """Change the file as somebody with another program would, triggers taken away and put back."""
    with closing(sqlite3.connect(desk.path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
