"""What can go wrong through nobody's fault: a problem carries fields, the two faces find the words."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final, NamedTuple

_NO_FIELDS: Final[Mapping[str, object]] = {}


class ExitStatus(IntEnum):
    """How the command line ends (the contract of the command line)."""

    DONE = 0
    DONE_WITH_PROBLEMS = 1
    UNUSABLE = 2
    INTEGRITY = 3
    BUG = 70
    INTERRUPTED = 130


class Problem(Exception):
    """Something a person can act on; nothing was changed unless the fields say so.

    `code` is a stable snake_case word, `fields` are what the sentence needs (names, counts, paths).
    """

    def __init__(self, code: str, status: ExitStatus = ExitStatus.UNUSABLE, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.fields: Mapping[str, object] = fields

    def __str__(self) -> str:
        """Give code and fields for a log or a test; a person is shown the sentence of a face."""
        return f"{self.code} {dict(self.fields)}"


class Interrupted(Exception):
    """A person stopped a job; nothing of it is left half done."""


class Suspended(Interrupted):
    """The program is about to close: a job that can be gone on with later stops where it is."""


class Remark(NamedTuple):
    """One line of a list of problems or notices: which item, what about it."""

    name: str
    code: str
    fields: Mapping[str, object] = _NO_FIELDS
