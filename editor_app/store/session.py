"""An open desk file: transactions to read in and to write in, from two threads at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from editor_app.domain.problems import Problem
from editor_app.store import replica as replicas
from editor_app.store.alike import Alike
from editor_app.store.alike_index import AlikeIndex
from editor_app.store.backing_up import Copies
from editor_app.store.connections import Connections
from editor_app.store.copying import copy
from editor_app.store.engine import Mode
from editor_app.store.faults import told
from editor_app.store.files import files_told
from editor_app.store.indexing import Indexing
from editor_app.store.locking import Lock
from editor_app.store.meta import Meta
from editor_app.store.search import Search
from editor_app.store.search_index import SearchIndex
from editor_app.store.side_checking import leftovers
from editor_app.store.values import Watching
from editor_app.store.witness import Witness
from editor_app.store.work import Work

_SIDE_FILES = ("", "-wal")


class Store:
    """A desk file that is open. Any thread may read at any time; one at a time writes.

    `replica` is the id under which this file's events are numbered, `copies` makes copies of it.
    """

    def __init__(self, path: Path, mode: Mode, lock: Lock | None) -> None:
        """Take over a desk file that was found sound, with the lock if it is to be written."""
        self.path = path
        self.is_read_only = lock is None
        self._lock = lock
        self._turn = RLock()
        self._is_writing = False
        self._connections = Connections(path, mode)
        self._witness = Witness(path)
        self.copies = Copies(path, mode, self.refuse_replaced)
        try:
            self.replica = self._read_replica() if lock is None else self._settle_replica()
        except BaseException:
            self._connections.close()
            raise
        self._index = SearchIndex(self._beside("-search"), self.replica, is_read_only=self.is_read_only)
        self._search = Search(self._connections.reading, self._index)
        self._alike_index = AlikeIndex(self._beside("-alike"), self.replica, is_read_only=self.is_read_only)
        self._alike = Alike(self._connections.reading, self._alike_index, path)

    def __enter__(self) -> Self:
        """Use the store in a with statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store, whatever happened."""
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Read within one transaction: everything is seen as it was at the first look."""
        with told(self.path), self._connections.reading() as connection:
            yield Work(connection, self._search, self._alike, self._refuse_commit)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Read and write in one transaction, one writer at a time; without `commit` all of it is undone."""
        if self.is_read_only:
            raise Problem("desk_read_only", path=str(self.path), cause="opened for reading")
        with self._turn:
            if self._is_writing:
                raise RuntimeError("a transaction within a transaction")
            self._is_writing = True
            try:
                with told(self.path), self._connections.writing() as connection:
                    yield Work(connection, self._search, self._alike, self._witness.refuse_replaced)
            finally:
                self._is_writing = False

    def indexing(self) -> Indexing:
        """Give what makes an import searchable while it goes on."""
        return Indexing(self._index, self._search.reached)

    def close(self) -> None:
        """Close the file and let others write to it."""
        try:
            self._index.close()
            self._alike_index.close()
            with told(self.path):
                self._connections.close()
        finally:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def size(self) -> int:
        """Give the size of the desk in bytes, its log included, the search index not."""
        places = [self.path.with_name(self.path.name + ending) for ending in _SIDE_FILES]
        return sum(place.stat().st_size for place in places if place.exists())

    def leftovers(self) -> list[Path]:
        """Give what a program that was killed left unfinished beside the desk."""
        return list(leftovers(self.path))

    def sweep(self) -> None:
        """Remove what was left unfinished beside the desk; nobody else writes to it now."""
        for place in self.leftovers() if self._lock is not None else ():
            place.unlink(missing_ok=True)

    @property
    def left_elsewhere(self) -> Mapping[str, object] | None:
        """Who opened the desk on another machine and did not close it there: host, who, started."""
        return None if self._lock is None else self._lock.left_elsewhere

    def hold_as(self, who: str) -> None:
        """Say under whose name others find this desk locked."""
        if self._lock is not None:
            with files_told(self.path):
                self._lock.sign(who)

    def copy_to(self, target: Path, watch: Watching | None = None) -> str:
        """Write what was committed so far to a new desk file, also where this one was replaced underneath.

        Gives the SHA-256 of the copy.
        """
        with self._turn, told(self.path), self._connections.bare() as connection:
            return copy(connection, target, watch)

    def refuse_replaced(self) -> None:
        """Raise a Problem where the file that bears the desk's name is not the one that is written to."""
        if not self.is_read_only:
            self._witness.refuse_replaced()

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def _refuse_commit(self) -> None:
        raise Problem("desk_read_only", path=str(self.path), cause="a reading transaction")

    def _read_replica(self) -> str:
        with self._connections.reading() as connection:
            return Meta(connection).get(replicas.REPLICA) or ""

    def _settle_replica(self) -> str:
        with self._connections.writing() as connection:
            meta = Meta(connection)
            made = replicas.settle(meta, self.path)
            if made is not None:
                connection.commit()
                replicas.remember(made, self.path)
                return made
            return meta.get(replicas.REPLICA) or ""
