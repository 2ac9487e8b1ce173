"""Searching, sorting and saved lists on the whole window, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from editor_app.desk import saving_lists
from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.standing import State
from editor_app.ui import session_listing
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.order_popover import OrderPopover
from editor_app.ui.saved_lists_dialog import SavedListsDialog
from editor_app.ui.widgets.chip import Chip
from tests.ui.review_stage import ALT, CONTROL, Stage

K = Qt.Key


@pytest.fixture(params=["at once", "in the background"])
def stage(request, qtbot, tmp_path, monkeypatch):
    if request.param != "at once":
        monkeypatch.setattr(session_listing, "_LISTED_AT_ONCE", 0)
    made = Stage(qtbot, tmp_path)
    settle(made)
    yield made
    made.close()


def settle(stage):
    """Wait for the list that is on its way too."""
    stage.settle()
    stage.qtbot.waitUntil(lambda: not stage.session.is_list_awaited)
    stage.settle()


def type_search(stage, text):
    stage.press(K.Key_Slash)
    stage.focus.clear()
    stage.write(text)


def names(stage):
    return [stage.session.row(position).name for position in range(len(stage.session.ids))]


@pytest.fixture
def field(stage):
    return stage.window.top_bar.search


def searched(stage, text):
    """Type a search and wait until the list follows it by itself."""
    type_search(stage, text)
    stage.qtbot.waitUntil(lambda: stage.session.wanted.search == text.strip())
    settle(stage)


def test_the_list_follows_while_one_types(stage, field):
    searched(stage, "agreement")
    assert names(stage) == ["001.txt", "004.txt"] and stage.focus is field
    stage.write(" -comment")
    stage.qtbot.waitUntil(lambda: stage.session.wanted.search == "agreement -comment")
    settle(stage)
    assert names(stage) == ["001.txt"] and stage.is_untouched()


def test_what_cannot_be_read_is_told_and_the_list_stays(stage, field):
    searched(stage, "agreement")
    stage.write(" sorce:x")
    stage.qtbot.waitUntil(lambda: field.panel.message != "")
    assert "Perhaps “source:” is meant" in field.panel.message
    stage.press(K.Key_Return)
    assert stage.focus is field and names(stage) == ["001.txt", "004.txt"]
    stage.press(K.Key_Escape)
    assert field.panel.message == "" and field.text() == "agreement sorce:x"
    stage.press(K.Key_Escape)
    settle(stage)
    assert len(stage.session.ids) == 5 and field.text() == "" and stage.is_untouched()


def test_values_are_offered_and_taken_by_tab_or_return(stage, field):
    type_search(stage, "state:")
    stage.qtbot.waitUntil(lambda: "pending" in field.panel.titles())
    assert field.panel.message == ""
    stage.write("n")
    assert field.panel.titles()[0] == "none"
    stage.press(K.Key_Tab)
    settle(stage)
    assert field.text() == "state:none " and names(stage) == ["004.txt"] and stage.focus is field
    stage.write("kind:")
    stage.qtbot.waitUntil(lambda: field.panel.titles() == ["document", "wire"])
    stage.press(K.Key_Up)
    stage.press(K.Key_Up)
    stage.press(K.Key_Return)
    settle(stage)
    assert field.text() == "state:none kind:document " and stage.focus is field
    stage.press(K.Key_Return)
    assert stage.focus is stage.window.queue_pane.table and stage.is_untouched()


def test_down_offers_the_fields(stage, field):
    type_search(stage, "re")
    stage.press(K.Key_Down)
    assert field.panel.titles() == ["reason:", "revised:", "reading:"]
    stage.press(K.Key_Return)
    assert field.text() == "reason:"
    stage.qtbot.waitUntil(lambda: "duplicate" in field.panel.titles())
    stage.press(K.Key_Escape)
    assert not field.panel.isVisible() and field.text() == "reason:"


def test_letters_in_the_suggestions_are_typed(stage, field):
    type_search(stage, "source:")
    stage.qtbot.waitUntil(lambda: field.panel.titles() == ["some-office"])
    stage.press(K.Key_Down)
    stage.write("are")
    assert field.text() == "source:are" and stage.is_untouched()


def test_each_filter_is_a_chip_that_comes_off_the_search(stage, field):
    searched(stage, 'state:pending,none -name:3 flagged:no "the agreement" -noise')
    plain = [
        text.replace("\u2068", "").replace("\u2069", "") for text in stage.window.queue_pane.chips.texts()
    ]
    assert plain == [
        "Text: “the agreement”",
        "Without “noise”",
        "Status: to do",
        "Status: no rationale",
        "Not name: 3",
        "Not flagged",
    ]
    for words in ("Not flagged", "Status: to do"):
        chips = stage.window.queue_pane.chips.findChildren(Chip)
        shown = {chip.text().replace("\u2068", "").replace("\u2069", ""): chip for chip in chips}
        shown[words].click()
        settle(stage)
    assert stage.session.criteria.search == 'state:none -name:3 "the agreement" -noise'
    assert field.text() == stage.session.criteria.search and names(stage) == ["004.txt"]


def test_the_filter_panel_reads_and_writes_the_search(stage, field):
    searched(stage, "state:none agreement")
    stage.press(K.Key_Return)
    stage.window.queue_pane._open_filter()
    panel = stage.window.queue_pane._popover
    assert panel._states[State.NONE].isChecked() and not panel._states[State.PENDING].isChecked()
    panel._states[State.PENDING].click()
    settle(stage)
    assert stage.session.criteria.search == "state:pending,none agreement" == field.text()
    assert names(stage) == ["001.txt", "004.txt"]


def test_sorting_by_keys(stage):
    stage.commands.trigger("find.sort")
    panel = stage.window.findChild(OrderPopover)
    assert panel.choices.chosen.title == "Archive order"
    for letter in "are1":
        stage.press(ord(letter.upper()))
    assert panel.isVisible() and stage.is_untouched()
    stage.press(K.Key_Home)
    stage.press(K.Key_Down)
    stage.press(K.Key_Return)
    settle(stage)
    assert not panel.isVisible()
    assert names(stage) == ["004.txt", "003.txt", "002.txt", "001.txt", "000.txt"]
    assert stage.window.queue_pane._order.text() == "Last first"
    stage.commands.trigger("find.sort")
    while panel.choices.chosen.title != "Headline, A to Z":
        stage.press(K.Key_Down)
    stage.press(K.Key_Return)
    settle(stage)
    assert names(stage)[:3] == ["004.txt", "000.txt", "003.txt"] and stage.is_untouched()


def test_relevance_is_offered_where_there_are_words(stage):
    stage.commands.trigger("find.sort")
    panel = stage.window.findChild(OrderPopover)
    titles = [panel.choices.item(row).text() for row in range(panel.choices.count())]
    assert "Relevance" not in titles
    stage.press(K.Key_Escape)
    searched(stage, "agreement")
    stage.press(K.Key_Return)
    stage.commands.trigger("find.sort")
    stage.press(K.Key_End)
    assert panel.choices.chosen.title == "Relevance"
    stage.press(K.Key_Return)
    settle(stage)
    assert sorted(names(stage)) == ["001.txt", "004.txt"]
    assert stage.session.criteria.order is Order.RELEVANCE


def dialog(stage):
    return next(one for one in stage.window.findChildren(SavedListsDialog) if one.isVisible())


def test_a_list_is_saved_shown_by_its_key_and_forgotten(stage, field):
    searched(stage, "agreement kind:wire")
    stage.press(K.Key_Return)
    stage.commands.trigger("find.saved_lists")
    stage.settle()
    assert dialog(stage).new_name.hasFocus()
    stage.write("Agreements 1 are")
    stage.press(K.Key_Return)
    assert [one.slot for one in saving_lists.saved_lists(stage.session.desk)] == [1]
    stage.press(K.Key_Escape)
    stage.press(K.Key_C)
    settle(stage)
    assert len(stage.session.ids) == 5 and stage.is_untouched()
    stage.press(K.Key_1, CONTROL)
    settle(stage)
    assert names(stage) == ["001.txt"] and field.text() == "kind:wire agreement"
    assert stage.told[-1].strip("\u2068\u2069").endswith("Agreements 1 are")
    assert stage.focus is stage.window.queue_pane.table
    stage.commands.trigger("find.saved_lists")
    stage.settle()
    assert dialog(stage).saved.hasFocus()
    stage.press(K.Key_Delete)
    stage.press(K.Key_Escape)
    assert saving_lists.saved_lists(stage.session.desk) == []
    stage.press(K.Key_1, CONTROL)
    assert stage.told[-1] == "No list is saved on this key" and stage.is_untouched()


def test_saved_lists_are_ordered_renamed_and_given_keys(stage):
    desk = stage.session.desk
    for number, search in enumerate(("kind:wire", "state:none"), 1):
        saving_lists.save(desk, f"List {number}", Criteria(list=ListName.TO_DO, search=search))
    stage.commands.trigger("find.saved_lists")
    stage.settle()
    stage.press(K.Key_Down)
    stage.press(K.Key_Up, ALT)
    assert [one.name for one in saving_lists.saved_lists(desk)] == ["List 2", "List 1"]
    shown = dialog(stage)
    shown.name.setFocus()
    shown.name.selectAll()
    stage.write("Articles")
    stage.press(K.Key_Return)
    shown.key.setCurrentIndex(7)
    shown.key.activated.emit(7)
    stage.settle()
    assert [(one.name, one.slot) for one in saving_lists.saved_lists(desk)] == [
        ("Articles", 7),
        ("List 1", 1),
    ]
    shown.saved.setFocus()
    stage.press(K.Key_Return)
    settle(stage)
    assert not any(one.isVisible() for one in stage.window.findChildren(DialogWindow))
    assert stage.session.criteria == Criteria(list=ListName.TO_DO, search="state:none")
    assert stage.is_untouched()


def test_a_name_that_is_taken_is_told_in_the_dialog(stage):
    desk = stage.session.desk
    saving_lists.save(desk, "One", Criteria())
    saving_lists.save(desk, "Two", Criteria())
    stage.commands.trigger("find.saved_lists")
    stage.settle()
    shown = dialog(stage)
    shown.name.setFocus()
    shown.name.selectAll()
    stage.write("Two")
    stage.press(K.Key_Return)
    assert "named “Two” already" in shown.hint
    stage.press(K.Key_Escape)


def test_a_list_that_arrives_late_leaves_what_is_being_written(stage):
    stage.press(K.Key_E)
    editor = stage.focus
    stage.write("More. ")
    stage.session._may_leave()
    wanted = Criteria(search="benchmark")
    if session_listing._LISTED_AT_ONCE == 0:
        stage.session.set_criteria(wanted)
        settle(stage)
        assert stage.session.is_amending and stage.focus is editor and stage.headline.startswith("A court")
        assert len(stage.session.ids) == 1 and stage.session.position == -1


def test_go_to_number_after_a_search(stage):
    searched(stage, "a")
    stage.press(K.Key_Return)
    stage.press(K.Key_G)
    assert isinstance(stage.focus, QLineEdit)
    stage.write("3")
    stage.press(K.Key_Return)
    assert stage.session.position == 2 and stage.is_untouched()


def test_a_list_that_is_not_whole_is_not_marked_as_one(stage):
    stage.session._wires.is_whole = False
    stage.commands.trigger("mark.all")
    assert stage.told[-1] == "The rest of the list is still on its way" and not len(stage.session.marks)
    stage.session._wires.is_whole = True
    stage.commands.trigger("mark.all")
    assert len(stage.session.marks) == 5
