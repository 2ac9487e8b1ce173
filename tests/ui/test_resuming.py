"""The window opens where it was closed, or killed: list, document, scroll, and the text that was begun."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from editor_app.desk import reviewing
from editor_app.desk.workplace import open_desk
from editor_app.domain.bookmarks import Bookmark
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.app import make_window
from tests.desk.sample import add, open_sample, wire_text
from tests.ui.review_stage import BULK, SHIFT, Stage

K = Qt.Key
LONG = "\n".join(f"Paragraph {number} of a long report on what a court found." for number in range(120))
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


class Sittings:
    """One desk, and one window after the other on it."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.folder = qtbot, folder
        self.stage = None

    def sit_down(self):
        is_first = self.stage is None
        ids = None if is_first else self.stage.ids
        self.stage = Stage(self.qtbot, self.folder, is_filled=is_first)
        self.stage.ids = ids or self.stage.ids
        return self.stage

    def get_up(self):
        self.stage.close()


@pytest.fixture
def sittings(qtbot, tmp_path):
    made = Sittings(qtbot, tmp_path)
    yield made
    made.get_up()


def test_it_opens_at_the_same_list_and_wire(sittings):
    stage = sittings.sit_down()
    stage.session.set_criteria(Criteria(list=ListName.TO_DO, source="some-office"))
    stage.show("002.txt")
    sittings.get_up()
    stage = sittings.sit_down()
    assert stage.session.criteria == Criteria(list=ListName.TO_DO, source="some-office")
    assert stage.session.view.row.id == stage.ids["002.txt"] and stage.session.position == 2
    assert stage.window.queue_pane._lists.chosen_id == "to_do"


def test_it_opens_as_far_down_the_text(sittings):
    stage = sittings.sit_down()
    with_long = add(stage.session.desk, {"long.txt": wire_text("A long report", LONG, BULK)})
    stage.ids |= with_long
    stage.session.reload()
    stage.show("long.txt")
    bar = stage.window.document_pane.view.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum() // 2)
    share = bar.value() / bar.maximum()
    sittings.get_up()
    stage = sittings.sit_down()
    bar = stage.window.document_pane.view.verticalScrollBar()
    assert stage.headline == "A long report"
    assert bar.value() / bar.maximum() == pytest.approx(share, abs=0.01)


def test_it_opens_in_the_text_that_was_being_written(sittings):
    stage = sittings.sit_down()
    stage.show("001.txt")
    stage.press(K.Key_E)
    stage.write(" Nobody was harmed")
    sittings.get_up()
    stage = sittings.sit_down()
    assert stage.session.is_amending and stage.session.working.text.endswith(" Nobody was harmed")
    stage.write(", says the treaty.")
    assert stage.focus.toPlainText().endswith(" Nobody was harmed, says the treaty.")
    assert stage.is_untouched()


def test_without_closing_it_is_kept_in_seconds(sittings):
    stage = sittings.sit_down()
    stage.show("002.txt")
    door = stage.session.door
    stage.qtbot.waitUntil(lambda: (door.bookmark() or Bookmark()).document == stage.ids["002.txt"])


def test_a_wire_decided_meanwhile_gives_way_to_the_first_undecided_one(sittings):
    stage = sittings.sit_down()
    stage.show("002.txt")
    sittings.get_up()
    with open_sample(stage.path, name="Berta Example") as desk:
        reviewing.decide(desk, stage.ids["002.txt"], REJECT)
        reviewing.decide(desk, stage.ids["000.txt"], REJECT)
    with open_sample(stage.path):
        pass  # Ada takes her seat again
    stage = sittings.sit_down()
    assert stage.session.view.row.id == stage.ids["001.txt"]


def test_a_decided_wire_that_was_being_looked_at_is_shown_again(sittings):
    stage = sittings.sit_down()
    reviewing.decide(stage.session.desk, stage.ids["002.txt"], REJECT)
    stage.session.reload()
    stage.show("002.txt")
    sittings.get_up()
    stage = sittings.sit_down()
    assert stage.session.view.row.id == stage.ids["002.txt"]
    assert stage.session.view.row.state is State.REJECTED


def test_a_list_that_has_become_empty_gives_way_to_all(sittings):
    stage = sittings.sit_down()
    stage.session.set_criteria(Criteria(archive="launch", list=ListName.FLAGGED))
    assert not len(stage.session.ids)
    sittings.get_up()
    stage = sittings.sit_down()
    assert stage.session.criteria == Criteria() and len(stage.session.ids) == 5


def test_somebody_else_begins_at_the_beginning_and_each_finds_their_own(sittings, qtbot):
    stage = sittings.sit_down()
    stage.show("003.txt")
    sittings.get_up()
    window = make_window("Berta Example")
    window.show()
    window.open_desk(stage.path)
    session = window.session
    qtbot.waitUntil(lambda: session.door is not None and session.door.editor.name == "Berta Example")
    window.close()
    window.deleteLater()
    with open_desk(stage.path) as desk:
        assert desk.editor.name == "Ada Example"
    assert sittings.sit_down().session.view.row.id == stage.ids["003.txt"]


def test_a_desk_that_is_only_read_opens_there_and_keeps_nothing(sittings):
    stage = sittings.sit_down()
    stage.show("002.txt")
    sittings.get_up()
    with open_desk(stage.path) as holder:
        stage = sittings.sit_down()
        assert stage.session.is_read_only and stage.session.view.row.id == stage.ids["002.txt"]
        stage.press(K.Key_J)
        sittings.get_up()
        assert holder.store.is_read_only is False
    assert sittings.sit_down().session.view.row.id == stage.ids["002.txt"]


def test_moving_is_what_makes_a_place_one_s_own(sittings):
    stage = sittings.sit_down()
    stage.press(K.Key_J, SHIFT)
    sittings.get_up()
    assert sittings.sit_down().session.position == 1
    assert replace(sittings.stage.session.criteria) == Criteria()
