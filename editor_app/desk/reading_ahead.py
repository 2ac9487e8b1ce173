"""Reading an archive ahead of what is written: a thread reads the next documents meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Final

from editor_app.domain.documents import Document
from editor_app.domain.problems import Problem, Remark
from editor_app.formats.sources import Incoming, Source
from editor_app.formats.wire_text import read_document

_BATCH: Final = 1_000
_BATCH_BYTES: Final = 16_000_000
_AHEAD: Final = 2
_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that was read, with the bytes it was read from and what its source said of it."""

    incoming: Incoming
    document: Document

    @property
    def name(self) -> str:
        """The name it comes under."""
        return self.incoming.name


@dataclass(slots=True)
class Portion:
    """What was read at one go, as much as fits into memory: documents, and remarks on what is none.

    `names` are those of all that was looked at, each with how many of the source's documents that made.
    """

    arrivals: list[Arrival] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    length: int = 0

    def take(self, item: Incoming | Remark, done: int) -> None:
        """Read an item of a source."""
        self.names.append((item.name, done))
        if isinstance(item, Remark):
            self.remarks.append(item)
            return
        try:
            self.arrivals.append(Arrival(item, read_document(item.data)))
            self.length += len(item.data)
        except Problem as problem:
            self.remarks.append(Remark(item.name, problem.code, problem.fields))


class ReadingAhead:
    """Gives the portions of a source while a thread reads the next; to be used in a with statement.

    Whoever waits is given None now and then, so that a slow source can be stopped too.
    """

    def __init__(self, source: Source) -> None:
        """Read a source from its beginning."""
        self._source = source
        self._read: Queue[Portion | BaseException | None] = Queue(_AHEAD)
        self._is_unwanted = Event()
        self._thread = Thread(target=self._run, name="reading-ahead", daemon=True)

    def __enter__(self) -> Iterator[Portion | None]:
        """Begin to read."""
        self._thread.start()
        return self._portions()

    def __exit__(self, *_: object) -> None:
        """Read no further."""
        self._is_unwanted.set()
        self._thread.join()

    def _portions(self) -> Iterator[Portion | None]:
        while True:
            try:
                read = self._read.get(timeout=_SECONDS)
            except Empty:
                yield None
                continue
            if read is None:
                return
            if isinstance(read, BaseException):
                raise read
            yield read

    def _run(self) -> None:
        try:
            for portion in portions(self._source.items(), self._source, self._is_unwanted):
                self._hand_over(portion)
            self._hand_over(None)
        except BaseException as fault:  # noqa: BLE001 - raised anew where the portions are used
            self._hand_over(fault)

    def _hand_over(self, read: Portion | BaseException | None) -> None:
        while not self._is_unwanted.is_set():
            try:
                return self._read.put(read, timeout=_SECONDS)
            except Full:
                continue
        return None


def portions(items: Iterable[Incoming | Remark], source: Source, is_unwanted: Event) -> Iterator[Portion]:
    """Read documents in portions until there are no more or they are unwanted."""
    portion = Portion()
    for item in items:
        if is_unwanted.is_set():
            return
        portion.take(item, source.done)
        if len(portion.names) >= _BATCH or portion.length >= _BATCH_BYTES:
            yield portion
            portion = Portion()
    if portion.names:
        yield portion
