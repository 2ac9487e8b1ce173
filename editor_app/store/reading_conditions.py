"""What an editor is to read, as conditions in SQL: a part of an archive, and what is read blind."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select

from editor_app.domain.events import DECIDED, REREAD
from editor_app.domain.parts import Part, places, read_part
from editor_app.domain.query import AGAIN
from editor_app.domain.standing import DECIDED_STATES
from editor_app.store.dialects import AnySelect
from editor_app.store.tables import DOCUMENTS, EVENTS, STANDINGS, TAKEN

Condition = ColumnElement[bool]


def to_read(value: str, editors: Sequence[str]) -> Condition:
    """Give the condition for what somebody is to read blind: what others decided, or their own again.

    `editors` are all ids of that person, none where nobody sits at the desk.
    """
    if not editors:
        return false()
    decided = STANDINGS.c.state.in_(sorted(state.value for state in DECIDED_STATES))
    own = STANDINGS.c.document.in_(_done_by(DECIDED, editors))
    if value == AGAIN:
        return and_(decided, own, not_(STANDINGS.c.document.in_(_done_by(REREAD, editors))))
    return and_(decided, not_(own))


def _done_by(kind: str, editors: Sequence[str]) -> AnySelect:
    """Choose the documents on which a person has events of a kind that nobody took back."""
    undone = select(TAKEN.c.target).where(TAKEN.c.by.not_in(select(TAKEN.c.target)))
    events = select(EVENTS.c.document).where(
        EVENTS.c.kind == kind,
        EVENTS.c.editor.in_(editors),
        EVENTS.c.document.is_not(None),
        EVENTS.c.id.not_in(undone),
    )
    return select(DOCUMENTS.c.key).where(DOCUMENTS.c.id.in_(events))


def of_parts(values: tuple[str, ...]) -> Condition:
    """Give the condition that a document is in any of some parts."""
    fits = [_within_part(part) for part in map(read_part, values) if part is not None]
    return STANDINGS.c.document.in_(select(DOCUMENTS.c.key).where(or_(false(), *fits)))


def _within_part(part: Part) -> Condition:
    first, *rest = (func.substr(DOCUMENTS.c.id, place + 1, 1) for place in places(part.seed))
    mark: ColumnElement[str] = first
    for digit in rest:
        mark = mark.concat(digit)
    return or_(*(and_(mark >= low, mark < high) for low, high in part.stretches()))
