"""Values a search can ask for: the desk's own, with how many documents have each."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.query import ALLOWED, Field
from editor_app.domain.standing import State

if TYPE_CHECKING:
    from editor_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Offer:
    """A value of a field; `count` is how many listed documents have it, None where nobody counted."""

    value: str
    count: int | None = None


def offers(desk: Workplace, asked: Field, watch: Watch | None = None) -> list[Offer]:
    """Give the values of a field that there are, in the order of the field's own words or by their counts."""
    if watch is not None:
        watch.step("offers", 0)
    with desk.store.reading() as work:
        find = _FOUND.get(asked)
        if find is not None:
            return find(work, desk)
    return [Offer(value) for value in ALLOWED.get(asked, ())]


def _states(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    by_state = work.lists.counts().by_state
    return [Offer(state.value, by_state.get(state, 0)) for state in State]


def _lists(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    counts = work.lists.counts()
    disputed = counts.by_state.get(State.DISPUTED, 0)
    known = (counts.to_do, counts.done, counts.total, counts.flagged, disputed)
    return [Offer(name, count) for name, count in zip(ALLOWED[Field.LIST], known, strict=True)]


def _kinds(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    return [Offer(kind.value, count) for kind, count in work.figures.by_kind().items()]


def _sources(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    return [Offer(name, count) for name, count in work.lists.sources()]


def _archives(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    return [Offer(archive.name, archive.documents) for archive in work.archives.all()]


def _reasons(work: "Work", desk: Workplace) -> list[Offer]:
    counted = work.figures.by_reason()
    known = [reason.id for reason in desk.vocabulary.reasons if not reason.retired or reason.id in counted]
    return [Offer(reason, counted.get(reason, 0)) for reason in known]


def _kinds_of_incident(work: "Work", desk: Workplace) -> list[Offer]:
    del work
    return [Offer(kind.id) for kind in desk.vocabulary.kinds if not kind.retired]


def _editors(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    persons, by_id = work.events.persons(), work.figures.by_editor()
    counted: Counter[str] = Counter()
    for person, name in persons.names(work.events.named_editors()).items():
        counted[name] += sum(by_id.get(one, 0) for one in persons.ids(person))
    known = [Offer(name, count) for name, count in counted.items()]
    return sorted(known, key=lambda offer: (-(offer.count or 0), offer.value.casefold()))


def _batches(work: "Work", desk: Workplace) -> list[Offer]:
    del desk
    known = work.figures.by_batch().items()
    return [Offer(name, count) for name, count in sorted(known, key=lambda item: (-item[1], item[0]))]


_FOUND: dict[Field, Callable[["Work", Workplace], list[Offer]]] = {
    Field.STATE: _states,
    Field.LIST: _lists,
    Field.KIND: _kinds,
    Field.SOURCE: _sources,
    Field.ARCHIVE: _archives,
    Field.REASON: _reasons,
    Field.IS: _kinds_of_incident,
    Field.EDITOR: _editors,
    Field.BATCH: _batches,
}
