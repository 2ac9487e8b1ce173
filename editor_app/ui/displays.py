"""Whether a window can be shown at all, found out before Qt would abort the process."""

import ctypes
import os
import socket
import sys
from pathlib import Path

from editor_app.i18n import gettext

_WITHOUT_A_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb")
_XCB_LIBRARY = "libxcb-cursor.so.0"


def what_is_missing() -> str | None:
    """Say in one sentence why no window can be shown here; None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.partition(":")[0] in _WITHOUT_A_SCREEN:
        return None
    wayland, display = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and _answers(_wayland_socket(wayland)):
        return None
    if not display:
        return gettext(
            "There is no display here, so the window cannot open; the command line works without one."
        )
    if not _x11_answers(display):
        said = gettext("The display {display} does not answer, so the window cannot open.")
        return said.format(display=display)
    return _missing_library()


def _missing_library() -> str | None:
    try:
        ctypes.CDLL(_XCB_LIBRARY)
    except OSError:
        said = gettext(
            "The library {library} is missing, so the window cannot open (Debian: libxcb-cursor0)."
        )
        return said.format(library=_XCB_LIBRARY)
    return None


def _wayland_socket(name: str) -> str:
    return name if name.startswith("/") else str(Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / name)


def _x11_answers(display: str) -> bool:
    """Ask a local display; one on another machine is left to Qt, which would have to use the network."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if host not in ("", "unix") or not number.isdigit():
        return True
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the place is X11's
    return _answers(path) or _answers(f"\0{path}")


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True
