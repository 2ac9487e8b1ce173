"""Things measured in a process of their own: how much memory one takes, how long until it says something."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_KEPT = "PYTHONDONTWRITEBYTECODE"
_PER_UNIT = 1 if sys.platform == "darwin" else 1024
# Runs a command, its output dropped, and says its status and the most memory it took.
_BETWEEN = (
    "import os, sys; silence = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0); "
    "child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[silence]); "
    "_, status, used = os.wait4(child, 0); print(os.waitstatus_to_exitcode(status), used.ru_maxrss)"
)


def _usual(env: Mapping[str, str] | None) -> dict[str, str]:
    """Give the environment of a person, whose Python keeps what it compiled."""
    return {name: value for name, value in os.environ.items() if name != _NOT_KEPT} | dict(env or {})


def program(*arguments: object) -> list[str]:
    """Give the command that starts the program."""
    return [sys.executable, "-m", "editor_app", *map(str, arguments)]


def peak_of(command: Sequence[str], env: Mapping[str, str] | None = None) -> int:
    """Run a command and give the most memory it took, in bytes; at least the few that start it take.

    Linux counts what a process held before it became the command, and that may be this whole benchmark: so a
    small process stands between the two.
    """
    between = [sys.executable, "-S", "-c", _BETWEEN, *command]
    said = subprocess.run(between, cwd=ROOT, env=_usual(env), stdout=subprocess.PIPE, text=True, check=True)
    status, most = map(int, said.stdout.split())
    if status not in (0, 1):
        raise subprocess.CalledProcessError(status, command)
    return most * _PER_UNIT


def until_said(command: Sequence[str], word: str, env: Mapping[str, str] | None = None) -> float:
    """Start a command and give the seconds until it printed a line with a word; it is ended then."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=_usual(env), stdout=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stdout or ():
                if word in line:
                    return time.perf_counter() - start
        finally:
            process.kill()
    raise RuntimeError(f"it never said {word}")


def memory_now() -> int:
    """Give the memory this process holds, in bytes; where the system does not tell, the most it ever held."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PER_UNIT
