"""Desks to sit at by keyboard, and windows that are closed again."""

import pytest

from editor_app.desk import importing, signing_in
from editor_app.desk.workplace import open_desk
from editor_app.ui.session import Session
from tests.end_to_end.keyboard import Clock, Keyboard


@pytest.fixture
def sample_desk(tmp_path, sample_archive):
    """A desk file with the sample archive in it, and somebody's name."""
    path = tmp_path / "ada.desk"
    with open_desk(path) as desk:
        signing_in.sign_in(desk, "Ada Example")
        importing.run(desk, sample_archive)
    return path


@pytest.fixture
def sit_down(qtbot, monkeypatch):
    """Open the window, on a desk or on none; every window is closed in the end."""
    clock, open_windows = Clock(), []
    monkeypatch.setitem(Session.__init__.__kwdefaults__, "clock", clock)

    def sit(desk=None, editor=""):
        keyboard = Keyboard(qtbot, clock, desk, editor)
        open_windows.append(keyboard)
        return keyboard

    yield sit
    for keyboard in open_windows:
        keyboard.close()
