"""Figures: how many documents stand where, who decided how many, and for which reasons."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from editor_app.domain.documents import Kind
from editor_app.domain.standing import DECIDED_STATES, State
from editor_app.domain.verdicts import Outcome
from editor_app.store.list_conditions import in_archive
from editor_app.store.tables import DOCUMENTS, STANDINGS, STATEMENTS, TALLIES

_SUM = func.sum(TALLIES.c.documents)
_IS_LISTED = STANDINGS.c.listed == 1


class Figures:
    """Counts over the listed documents of a desk."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def by_kind(self) -> dict[Kind, int]:
        """Count wires and documents."""
        return {Kind(name): number for name, number in self._tallied(TALLIES.c.kind)}

    def by_state(self) -> dict[State, int]:
        """Count the documents in each state that has any."""
        return {State(name): number for name, number in self._tallied(TALLIES.c.state)}

    def by_source(self) -> dict[str, int]:
        """Count the documents of each source; those without one are left out."""
        return {name: number for name, number in self._tallied(TALLIES.c.source) if name}

    def by_batch(self) -> dict[str, int]:
        """Count the documents of each batch; those without one are left out."""
        statement = (
            select(DOCUMENTS.c.batch, func.count())
            .join(STANDINGS, STANDINGS.c.document == DOCUMENTS.c.key)
            .where(_IS_LISTED, DOCUMENTS.c.batch.is_not(None))
            .group_by(DOCUMENTS.c.batch)
            .order_by(DOCUMENTS.c.batch)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def by_reason(self) -> dict[str, int]:
        """Count the standing rejections for each reason; one with two reasons counts for both."""
        statement = (
            select(STANDINGS.c.reasons, func.count())
            .where(_IS_LISTED, STANDINGS.c.state == State.REJECTED.value)
            .group_by(STANDINGS.c.reasons)
        )
        counted: Counter[str] = Counter()
        for reasons, number in self._connection.execute(statement):
            for reason in json.loads(reasons):
                counted[reason] += number
        return dict(sorted(counted.items()))

    def by_editor(self) -> dict[str, int]:
        """Count the documents whose standing verdict is each editor's, by editor id."""
        statement = (
            select(STANDINGS.c.editor, func.count())
            .where(_IS_LISTED, STANDINGS.c.decided.is_not(None))
            .group_by(STANDINGS.c.editor)
            .order_by(STANDINGS.c.editor)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def outcomes_by_source(self, archive: str | None) -> dict[str, dict[Outcome, int]]:
        """Count how the listed wires of each source were decided, in an archive (by its key) or in all."""
        return self._outcomes(STANDINGS.c.source, archive)

    def outcomes_by_batch(self, archive: str | None) -> dict[str, dict[Outcome, int]]:
        """Count how the listed wires of each batch were decided; those without a batch are left out."""
        return self._outcomes(DOCUMENTS.c.batch, archive)

    def _outcomes(self, by: ColumnElement[Any], archive: str | None) -> dict[str, dict[Outcome, int]]:
        decided = STANDINGS.c.state.in_(sorted(state.value for state in DECIDED_STATES))
        is_wire = STANDINGS.c.kind == Kind.WIRE.value
        statement = (
            select(by, STANDINGS.c.outcome, func.count())
            .join(DOCUMENTS, DOCUMENTS.c.key == STANDINGS.c.document)
            .where(_IS_LISTED, decided, is_wire, DOCUMENTS.c.rationale.is_not(None), by.is_not(None))
            .group_by(by, STANDINGS.c.outcome)
        )
        counted: dict[str, dict[Outcome, int]] = {}
        for name, outcome, number in self._connection.execute(
            in_archive(statement, STANDINGS.c.archive, archive)
        ):
            counted.setdefault(name, {})[Outcome(outcome)] = number
        return counted

    def shared_rationales(self) -> dict[State, int]:
        """Count by state the listed documents whose proposed rationale stands on another one too."""
        statement = (
            select(STANDINGS.c.state, func.count())
            .join(STATEMENTS, STATEMENTS.c.number == STANDINGS.c.statement)
            .where(_IS_LISTED, STATEMENTS.c.listed > 1)
            .group_by(STANDINGS.c.state)
        )
        return {State(row[0]): row[1] for row in self._connection.execute(statement)}

    def _tallied(self, column: ColumnElement[Any]) -> list[tuple[str, int]]:
        statement = select(column, _SUM).group_by(column).having(_SUM > 0).order_by(column)
        return [(row[0], row[1]) for row in self._connection.execute(statement)]
