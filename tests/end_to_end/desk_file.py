"""A desk as the rest of the world sees it: through the command line, and the record in its file."""

import hashlib
import json
import sqlite3
from contextlib import closing

from tests.cli.calling import run_process


class DeskFile:
    """A desk file and who works on it; every call is a process of its own."""

    def __init__(self, path, editor="Ada Example", env=None):
        self.path, self.editor, self._env = path, editor, env

    def __call__(self, *arguments, status=0):
        """Call a verb, and give its JSON if it ends with the status that is expected."""
        who = ("--desk", self.path, "--editor", self.editor, "--json")
        answer = run_process(*who, *arguments, env=self._env)
        assert answer.status == status, (arguments, answer)
        return answer.json

    def events(self, *kinds):
        """Give (kind, document, payload) of every event of these kinds (all of them, where none is named)."""
        return events_in(self.path, *kinds)


def events_in(path, *kinds):
    """Read the record out of a desk file, also while a window has it open."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT kind, document, payload FROM events ORDER BY key").fetchall()
    found = [(kind, document, json.loads(payload)) for kind, document, payload in rows]
    return [event for event in found if not kinds or event[0] in kinds]


def documents_in(path):
    """Give (id, state) of every listed document in a desk file, in archive order."""
    query = (
        "SELECT d.id, s.state FROM standings s JOIN documents d ON d.key = s.document WHERE s.listed = 1"
        " ORDER BY s.archive, s.position, s.name"
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def ids_of(archive):
    """Give the ids of an archive's documents by the number their names begin with: their bytes' SHA-256."""
    return {file.name[:3]: hashlib.sha256(file.read_bytes()).hexdigest() for file in archive.iterdir()}
