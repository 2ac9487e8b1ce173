"""Keys walk through the answers and nothing is answered beforehand."""

import pytest

from editor_app.domain.verdicts import Answer, Gates, Route
from editor_app.ui.answering import answer_of, answered, first_open, next_answer, next_route

ROUTES = (Route.REPRODUCED, Route.TWO_SOURCES, Route.ARTEFACT)


@pytest.mark.parametrize("gate", [1, 2])
def test_a_gate_walks_from_open_through_every_answer_back_to_open(gate: int) -> None:
    gates, seen = Gates(), []
    for _ in range(4):
        gates = next_answer(gates, gate)
        seen.append(answer_of(gates, gate))
    assert seen == [Answer.YES, Answer.NO, Answer.UNCLEAR, None]


def test_answering_one_gate_leaves_the_other_alone() -> None:
    gates = answered(Gates(but_for=Answer.NO), 1, Answer.YES)
    assert gates == Gates(verifiable=Answer.YES, but_for=Answer.NO)


def test_the_route_goes_when_gate_1_is_no_longer_yes() -> None:
    gates = Gates(verifiable=Answer.YES, route=Route.ARTEFACT)
    assert answered(gates, 1, Answer.UNCLEAR).route is None
    assert answered(gates, 2, Answer.NO).route is Route.ARTEFACT


def test_the_route_walks_round_only_under_a_yes() -> None:
    gates, seen = Gates(verifiable=Answer.YES), []
    for _ in range(4):
        gates = next_route(gates, ROUTES)
        seen.append(gates.route)
    assert seen == [*ROUTES, None]
    assert next_route(Gates(verifiable=Answer.NO), ROUTES) == Gates(verifiable=Answer.NO)


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        (Gates(), 1),
        (Gates(verifiable=Answer.UNCLEAR), 2),
        (Gates(but_for=Answer.YES), 1),
        (Gates(verifiable=Answer.YES, but_for=Answer.NO), None),
    ],
)
def test_the_first_open_gate(gates: Gates, expected: int | None) -> None:
    assert first_open(gates) == expected
