import os
import subprocess
import sys

import pytest

from editor_app.ui import displays

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120


@pytest.fixture
def no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


def test_no_display_is_said_in_one_sentence(no_screen):
    assert "There is no display here" in displays.what_is_missing()


def test_a_display_that_does_not_answer_is_named(no_screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":4711")
    assert ":4711" in displays.what_is_missing()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:dpi=96"])
def test_a_window_in_memory_needs_no_display(no_screen, monkeypatch, platform):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert displays.what_is_missing() is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_the_program_ends_with_two_and_does_not_abort(no_screen):
    done = subprocess.run(
        [sys.executable, "-m", "editor_app"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("There is no display here") and done.stderr.count("\n") == 1
