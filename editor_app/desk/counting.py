"""Figures of a desk: how much is decided, by whom, for which reasons, and how much was waved through."""

from collections import Counter
from typing import Any

from editor_app.desk.workplace import Workplace
from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.persons import Persons
from editor_app.domain.standing import State

_DIGITS = 4


def stats(desk: Workplace) -> dict[str, Any]:
    """Give the figures of the listed documents, as the contract of the command line names them.

    `documents` counts all of them, `wires` the wires among them; states, sources, batches, reasons and
    editors that nothing was counted for are left out. Reasons are those of standing rejections, editors those
    of standing verdicts, by name.

    `untouched_boilerplate` is the number of accepted wires whose proposed rationale stands on another wire
    too, divided by the number of all decided wires (accepted, amended, rejected, context): a decimal number
    from 0 to 1, None while no wire is decided. It says how much of the work was leaving bulk text as it is.
    """
    with desk.store.reading() as work:
        by_kind = work.figures.by_kind()
        persons, names = work.events.persons(), work.events.named_editors()
        decided = len(work.lists.ids(Criteria(list=ListName.DONE, kind=Kind.WIRE), None))
        untouched = work.figures.shared_rationales().get(State.ACCEPTED, 0)
        return {
            "documents": sum(by_kind.values()),
            "wires": by_kind.get(Kind.WIRE, 0),
            "by_state": {state.value: number for state, number in work.figures.by_state().items()},
            "by_source": work.figures.by_source(),
            "by_batch": work.figures.by_batch(),
            "by_reason": work.figures.by_reason(),
            "by_editor": _by_name(work.figures.by_editor(), persons, names),
            "untouched_boilerplate": round(untouched / decided, _DIGITS) if decided else None,
        }


def _by_name(by_id: dict[str, int], persons: Persons, names: dict[str, str]) -> dict[str, int]:
    """Count persons by name; two of the same name are told apart by their ids."""
    called = persons.names(names)
    by_person: Counter[str] = Counter()
    for editor, number in by_id.items():
        by_person[persons.of(editor)] += number
    counted: dict[str, int] = {}
    for person, number in by_person.items():
        name = called.get(person, person)
        counted[name if name not in counted else f"{name} ({person})"] = number
    return counted
