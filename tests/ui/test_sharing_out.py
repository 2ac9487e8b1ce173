"""Wires shared out in the window: lists for editors, and blind readings that show nothing beforehand."""

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import reviewing, saving_lists, signing_in, viewing
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import SHIFT

K = Qt.Key
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


def state_of(stage, document):
    return viewing.view(stage.session.desk, document).row.state


def test_a_split_saves_a_list_for_each(stage):
    dialog = stage.open("file.share_out")
    dialog.names.setText("Ada Example")
    assert not button(dialog, "Save these lists").isEnabled()
    dialog.names.setText("Ada Example, Berta Example")
    dialog.choose_share(100)
    assert dialog.shares.count() == 2
    stage.click(button(dialog, "Save these lists"))
    stage.until(lambda: len(saving_lists.saved_lists(stage.session.desk)) == 2)
    first = saving_lists.saved_lists(stage.session.desk)[0]
    assert first.name == "Part of Ada Example" and "part:1/2+100@" in first.query
    assert stage.told[-1] == "2 lists saved"


def test_a_second_reading_is_blind_and_its_decision_stands_beside_the_first(stage):
    desk = stage.session.desk
    for name in ("000.txt", "001.txt"):
        reviewing.decide(desk, stage.ids[name], REJECT)
    signing_in.sign_in(desk, "Berta Example")
    stage.session.reload()
    dialog = stage.open("file.share_out")
    dialog.kind.segment("second").click()
    dialog.choose_share(100)
    stage.click(button(dialog, "Read them now"))
    stage.until(lambda: len(stage.session.ids) == 2)
    assert stage.session.view.row.state is State.PENDING
    assert stage.session.view.history == () and not stage.read.banner.isVisible()
    first = stage.session.view.row.id
    stage.session.mark_painted(first)
    stage.press(K.Key_A, SHIFT)
    stage.until(lambda: stage.session.view is not None and stage.session.view.row.id != first)
    stage.until(lambda: state_of(stage, first) is State.DISPUTED)


def test_reading_ones_own_again_leaves_the_decision_as_it_is(stage):
    desk = stage.session.desk
    for name in ("000.txt", "001.txt", "002.txt", "003.txt"):
        reviewing.decide(desk, stage.ids[name], REJECT)
    stage.session.set_criteria(Criteria(search="reading:again"))
    stage.until(lambda: len(stage.session.ids) == 4)
    first = stage.session.view.row.id
    assert stage.session.view.row.state is State.PENDING
    stage.press(K.Key_A, SHIFT)
    stage.until(lambda: any("Read again: accepted, before rejected" in told for told in stage.told))
    assert state_of(stage, first) is State.REJECTED


def test_what_is_read_blind_is_not_decided_in_a_heap(stage):
    for name in ("000.txt", "001.txt"):
        reviewing.decide(stage.session.desk, stage.ids[name], REJECT)
    stage.session.set_criteria(Criteria(search="reading:again"))
    stage.until(lambda: len(stage.session.ids) == 2)
    door = stage.session.door
    with pytest.raises(Problem) as caught:
        door.plan_together(stage.session.ids, REJECT, again=True, seed=None)
    assert caught.value.code == "blind_one_by_one"


def test_a_seed_that_somebody_wrote_stays_and_an_empty_draw_says_so(stage):
    dialog = stage.open("file.share_out")
    dialog.names.setText("Ada Example, Berta Example")
    drawn = dialog.seed.text()
    dialog.seed.setText("k3f9")
    dialog.names.setText("Ada Example, Berta Example, Carla Example")
    assert dialog.seed.text() == "k3f9" != drawn
    dialog.kind.segment("again").click()
    assert "no wire that you decided" in dialog.hint
    assert not button(dialog, "Read them now").isEnabled()
