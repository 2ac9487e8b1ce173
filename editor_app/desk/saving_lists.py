"""Keeping lists under a name: each with its place among the others and, if it is given one, a key."""

from collections.abc import Callable
from dataclasses import replace

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.saved_lists import SLOTS, SavedList, saved

_LONGEST_NAME = 80
_MOST = 200


def saved_lists(desk: Workplace) -> list[SavedList]:
    """Give the lists that are kept, in their order."""
    with desk.store.reading() as work:
        return work.saved_lists.all()


def save(desk: Workplace, name: str, criteria: Criteria) -> Changes:
    """Keep a list under a name; one of that name asks for this from now on, and a new one gets a free key."""
    wanted = _clean(name)

    def edit(lists: list[SavedList]) -> list[SavedList]:
        known = next((one for one in lists if one.name == wanted), None)
        if known is not None:
            fresh = saved(wanted, criteria, known.slot)
            return [fresh if one is known else one for one in lists]
        if len(lists) >= _MOST:
            raise Problem("too_many_lists", most=_MOST)
        taken = {one.slot for one in lists}
        return [*lists, saved(wanted, criteria, next((slot for slot in SLOTS if slot not in taken), None))]

    return _edited(desk, edit)


def rename(desk: Workplace, name: str, wanted: str) -> Changes:
    """Give a saved list another name."""
    new = _clean(wanted)

    def edit(lists: list[SavedList]) -> list[SavedList]:
        found = _found(lists, name)
        if any(one.name == new and one is not found for one in lists):
            raise Problem("list_name_taken", name=new)
        return [replace(one, name=new) if one is found else one for one in lists]

    return _edited(desk, edit)


def remove(desk: Workplace, name: str) -> Changes:
    """Forget a saved list; no document is touched."""

    def edit(lists: list[SavedList]) -> list[SavedList]:
        found = _found(lists, name)
        return [one for one in lists if one is not found]

    return _edited(desk, edit)


def move(desk: Workplace, name: str, step: int) -> Changes:
    """Move a saved list up (-1) or down (+1) among the others; at either end nothing happens."""

    def edit(lists: list[SavedList]) -> list[SavedList]:
        found = _found(lists, name)
        place = lists.index(found)
        rest = [one for one in lists if one is not found]
        rest.insert(max(0, place + step), found)
        return rest

    return _edited(desk, edit)


def give_key(desk: Workplace, name: str, slot: int | None) -> Changes:
    """Give a saved list a key by its number, 1 to 9, or none; another that has it loses it."""
    if slot is not None and slot not in SLOTS:
        raise Problem("no_such_key", slot=slot)

    def edit(lists: list[SavedList]) -> list[SavedList]:
        found = _found(lists, name)
        freed = [replace(one, slot=None) if one.slot == slot else one for one in lists]
        return [replace(one, slot=slot) if one.name == found.name else one for one in freed]

    return _edited(desk, edit)


def _edited(desk: Workplace, edit: Callable[[list[SavedList]], list[SavedList]]) -> Changes:
    desk.refuse_read_only()
    with desk.store.writing() as work:
        before = work.saved_lists.all()
        after = edit(before)
        if after == before:
            return NOTHING
        work.saved_lists.keep(after)
        work.commit()
    return Changes("list_saved", lists=True)


def _found(lists: list[SavedList], name: str) -> SavedList:
    found = next((one for one in lists if one.name == name), None)
    if found is None:
        raise Problem("no_such_list", name=name)
    return found


def _clean(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or not cleaned.isprintable() or len(cleaned) > _LONGEST_NAME:
        raise Problem("list_name_unusable", longest=_LONGEST_NAME)
    return cleaned
