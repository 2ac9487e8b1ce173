"""Re-reading: decisions of one's own that the desk puts back into the queue by itself, to be read blind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from editor_app.desk.opened import as_written
from editor_app.desk.sharing_out import again_part
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import DECIDED, Event
from editor_app.domain.lists import Criteria, ListName, ListRow, Order
from editor_app.domain.query import AGAIN, Field, Query
from editor_app.domain.standing import taken_back

if TYPE_CHECKING:
    from editor_app.store.work import Work

PAUSE: Final = timedelta(days=7)
AT_ONCE: Final = 5
_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be read again now: keys of documents by their ids."""

    keys: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.keys)

    def among(self, rows: list[ListRow]) -> list[ListRow]:
        """Give those of some lines that are due."""
        return [row for row in rows if row.id in self.keys]


NOTHING_DUE: Final = Due()


def due(desk: Workplace, on_screen: str = "", watch: Watch | None = None) -> Due:
    """Give what the editor at the desk is to read again: a few of 5 % of their decisions, the oldest first.

    Nothing unless the settings ask for it. Which 5 % follows from a seed that the settings keep; a decision
    is left alone for a week at least, and what is on screen now is never taken out of a reader's sight.
    """
    if not desk.settings.read_again or desk.editor is None or desk.read_only is not None:
        return NOTHING_DUE
    latest = as_written(datetime.fromisoformat(desk.now()) - PAUSE)
    with desk.store.reading() as work:
        own = work.events.persons().ids(desk.editor.id)
        keys = work.lists.ids(_drawn(desk), desk.editor.id)
        found: list[tuple[str, ListRow]] = []
        for start in range(0, len(keys), _BATCH):
            if watch is not None:
                watch.step("looking", start, len(keys))
            rows = work.lists.rows(keys[start : start + _BATCH])
            events = work.events.of_many([row.id for row in rows])
            found += [(at, row) for row in rows if (at := _decided_at(events[row.id], own)) <= latest]
    rested = sorted(found, key=lambda pair: (pair[0], pair[1].id))
    return Due({row.id: row.key for _, row in rested[:AT_ONCE] if row.id != on_screen})


def is_queue(criteria: Criteria) -> bool:
    """Tell whether a list is the queue itself, all of it or what is to do; who searches wants to see."""
    plain = Criteria(
        list=criteria.list, archive=criteria.archive, order=criteria.order, is_reversed=criteria.is_reversed
    )
    return criteria.list in (ListName.ALL, ListName.TO_DO) and criteria == plain


def places(desk: Workplace, criteria: Criteria, found: Due) -> list[tuple[int, int | None]]:
    """Give the keys that are due for a list of what is to do, each with the one it stands before.

    None stands for the end. In another order than the archive's they are not put in.
    """
    if criteria.list is not ListName.TO_DO or criteria.order is not Order.ARCHIVE or criteria.is_reversed:
        return []
    editor = None if desk.editor is None else desk.editor.id
    with desk.store.reading() as work:
        here = _within(work, criteria.archive, found)
        return [(key, work.lists.next_to_do(criteria, editor, key, 1)) for key in here]


def _within(work: "Work", archive: str | None, found: Due) -> list[int]:
    """Give the keys that are due in an archive, in the order in which they came in."""
    placed = {row.key for row in work.lists.rows(list(found.keys.values()))}
    inside = work.lists.ids(Criteria(archive=archive, list=ListName.DONE), None) if archive else None
    return sorted(placed if inside is None else placed.intersection(inside))


def _drawn(desk: Workplace) -> Criteria:
    query = Query().with_values(Field.PART, (again_part(desk).written(),))
    return Criteria(search=str(query.with_values(Field.READING, (AGAIN,))))


def _decided_at(events: list[Event], own: tuple[str, ...]) -> str:
    gone = taken_back(events)
    decided = [one.at for one in events if one.kind == DECIDED and one.editor in own and one.id not in gone]
    return max(decided, default="9")
