"""What an export may take the place of: never the desk itself, and nothing that is not an export of ours."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.problems import Problem
from editor_app.formats.earlier_export import is_earlier_file, is_replaceable_folder
from editor_app.formats.outgoing import kinds
from editor_app.formats.outgoing.kinds import ExportKind

_SIDE_FILES = (
    "", "-wal", "-shm", "-journal", ".lock", "-search", "-search-wal", "-search-shm", "-search-journal",
    "-alike", "-alike-wal", "-alike-shm", "-alike-journal",
)  # fmt: skip


def refuse_target(desk: Path, choice: Choice) -> None:
    """Raise the Problem target_is_desk or target_is_foreign where an export would destroy something."""
    target = choice.destination
    if any(_is_same(target, place) for place in _places_of(desk)):
        raise Problem("target_is_desk", path=str(target))
    if choice.force and os.path.lexists(target) and not _is_replaceable(choice):
        raise Problem("target_is_foreign", path=str(target))


def _places_of(desk: Path) -> Iterator[Path]:
    """Give the desk file, its side files and the folders it lies in, where a link to it leads."""
    place = Path(os.path.realpath(desk))
    yield from (place.with_name(place.name + ending) for ending in _SIDE_FILES)
    yield from place.parents


def _is_same(target: Path, place: Path) -> bool:
    """Tell whether two paths lead to the same place, also one where nothing stands yet."""
    if os.path.realpath(target) == os.path.realpath(place):
        return True
    try:
        return target.samefile(place)
    except OSError:
        # One of the two is not there: then only their names could have been the same.
        return False


def _is_replaceable(choice: Choice) -> bool:
    target = choice.destination
    kind = kinds.find(choice.format)
    if (kind is not None and kind.is_folder) or (choice.format == Format.PACKAGE and choice.as_folder):
        # A path without a last name ("." or the root) cannot be put aside.
        return bool(target.name) and is_replaceable_folder(target, kinds.kinds())
    return stat.S_ISREG(target.lstat().st_mode) and (_is_named_for(kind, target) or is_earlier_file(target))


def _is_named_for(kind: ExportKind | None, target: Path) -> bool:
    """Tell whether a name is one a format goes by; whoever gives no ending named nothing else."""
    endings = {"", f".{Format.CSV}" if kind is not None and kind.name == Format.LEDGER else ""}
    endings.add(f".{Format.PDF}" if kind is None else PurePath(kind.ending).suffix)
    return target.suffix.casefold() in endings
