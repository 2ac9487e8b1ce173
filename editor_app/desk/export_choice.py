"""What a person asks of an export, and what they are told before it is written."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from editor_app.domain.diff import Stretch
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem, Remark
from editor_app.domain.standing import State
from editor_app.formats.outgoing import kinds
from editor_app.formats.outgoing.kinds import ExportKind


class Format(StrEnum):
    """The formats that ship with the program; others may be installed beside them.

    PDF is made by the window alone.
    """

    PACKAGE = "package"
    WIRES = "wires"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    NINJS = "ninjs"
    AIID = "aiid"
    LEDGER = "ledger"
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents go where in which form. `archive` is an archive's key; no states means all.

    `within` is a list that the others narrow, in its order. `as_folder` asks for a package as a plain folder
    instead of a zip, `is_signed` for its signature.
    """

    format: str
    destination: Path
    states: frozenset[State] = frozenset()
    archive: str | None = None
    search: str = ""
    force: bool = False
    as_folder: bool = False
    is_signed: bool = False
    within: Criteria = Criteria()

    @property
    def criteria(self) -> Criteria:
        """The list of the documents that were chosen."""
        within = self.within
        # What the list narrows itself stays narrowed: as a term of the search where states are chosen, too.
        own = f"state:{','.join(sorted(within.states))}" if self.states and within.states else ""
        return replace(
            within,
            states=self.states or within.states,
            archive=self.archive or within.archive,
            search=" ".join(part for part in (within.search, own, self.search) if part),
        )


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before the export is sent; `documents` are those it is about."""

    code: str
    documents: tuple[str, ...]
    is_warning: bool = True


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would hold: documents by state, all of them, and their size in bytes before packing.

    `left_out` are those of them the format has no place for, `not_chosen` how many the desk has besides.
    """

    choice: Choice
    by_state: dict[State, int]
    total: int
    octets: int
    checks: tuple[Check, ...]
    left_out: tuple[Remark, ...] = ()
    not_chosen: int = 0

    @property
    def written(self) -> int:
        """How many documents will be written."""
        return self.total - len(self.left_out)


@dataclass(frozen=True, slots=True)
class Preview:
    """One document as it would be written: its file's name, its text, and what differs from the original.

    `stretches` is empty where the form knows no change (JSON Lines, CSV) or nothing was changed. `left_out`
    says why the document would not be written at all.
    """

    name: str
    text: str
    stretches: tuple[Stretch, ...] = ()
    left_out: Remark | None = None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `notices` are remarks on documents that were written all the same.

    `fingerprint` is that of the key it was signed with. `left_out` are documents that were chosen and the
    format has no place for, `not_chosen` counts the rest of the desk.
    """

    written: int
    left_out: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    path: Path
    digest: str
    not_chosen: int = 0
    fingerprint: str | None = None


def read_format(name: str) -> str:
    """Give back the name of a format; Problem format_window_only for PDF, format_unknown for none."""
    if name == Format.PDF:
        raise Problem("format_window_only", format=name)
    if name not in kinds.names():
        raise Problem("format_unknown", format=name, formats=", ".join(kinds.names()))
    return name


def kind_of(name: str) -> ExportKind:
    """Give the format of a name; Problems as `read_format`, format_broken for a plug-in that fails.

    And extra_missing where it lacks a library.
    """
    kind = kinds.find(read_format(name))
    if kind is None:
        raise Problem("format_broken", format=name, cause=kinds.fault_of(name))
    kind.refuse_unready()
    return kind
