"""Coming to work: a desk is opened, and what a kill left half done in it is put right."""

from collections.abc import Collection
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app import paths, settings
from editor_app.desk.opened import Clock, Workplace, system_clock
from editor_app.desk.taking_back import take_back
from editor_app.desk.trying_out import sweep
from editor_app.desk.vocabularies import chosen_vocabulary
from editor_app.desk.watch import Watch
from editor_app.domain.problems import Problem
from editor_app.store.backup_shelf import is_on_a_shelf

if TYPE_CHECKING:
    from editor_app.store.opening import Store

__all__ = [
    "Access",
    "Clock",
    "Workplace",
    "open_desk",
    "system_clock",
    "take_back_cut_off",
]

_READABLE_ALL_THE_SAME = frozenset({"desk_locked", "desk_read_only", "disk_full"})


class Access(Enum):
    """What a desk is opened for; EITHER reads where somebody else writes, and says why."""

    WRITE = "write"
    READ = "read"
    EITHER = "either"


def open_desk(
    path: Path,
    *,
    access: Access = Access.WRITE,
    create: bool = True,
    clock: Clock = system_clock,
    settings_file: Path | None = None,
    watch: Watch | None = None,
    keep_cut_off: bool = False,
) -> Workplace:
    """Open a desk file, making a new one where there is none and `create` allows it.

    An import that was cut off the last time is taken back first, unless the caller means to go on with it.
    """
    if access is not Access.READ:
        sweep()
    chosen = settings_file or paths.settings_file()
    vocabulary = chosen_vocabulary(settings.load(chosen).vocabulary, chosen)
    place = path.expanduser().absolute()
    store, read_only = _open_store(place, access, create=create, watch=watch)
    try:
        desk = Workplace(
            place,
            store,
            vocabulary,
            settings_file=chosen,
            clock=clock,
            read_only=read_only,
        )
        if not keep_cut_off:
            take_back_cut_off(desk)
    except BaseException:
        store.close()
        raise
    return desk


def _open_store(
    place: Path, access: Access, *, create: bool, watch: Watch | None
) -> tuple["Store", Problem | None]:
    if is_on_a_shelf(place):
        problem = Problem("opened_backup", path=str(place))
        if access is Access.WRITE:
            raise problem
        return _store_at(place, read_only=True, watch=watch), problem
    if access is Access.READ:
        return _store_at(place, read_only=True, watch=watch), Problem("opened_to_read", path=str(place))
    try:
        return _store_at(place, create=create, watch=watch), None
    except Problem as problem:
        if access is Access.WRITE or problem.code not in _READABLE_ALL_THE_SAME:
            raise
        return _store_at(place, read_only=True, watch=watch), problem


def _store_at(place: Path, *, read_only: bool = False, create: bool = False, watch: Watch | None) -> "Store":
    from editor_app.store.opening import open_store  # noqa: PLC0415 - its imports take a second

    return open_store(f"sqlite:///{place}", read_only=read_only, create=create, watch=watch)


def take_back_cut_off(desk: Workplace, but_from: Collection[str] = ()) -> None:
    """Take back the imports that were left half done, but those from places that are to be gone on with."""
    if desk.read_only is not None:
        return
    with desk.store.reading() as work:
        cut_off = [item.id for item in work.imports.unfinished() if item.origin not in but_from]
    for import_id in cut_off:
        take_back(desk, import_id)
