"""Marking wires: by key alone, kept through every filter, told in words and by more than colour."""

from array import array

import pytest
from PySide6.QtCore import Qt

from editor_app.domain.lists import Criteria, ListName
from editor_app.ui.marks import Marks
from editor_app.ui.queue_model import QueueModel
from tests.ui.dialog_stage import DialogStage
from tests.ui.review_stage import SHIFT

V, DOWN, UP = Qt.Key.Key_V, Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


def marked(stage):
    return [
        stage.session.row(n).name for n, key in enumerate(stage.session.ids) if key in stage.session.marks
    ]


def bar(stage):
    return stage.window.queue_pane.marks_bar


def test_v_marks_and_goes_on_and_takes_a_mark_back(stage):
    assert not bar(stage).isVisible()
    stage.press(V)
    stage.press(V)
    assert marked(stage) == ["000.txt", "001.txt"]
    assert stage.session.position == 2
    assert bar(stage).text == "2 marked"
    stage.commands.trigger("move.previous")
    stage.settle()
    stage.press(V)
    assert marked(stage) == ["000.txt"]
    assert stage.is_untouched()


def test_the_last_line_is_marked_where_it_stands(stage):
    stage.commands.trigger("move.last")
    stage.settle()
    stage.press(V)
    assert marked(stage) == ["004.txt"]
    assert stage.session.position == 4


def test_shift_and_arrows_extend_in_the_list_and_draw_back(stage):
    table = stage.window.queue_pane.table
    table.setFocus()
    for _ in range(3):
        stage.press(DOWN, SHIFT)
    assert marked(stage) == ["000.txt", "001.txt", "002.txt", "003.txt"]
    stage.press(UP, SHIFT)
    assert marked(stage) == ["000.txt", "001.txt", "002.txt"]
    stage.press(DOWN)
    stage.press(UP, SHIFT)
    assert marked(stage) == ["000.txt", "001.txt", "002.txt", "003.txt"]


def test_looking_and_clicking_never_mark(stage):
    table = stage.window.queue_pane.table
    table.setFocus()
    for key in (DOWN, UP, Qt.Key.Key_End, Qt.Key.Key_Home):
        stage.press(key)
    place = table.visualRect(table.model().index(2, 0)).center()
    stage.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    assert stage.session.position == 2
    assert marked(stage) == []


def test_typing_the_letter_marks_nothing(stage):
    stage.commands.trigger("find.archive")
    stage.settle()
    stage.write("vv")
    assert len(stage.session.marks) == 0


def test_all_of_the_list_is_marked_and_outlives_the_filter(stage):
    stage.session.set_criteria(Criteria(search="agreement"))
    stage.settle()
    stage.until(lambda: len(stage.session.ids) == 2)
    stage.commands.trigger("mark.all")
    assert bar(stage).text == "2 marked"
    stage.session.set_criteria(Criteria(search="chatbot"))
    stage.settle()
    assert bar(stage).text == "2 marked, 2 off screen"
    stage.commands.trigger("mark.clear")
    assert not bar(stage).isVisible()
    assert stage.commands.reason_off("bulk.reject") == "Nothing is marked. V marks a wire."


def test_a_list_that_does_not_hold_the_wire_on_screen_still_marks_it(stage):
    stage.session.set_criteria(Criteria(list=ListName.DONE))
    stage.settle()
    stage.session.show(stage.ids["002.txt"])
    stage.settle()
    stage.press(V)
    assert len(stage.session.marks) == 1
    assert stage.commands.reason_off("mark.extend_down") is not None


def test_a_screen_reader_hears_of_the_mark(stage):
    stage.press(V)
    model = stage.window.queue_pane.table.model()
    assert isinstance(model, QueueModel)
    said = [model.data(model.index(n, 0), Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert "Marked." in said[0]
    assert "Marked." not in said[1]


def test_a_marked_line_looks_marked_without_its_colour(stage):
    table = stage.window.queue_pane.table
    stage.press(DOWN)
    before = table.viewport().grab(table.visualRect(table.model().index(3, 0))).toImage()
    stage.session.marks.put(stage.session.ids[3], on=True)
    stage.settle()
    after = table.viewport().grab(table.visualRect(table.model().index(3, 0))).toImage()
    left = [(x, y) for x in range(20, 40) for y in range(30, 55)]
    assert len({after.pixelColor(x, y).name() for x, y in left}) > 4
    assert len({before.pixelColor(x, y).name() for x, y in left}) == 1


def test_marks_go_with_the_desk(stage):
    stage.press(V)
    stage.session.close()
    assert len(stage.session.marks) == 0


def test_a_million_marks_take_a_byte_each():
    marks = Marks()
    marks.add(array("q", range(1, 1_000_001)))
    marks.put(500_000, on=False)
    assert len(marks) == 999_999
    assert 500_000 not in marks
    assert 1_000_000 in marks
    assert -1 not in marks
    assert len(marks.keys) == 999_999
    assert marks.count_among([1, 500_000, 2_000_000]) == 1
