"""The shim in C, compiled where a compiler is, and how a program it is loaded into speaks with it."""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.safe.harness import CannotRunError

WRITES, SYNCS = 1, 2
_SOURCE = Path(__file__).with_name("shim.c")
_VARIABLE = "SAFE_SHIM"
ERRORS = {name: getattr(errno, name) for name in ("EIO", "ENOSPC", "EDQUOT", "EROFS")}


def compiled(place: Path) -> Path:
    """Compile the shim into a folder; CannotRunError where this machine cannot."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        raise CannotRunError("it needs Linux and a C compiler (apt-get install gcc libc6-dev)")
    made = place / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, _SOURCE, "-ldl"], check=True)
    return made


def under(shim: Path) -> dict[str, str]:
    """Give the environment of a Python that the shim is loaded into."""
    return {**os.environ, "LD_PRELOAD": str(shim), _VARIABLE: str(shim)}


class Shim:
    """The shim as the program it is loaded into sees it."""

    def __init__(self) -> None:
        """Find the shim in this process."""
        self._library = ctypes.CDLL(os.environ[_VARIABLE])
        self._library.shim_seen.restype = ctypes.c_long

    def fail(self, match: str, at: int, error: str, kinds: int, *, lasting: bool) -> None:
        """Let the `at`-th write or sync of files that match fail, once or until it is lifted."""
        self._library.shim_fail(match.encode(), ctypes.c_long(at), ERRORS[error], kinds, int(lasting))

    def lift(self) -> None:
        """Let everything succeed again."""
        self._library.shim_lift()

    @property
    def seen(self) -> int:
        """How many calls there were that could have failed."""
        return self._library.shim_seen()

    def record(self, match: str, file: Path) -> None:
        """Write down every write and sync of files that match, in their order."""
        self._library.shim_record(match.encode(), str(file).encode())

    def mark(self, words: str) -> None:
        """Write a mark among what is recorded."""
        self._library.shim_mark(words.encode())
