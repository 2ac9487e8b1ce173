"""Where keys decide and where they are only typed, on the whole window."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
from editor_app.formats.wire_text import read_document
from editor_app.ui.command_table import GROUPS, command_table
from editor_app.ui.keymap import Place
from tests.ui.review_stage import ALT, CONTROL, SHIFT, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def focus_document(stage):
    stage.window.document_pane.view.setFocus()


def focus_queue(stage):
    stage.window.queue_pane.table.setFocus()


def focus_segment(stage):
    stage.read.checklist.focus_first_open()


def focus_list_choice(stage):
    stage.window.queue_pane._lists.segments()[0].setFocus()


def focus_search(stage):
    stage.press(K.Key_Slash)


def focus_find(stage):
    stage.press(K.Key_F, CONTROL)


def focus_note(stage):
    stage.press(K.Key_N)


def focus_amendment(stage):
    stage.press(K.Key_E)


def focus_menu_button(stage):
    stage.window.top_bar.menu_button.setFocus()


READING = [focus_document, focus_queue, focus_segment, focus_list_choice]
TYPING = [focus_search, focus_find, focus_note, focus_amendment]


@pytest.mark.parametrize("place", READING, ids=lambda place: place.__name__)
def test_letters_decide_wherever_one_reads(stage, place):
    place(stage)
    stage.press(K.Key_S)
    assert stage.state("000.txt") is State.DEFERRED


@pytest.mark.parametrize("place", TYPING, ids=lambda place: place.__name__)
def test_typing_decides_nothing(stage, place):
    place(stage)
    stage.write("are sour 123 .?")
    stage.press(K.Key_A, SHIFT)
    assert stage.is_untouched()
    assert not stage.session.working.gates.verifiable
    assert stage.popup is None


@pytest.mark.parametrize("place", [*READING, *TYPING, focus_menu_button], ids=lambda place: place.__name__)
def test_return_and_the_keys_of_moving_decide_nothing(stage, place):
    place(stage)
    for key in (K.Key_Return, K.Key_Backspace, K.Key_Delete, K.Key_PageDown, K.Key_Down):
        if stage.window.isActiveWindow() and stage.focus is not None:
            stage.press(key)
    assert stage.is_untouched()


def test_letters_outside_the_triage_pane_decide_nothing(stage):
    focus_menu_button(stage)
    stage.press(K.Key_S)
    assert stage.is_untouched()


def test_return_in_the_search_goes_to_the_list(stage):
    focus_search(stage)
    stage.write("benchmark")
    stage.press(K.Key_Return)
    assert stage.focus is stage.window.queue_pane.table
    assert stage.session.criteria.search == "benchmark" and len(stage.session.ids) == 1
    assert stage.is_untouched()
    stage.press(K.Key_C)
    assert len(stage.session.ids) == 5 and stage.window.top_bar.search.text() == ""


def test_escape_empties_the_search(stage):
    focus_search(stage)
    stage.write("benchmark")
    stage.press(K.Key_Escape)
    assert stage.session.criteria.search == "" and len(stage.session.ids) == 5


def test_a_decision_waits_for_the_document_to_be_painted(stage):
    stage.window.document_pane.view.painted.disconnect()
    stage.commands.trigger("move.next")
    stage.commands.trigger("decide.skip")
    assert stage.session.is_loading and stage.is_untouched()
    stage.window.document_pane.view.painted.connect(stage.window.document_pane._on_painted)
    stage.window.document_pane.view.viewport().update()
    stage.settle()
    stage.commands.trigger("decide.skip")
    stage.settle()
    assert stage.state("001.txt") is State.DEFERRED


def test_j_and_k_walk_and_stop_at_the_ends(stage):
    stage.press(K.Key_J)
    assert stage.session.position == 1
    stage.press(K.Key_K)
    stage.press(K.Key_K)
    assert stage.session.position == 0 and stage.told[-1] == "This is the first wire of the list"
    assert stage.is_untouched()


def test_moving_works_from_a_text_too(stage):
    focus_amendment(stage)
    stage.press(K.Key_Down, ALT)
    assert stage.session.position == 1 and stage.is_untouched()


def test_arrows_walk_only_in_the_list(stage):
    focus_queue(stage)
    stage.press(K.Key_Down)
    assert stage.session.position == 1
    stage.press(K.Key_End)
    assert stage.session.position == 4
    stage.press(K.Key_Home)
    assert stage.session.position == 0
    focus_document(stage)
    stage.press(K.Key_Down)
    assert stage.session.position == 0


def test_a_click_in_the_list_shows_and_decides_nothing(stage, qtbot):
    table = stage.window.queue_pane.table
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    assert stage.session.position == 2 and stage.is_untouched()


def test_unbound_letters_read_nothing_in_the_list(stage):
    focus_queue(stage)
    table = stage.window.queue_pane.table
    asked = []
    table.model().data = lambda *a: asked.append(a)
    table.keyboardSearch("x")
    assert asked == []


def test_g_goes_to_a_number(stage):
    stage.press(K.Key_G)
    stage.write("4")
    stage.press(K.Key_Return)
    assert stage.session.position == 3 and stage.is_untouched()


def test_l_goes_round_the_lists(stage):
    seen = []
    for _ in range(5):
        stage.press(K.Key_L)
        seen.append(stage.session.criteria.list)
    assert seen == [ListName.FLAGGED, ListName.DISPUTED, ListName.TO_DO, ListName.DONE, ListName.ALL]


def test_the_list_that_is_shown_can_be_built_anew(stage):
    stage.window.queue_pane._lists.segment("to_do").click()
    stage.press(K.Key_S)
    stage.take_time()
    stage.session.show_position(0)
    stage.settle()
    stage.press(K.Key_1)
    stage.press(K.Key_1)
    stage.press(K.Key_R)
    stage.press(K.Key_1)
    assert len(stage.session.ids) == 4 and stage.state("000.txt") is State.REJECTED
    stage.window.queue_pane._lists.segment("to_do").click()
    stage.settle()
    assert len(stage.session.ids) == 3 and stage.session.criteria.list is ListName.TO_DO


def test_quoting_needs_no_mouse(stage):
    stage.press(K.Key_F7)
    stage.press(K.Key_Down)
    stage.press(K.Key_Home)
    for _ in range(3):
        stage.press(K.Key_Right, CONTROL | SHIFT)
    stage.press(K.Key_Q)
    quote = stage.session.working.quotes[0]
    assert quote.exact == "In May the"
    assert stage.session.view.document.text[quote.start : quote.end] == quote.exact


def test_q_without_a_selection_says_what_to_do(stage):
    stage.press(K.Key_Q)
    assert "Select a passage first" in stage.told[-1]


def test_find_in_wire_walks_the_hits(stage):
    focus_find(stage)
    stage.write("answers")
    assert stage.window.document_pane.find_bar._count.text() == "1 of 1"
    stage.press(K.Key_F3)
    stage.press(K.Key_Escape)
    assert stage.focus is stage.window.document_pane.view
    assert not stage.window.document_pane.find_bar.isVisible()


def test_escape_in_the_find_bar_does_not_leave_an_amendment(stage):
    focus_amendment(stage)
    stage.write("more ")
    focus_find(stage)
    stage.press(K.Key_Escape)
    assert stage.session.is_amending


def test_f6_goes_round_the_panes_and_back(stage):
    focus_document(stage)
    seen = []
    for _ in range(5):
        stage.press(K.Key_F6)
        seen.append(stage.focus)
    window = stage.window
    holders = (
        window.rationale_pane,
        window.status_line,
        window.top_bar,
        window.queue_pane,
        window.document_pane,
    )
    assert all(holder.isAncestorOf(focus) for holder, focus in zip(holders, seen, strict=True))
    stage.press(K.Key_F6, SHIFT)
    assert window.queue_pane.isAncestorOf(stage.focus)


def test_tab_visits_the_panes_in_their_order(stage):
    window = stage.window
    window.top_bar.menu_button.setFocus(Qt.FocusReason.TabFocusReason)
    order = []
    panes = [
        window.top_bar,
        window.queue_pane,
        window.document_pane,
        window.rationale_pane,
        window.status_line,
    ]
    for _ in range(80):
        stage.press(K.Key_Tab)
        pane = next((pane for pane in panes if pane.isAncestorOf(stage.focus)), None)
        if pane is not None and (not order or order[-1] is not pane):
            order.append(pane)
    assert order[:5] == panes


def test_ctrl_b_hides_the_queue_and_brings_it_back(stage):
    stage.press(K.Key_B, CONTROL)
    assert not stage.window.queue_pane.isVisible()
    assert stage.focus is stage.window.document_pane.view
    stage.press(K.Key_B, CONTROL)
    assert stage.window.queue_pane.isVisible()


def test_every_command_is_done_by_somebody(stage):
    assert [c.id for c in command_table() if not stage.commands.is_bound(c.id)] == []


def test_the_menu_holds_every_command(stage):
    menu = QMenu()
    stage.commands.fill_menu(menu)
    texts = {action.text().partition("\t")[0] for part in menu.actions() for action in part.menu().actions()}
    assert texts == {command.menu for command in command_table()}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_button_opens_it(stage):
    stage.press(K.Key_M, CONTROL)
    menus = [menu for menu in stage.window.top_bar.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1 and len(menus[0].actions()) == len(GROUPS)
    menus[0].close()


def test_review_keys_rest_while_something_is_written(stage):
    def enabled(place):
        return {action.isEnabled() for action in stage.commands._keys[place]}

    focus_document(stage)
    assert enabled(Place.REVIEW) == {True} and enabled(Place.EDITING) == {False}
    focus_amendment(stage)
    assert enabled(Place.REVIEW) == {False} and enabled(Place.EDITING) == {True}
    assert enabled(Place.ANYWHERE) == {True}


def test_a_held_key_of_a_decision_does_not_repeat(stage):
    repeating = {
        key.toString() for a in stage.commands._keys[Place.REVIEW] if a.autoRepeat() for key in a.shortcuts()
    }
    assert repeating == {"J", "K", "Shift+J", "Shift+K"}


def test_space_pages_the_document_and_presses_a_focused_button(stage):
    stage.window.resize(960, 600)
    bar = stage.window.document_pane.view.verticalScrollBar()
    text = "[a-source] H\n" + "A line of the wire.\n" * 200
    stage.window.document_pane.view.show_document(read_document(text.encode()), None)
    focus_document(stage)
    stage.press(K.Key_Space)
    assert bar.value() > 0
    focus_list_choice(stage)
    stage.press(K.Key_Space)
    assert stage.session.criteria.list is ListName.TO_DO and stage.is_untouched()


def key_event(kind, key, at):
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at)
    return event


def test_a_held_key_that_looks_pressed_anew_is_known_by_its_time(stage):
    held, window = stage.commands.held_keys, stage.window.windowHandle()
    skip = next(
        a for a in stage.commands._keys[Place.REVIEW] if [k.toString() for k in a.shortcuts()] == ["S"]
    )
    held.eventFilter(window, key_event(QEvent.Type.ShortcutOverride, K.Key_S, 1000))
    skip.trigger()
    stage.settle()
    for at in range(1660, 3000, 40):
        held.eventFilter(window, key_event(QEvent.Type.KeyRelease, K.Key_S, at))
        held.eventFilter(window, key_event(QEvent.Type.ShortcutOverride, K.Key_S, at))
        stage.session._bounce._went_on_at = -10
        skip.trigger()
        stage.settle()
    assert [stage.state(name) for name in stage.ids].count(State.DEFERRED) == 1
    held.eventFilter(window, key_event(QEvent.Type.KeyRelease, K.Key_S, 3100))
    held.eventFilter(window, key_event(QEvent.Type.ShortcutOverride, K.Key_S, 3180))
    skip.trigger()
    stage.settle()
    assert [stage.state(name) for name in stage.ids].count(State.DEFERRED) == 2


def test_tab_comes_to_a_filter_between_the_choice_of_list_and_the_list(stage):
    stage.session.set_criteria(Criteria(search="sign"))
    stage.settle()
    queue = stage.window.queue_pane
    next(segment for segment in queue.choice.segments() if segment.isChecked()).setFocus()
    stage.press(K.Key_Tab)
    assert queue.chips.isAncestorOf(stage.focus)
    stage.press(K.Key_Tab)
    assert stage.focus is queue.table
