"""Acts: what an editor did in this desk file, in the order undo walks it."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update

from editor_app.store.dialects import AnyRow, AnySelect
from editor_app.store.facts import sealed
from editor_app.store.tables import ACTS
from editor_app.store.values import DONE, UNDONE, Act


class Acts:
    """Every editor's acts in this desk file; they do not travel with packages."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def push(self, act_id: str, editor: str, kind: str, event_ids: Iterable[str]) -> None:
        """Add an act as this editor's last one; what they had undone can no longer be redone.

        An act that is there already goes on: the events are added to its own.
        """
        self._forget_undone(editor)
        known = self._first(select(ACTS).where(ACTS.c.id == act_id))
        events = json.dumps([*(() if known is None else known.events), *event_ids])
        if known is None:
            self._add(act_id, editor, kind, events)
        else:
            self._change(act_id, events=events)

    def push_run(self, act_id: str, editor: str, kind: str, count: int) -> None:
        """Add an act on many documents, whose events follow each other, by their number alone."""
        self._forget_undone(editor)
        self._add(act_id, editor, kind, json.dumps({"run": count}))

    def last_done(self, editor: str) -> Act | None:
        """Give what undo would take back."""
        return self._first(_walk(editor, DONE).order_by(ACTS.c.number.desc()))

    def first_undone(self, editor: str) -> Act | None:
        """Give what redo would bring back."""
        return self._first(_walk(editor, UNDONE).order_by(ACTS.c.number))

    def mark(self, act_id: str, state: str) -> None:
        """Note that an act is done or undone."""
        self._change(act_id, state=state)

    def _add(self, act_id: str, editor: str, kind: str, events: str) -> None:
        row = {"id": act_id, "editor": editor, "kind": kind, "events": events, "state": DONE}
        self._connection.execute(insert(ACTS), sealed(ACTS, row))

    def _change(self, act_id: str, **values: str) -> None:
        own = ACTS.c.id == act_id
        row = self._connection.execute(select(ACTS).where(own)).mappings().one()
        self._connection.execute(update(ACTS).where(own).values(sealed(ACTS, {**row, **values})))

    def _forget_undone(self, editor: str) -> None:
        undone = (ACTS.c.editor == editor) & (ACTS.c.state == UNDONE)
        self._connection.execute(delete(ACTS).where(undone))

    def _first(self, statement: AnySelect) -> Act | None:
        row = self._connection.execute(statement.limit(1)).first()
        return None if row is None else _act(row)


def _walk(editor: str, state: str) -> AnySelect:
    return select(ACTS).where(ACTS.c.editor == editor, ACTS.c.state == state)


def _act(row: AnyRow) -> Act:
    written = json.loads(row.events)
    if isinstance(written, dict):
        return Act(row.id, row.editor, row.kind, (), row.state, run=int(written["run"]))
    return Act(row.id, row.editor, row.kind, tuple(written), row.state)
