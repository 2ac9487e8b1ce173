"""Comparing very many texts in a process of its own: no window waits for its turn at Python meanwhile."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from editor_app.store.values import Watching

_MODULE: Final = "editor_app.store.alike_process"
_FROM: Final = Path(__file__).resolve().parents[2]
_SECONDS: Final = 0.05


def compare_apart(desk: Path, file: Path, replica: str, watch: Watching) -> bool:
    """Bring the groups of a desk up to date in the file beside it; False where that did not come to its end.

    It is stopped as soon as `watch` says so, and goes on there the next time.
    """
    process = _started(str(desk), str(file), replica)
    if process is None:
        return False
    with process:
        try:
            while not _is_over(process):
                watch.step("alike", 0)
        except BaseException:
            process.kill()
            raise
    return process.returncode == 0


def _started(*arguments: str) -> "subprocess.Popen[bytes] | None":
    """Start the process; None where none can be started, for want of memory or of a Python of its own."""
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            [sys.executable, "-m", _MODULE, *arguments],
            cwd=_FROM,
            stdin=subprocess.PIPE,
            stdout=nowhere,
            stderr=nowhere,
        )
    except OSError:
        return None


def _is_over(process: "subprocess.Popen[bytes]") -> bool:
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True
