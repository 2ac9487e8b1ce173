import itertools

import pytest
from PySide6.QtGui import QKeySequence

from editor_app.ui.command_table import GROUPS, command_table
from editor_app.ui.keymap import Place, shipped_keymap, spoken

COMMANDS = {command.id: command for command in command_table()}
TOGETHER = [
    (Place.REVIEW, Place.ANYWHERE),
    (Place.EDITING, Place.ANYWHERE),
    (Place.DOCUMENT, Place.REVIEW, Place.ANYWHERE),
    (Place.LIST, Place.REVIEW, Place.ANYWHERE),
]
DECISIONS = [
    "decide.accept", "decide.accept_open", "decide.amend", "decide.reject", "decide.skip", "decide.context",
    "decide.reopen", "amend.save_next", "amend.save",
]  # fmt: skip
NEVER_DECIDE = {
    "Return", "Enter", "Space", "Backspace", "Del", "Up", "Down", "Left", "Right", "PgUp", "PgDown", "Tab",
}  # fmt: skip


def keys_of(places):
    keymap = shipped_keymap()
    for place in places:
        for name, keys in keymap.places[place].items():
            for key in keys:
                yield QKeySequence(key), name


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_every_command_says_what_it_is(command):
    assert command.title and command.help.endswith(".") and command.menu
    assert command.group in GROUPS
    assert command.menu.replace("&&", "").count("&") <= 1


def test_ids_are_there_once():
    assert len(COMMANDS) == len(command_table())


@pytest.mark.parametrize("place", Place)
def test_the_keymap_names_commands_and_real_keys(place):
    for sequence, name in keys_of([place]):
        assert name in COMMANDS
        assert sequence.count() == 1, f"{name} has a chord"
        assert sequence[0].key() not in (0, -1)


@pytest.mark.parametrize("places", TOGETHER, ids="+".join)
def test_no_key_means_two_things_in_one_place(places):
    for (key, name), (other, another) in itertools.combinations(keys_of(places), 2):
        if name != another:
            assert key.matches(other) == QKeySequence.SequenceMatch.NoMatch, (
                f"{key.toString()}: {name}, {another}"
            )


def test_letters_work_only_where_nothing_is_typed():
    for place in (Place.EDITING, Place.ANYWHERE):
        for sequence, name in keys_of([place]):
            text = sequence.toString()
            plain = len(text.removeprefix("Shift+")) == 1
            assert not plain, f"{name} would take {text} from a text"


@pytest.mark.parametrize("name", DECISIONS)
def test_plain_keys_of_moving_and_typing_never_decide(name):
    keymap = shipped_keymap()
    keys = {
        key
        for place in (Place.REVIEW, Place.DOCUMENT, Place.LIST, Place.ANYWHERE)
        for key in keymap.keys(name, place)
    }
    assert not keys & NEVER_DECIDE


def test_only_movement_repeats_while_a_key_is_held():
    assert not [name for name in DECISIONS if COMMANDS[name].repeats]
    assert COMMANDS["move.next"].repeats


def test_text_keys_are_left_to_the_texts():
    taken = {sequence.toString() for sequence, _ in keys_of(Place)}
    assert not taken & {"Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A"}


@pytest.mark.parametrize(
    ("key", "shown"), [("Ctrl+Return", "Ctrl+Enter"), ("PgDown", "PgDn"), ("Ctrl++", "Ctrl++"), ("A", "A")]
)
def test_keys_are_spelled_as_on_keyboards(key, shown):
    assert spoken(key) == shown
