"""Checking what is derived and lies beside the desk: the search index, the groups of like texts, leftovers.

Documents a file has not come to yet are no fault: it catches up by itself. One it has come to must be in it,
as it would be put in today.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from editor_app.domain.likeness import sketch
from editor_app.store.alike_index import AlikeIndex
from editor_app.store.engine import Mode, connect_derived, faults_of
from editor_app.store.search_index import SearchIndex, Words
from editor_app.store.side_file import SideFile

_PARTS: Final = (".part", ".part-wal", ".part-shm", ".part-journal")
_SIZES: Final = "SELECT id, sz FROM texts_docsize WHERE id BETWEEN ? AND ?"
_SKETCHES: Final = "SELECT document, sketch FROM sketches WHERE document BETWEEN ? AND ?"
_PUT: Final = "INSERT INTO texts (rowid, headline, body, rationale) VALUES (?, ?, ?, ?)"


def is_sound(file: SideFile) -> bool:
    """Tell whether SQLite finds a side file whole; one that is not there yet is made by whoever needs it."""
    try:
        return next(file.use(faults_of), None) is None
    except sqlite3.DatabaseError:
        return False


def are_indexed(index: SearchIndex, texts: Sequence[Words]) -> bool:
    """Tell whether some documents stand in the full-text index with as many words as they have."""
    wanted = connect_derived(None, Mode.WRITE)
    try:
        for statement in index.tables:
            wanted.execute(statement)
        wanted.executemany(_PUT, texts)
        bounds = (texts[0][0], texts[-1][0])
        sizes = dict(wanted.execute(_SIZES, bounds))
    finally:
        wanted.close()
    return sizes.items() <= dict(index.ask(_SIZES, bounds)).items()


def are_sketched(index: AlikeIndex, bodies: Sequence[tuple[int, str]]) -> bool:
    """Tell whether some documents are compared with the others by the sketches of their texts."""
    bounds = (bodies[0][0], bodies[-1][0])
    kept = index.use(lambda connection: dict(connection.execute(_SKETCHES, bounds)))
    return all(kept.get(key) == sketch(body) for key, body in bodies)


def leftovers(desk: Path) -> Iterator[Path]:
    """Give what a program that was killed left beside the desk: copies that were never finished."""
    for place in sorted(desk.parent.iterdir()):
        if place.name.startswith(f"{desk.name}.") and place.name.endswith(_PARTS):
            yield place
