"""A switch in the settings puts decisions of one's own back into the queue, where they are read blind."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import agreeing, reviewing
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.parts import Part
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import Clock
from tests.ui.dialog_stage import DialogStage

K = Qt.Key
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


@pytest.fixture
def stage(qtbot, tmp_path):
    """A window on a desk where a wire was rejected eight days ago; the seed would draw that one."""
    made = DialogStage(qtbot, tmp_path)
    desk = made.session.desk
    desk._clock = Clock()
    reviewing.decide(desk, made.ids["000.txt"], REJECT)
    desk._clock.now += timedelta(days=8)
    others = [document for name, document in made.ids.items() if name != "000.txt"]
    seeds = (Part(f"s{number}", share=5) for number in count())
    drawing = next(it for it in seeds if it.holds(made.ids["000.txt"]) and not any(map(it.holds, others)))
    desk.keep_settings(replace(desk.settings, read_again_seed=drawing.seed))
    made.session.reload()
    made.session.show(made.ids["002.txt"])
    made.settle()
    yield made
    made.close()


def switch(stage):
    dialog = stage.open("window.settings")
    stage.click(dialog.again)
    stage.press(K.Key_Escape)
    stage.until(lambda: not stage.dialogs)


def test_a_wire_comes_back_and_is_read_blind_beside_the_decision_that_stands(stage):
    assert stage.session.desk.settings.read_again is False
    switch(stage)
    stage.until(lambda: "1 wire you decided before is back in the queue, to be read again" in stage.told)
    assert stage.session.view.row.id == stage.ids["002.txt"]
    stage.session.show(stage.ids["000.txt"])
    stage.settle()
    assert stage.session.view.row.state is State.PENDING and not stage.session.view.history
    assert stage.read.banner.isVisible() and not stage.read.banner.settle.isVisible()
    assert stage.read.banner.accessibleName() == "To be read again, blind"
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    stage.until(lambda: agreeing.agreement(stage.session.desk).oneself)
    (own,) = agreeing.agreement(stage.session.desk).oneself
    assert (own.wires, own.same) == (1, 1)
    stage.session.show(stage.ids["000.txt"])
    stage.settle()
    assert stage.session.view.row.state is State.REJECTED and not stage.read.banner.isVisible()


def test_it_stands_among_what_is_to_do_and_goes_again_when_switched_off(stage):
    todo = Criteria(list=ListName.TO_DO)
    stage.session.set_criteria(todo)
    before = len(stage.session.ids)
    switch(stage)
    stage.until(lambda: len(stage.session.ids) == before + 1)
    assert stage.session.row(0).id == stage.ids["000.txt"]
    switch(stage)
    stage.until(lambda: len(stage.session.ids) == before)


def test_whoever_is_writing_an_amendment_is_not_disturbed(stage):
    stage.press(K.Key_E)
    stage.settle()
    assert stage.session.is_amending
    switch(stage)
    stage.session.background.wait()
    stage.settle()
    assert stage.session.is_amending and not stage.session.door.due
    stage.session.leave_amendment()
    stage.until(lambda: stage.session.door.due)
    assert "1 wire you decided before is back in the queue, to be read again" in stage.told
