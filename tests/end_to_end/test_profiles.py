"""Every profile of keys, walked by keyboard alone: accept, amend, reject, skip, undo and move."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app import paths, settings
from editor_app.domain.standing import State
from editor_app.settings import KeyChoice
from editor_app.ui.keymap import PROFILES
from editor_app.ui.own_keys import keymap_of
from tests.end_to_end.desk_file import events_in

LETTERS = [KeyChoice(profile) for profile in PROFILES]
NO_LETTERS = [*(KeyChoice(profile, single_letters=False) for profile in PROFILES), KeyChoice("chords")]
SINGLES = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *"./?+-*,;", "Shift+A", "Shift+J", "Shift+U"]


def named(choice):
    return f"{choice.profile}, {'letters' if choice.single_letters else 'none'}"


@pytest.fixture
def keyboard(request, sit_down, sample_desk):
    """A window whose settings name a profile."""
    file = paths.settings_file()
    settings.save(replace(settings.load(file), keys=request.param), file)
    made = sit_down(sample_desk)
    made.keymap = keymap_of(request.param)
    assert made.window.commands.keymap == made.keymap
    return made


def do(keyboard, *commands):
    """Press the key that the window shows beside each command."""
    for command in commands:
        keyboard.press(keyboard.keymap.shown(command))


def outcomes(path):
    return [payload["outcome"] for _, _, payload in events_in(path, "decided")]


@pytest.mark.parametrize("keyboard", LETTERS + NO_LETTERS[:-1], indirect=True, ids=named)
def test_a_sitting_by_the_keys_of_the_profile(keyboard, sample_desk):
    do(keyboard, "check.first", "check.second", "check.route", "decide.accept")
    assert keyboard.name == "001" and keyboard.session.counts.done == 1
    do(keyboard, "decide.amend")
    assert keyboard.focus_name == "Rationale"
    keyboard.write(" An operator confirmed it in court.")
    do(keyboard, "amend.save_next")
    do(keyboard, "decide.reject")
    keyboard.press("1")
    do(keyboard, "decide.skip")
    assert outcomes(sample_desk) == ["accept", "amend", "reject", "defer"]
    do(keyboard, "decide.undo", "decide.undo")
    assert keyboard.session.view.row.state is State.PENDING
    do(keyboard, "decide.redo")
    here = keyboard.name
    do(keyboard, "move.next", "move.next", "move.previous", "move.previous")
    assert keyboard.name == here
    do(keyboard, "move.next_undecided")
    assert keyboard.name != here
    do(keyboard, "wire.flag", "find.archive")
    assert keyboard.focus_name == "Search wires"
    keyboard.press("Esc")
    do(keyboard, "help.keys")
    assert keyboard.dialog is not None
    keyboard.press("Esc")
    do(keyboard, "window.palette")
    assert keyboard.focus_name == "Search wires or run a command"
    keyboard.press("Esc")


@pytest.mark.parametrize("keyboard", [KeyChoice("numpad")], indirect=True, ids=named)
def test_the_keys_of_the_number_pad_decide_as_the_digits_do(keyboard, sample_desk):
    pad = Qt.KeyboardModifier.KeypadModifier
    for key in (Qt.Key.Key_0, Qt.Key.Key_Asterisk, Qt.Key.Key_3, Qt.Key.Key_1):
        keyboard.clock.now += 1
        QTest.keyClick(keyboard.target, key, pad)
        keyboard.settle()
    assert outcomes(sample_desk) == ["defer", "reject"]
    assert [kind for kind, _, _ in events_in(sample_desk, "flagged")] == ["flagged"]


@pytest.mark.parametrize("keyboard", NO_LETTERS, indirect=True, ids=named)
def test_no_single_letter_does_anything_where_they_are_off(keyboard, sample_desk):
    asked = []
    keyboard.window.commands.triggered.connect(asked.append)
    keyboard.window.commands.refused.connect(lambda name, _reason: asked.append(name))
    keyboard.press(*SINGLES)
    assert asked == [] and outcomes(sample_desk) == []
    do(keyboard, "decide.skip")
    assert asked == ["decide.skip"] and outcomes(sample_desk) == ["defer"]
