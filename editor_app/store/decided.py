"""Decisions over time: when documents were decided, how, by whom, for which reasons."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, cast, func, select

from editor_app.domain.verdicts import Outcome
from editor_app.store.dialects import AnySelect
from editor_app.store.tables import ARCHIVES, DONE, STANDINGS
from editor_app.store.values import Quarter, Stretch

_AT = STANDINGS.c.at
_HOUR = func.substr(_AT, 1, 13)
_QUARTER = cast(func.substr(_AT, 15, 2), Integer) // 15
_MINUTES = 15


class Decided:
    """Counts the listed documents that stand decided; each counts once, by the verdict that stands."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def quarters(self, stretch: Stretch) -> list[Quarter]:
        """Count by quarters of an hour: every hour of every time zone is made of whole ones."""
        keys = (_HOUR, _QUARTER, STANDINGS.c.editor, STANDINGS.c.outcome)
        statement = _narrowed(select(*keys, func.count()), stretch).group_by(*keys).order_by(*keys)
        return [
            Quarter(f"{hour}:{quarter * _MINUTES:02}:00Z", editor, Outcome(outcome), count)
            for hour, quarter, editor, outcome, count in self._connection.execute(statement)
        ]

    def moments(self, stretch: Stretch, last: int) -> list[str]:
        """Give when the last decisions were made, the oldest of them first."""
        statement = _narrowed(select(_AT), stretch).order_by(_AT.desc()).limit(last)
        return [row[0] for row in self._connection.execute(statement)][::-1]

    def reasons(self, stretch: Stretch) -> dict[str, int]:
        """Count the rejections for each reason; one with two reasons counts for both."""
        statement = (
            _narrowed(select(STANDINGS.c.reasons, func.count()), stretch)
            .where(STANDINGS.c.outcome == Outcome.REJECT.value)
            .group_by(STANDINGS.c.reasons)
        )
        counted: Counter[str] = Counter()
        for reasons, number in self._connection.execute(statement):
            for reason in json.loads(reasons):
                counted[reason] += number
        return dict(counted)

    def documents(self, stretch: Stretch, outcome: Outcome, most: int) -> list[int]:
        """Give the keys of documents decided so, in the order of their decisions, the last `most` of them."""
        narrowed = _narrowed(select(STANDINGS.c.document), stretch)
        statement = narrowed.where(STANDINGS.c.outcome == outcome.value).order_by(_AT.desc()).limit(most)
        return [row[0] for row in self._connection.execute(statement)][::-1]


def _narrowed(statement: AnySelect, stretch: Stretch) -> AnySelect:
    return statement.where(DONE, *_conditions(stretch))


def _conditions(stretch: Stretch) -> list[ColumnElement[Any]]:
    found: list[ColumnElement[Any]] = [_AT.is_not(None)]
    if stretch.since:
        found.append(STANDINGS.c.at >= stretch.since)
    if stretch.editors is not None:
        found.append(STANDINGS.c.editor.in_(stretch.editors))
    if stretch.archive is not None:
        number = select(ARCHIVES.c.number).where(ARCHIVES.c.key == stretch.archive).scalar_subquery()
        found.append(STANDINGS.c.archive == number)
    return found
