"""How far a side file has followed the documents of its desk, and whether it is still this desk's."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Final

from sqlalchemy import Connection, func, select

from editor_app.store.dialects import AnyRow, last_key_ever
from editor_app.store.side_checking import is_sound
from editor_app.store.side_file import SideFile
from editor_app.store.tables import DOCUMENTS

_PRIMARY: Final = 0xFF
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
Committed = Callable[[], AbstractContextManager[Connection]]


class Following:
    """Compares a side file with what is committed to the desk."""

    def __init__(self, committed: Committed, file: SideFile) -> None:
        """Follow with a file; `committed` opens a transaction that sees what is committed by then."""
        self._committed = committed
        self._file = file

    def backlog(self) -> int:
        """Give by how many keys the file is behind; not all of them need have a document any more."""
        with self._file.filling:
            mark = self.mark()
            with self._committed() as connection:
                return max(0, int(connection.scalar(select(func.max(DOCUMENTS.c.key))) or 0) - mark)

    def catch_up(self, add_missing: Callable[[], int]) -> int:
        """Let `add_missing` add what the file does not hold yet, and give how many documents that were.

        It goes on from where it was stopped; a damaged file is made anew.
        """
        with self._file.filling:
            if not self.backlog():
                return 0
            self._file.make_writable()
            try:
                return add_missing()
            except sqlite3.DatabaseError as fault:
                raise_unless_damage(fault)
                self._file.start_anew()
                return add_missing()

    def is_right(
        self,
        after: Callable[[int], Sequence[AnyRow]],
        are_held: Callable[[Sequence[AnyRow]], bool],
        tell: Callable[[int, int], None],
    ) -> bool:
        """Tell whether the file is sound and holds every document it has come to.

        `after` gives the next few documents behind a key, `are_held` looks them up in the file, and `tell` is
        told before each few how far the looking is, and how far it goes.
        """
        with self._file.filling:
            if not is_sound(self._file):
                return False
            mark, start = self.mark(), 0
            while rows := [row for row in after(start) if row.key <= mark]:
                tell(start, mark)
                if not are_held(rows):
                    return False
                start = rows[-1].key
        return True

    def mark(self) -> int:
        """Give the key up to which the file reaches; one that does not fit the desk starts anew."""
        try:
            key, id_ = self._file.mark()
        except sqlite3.DatabaseError as fault:
            raise_unless_damage(fault)
            self._file.start_anew()
            return 0
        if key and not self._fits(key, id_):
            self._file.start_anew()
            return 0
        return key

    def _fits(self, key: int, id_: str) -> bool:
        """Tell whether the file's last document is the desk's of that key, or was until it was removed."""
        with self._committed() as connection:
            there = connection.scalar(select(DOCUMENTS.c.id).where(DOCUMENTS.c.key == key))
            return key <= last_key_ever(connection, DOCUMENTS) if there is None else bool(there == id_)


def raise_unless_damage(fault: sqlite3.DatabaseError) -> None:
    """Raise a fault anew unless it says that the file is damaged."""
    if (getattr(fault, "sqlite_errorcode", None) or 0) & _PRIMARY not in _DAMAGE:
        raise fault
