"""R13: the tests of the window, the command line and whole sessions make no socket of the internet's."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.safe.harness import Harness, Weakened, need
from tests.safe.report import Report
from tests.safe.running import ROOT

_FOLDERS = ("ui", "end_to_end", "cli")
_SOCKET = re.compile(r"socket\((?P<family>AF_\w+),")
_INTERNET = {"AF_INET", "AF_INET6"}
FILES = sorted(
    str(path.relative_to(ROOT)) for name in _FOLDERS for path in (ROOT / "tests" / name).glob("test_*.py")
)


def run(count: int, folder: Path, report: Report) -> str:
    """Run test file after test file, traced and without a network."""
    need("strace", "apt-get install strace")
    step = max(1, len(FILES) // count)
    chosen = FILES[::step][:count]
    for number in report.left(len(chosen)):
        tests = (
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            chosen[number],
        )
        status, families = _traced(folder / str(number), *tests)
        internet = sum(family in _INTERNET for family in families)
        if internet:
            report.breach(f"{chosen[number]} made {internet} internet sockets")
        if status not in (0, 5):
            report.breach(f"{chosen[number]} does not pass without a network")
        report.add(number, test_files=1, local_sockets=len(families) - internet, internet_sockets=internet)
    return report.figures("test_files", "local_sockets", "internet_sockets")


def _traced(place: Path, *command: str) -> tuple[int, list[str]]:
    """Run a command where no network is, and give its status and the families of the sockets it made."""
    place.mkdir(parents=True)
    apart = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")
    away = apart if shutil.which("unshare") and _works(apart) else ()
    strace = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-o", str(place / "trace"))
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(place)}
    done = subprocess.run([*away, *strace, *command], cwd=ROOT, env=env, capture_output=True, check=False)
    lines = (place / "trace").read_text(errors="replace").split("\n")
    shutil.rmtree(place, ignore_errors=True)
    return done.returncode, [found["family"] for found in map(_SOCKET.search, lines) if found]


def _works(apart: tuple[str, ...]) -> bool:
    return subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0


def _weak(count: int, folder: Path, report: Report) -> str:
    """Trace a program that asks a server for something."""
    asking = "import socket; socket.socket(socket.AF_INET); socket.socket(socket.AF_INET6)"
    _, families = _traced(folder / "weak", sys.executable, "-c", asking)
    for family in families:
        if family in _INTERNET:
            report.breach(f"a socket of {family}")
    return f"{len(families)} sockets seen"


HARNESS = Harness(
    id="R13",
    name="offline",
    title="The tests of both faces without a network, under strace",
    count=len(FILES),
    run=run,
    weakened=(Weakened("a program that asks a server", _weak, 1),),
)
