"""Which key may do what, and where."""

import pytest

from editor_app.ui.key_rules import Fault, objection
from editor_app.ui.key_strokes import begins, strokes, written
from editor_app.ui.keymap import Place, shipped_keymap
from editor_app.ui.own_keys import with_keys

REVIEW, DOCUMENT, LIST, EDITING, ANYWHERE = Place


def fault(command, place, key, keymap=None):
    found = objection(keymap or shipped_keymap(), command, place, key)
    return found and (found.fault, found.other)


@pytest.mark.parametrize(
    ("place", "key", "other"),
    [
        (REVIEW, "A", "decide.accept"),
        (REVIEW, "a", "decide.accept"),
        (REVIEW, "Shift+?", "help.keys"),
        (REVIEW, "Ctrl+B", "window.queue"),
        (DOCUMENT, "A", "decide.accept"),
        (LIST, "Ctrl+B", "window.queue"),
        (EDITING, "Ctrl+B", "window.queue"),
        (ANYWHERE, "Ctrl+Shift+Q", "amend.insert_quote"),
        (ANYWHERE, "Ctrl+Return", "amend.save_next"),
    ],
)
def test_a_key_that_is_taken_at_the_same_time_is_refused(place, key, other):
    assert fault("wire.flag", place, key) == (Fault.CLASH, other)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (REVIEW, "Z"),
        (REVIEW, "F"),
        (REVIEW, "Ctrl+T"),
        (EDITING, "Alt+Q"),
        (LIST, "Space"),
        (REVIEW, "Z, I"),
        (ANYWHERE, "F9"),
    ],
)
def test_a_free_key_is_not(place, key):
    assert fault("wire.flag", place, key) is None


def test_a_chord_cannot_begin_with_a_key_that_does_something():
    assert fault("wire.flag", REVIEW, "G, I") == (Fault.PREFIX, "move.go_to")
    chorded = with_keys(shipped_keymap(), REVIEW, "wire.flag", ("Z, I",))
    assert fault("wire.note", REVIEW, "Z", chorded) == (Fault.PREFIX, "wire.flag")
    assert fault("wire.note", REVIEW, "Z, O", chorded) is None


@pytest.mark.parametrize("key", ["Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Tab", "Shift+Tab", "Esc", ""])
@pytest.mark.parametrize("place", Place)
def test_keys_of_the_system_and_of_texts_are_never_taken(place, key):
    assert fault("wire.flag", place, key) == (Fault.RESERVED, "")


@pytest.mark.parametrize(
    "key", ["Return", "Enter", "Space", "Shift+Space", "Backspace", "Del", "Up", "Down", "PgDown", "Home"]
)
@pytest.mark.parametrize("command", ["decide.accept", "decide.reject", "decide.amend", "amend.save_next"])
@pytest.mark.parametrize("place", [REVIEW, DOCUMENT, LIST, EDITING])
def test_no_key_of_moving_or_pressing_decides(command, place, key):
    assert fault(command, place, key) == (Fault.DECIDES, "")


def test_a_focused_button_keeps_its_space():
    assert fault("wire.flag", REVIEW, "Space") == (Fault.WIDGETS_OWN, "")
    assert fault("wire.flag", LIST, "Space") is None


@pytest.mark.parametrize("key", ["Z", "Shift+Z", "7", ";", "Ctrl+Z", "Ctrl+Left", "Ctrl+Shift+End"])
@pytest.mark.parametrize("place", [EDITING, ANYWHERE])
def test_nothing_that_writes_or_edits_is_taken_from_a_text(place, key):
    assert fault("wire.flag", place, key) == (Fault.TYPES, "")


def test_an_act_on_many_wires_takes_more_than_one_press():
    assert fault("bulk.reject", REVIEW, "Z") == (Fault.MANY, "")
    assert fault("bulk.reject", REVIEW, "Shift+Z") == (Fault.MANY, "")
    assert fault("bulk.reject", REVIEW, "Ctrl+Shift+X") is None


@pytest.mark.parametrize(
    ("key", "again"),
    [
        ("ctrl+shift+e", "Ctrl+Shift+E"),
        ("Shift+Ctrl+e", "Ctrl+Shift+E"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("Ctrl+,", "Ctrl+,"),
        (",", ","),
        ("g, i", "G, I"),
        ("Ctrl+K, Ctrl+S", "Ctrl+K, Ctrl+S"),
        ("Shift+?", "?"),
        ("Shift+Delete", "Shift+Del"),
        ("", ""),
    ],
)
def test_keys_are_written_in_one_way(key, again):
    assert written(strokes(key)) == again


def test_keys_that_cannot_be_told_apart():
    assert begins("G", "G, I") and begins("G, I", "G") and begins("G", "G")
    assert not begins("G, I", "G, O") and not begins("", "G")
