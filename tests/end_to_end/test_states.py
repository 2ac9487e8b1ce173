"""What the window shows where there is nothing to decide, and that the keys then decide nothing."""

import subprocess
import sys

import pytest

from tests.end_to_end.desk_file import events_in

HOLD_THE_DESK = """
import pathlib, sys
from editor_app.desk.workplace import open_desk
with open_desk(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
DECIDING = ("A", "Shift+A", "E", "R", "S", "Y", "O", "1", "2", "F", "N")


@pytest.fixture
def held_desk(sample_desk):
    """The sample desk while another process writes to it; closing its input lets go of it."""
    command = [sys.executable, "-c", HOLD_THE_DESK, str(sample_desk)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        yield sample_desk, holder.stdin
        holder.stdin.close()
        assert holder.wait(60) == 0


def test_the_end_of_the_list(sit_down, sample_desk):
    keyboard = sit_down(sample_desk)
    keyboard.press("F", "G")
    keyboard.write("24")
    keyboard.press("Enter", "R", "1")
    assert keyboard.session.is_at_end and keyboard.name is None
    assert keyboard.says("You have reached the end")
    keyboard.until(lambda: keyboard.says("1 of 18 decided. 17 are still to do. 1 flag is still open."))
    before = events_in(sample_desk)
    keyboard.press(*DECIDING, "J")
    assert events_in(sample_desk) == before
    assert keyboard.told[-1] == "This is the last wire of the list"
    keyboard.tab_to("Back to the first undecided wire")
    keyboard.press("Space")
    assert keyboard.name == "000"
    keyboard.press("R", "2")
    assert keyboard.name == "001"


def test_filtered_to_nothing(sit_down, sample_desk):
    keyboard = sit_down(sample_desk)
    keyboard.press("/")
    keyboard.write("nowhere to be found")
    keyboard.press("Return")
    keyboard.until(lambda: keyboard.says("No wires match"))
    assert keyboard.says("nowhere to be found")
    assert keyboard.name is None and len(keyboard.session.ids) == 0
    keyboard.press(*DECIDING, "J", "Return")
    assert events_in(sample_desk, "decided", "flagged", "noted") == []
    keyboard.press("C")
    assert len(keyboard.session.ids) == 24 and keyboard.name == "000"
    keyboard.press("R", "1")
    assert len(events_in(sample_desk, "decided")) == 1


def test_a_desk_somebody_else_writes_to_is_read_only(sit_down, held_desk):
    desk, stop_holding = held_desk
    keyboard = sit_down(desk)
    assert keyboard.session.is_read_only
    assert keyboard.says("Read only") and keyboard.says("is working in this desk")
    before = events_in(desk)
    for key in ("A", "E", "R", "S", "Y", "F", "N", "U"):
        keyboard.press(key)
        assert "is working in this desk" in keyboard.told[-1], key
    assert events_in(desk) == before
    keyboard.press("J", "Space", "/")
    keyboard.write("chatbot")
    keyboard.press("Return")
    assert keyboard.name == "001"
    stop_holding.close()
    keyboard.until(lambda: _try_again(keyboard))
    keyboard.press("S")
    assert len(events_in(desk, "decided")) == 1


def test_an_empty_desk(sit_down, tmp_path):
    keyboard = sit_down(tmp_path / "new.desk", editor="Ada Example")
    assert keyboard.says("This archive has no wires.")
    keyboard.press(*DECIDING, "J", "U")
    assert events_in(tmp_path / "new.desk", "decided") == []
    keyboard.tab_to("Import an archive")
    keyboard.press("Space")
    assert keyboard.dialog.title == "Import an archive"


def _try_again(keyboard):
    """Ask for the desk once more; True once it can be written to."""
    if keyboard.session.is_read_only:
        keyboard.tab_to("Try again")
        keyboard.press("Space")
        keyboard.until(lambda: keyboard.session.door is not None)
        keyboard.settle()
    return not keyboard.session.is_read_only
