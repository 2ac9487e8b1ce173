"""What a package claims is held against its record wherever in it the events of a document stand."""

import pytest

from editor_app.desk import deciding_together, listing, reviewing, undoing, verifying
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import REVISED, add
from tests.desk.test_merging import edited, packed, resealed

REJECT = Verdict(Outcome.REJECT, reasons=("spam",))
CONTEXT = Verdict(Outcome.CONTEXT)


@pytest.fixture
def package(desk, ids, tmp_path):
    """A package in which one undo reaches several documents and a text came after one that was decided."""
    reviewing.decide(desk, ids["000.txt"], REJECT)
    plan = deciding_together.plan(desk, listing.ids(desk, Criteria()), CONTEXT, seed=7)
    deciding_together.run(desk, plan, plan.sample)
    undoing.undo(desk)
    undoing.redo(desk)
    undoing.undo(desk)
    reviewing.flag(desk, ids["001.txt"], True)
    add(desk, {"000.txt": REVISED}, revision=1)
    return packed(desk, tmp_path / "a.review.zip")


def said(package, folder, change):
    """Give what is said of a package whose states were changed: codes and documents."""
    forged = resealed(package, folder, "data/state.jsonl", edited(change))
    return [(remark.code, remark.fields.get("document")) for remark in verifying.verify(forged)]


def test_undos_of_many_documents_and_earlier_texts_are_followed(package, tmp_path):
    assert verifying.verify(package) == []
    states = []

    def look(lines):
        states.extend(line["state"] for line in lines)
        return lines

    assert said(package, tmp_path / "same", look) == []
    assert "changed" in states and "context" not in states


@pytest.mark.parametrize("number", range(5))
def test_each_state_is_looked_at(package, tmp_path, number):
    forged = []

    def change(lines):
        lines[number]["flagged"] = not lines[number]["flagged"]
        forged.append(lines[number]["id"])
        return lines

    assert said(package, tmp_path / "forged", change) == [("state_differs", forged[0])]


def test_states_in_another_order_say_the_same(package, tmp_path):
    assert said(package, tmp_path / "turned", lambda lines: lines[::-1]) == []
