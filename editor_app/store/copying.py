"""A copy of a desk, made from the live connection so that it holds what was committed last."""

import os
import sqlite3
from pathlib import Path

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.store.engine import Mode, connect, faults_of
from editor_app.store.faults import files_told, told


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole desk of a connection to a new file, check the copy, and only then give it its name."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with told(target), files_told(target):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            _fill(connection, part)
            _refuse_damaged(part)
            part.replace(target)
            sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk, where the system has a way to say so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(connection: sqlite3.Connection, part: Path) -> None:
    to = sqlite3.connect(part)
    try:
        connection.backup(to)
    finally:
        to.close()
    sync_file(part)


def _refuse_damaged(part: Path) -> None:
    opened = connect(part, Mode.FIXED)
    try:
        fault = next(faults_of(opened), None)
    finally:
        opened.close()
    if fault is not None:
        raise Problem("desk_damaged", ExitStatus.INTEGRITY, path=str(part), cause=fault)
