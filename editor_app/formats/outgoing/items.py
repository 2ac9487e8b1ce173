"""What an export is made of: documents on their way out, and what is told about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from editor_app.domain.lists import View
from editor_app.domain.problems import Remark
from editor_app.formats.package.writing import Content
from editor_app.formats.writing_back import Written


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document on its way out.

    `record` is what `show` gives of it less body and history, `wire` the document as it is written back,
    `date` the day the archive gives for it (ISO; None where it gives none), `metadata` what came with it
    beside its text, `guide` the version of the guide it was decided under.
    """

    view: View
    record: Mapping[str, Any]
    wire: Written
    date: str | None
    metadata: Mapping[str, str]
    guide: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a format writes it: the name of its file and the text it gets there."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of an export: how many documents were written, the SHA-256 that stands for them, remarks."""

    written: int
    digest: str
    notices: tuple[Remark, ...] = ()


class Batch(Protocol):
    """The documents that were chosen for an export."""

    left_out: list[Remark]
    """What the format leaves out and why; complete once `items` has been walked to its end."""

    not_chosen: int
    """How many documents of the desk were not asked for."""

    def items(self) -> Iterator[Outgoing]:
        """Give the documents the format takes, in their order."""

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Give the records of all documents as lines of canonical JSON, many at once, with their number."""

    def content(self) -> Content:
        """Give the same documents as a package holds them."""
