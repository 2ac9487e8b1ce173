"""What a list asks for, as conditions and orders in SQL."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, TextClause, and_, func, not_, or_, select, true

from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.query import YES, YES_OR_NO, Field, Term, days
from editor_app.domain.standing import DECIDED_STATES, TO_DO_STATES, State
from editor_app.store.dialects import AnySelect
from editor_app.store.events import Events
from editor_app.store.reading_conditions import of_parts, to_read
from editor_app.store.tables import (
    ARCHIVES,
    DISPUTED,
    DOCUMENTS,
    DONE,
    DRAFTS,
    EVENTS,
    FLAGGED,
    LISTED,
    PLACEMENTS,
    STANDINGS,
    STATEMENTS,
    TO_DO,
)

Condition = ColumnElement[bool]
_LISTS: dict[ListName, TextClause] = {
    ListName.TO_DO: TO_DO,
    ListName.DONE: DONE,
    ListName.ALL: LISTED,
    ListName.FLAGGED: FLAGGED,
    ListName.DISPUTED: DISPUTED,
}
ARCHIVE_ORDER = (STANDINGS.c.archive, STANDINGS.c.position, STANDINGS.c.name)
_DATE = func.coalesce(DOCUMENTS.c.date, DOCUMENTS.c.batch_date, "")
_SORTED_BY: dict[Order, ColumnElement[Any]] = {
    Order.SOURCE: func.lower(STANDINGS.c.source),
    Order.DATE: _DATE,
    Order.HEADLINE: func.lower(DOCUMENTS.c.headline),
}
# The first character beyond those of a digest: the end of a range of prefixes.
_BEYOND = "g"


def narrowed(statement: AnySelect, criteria: Criteria, editor: str | None, events: Events) -> AnySelect:
    """Narrow a choice of standings to what a list asks for, but for the words of its search.

    `editor` is whose drafts are meant, None for anybody's; `events` know the editors' names, and who is one
    person.
    """
    statement = statement.where(_LISTS[criteria.list])
    statement = in_archive(statement, STANDINGS.c.archive, criteria.archive)
    for condition in _plain_conditions(criteria, editor):
        statement = statement.where(condition)
    for term in criteria.query.terms:
        fits = _fits(term, editor, events)
        statement = statement.where(not_(fits) if term.is_negated else fits)
    return statement


def in_archive(statement: AnySelect, column: ColumnElement[Any], archive: str | None) -> AnySelect:
    """Narrow a statement to the archive of a key, to none where no key is given."""
    if archive is None:
        return statement
    return statement.where(
        column == select(ARCHIVES.c.number).where(ARCHIVES.c.key == archive).scalar_subquery()
    )


def order_of(criteria: Criteria) -> tuple[ColumnElement[Any], ...]:
    """Give what a list is sorted by, from the first to the last, as if it were not reversed."""
    first = _SORTED_BY.get(criteria.order)
    return ARCHIVE_ORDER if first is None else (first, *ARCHIVE_ORDER)


def needs_documents(order: Order) -> bool:
    """Tell whether an order reads more than the narrow table."""
    return order in (Order.DATE, Order.HEADLINE)


def _plain_conditions(criteria: Criteria, editor: str | None) -> Iterator[Condition]:
    if criteria.states:
        yield STANDINGS.c.state.in_(sorted(state.value for state in criteria.states))
    if criteria.kind is not None:
        yield STANDINGS.c.kind == criteria.kind.value
    if criteria.source is not None:
        yield STANDINGS.c.source == criteria.source
    if criteria.same_rationale is not None:
        wanted = select(STATEMENTS.c.number).where(STATEMENTS.c.fingerprint == criteria.same_rationale)
        yield STANDINGS.c.statement == wanted.scalar_subquery()
    asked = {
        Field.RATIONALE: criteria.has_rationale,
        Field.FLAGGED: criteria.flagged,
        Field.DRAFT: criteria.has_draft,
    }
    for field, answer in asked.items():
        if answer is not None:
            yes = _is_so(field, editor)
            yield yes if answer else not_(yes)


def _fits(term: Term, editor: str | None, events: Events) -> Condition:
    """Give the condition that a document has any of a term's values; never NULL, so it can be denied."""
    if term.field in YES_OR_NO:
        yes = _is_so(term.field, editor)
        return or_(*(yes if value == YES else not_(yes) for value in term.values))
    if term.field is Field.EDITOR:
        return _text(STANDINGS.c.editor).in_(_ids_of(term.values, events))
    if term.field is Field.READING:
        own = () if editor is None else events.persons().ids(editor)
        return or_(*(to_read(value, own) for value in term.values))
    return _CONDITIONS[term.field](term.values)


def _is_so(field: Field, editor: str | None) -> Condition:
    drafted = select(DRAFTS.c.document)
    if editor is not None:
        drafted = drafted.where(DRAFTS.c.editor == editor)
    revised = select(PLACEMENTS.c.document).where(PLACEMENTS.c.revision > 0)
    conditions: dict[Field, Condition] = {
        Field.FLAGGED: STANDINGS.c.flagged == 1,
        Field.NOTE: STANDINGS.c.noted == 1,
        Field.RATIONALE: STANDINGS.c.statement.is_not(None),
        Field.DRAFT: STANDINGS.c.document.in_(drafted),
        Field.REVISED: STANDINGS.c.document.in_(revised),
    }
    return conditions[field]


def _ids_of(wanted: tuple[str, ...], events: Events) -> list[str]:
    """Give the ids of persons by any name or id of theirs, names in whatever case."""
    folded, persons = {value.casefold() for value in wanted}, events.persons()
    named = [
        id_ for id_, name in events.named_editors().items() if name.casefold() in folded or id_ in wanted
    ]
    return sorted({one for id_ in named for one in persons.ids(id_)})


def _in_list(values: tuple[str, ...]) -> Condition:
    in_lists: dict[str, Condition] = {
        ListName.TO_DO: STANDINGS.c.state.in_(sorted(TO_DO_STATES)),
        ListName.DONE: STANDINGS.c.state.in_(sorted(DECIDED_STATES)),
        ListName.ALL: true(),
        ListName.FLAGGED: STANDINGS.c.flagged == 1,
        ListName.DISPUTED: STANDINGS.c.state == State.DISPUTED.value,
    }
    return or_(*(in_lists[value] for value in values))


def _in_archives(values: tuple[str, ...]) -> Condition:
    folded = [value.lower() for value in values]
    named = ARCHIVES.c.key.in_(values) | func.lower(ARCHIVES.c.name).in_(folded)
    return STANDINGS.c.archive.in_(select(ARCHIVES.c.number).where(named))


def _with_reason(values: tuple[str, ...]) -> Condition:
    return or_(*(STANDINGS.c.reasons.contains(json.dumps(value), autoescape=True) for value in values))


def _being(values: tuple[str, ...]) -> Condition:
    said = func.json_extract(EVENTS.c.payload, "$.is").in_(values)
    return _text(STANDINGS.c.decided).in_(select(EVENTS.c.id).where(EVENTS.c.kind == "decided", said))


def _of_batch(values: tuple[str, ...]) -> Condition:
    """Give the condition for a batch by its name, or by its date where the value is one."""
    named = func.lower(DOCUMENTS.c.batch).in_([value.lower() for value in values])
    dated = [_within(func.coalesce(DOCUMENTS.c.batch_date, ""), value) for value in values if days(value)]
    return STANDINGS.c.document.in_(select(DOCUMENTS.c.key).where(or_(named, *dated)))


def _of_date(values: tuple[str, ...]) -> Condition:
    dated = or_(*(_within(_DATE, value) for value in values))
    return STANDINGS.c.document.in_(select(DOCUMENTS.c.key).where(_DATE != "", dated))


def _within(column: ColumnElement[Any], value: str) -> Condition:
    bounds = days(value)
    if bounds is None:
        raise ValueError(value)
    return and_(column != "", column >= bounds[0], column < bounds[1])


def _same_as(values: tuple[str, ...]) -> Condition:
    """Give the condition that a rationale is that of a fingerprint or of a document, by their beginnings."""
    by_print = select(STATEMENTS.c.number).where(_begins(STATEMENTS.c.fingerprint, values))
    by_id = select(DOCUMENTS.c.statement).where(
        _begins(DOCUMENTS.c.id, values), DOCUMENTS.c.statement.is_not(None)
    )
    return func.coalesce(STANDINGS.c.statement, -1).in_(by_print.union(by_id))


def _begins(column: ColumnElement[Any], values: tuple[str, ...]) -> Condition:
    return or_(*(column.between(value, value + _BEYOND) for value in values))


def _text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(column, "")


_CONDITIONS: dict[Field, Callable[[tuple[str, ...]], Condition]] = {
    Field.STATE: STANDINGS.c.state.in_,
    Field.LIST: _in_list,
    Field.KIND: STANDINGS.c.kind.in_,
    Field.SOURCE: lambda values: func.lower(STANDINGS.c.source).in_([value.lower() for value in values]),
    Field.ARCHIVE: _in_archives,
    Field.NAME: lambda values: or_(*(STANDINGS.c.name.icontains(v, autoescape=True) for v in values)),
    Field.REASON: _with_reason,
    Field.IS: _being,
    Field.OUTCOME: lambda values: _text(STANDINGS.c.outcome).in_(values),
    Field.BATCH: _of_batch,
    Field.DATE: _of_date,
    Field.SAME: _same_as,
    Field.PART: of_parts,
}
