"""Desks to sit at by keyboard, and windows that are closed again."""

import shutil

import pytest

from editor_app import paths
from editor_app.desk import importing, signing_in
from editor_app.desk.workplace import open_desk
from editor_app.ui.session import Session
from tests.end_to_end.keyboard import Clock, Keyboard
from tests.end_to_end.real_window import EDITOR, RealWindow, screen, what_is_missing


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory):
    """A folder with a desk that holds the sample archive, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    with open_desk(folder / "ada.desk") as desk:
        importing.run(desk, paths.shipped("seeds", "launch-archive"))
    return folder


@pytest.fixture
def sample_desk(filled_folder, tmp_path):
    """A desk file with the sample archive in it, and somebody's name."""
    path = tmp_path / "desks" / "ada.desk"
    shutil.copytree(filled_folder, path.parent)
    with open_desk(path) as desk:
        signing_in.sign_in(desk, "Ada Example")
    return path


@pytest.fixture
def window(sample_desk):
    """The program in a real window on a screen of its own."""
    missing = what_is_missing()
    if missing:
        pytest.skip(missing)
    with screen() as display:
        shown = RealWindow(display, sample_desk, EDITOR)
        yield shown
        shown.kill()


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
