"""Lists kept under a name: what they ask for, in the words of the search, and how they are sorted."""

from dataclasses import dataclass, replace

from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.query import NO, YES, Field, Query
from editor_app.domain.query_reading import read_query

SLOTS = tuple(range(1, 10))


@dataclass(frozen=True, slots=True)
class SavedList:
    """A list kept under a name, which no other has. `slot` is the number of its key, None for none.

    `order` is the name of an `Order`, behind a minus where it is reversed.
    """

    name: str
    query: str
    order: str = Order.ARCHIVE.value
    slot: int | None = None

    @property
    def criteria(self) -> Criteria:
        """What the list asks for; the Problem of `read_query` where that cannot be read any more."""
        query = read_query(self.query)
        lists = query.values(Field.LIST)
        chosen = ListName(lists[0]) if len(lists) == 1 else ListName.ALL
        rest = query.with_values(Field.LIST, ()) if len(lists) == 1 else query
        order, is_reversed = _read_order(self.order)
        return Criteria(list=chosen, search=str(rest), order=order, is_reversed=is_reversed)


def saved(name: str, criteria: Criteria, slot: int | None = None) -> SavedList:
    """Give the list that keeps what is asked for."""
    order = f"{'-' * criteria.is_reversed}{criteria.order}"
    return SavedList(name, str(whole_query(criteria)), order, slot)


def whole_query(criteria: Criteria) -> Query:
    """Give all that a list asks for in the words of the search."""
    query = criteria.query
    given = {
        Field.LIST: None if criteria.list is ListName.ALL else criteria.list.value,
        Field.KIND: criteria.kind,
        Field.SOURCE: criteria.source,
        Field.ARCHIVE: criteria.archive,
        Field.SAME: criteria.same_rationale,
        Field.RATIONALE: _yes_or_no(criteria.has_rationale),
        Field.DRAFT: _yes_or_no(criteria.has_draft),
        Field.FLAGGED: _yes_or_no(criteria.flagged),
    }
    if criteria.states:
        query = query.with_values(Field.STATE, sorted(state.value for state in criteria.states))
    for asked, value in given.items():
        if value is not None:
            query = query.with_values(asked, [str(value)])
    return query


def searched(criteria: Criteria) -> Criteria:
    """Give the same list with all but its name, its archive and its rationale asked for in its search."""
    kept = Criteria(list=criteria.list, archive=criteria.archive, same_rationale=criteria.same_rationale)
    plain = replace(criteria, list=ListName.ALL, archive=None, same_rationale=None)
    return replace(
        kept, search=str(whole_query(plain)), order=criteria.order, is_reversed=criteria.is_reversed
    )


def _read_order(text: str) -> tuple[Order, bool]:
    """Read an order; one of a later version is archive order."""
    name = text.removeprefix("-")
    known = name in tuple(Order)
    return (Order(name), text.startswith("-")) if known else (Order.ARCHIVE, False)


def _yes_or_no(answer: bool | None) -> str | None:  # noqa: FBT001
    return None if answer is None else YES if answer else NO
