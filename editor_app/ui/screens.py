"""Whether a window can be shown at all, found out before Qt would abort the process.

The halves of `socket` and `ctypes` that are written in C are used alone: those in Python take longer to load
than the first page takes to be painted.
"""

import _ctypes
import _socket
import os
import sys
from pathlib import Path
from typing import Final

NO_DISPLAY: Final = "no display"
_WITHOUT_A_SCREEN: Final = ("offscreen", "minimal", "vnc", "linuxfb")
_XCB_LIBRARY: Final = "libxcb-cursor.so.0"
_PATIENCE: Final = 2.0


def missing() -> str | None:
    """Name what is missing for a window; None where one can be shown.

    NO_DISPLAY, the name of a display that does not answer (there is a colon in it), or that of a library.
    """
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.partition(":")[0] in _WITHOUT_A_SCREEN:
        return None
    wayland, display = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and _answers(_wayland_socket(wayland)):
        return None
    if not display:
        return NO_DISPLAY
    return _missing_library() if _x11_answers(display) else display


def _missing_library() -> str | None:
    try:
        _ctypes.dlopen(_XCB_LIBRARY, 0)
    except OSError:
        return _XCB_LIBRARY
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
    probe = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        probe.settimeout(_PATIENCE)
        probe.connect(path)
    except OSError:
        return False
    finally:
        probe.close()
    return True
