"""A sheet taken back as one act: what it took from the desk comes back, by a handful of statements."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from editor_app.desk import applying, drafting, undoing
from editor_app.domain.drafts import Working
from editor_app.domain.verdicts import Answer, Gates
from tests.desk.sample import add, open_sample

COUNT = 700


@pytest.fixture
def desk(tmp_path):
    with open_sample(tmp_path / "a.desk") as opened:
        yield opened


@contextmanager
def counted():
    """Count the statements that are sent to the database."""
    sent = []
    listener = lambda *given: sent.append(given[2])  # noqa: E731
    event.listen(Engine, "before_cursor_execute", listener)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", listener)


def applied(desk, tmp_path):
    ids = add(desk, {f"{number:04}.txt": b"Text %d\n" % number for number in range(COUNT)})
    drafting.keep(desk, ids["0003.txt"], Working(gates=Gates(Answer.NO), note="Begun before."))
    sheet = tmp_path / "sheet.csv"
    lines = [f"{name},reject,no_harm_event,no" for name in ids]
    sheet.write_text("\n".join(["name,outcome,reason,verifiable", *lines]) + "\n", encoding="utf-8")
    assert applying.apply(desk, sheet).applied == COUNT
    return ids


def test_undo_gives_every_answer_back_and_redo_takes_it_again(desk, tmp_path):
    ids = applied(desk, tmp_path)
    undone = undoing.undo(desk)
    assert len(undone.working) == COUNT
    assert {working.gates.verifiable for working in undone.working.values()} == {Answer.NO}
    begun = drafting.begun(desk, ids["0699.txt"])
    assert begun.gates == Gates(Answer.NO)
    drafting.keep(desk, ids["0698.txt"], Working(gates=Gates(Answer.YES)))
    undoing.redo(desk)
    assert drafting.begun(desk, ids["0699.txt"]).is_empty
    assert drafting.begun(desk, ids["0698.txt"]).gates == Gates(Answer.YES)


def test_the_statements_do_not_grow_with_the_sheet(desk, tmp_path):
    applied(desk, tmp_path)
    with counted() as sent:
        undoing.undo(desk)
        undoing.redo(desk)
    assert len(sent) < COUNT / 4
