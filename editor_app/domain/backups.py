"""Copies of a desk: when and before what each was made, and which of them are kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

WHOLE, CHANGES = ".desk", ".changes"
LAST, DAYS, REPLACED_ONES = 5, 7, 3
DUE_AFTER: Final = timedelta(days=1)
DUE_DECISIONS: Final = 200
_MOMENT = "%Y-%m-%dT%H%M%S.%f"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}\.\d{3})Z-([a-z]+)(\.desk|\.changes)")


class Occasion(StrEnum):
    """Why a copy was made: a person asked, time had come, or what stands in the name was about to be done."""

    ASKED = "asked"
    DUE = "due"
    IMPORT = "import"
    TOGETHER = "together"
    MERGE = "merge"
    MIGRATION = "migration"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy, as its file's name tells: `at` is UTC, `is_whole` False where it holds only what changed."""

    name: str
    at: datetime
    occasion: Occasion
    is_whole: bool


def name_of(at: datetime, occasion: Occasion, *, is_whole: bool) -> str:
    """Name the file of a copy made at a time in UTC."""
    moment = at.strftime(_MOMENT)[:-3]
    return f"{moment}Z-{occasion}{WHOLE if is_whole else CHANGES}"


def read_name(name: str) -> Backup | None:
    """Read what the name of a file tells; None where it is no copy's name."""
    found = _NAME.fullmatch(name)
    if found is None or found[2] not in set(Occasion):
        return None
    at = datetime.strptime(found[1] + "000", _MOMENT).replace(tzinfo=UTC)
    return Backup(name, at, Occasion(found[2]), found[3] == WHOLE)


def spared(backups: Iterable[Backup]) -> set[str]:
    """Name the copies that are kept: the last five, one of each of seven days, and what was replaced last."""
    newest_first = sorted(backups, key=lambda backup: backup.at, reverse=True)
    replaced = [backup for backup in newest_first if backup.occasion is Occasion.REPLACED]
    others = [backup for backup in newest_first if backup.occasion is not Occasion.REPLACED]
    kept = [*others[:LAST], *_daily(others), *replaced[:REPLACED_ONES]]
    return {backup.name for backup in kept}


def is_due(last: datetime | None, now: datetime, decisions_since: int) -> bool:
    """Tell whether it is time for another copy."""
    return last is None or now - last >= DUE_AFTER or decisions_since >= DUE_DECISIONS


def _daily(newest_first: Iterable[Backup]) -> Iterator[Backup]:
    days: set[str] = set()
    for backup in newest_first:
        day = backup.at.date().isoformat()
        if day not in days and len(days) < DAYS:
            days.add(day)
            yield backup
