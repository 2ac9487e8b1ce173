"""The palette: what it finds, what it does, and that it decides nothing by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor_app.domain.lists import ListName
from editor_app.domain.standing import State
from editor_app.ui.command_palette import CommandPalette
from editor_app.ui.palette_matching import likeness, match
from editor_app.ui.palette_rows import RowKind
from tests.ui.review_stage import ALT, CONTROL, SHIFT, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    made.take_time()
    yield made
    made.close()


@pytest.fixture
def palette(stage):
    stage.press(K.Key_K, CONTROL)
    found = stage.window.findChild(CommandPalette)
    assert found is not None and found.isVisible() and stage.focus is found.field
    return found


def titles(palette, kind=None):
    return [row.title for row in palette.list.rows if kind in (None, row.kind)]


def look_for(stage, palette, text):
    """Type, and let the search in the background answer."""
    palette.field.clear()
    stage.write(text)
    palette._wires._search()
    stage.settle()


def test_a_command_is_found_run_and_shows_its_key(stage, palette):
    stage.write("rej")
    first = palette.list.chosen
    assert (first.title, first.keys, first.spans) == ("Reject", "R", ((0, 3),))
    stage.press(K.Key_Return)
    assert not palette.isVisible() and stage.popup is not None
    assert stage.is_untouched()


def test_opening_it_and_pressing_enter_decides_nothing(stage, palette):
    assert palette.list.chosen.id == "find.archive"
    stage.press(K.Key_Escape)
    stage.press(K.Key_S)
    assert stage.state("000.txt") is State.DEFERRED
    stage.press(K.Key_K, CONTROL)
    stage.press(K.Key_Return)
    assert stage.focus is stage.window.top_bar.search
    assert stage.state("001.txt") is State.PENDING


def test_nothing_typed_in_it_is_a_command_of_the_window(stage, palette):
    for key in (K.Key_A, K.Key_R, K.Key_S, K.Key_1, K.Key_Period, K.Key_Question):
        stage.press(key)
        stage.press(key, SHIFT)
    for key in (K.Key_S, K.Key_A, K.Key_1, K.Key_N):
        stage.press(key, ALT)
    for key in (K.Key_Z, K.Key_S, K.Key_B, K.Key_G):
        stage.press(key, CONTROL)
    assert palette.isVisible() and stage.focus is palette.field
    assert stage.is_untouched() and stage.popup is None and not stage.session.working.gates.verifiable


def test_escape_and_its_own_key_leave_it_and_give_the_focus_back(stage):
    stage.window.queue_pane.table.setFocus()
    for key, modifiers in ((K.Key_Escape, Qt.KeyboardModifier.NoModifier), (K.Key_K, CONTROL)):
        stage.press(K.Key_K, CONTROL)
        stage.press(key, modifiers)
        assert stage.focus is stage.window.queue_pane.table


def test_the_arrows_go_round(stage, palette):
    first = palette.list.chosen
    stage.press(K.Key_Up)
    assert palette.list.chosen == palette.list.rows[-1]
    stage.press(K.Key_Down)
    assert palette.list.chosen == first


def test_a_command_that_is_off_says_why_and_does_nothing(stage, palette):
    stage.write("save again")
    row = palette.list.chosen
    assert row.off == row.detail == "Everything is saved"
    stage.press(K.Key_Return)
    assert palette.isVisible() and palette.said == "Everything is saved"


def test_what_was_used_last_comes_first(stage):
    stage.press(K.Key_F)
    stage.press(K.Key_K, CONTROL)
    palette = stage.window.findChild(CommandPalette)
    assert palette.list.headings == ["Used last", "Useful here"]
    assert titles(palette)[0] == "Flag or unflag" and len(palette.list.rows) <= 10


def test_wires_are_found_by_the_search_of_the_desk_and_shown(stage, palette):
    look_for(stage, palette, "fines provider")
    wires = [row for row in palette.list.rows if row.kind is RowKind.WIRE]
    assert [row.title for row in wires] == ["A regulator fines a provider"]
    assert wires[0].detail.startswith("to do") and wires[0].spans == ((12, 17), (20, 28))
    while palette.list.chosen.kind is not RowKind.WIRE:
        stage.press(K.Key_Down)
    stage.press(K.Key_Return)
    assert stage.headline == "A regulator fines a provider"


def test_the_answer_to_an_older_search_is_let_go_of(stage, palette):
    stage.write("fines")
    palette._wires._search()
    palette.field.setText("benchmark")
    stage.settle()
    assert titles(palette, RowKind.WIRE) == []
    palette._wires._search()
    stage.settle()
    assert titles(palette, RowKind.WIRE) == ["A laboratory publishes a benchmark"]


def test_words_that_cannot_be_read_as_a_search_find_no_wires_and_stop_nothing(stage, palette):
    stage.write("state:nowhere")
    palette._wires._search()
    palette.field.setText("benchmark")
    stage.settle()
    palette._wires._search()
    stage.settle()
    assert titles(palette, RowKind.WIRE) == ["A laboratory publishes a benchmark"]


def test_sections_of_the_guide_are_found_and_opened(stage, palette):
    stage.write("gate 2")
    while palette.list.chosen.kind is not RowKind.SECTION:
        stage.press(K.Key_Down)
    assert palette.list.chosen.title.startswith("Gate 2")
    stage.press(K.Key_Return)
    from editor_app.ui.guide_panel import GuidePanel

    panel = stage.window.findChild(GuidePanel)
    assert panel.isVisible() and panel.section.startswith("Gate 2")


def test_the_greater_sign_asks_for_commands_alone(stage, palette):
    look_for(stage, palette, ">a")
    assert {row.kind for row in palette.list.rows} == {RowKind.COMMAND} and len(palette.list.rows) == 10


def test_the_hash_goes_to_a_number(stage, palette):
    stage.write("#3")
    assert titles(palette) == ["A regulator fines a provider"]
    stage.press(K.Key_Return)
    assert stage.session.position == 2


def test_a_number_that_is_not_there_goes_nowhere(stage, palette):
    stage.write("#99")
    assert titles(palette) == ["Type a number, 1 to 5"]
    stage.press(K.Key_Return)
    assert palette.isVisible() and stage.session.position == 0


def test_the_at_sign_narrows_the_list_to_a_source(stage, palette):
    source = stage.session.sources()[0][0]
    stage.write(f"@{source[:3]}")
    assert titles(palette) == [source]
    stage.press(K.Key_Return)
    assert stage.session.criteria.source == source
    assert stage.focus is stage.window.queue_pane.table


def test_what_matches_nothing_is_offered_as_a_search(stage, palette):
    look_for(stage, palette, "zyx wvu")
    assert titles(palette) == ["Nothing matches. Search wire text for “zyx wvu”"]
    stage.press(K.Key_Return)
    assert stage.session.criteria.search == "zyx wvu" and stage.session.criteria.list is ListName.ALL
    assert stage.window.top_bar.search.isVisible() and stage.window.top_bar.search.text() == "zyx wvu"


def test_the_launcher_opens_it_and_the_search_takes_its_place_while_one_searches(stage):
    launcher, search = stage.window.top_bar._place.launcher, stage.window.top_bar.search
    assert launcher.isVisible() and not search.isVisible()
    stage.press(K.Key_Slash)
    assert search.isVisible() and stage.focus is search and not launcher.isVisible()
    stage.press(K.Key_Escape)
    assert launcher.isVisible() and not search.isVisible()
    launcher.click()
    stage.settle()
    assert stage.window.findChild(CommandPalette).isVisible()


def test_a_slip_of_the_finger_still_finds_a_command(stage, palette):
    stage.write("histroy")
    assert palette.list.chosen.title == "History"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("rej", "Reject"), ("rej", "Prejudice")),
        (("next wire", "Next wire"), ("next wire", "Next undecided wire")),
        (("save", "Save amendment, next wire"), ("save", "Saved list 1")),
    ],
)
def test_what_begins_with_it_fits_better(better, worse):
    assert match(*better).score > match(*worse).score


def test_what_is_not_there_does_not_fit():
    assert match("court", "Export") is None and likeness("court", "Export") is None
    assert match("archive", "Export", ("Write the reviewed archive.",)).spans == ()


def test_letters_are_found_where_they_stand_also_where_case_changes_the_length():
    assert match("strasse", "STRASSE").spans == ((0, 7),)
    assert match("x", "ßx").spans == ()


def test_a_page_that_is_pasted_is_looked_for_by_its_beginning(stage, palette):
    QApplication.clipboard().setText("reject " * 3_000)
    stage.press(K.Key_V, CONTROL)
    assert palette.field.text() == ("reject " * 3_000)[:200]
