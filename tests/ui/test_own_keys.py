"""A person's own keys: differences from a profile, kept in the settings file."""

import pytest

from editor_app import settings
from editor_app.settings import KeyChoice, Settings
from editor_app.ui.key_rules import Fault, objections
from editor_app.ui.keymap import PROFILES, Place, shipped_keymap
from editor_app.ui.own_keys import against, change, changed_in, keymap_of, reset, table_of

REVIEW = Place.REVIEW
FLAG = "wire.flag"


def test_a_change_is_a_difference_from_the_profile():
    choice = change(KeyChoice(), FLAG, REVIEW, ("Z",))
    assert choice.changes == {"mnemonic": {"review": {FLAG: ("Z",)}}}
    assert keymap_of(choice).keys(FLAG, REVIEW) == ("Z",) and changed_in(choice, FLAG)
    assert change(choice, FLAG, REVIEW, ("F",)) == KeyChoice()


def test_no_key_at_all_is_a_change_too():
    assert keymap_of(change(KeyChoice(), FLAG, REVIEW, ())).all_keys(FLAG) == ()


def test_each_profile_keeps_its_own_changes():
    choice = change(KeyChoice(), FLAG, REVIEW, ("Z",))
    other = KeyChoice("prodigy", changes=choice.changes)
    assert keymap_of(other).keys(FLAG, REVIEW) == ("F",)


def test_keys_can_change_places():
    choice = change(KeyChoice(), FLAG, REVIEW, ())
    choice = change(choice, "wire.note", REVIEW, ("F",))
    choice = change(choice, FLAG, REVIEW, ("N",))
    keymap = keymap_of(choice)
    assert (keymap.shown(FLAG), keymap.shown("wire.note")) == ("N", "F") and objections(keymap) == []


def test_resetting_takes_one_change_back_or_all():
    choice = change(change(KeyChoice(), FLAG, REVIEW, ("Z",)), "wire.note", REVIEW, ("X",))
    one = reset(choice, FLAG)
    assert keymap_of(one).shown(FLAG) == "F" and keymap_of(one).shown("wire.note") == "X"
    assert reset(choice) == KeyChoice()


@pytest.mark.parametrize(
    "changes",
    [
        {"review": {FLAG: ("A",)}},
        {"review": {"no.command": ("Z",)}},
        {"nowhere": {FLAG: ("Z",)}},
        {"anywhere": {FLAG: ("Z",)}},
    ],
)
def test_what_a_rule_speaks_against_is_passed_over(changes):
    keymap = keymap_of(KeyChoice(changes={"mnemonic": changes}))
    assert objections(keymap) == [] and keymap.shown(FLAG) == "F"
    assert keymap.shown("decide.accept") == "A"


def test_an_unknown_profile_counts_as_the_first():
    assert keymap_of(KeyChoice("of a newer version")) == shipped_keymap(PROFILES[0])


def test_with_single_letters_off_commands_answer_to_alt():
    keymap = keymap_of(KeyChoice(single_letters=False))
    shown = [
        keymap.shown(name) for name in ("decide.accept", "decide.accept_open", "check.first", "help.keys")
    ]
    assert shown == ["Alt+A", "Alt+Shift+A", "Alt+1", "Alt+?"]
    assert keymap.all_keys("decide.skip") == ("Alt+S",)
    assert "Space" in keymap.all_keys("read.page_down")


def test_off_is_not_forgotten_when_a_key_is_changed():
    choice = KeyChoice(single_letters=False)
    assert against(choice, FLAG, REVIEW, ("Z",)) is None
    assert keymap_of(change(choice, FLAG, REVIEW, ("Z",))).shown(FLAG) == "Alt+Z"
    found = against(choice, FLAG, REVIEW, ("Alt+A",))
    assert found and (found.fault, found.other) == (Fault.CLASH, "decide.accept")


def test_what_stands_against_a_key_is_named():
    found = against(KeyChoice(), FLAG, REVIEW, ("X", "J"))
    assert found and (found.fault, found.key, found.other) == (Fault.CLASH, "J", "move.next")


def test_the_choice_survives_in_the_settings_file(tmp_path):
    file = tmp_path / "settings.toml"
    choice = change(KeyChoice("numpad", single_letters=False), FLAG, REVIEW, ("F9", "Z"))
    settings.save(Settings(keys=choice), file)
    assert settings.load(file).keys == choice
    assert table_of(settings.load(file).keys) == table_of(choice)


@pytest.mark.parametrize(
    "text", ["keys = 1", "[keys]\nprofile = 2\nchanges = 3", "[keys.changes]\nx = {y = 1}"]
)
def test_what_is_no_choice_is_passed_over(tmp_path, text):
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    assert keymap_of(settings.load(file).keys) == shipped_keymap()
