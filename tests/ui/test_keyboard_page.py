"""The keyboard page of the settings, worked by keys alone: what is changed there counts at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app import settings
from editor_app.domain.standing import State
from editor_app.settings import KeyChoice
from editor_app.ui import dialogs, keyboard_page
from editor_app.ui.keymap import PROFILES, Place
from editor_app.ui.settings_dialog import KEYBOARD, SettingsDialog
from editor_app.ui.widgets.button import Button
from tests.ui.dialog_stage import DialogStage
from tests.ui.review_stage import ALT, CONTROL, SHIFT

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    made.take_time()
    yield made
    made.close()


@pytest.fixture
def page(stage):
    dialog = stage.open("window.keyboard")
    assert isinstance(dialog, SettingsDialog) and dialog.keyboard.isVisible()
    return dialog.keyboard


def go_to(stage, page, words):
    """Filter, go down to the table, and give the line that is chosen."""
    page.filter.setFocus()
    page.filter.clear()
    stage.write(words)
    stage.press(K.Key_Down)
    assert stage.focus is page.table
    return page.table.chosen


def capture(stage, page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    stage.press(K.Key_Return)
    assert stage.focus is page.editor.field
    stage.press(key, modifiers)


def kept(stage):
    return settings.load(stage.session.desk.settings_file).keys


def back_to_the_wire(stage):
    stage.press(K.Key_Escape)
    assert stage.dialogs == []
    stage.window.document_pane.focus_text()


def test_a_key_is_changed_counts_at_once_and_is_kept(stage, page):
    assert go_to(stage, page, "skip for later reviewing").command.id == "decide.skip"
    capture(stage, page, K.Key_Z)
    assert page.editor.said == "Z is free."
    stage.press(K.Key_Return)
    assert stage.focus is page.table and page.table.chosen.keys == ("Z",) and page.table.chosen.is_own
    assert stage.commands.keys_text("decide.skip") == "Z"
    assert kept(stage).changes == {"mnemonic": {"review": {"decide.skip": ("Z",)}}}
    back_to_the_wire(stage)
    stage.press(K.Key_S)
    assert stage.is_untouched()
    stage.press(K.Key_Z)
    assert stage.state("000.txt") is State.DEFERRED


def test_a_clash_is_told_while_the_key_is_pressed_and_refused(stage, page):
    go_to(stage, page, "flag or unflag")
    capture(stage, page, K.Key_A)
    assert page.editor.said == "A is taken: “Accept” (reviewing)."
    stage.press(K.Key_Return)
    assert stage.focus is page.editor.field and kept(stage) == KeyChoice()
    stage.press(K.Key_Backspace)
    stage.press(K.Key_G)
    stage.press(K.Key_I)
    assert page.editor.field.key == "G, I"
    assert page.editor.said == "G, I and a key of “Go to number” begin alike, so one could never be reached."
    stage.press(K.Key_Escape)
    assert stage.focus is page.table and page.editor.field.key == ""
    assert stage.commands.keys_text("wire.flag") == "F"


@pytest.mark.parametrize(
    ("key", "modifiers", "said"),
    [
        (K.Key_C, CONTROL, "Ctrl+C belongs to the system, or to every text."),
        (K.Key_Space, SHIFT, "Shift+Space moves or presses what has the focus; it must never decide."),
        (K.Key_B, CONTROL, "Ctrl+B is taken: “Hide or show the queue” (everywhere)."),
    ],
)
def test_what_stands_against_a_key_is_said(stage, page, key, modifiers, said):
    go_to(stage, page, "accept")
    capture(stage, page, key, modifiers)
    assert page.editor.said == said


def test_a_key_is_judged_for_the_place_that_is_chosen(stage, page):
    go_to(stage, page, "flag or unflag")
    capture(stage, page, K.Key_Z)
    assert page.editor.said == "Z is free."
    page.editor._where.setFocus()
    stage.press(K.Key_End)
    assert page.editor.said == "Z writes or edits where a text is being written."


def test_a_key_can_be_added_to_the_others(stage, page):
    go_to(stage, page, "flag or unflag")
    capture(stage, page, K.Key_F9)
    page.editor._add.setFocus()
    stage.press(K.Key_Space)
    assert stage.commands.keymap.keys("wire.flag", Place.REVIEW) == ("F", "F9")


def test_keys_are_taken_away_and_given_back(stage, page):
    go_to(stage, page, "flag or unflag")
    stage.press(K.Key_Delete)
    assert stage.commands.keys_text("wire.flag") == ""
    assert page.table.chosen.command.id == "wire.flag" and page.table.chosen.keys == ()
    page.editor._reset.setFocus()
    stage.press(K.Key_Space)
    assert stage.commands.keys_text("wire.flag") == "F" and kept(stage) == KeyChoice()


def test_all_keys_are_reset_together(stage, page):
    for words, key in (("flag or unflag", K.Key_Z), ("write a note reviewing", K.Key_X)):
        go_to(stage, page, words)
        capture(stage, page, key)
        stage.press(K.Key_Return)
    assert stage.commands.keys_text("wire.note") == "X"
    page._reset_all.setFocus()
    stage.press(K.Key_Space)
    assert [stage.commands.keys_text(name) for name in ("wire.flag", "wire.note")] == ["F", "N"]


def test_a_profile_is_chosen_with_the_arrows_and_counts_at_once(stage, page):
    page.profiles.segment("mnemonic").setFocus()
    stage.press(K.Key_Right)
    assert kept(stage).profile == "prodigy" and stage.commands.keys_text("decide.reject") == "X"
    back_to_the_wire(stage)
    stage.press(K.Key_X)
    assert stage.popup is not None


def test_single_letters_are_switched_off(stage, page):
    page.letters.setFocus()
    stage.press(K.Key_Space)
    assert not kept(stage).single_letters and stage.commands.keys_text("decide.accept") == "Alt+A"
    assert go_to(stage, page, "accept").keys == ("Alt+A",)
    back_to_the_wire(stage)
    stage.press(K.Key_S)
    assert stage.is_untouched()
    stage.press(K.Key_S, ALT)
    assert stage.state("000.txt") is State.DEFERRED


def test_the_field_takes_what_would_be_a_command_elsewhere(stage, page):
    go_to(stage, page, "flag or unflag")
    for key, modifiers, shown in (
        (K.Key_A, ALT, "Alt+A"),
        (K.Key_Q, CONTROL, "Ctrl+Q"),
        (K.Key_Question, SHIFT, "?"),
        (K.Key_PageDown, ALT, "Alt+PgDn"),
        (K.Key_F4, SHIFT, "Shift+F4"),
    ):
        capture_field = page.editor.field
        capture_field.forget()
        capture_field.setFocus()
        stage.press(key, modifiers)
        assert capture_field.text() == shown
    QTest.keyPress(page.editor.field, K.Key_Shift, SHIFT)
    assert page.editor.field.text() == "Shift+F4"


def test_the_table_holds_every_command_and_can_be_filtered_by_key(stage, page):
    assert {row.command.id for row in page.table.rows} == {command.id for command in stage.commands.all()}
    page.filter.setText("ctrl+shift+e")
    assert [row.command.id for row in page.table.rows] == ["file.export"]


def test_settings_open_on_the_general_page_and_turn_by_the_arrows(stage):
    dialog = stage.open("window.settings")
    assert not dialog.keyboard.isVisible()
    dialog._pages.segment("general").setFocus()
    stage.press(K.Key_Right)
    assert dialog.keyboard.isVisible() and dialog._pages.chosen_id == KEYBOARD


def test_the_numpad_is_offered_first_where_no_latin_letters_arrive(qapp, monkeypatch):
    assert [choice.id for choice in keyboard_page._profiles()] == list(PROFILES)
    monkeypatch.setattr(keyboard_page, "writes_latin_letters", lambda: False)
    assert keyboard_page._profiles()[0].id == "numpad"
    assert "Numpad" in keyboard_page._about("mnemonic")


def test_a_keyboard_without_latin_letters_is_told_of_the_digits(stage, monkeypatch):
    monkeypatch.setattr(dialogs, "writes_latin_letters", lambda: False)
    stage.window.open_desk(stage.path)
    stage.qtbot.waitUntil(lambda: stage.session.view is not None)
    stage.settle()
    assert "Your keyboard writes no Latin letters. Digits can decide instead." in stage.told
    offered = [button.text() for button in stage.window.toast.findChildren(Button) if button.isVisible()]
    assert offered == [stage.window.commands.command("window.keyboard").title]
