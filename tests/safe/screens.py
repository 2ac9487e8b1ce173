"""R9: texts of strangers open nothing, reach nothing, stall nothing and hide nothing on any screen."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.safe.calls import own_places
from tests.safe.harness import Harness, Weakened
from tests.safe.hostile_texts import TEXTS
from tests.safe.report import Report
from tests.safe.running import ROOT

_TOGETHER = 3
_MOST_MILLISECONDS = 200
_TAME = "no-break spaces"
_SOCKET = re.compile(r"socket\(AF_INET6?,")
_NAMES = list(TEXTS)


def run(count: int, folder: Path, report: Report) -> str:
    """Take the texts through every screen, some of them together, in traced processes of their own."""
    groups = [_NAMES[first : first + _TOGETHER] for first in range(0, count, _TOGETHER)]
    tame = _tour(folder / "tame", [_TAME], "as it is")
    for number in report.left(len(groups)):
        seen = _tour(folder / str(number), groups[number], "as it is")
        for breach in _breaches(seen, tame):
            report.breach(f"{', '.join(groups[number])}: {breach}")
        slow = _slow(seen, tame)
        report.add_most(stall=max(slow.values(), default=0))
        report.add(
            number,
            texts=len(groups[number]),
            screens=seen["steps"],
            opens_of_the_bait=len(seen["opened"]),
            sockets=seen["sockets"],
            stalls=sum(value > _MOST_MILLISECONDS for value in slow.values()),
            shown_raw=len(seen["raw"]),
            texts_changed=not seen["unchanged"],
        )
    names = ("texts", "screens", "opens_of_the_bait", "sockets", "stalls", "shown_raw", "texts_changed")
    return f"{report.figures(*names)}, longest stall {report.most.get('stall', 0):.0f} ms"


def _breaches(seen: dict, tame: dict) -> list[str]:
    found = [f"opened {line}" for line in seen["opened"]]
    found += [f"{seen['sockets']} sockets"] if seen["sockets"] else []
    found += [f"shown raw: {where}" for where in seen["raw"]]
    found += [f"fault: {fault}" for fault in seen["faults"]]
    found += [] if seen["unchanged"] else ["stored bytes changed"]
    slow = {where: value for where, value in _slow(seen, tame).items() if value > _MOST_MILLISECONDS}
    return found + [f"stood still for {value} ms at {where}" for where, value in sorted(slow.items())]


def _slow(seen: dict, tame: dict) -> dict[str, int]:
    """Give by how much longer each step took than the slowest of its kind on a tame text."""
    kinds: dict[str, int] = {}
    for where, value in tame["stalls"].items():
        kinds[_kind(where)] = max(value, kinds.get(_kind(where), 0))
    return {where: value - kinds.get(_kind(where), 0) for where, value in seen["stalls"].items()}


def _kind(where: str) -> str:
    return " ".join(where.split()[:3]) if where.startswith("paste") else where.split(maxsplit=1)[0]


def _tour(folder: Path, names: list[str], form: str) -> dict:
    """Make the tour in a traced process and add what it opened and connected."""
    folder.mkdir(parents=True)
    (folder / "bait.txt").write_text("bait")
    os.mkfifo(folder / "pipe")
    trace = folder / "trace"
    strace = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        "trace=open,openat,socket",
        "-s",
        "300",
        "-o",
        trace,
    ]
    env = {**own_places(folder / "own"), "QT_QPA_PLATFORM": "offscreen"}
    tour = [sys.executable, "-m", "tests.safe.hostile_screen", form, folder, *names]
    done = subprocess.run(
        [*map(str, [*strace, *tour])], cwd=ROOT, env=env, capture_output=True, check=False, timeout=900
    )
    lines = trace.read_text(errors="replace").split("\n")
    seen = _answer(done)
    seen["opened"] = [line for line in lines if f"{folder}/bait.txt" in line or f"{folder}/pipe" in line]
    seen["sockets"] = sum(bool(_SOCKET.search(line)) for line in lines)
    return seen


def _answer(done: subprocess.CompletedProcess) -> dict:
    try:
        return json.loads(done.stdout.decode().strip().rpartition("\n")[2])
    except ValueError:
        fault = f"the window ended with {done.returncode}: {done.stderr.decode(errors='replace')[-1500:]}"
        return {"steps": 0, "stalls": {}, "raw": [], "faults": [fault], "unchanged": True}


def _weak(count: int, folder: Path, report: Report) -> str:
    """Take texts that name the bait through a program whose safe classes were replaced by Qt's own."""
    seen = _tour(folder / "weak", _NAMES[:count], "weakened")
    for breach in _breaches(seen, {"stalls": seen["stalls"]}):
        report.breach(breach)
    return f"{len(seen['opened'])} opens of the bait"


HARNESS = Harness(
    id="R9",
    name="screens",
    title="Hostile text through every screen, tooltip, dialog, list and preview",
    count=len(TEXTS),
    quick=2 * _TOGETHER,
    run=run,
    weakened=(Weakened("label class replaced", _weak, 1),),
)
