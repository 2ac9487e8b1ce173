"""How keys walk through the answers to the gates: none is set beforehand, all can be opened again."""

from collections.abc import Sequence
from dataclasses import replace

from editor_app.domain.verdicts import Answer, Gates, Route

_CYCLE = (Answer.YES, Answer.NO, Answer.UNCLEAR, None)


def answer_of(gates: Gates, gate: int) -> Answer | None:
    """Give the answer to gate 1 or 2."""
    return gates.verifiable if gate == 1 else gates.but_for


def answered(gates: Gates, gate: int, answer: Answer | None) -> Gates:
    """Answer gate 1 or 2; a route stands only while gate 1 is answered yes."""
    if gate == 1:
        route = gates.route if answer is Answer.YES else None
        return replace(gates, verifiable=answer, route=route)
    return replace(gates, but_for=answer)


def next_answer(gates: Gates, gate: int) -> Gates:
    """Go on from one answer to the next: yes, no, unclear, open."""
    place = _CYCLE.index(answer_of(gates, gate))
    return answered(gates, gate, _CYCLE[(place + 1) % len(_CYCLE)])


def next_route(gates: Gates, routes: Sequence[Route]) -> Gates:
    """Go on from one route to the next and then to none; without a yes to gate 1 there is no route."""
    if gates.verifiable is not Answer.YES:
        return gates
    cycle = (None, *routes)
    return replace(gates, route=cycle[(cycle.index(gates.route) + 1) % len(cycle)])


def first_open(gates: Gates) -> int | None:
    """Give the first gate without an answer, 1 or 2, or None."""
    if gates.verifiable is None:
        return 1
    return 2 if gates.but_for is None else None
