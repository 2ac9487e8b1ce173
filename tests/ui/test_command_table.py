import pytest
from PySide6.QtGui import QKeySequence

from editor_app.settings import KeyChoice
from editor_app.ui.command_table import GROUPS, command_table
from editor_app.ui.key_rules import objections
from editor_app.ui.keymap import PROFILES, Place, shipped_keymap, spoken
from editor_app.ui.own_keys import keymap_of

COMMANDS = {command.id: command for command in command_table()}
DECISIONS = [
    "decide.accept", "decide.accept_open", "decide.amend", "decide.reject", "decide.context", "decide.reopen",
    "amend.save_next", "amend.save",
]  # fmt: skip
NEVER_DECIDE = {
    "Return", "Enter", "Space", "Backspace", "Del", "Up", "Down", "Left", "Right", "PgUp", "PgDown", "Tab",
}  # fmt: skip


ALL_KEYMAPS = [
    pytest.param(keymap_of(KeyChoice(profile, letters)), id=f"{profile}-{'letters' if letters else 'held'}")
    for profile in PROFILES
    for letters in (True, False)
]


def keys_of(keymap, places):
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


@pytest.mark.parametrize("keymap", ALL_KEYMAPS)
def test_a_keymap_names_commands_and_real_keys(keymap):
    for sequence, name in keys_of(keymap, Place):
        assert name in COMMANDS
        assert sequence.count() == 1, f"{name} has a chord"
        assert sequence[0].key() not in (0, -1)


@pytest.mark.parametrize("keymap", ALL_KEYMAPS)
def test_no_rule_speaks_against_a_shipped_keymap(keymap):
    assert objections(keymap) == []


@pytest.mark.parametrize("keymap", ALL_KEYMAPS)
def test_no_act_loses_its_key(keymap):
    with_a_key = {
        name for profile in PROFILES for table in shipped_keymap(profile).places.values() for name in table
    }
    assert {name for name in with_a_key if not keymap.all_keys(name)} == set()


@pytest.mark.parametrize("keymap", ALL_KEYMAPS)
def test_letters_work_only_where_nothing_is_typed(keymap):
    for place in (Place.EDITING, Place.ANYWHERE):
        for sequence, name in keys_of(keymap, [place]):
            text = sequence.toString()
            plain = len(text.removeprefix("Shift+")) == 1
            assert not plain, f"{name} would take {text} from a text"


@pytest.mark.parametrize("keymap", ALL_KEYMAPS)
@pytest.mark.parametrize("name", DECISIONS)
def test_plain_keys_of_moving_and_typing_never_decide(keymap, name):
    keys = {key for place in Place for key in keymap.keys(name, place)}
    assert not keys & NEVER_DECIDE


@pytest.mark.parametrize("profile", ["mnemonic", "prodigy", "screening", "numpad"])
def test_with_single_letters_off_none_does_anything(profile):
    keymap = keymap_of(KeyChoice(profile, single_letters=False))
    assert [key for key in _all_keys(keymap) if len(key.removeprefix("Shift+")) == 1] == []
    assert [key for key in _all_keys(shipped_keymap(profile)) if len(key) == 1]


def test_chords_only_has_no_single_letter_digit_or_sign():
    assert [key for key in _all_keys(shipped_keymap("chords")) if len(key.removeprefix("Shift+")) == 1] == []


def _all_keys(keymap):
    return [key for table in keymap.places.values() for keys in table.values() for key in keys]


def test_only_movement_repeats_while_a_key_is_held():
    assert not [name for name in DECISIONS if COMMANDS[name].repeats]
    assert COMMANDS["move.next"].repeats


@pytest.mark.parametrize("keymap", ALL_KEYMAPS)
def test_text_keys_are_left_to_the_texts(keymap):
    taken = {sequence.toString() for sequence, _ in keys_of(keymap, Place)}
    assert not taken & {"Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Tab"}


@pytest.mark.parametrize(
    ("key", "shown"), [("Ctrl+Return", "Ctrl+Enter"), ("PgDown", "PgDn"), ("Ctrl++", "Ctrl++"), ("A", "A")]
)
def test_keys_are_spelled_as_on_keyboards(key, shown):
    assert spoken(key) == shown
