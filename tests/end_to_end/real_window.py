"""The program in a window of its own, on a screen of its own, and a keyboard before it; no mouse."""

import ctypes
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from editor_app import paths
from tests.end_to_end.desk_file import events_in

EDITOR = "Grace Example"  # whom the desks of these tests do not know yet
PATIENCE = 60.0
_LOOK_AGAIN = 0.05
_A_LOOK = 3.0  # drafts are kept within two seconds
_TOOLS = ("Xvfb", "xdotool")


def what_is_missing():
    """Say what this machine lacks to show a real window, "" for nothing."""
    lacking = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if lacking:
        return f"a real window needs {' and '.join(lacking)}"
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as fault:
        return f"Qt cannot show a real window: {fault}"
    return ""


@contextmanager
def screen():
    """Start an X server on whatever display is free, and give its name."""
    reader, writer = os.pipe()
    # Without -noreset the server starts anew whenever its last client goes, and refuses others meanwhile.
    size = ("-screen", "0", "1440x900x24", "-noreset")
    command = ["Xvfb", "-displayfd", str(writer), *size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader, encoding="ascii") as lines:
                yield f":{lines.readline().strip()}"
        finally:
            server.terminate()


class RealWindow:
    """A program that was started on a desk, and the keys that are pressed on its screen."""

    def __init__(self, display, desk, editor):
        self.desk = desk
        self._env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "EDITOR_APP_EDITOR": editor}
        self._env.pop("WAYLAND_DISPLAY", None)
        self.home = Path(self._env["HOME"])
        command = [sys.executable, "-m", "editor_app", "--desk", str(desk)]
        self._program = subprocess.Popen(command, env=self._env)

    # The keyboard

    def press(self, *keys):
        """Press keys, each as X11 spells it."""
        self._focus_top()
        self._tool("key", "--delay", "40", *keys)

    def hold(self, key, seconds):
        """Hold a key down for a time; the X server sends its repeats."""
        self._focus_top()
        self._tool("keydown", key)
        time.sleep(seconds)
        self._tool("keyup", key)

    def write(self, text):
        """Type a text."""
        self._focus_top()
        self._tool("type", "--delay", "15", text)

    def windows(self, title):
        """Give the ids of the visible windows of the program with a title."""
        return self._tool(
            "search", "--all", "--onlyvisible", "--pid", self._pid, "--name", f"^{title}$"
        ).split()

    # What came of it, read in the desk's file

    def events(self, *kinds):
        return events_in(self.desk, *kinds)

    def knows(self, editor):
        """Tell whether the settings know of an editor: then the desk is open and somebody sits at it."""
        return editor in paths.settings_file().read_text(encoding="utf-8")

    def drafts(self):
        """Give what was begun and not yet decided, by document."""
        query = "SELECT d.id, w.payload FROM drafts w JOIN documents d ON d.key = w.document"
        with closing(sqlite3.connect(f"file:{self.desk}?mode=ro", uri=True)) as connection:
            return {document: json.loads(payload) for document, payload in connection.execute(query)}

    def until(self, reached, what):
        """Wait until something has come about, for a minute at most."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert self._program.poll() is None, f"the program ended with {self._program.returncode}: {what}"
            assert time.monotonic() < end, f"this never came about: {what}"
            time.sleep(_LOOK_AGAIN)

    def press_until(self, key, reached, what):
        """Press a key, look, and press it again where nothing came of it: so a person waits for a window."""
        self.until(lambda: self._press_and_look(key, reached), what)

    def _press_and_look(self, key, reached):
        before = self.drafts()
        self.press(key)
        end = time.monotonic() + _A_LOOK
        while self.drafts() == before and time.monotonic() < end:
            time.sleep(_LOOK_AGAIN)
        return reached()

    def wait_for_end(self):
        """Give the exit status of the program."""
        return self._program.wait(PATIENCE)

    def kill(self):
        """End the program, if it has not ended."""
        if self._program.poll() is None:
            self._program.kill()
        self._program.wait()

    @property
    def _pid(self):
        return str(self._program.pid)

    def _focus_top(self):
        """Give the keyboard to the window on top, as a window manager would: there is none here."""
        shown = self._tool("search", "--all", "--onlyvisible", "--pid", self._pid, "--name", ".").split()
        if shown and self._tool("getwindowfocus").strip() != shown[-1]:
            self._tool("windowfocus", "--sync", shown[-1])

    def _tool(self, *arguments):
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._env,
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout
