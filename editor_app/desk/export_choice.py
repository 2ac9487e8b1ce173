"""What a person asks of an export, and what they are told before it is written."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from editor_app.domain.diff import Stretch
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem, Remark
from editor_app.domain.standing import State


class Format(StrEnum):
    """The formats of an export that this version writes."""

    PACKAGE = "package"
    WIRES = "wires"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents go where in which form. `archive` is an archive's key; no states means all.

    `as_folder` asks for a package as a plain folder instead of a zip.
    """

    format: Format
    destination: Path
    states: frozenset[State] = frozenset()
    archive: str | None = None
    search: str = ""
    force: bool = False
    as_folder: bool = False

    @property
    def criteria(self) -> Criteria:
        """The list of the documents that were chosen."""
        return Criteria(states=self.states, archive=self.archive, search=self.search)


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before the export is sent; `documents` are those it is about."""

    code: str
    documents: tuple[str, ...]
    is_warning: bool = True


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would hold: documents by state, all of them, and their size in bytes before packing."""

    choice: Choice
    by_state: dict[State, int]
    total: int
    octets: int
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One document as it would be written: its file's name, its text, and what differs from the original.

    `stretches` is empty where the form knows no change (JSON Lines, CSV) or nothing was changed.
    """

    name: str
    text: str
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `notices` are remarks on documents that were written all the same."""

    written: int
    left_out: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    path: Path
    digest: str


def read_format(name: str) -> Format:
    """Give the format of a name; Problem format_later for one of a later version, format_unknown else."""
    if name in ("xlsx", "ninjs", "aiid", "html"):
        raise Problem("format_later", format=name)
    try:
        return Format(name)
    except ValueError as fault:
        raise Problem("format_unknown", format=name) from fault
