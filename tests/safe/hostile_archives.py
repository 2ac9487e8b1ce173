"""R8: archives and packages of strangers come in as far as they are sound, and never hang or escape."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tomli_w

from tests.safe import hostile_folders, hostile_packages, hostile_rows, hostile_zips
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report
from tests.safe.running import ROOT
from tests.safe.strangers import GOOD, Case, fill

CASES = [*hostile_zips.CASES, *hostile_folders.CASES, *hostile_rows.CASES, *hostile_packages.CASES]
_MOST_SECONDS = 5.0
# A busy machine lets a program wait; one that waits for a pipe never ends.
_MOST_WAITED = 120.0
_MOST_MEGABYTES = 300
_OPENED = re.compile(r'open(?:at)?\((?:[^",]*, )?"(?P<path>[^"]*)"')


@dataclass(frozen=True)
class Call:
    """What one call of the program came to: the seconds it worked, and those until it ended."""

    status: int
    answer: dict
    seconds: float
    waited: float
    megabytes: int
    opened: tuple[str, ...] = ()


def run(count: int, folder: Path, report: Report) -> str:
    """Put every case before the real program, in a process of its own."""
    return _all(CASES[:count], folder, report, "")


def _all(cases: list[Case], folder: Path, report: Report, weakening: str) -> str:
    usual = _import(fill(folder / "good", GOOD), folder, {}, weakening)
    for number in report.left(len(cases)):
        place = folder / f"case-{number}"
        faults = _try(cases[number], place, usual, report, weakening)
        for fault in faults:
            report.breach(f"{cases[number].name}: {fault}")
        report.add(number, cases=1, breaches=len(faults))
        subprocess.run(["rm", "-rf", place], check=True)  # some are too deep for Python to walk down
    most = f"at most {report.most['seconds']:.1f} s and +{report.most['megabytes']:.0f} MB"
    return f"{report.figures('cases', 'breaches')}, {most}"


def _try(case: Case, place: Path, usual: Call, report: Report, weakening: str) -> list[str]:
    (place / "in").mkdir(parents=True)
    path = case.make(place / "in")
    before = _files_around(place)
    call = _import(path, place, case.caps, weakening, verb=case.verb, is_traced=bool(case.untouched))
    if not case.untouched:  # strace itself slows and swells
        report.add_most(seconds=call.seconds, megabytes=call.megabytes - usual.megabytes)
    return [*_told_wrong(case, call), *_outside(before, place), *_too_much(case, call, usual)]


def _told_wrong(case: Case, call: Call) -> list[str]:
    """Say what of the answer is not as it must be."""
    if case.refused:
        code = call.answer.get("error", {}).get("code", "")
        is_refused = call.status in (2, 3) and (code if case.refused == "*" else code == case.refused)
        return (
            [] if is_refused else [f"was not refused ({case.refused}): {call.status} {_short(call.answer)}"]
        )
    told = {problem["code"] for problem in call.answer.get("problems", [])}
    faults = (
        []
        if told == case.left_out or (case.more and told > case.left_out)
        else [f"told {sorted(told)} and not {sorted(case.left_out)}: {_short(call.answer)}"]
    )
    if call.answer.get("added") != case.comes_in:
        faults.append(f"{call.answer.get('added')} documents came in and not {case.comes_in}")
    return faults


def _too_much(case: Case, call: Call, usual: Call) -> list[str]:
    if case.untouched:
        touched = sorted(path for path in call.opened if Path(path).name in case.untouched)
        return [f"opened {path}" for path in touched]
    faults = []
    if call.seconds > _MOST_SECONDS or call.waited > _MOST_WAITED:
        faults.append(f"took {call.seconds:.1f} s and ended after {call.waited:.0f} s")
    if call.megabytes - usual.megabytes > _MOST_MEGABYTES:
        faults.append(f"took {call.megabytes - usual.megabytes} MB more than a good archive")
    return faults


def _outside(before: set[str], place: Path) -> list[str]:
    """Say what was written where nothing may be: all of the program's own lies below `own`."""
    return [f"{path} was written" for path in sorted(_files_around(place) - before)]


def _files_around(place: Path) -> set[str]:
    around = {f"/tmp/{name}" for name in os.listdir("/tmp") if "evil" in name or "stranger-was" in name}
    found = subprocess.run(
        ["find", place, "-path", place / "own", "-prune", "-o", "-print"], capture_output=True, check=False
    )
    return around | set(map(os.fsdecode, found.stdout.split(b"\n")))


def _import(
    path: Path,
    place: Path,
    caps: dict[str, int],
    weakening: str,
    *,
    verb: str = "import",
    is_traced: bool = False,
) -> Call:
    own = place / "own"
    shutil.rmtree(own, ignore_errors=True)
    env = own_places(own)
    if caps:
        settings = own / "xdg_config_home" / "editor-app" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(tomli_w.dumps({"caps": caps}))
    trace = own / "trace"
    strace = ("strace", "-f", "-qq", "-e", "trace=open,openat", "-o", str(trace)) if is_traced else ()
    module = ("-m", "tests.safe.weakened_intake", weakening) if weakening else ("-m", "editor_app")
    desk = ("--desk", str(own / "a.desk"), "--editor", "A Tester", "--json")
    started = time.monotonic()
    with (own / "said").open("wb") as said, (own / "told").open("wb") as told:
        process = subprocess.Popen(
            [*strace, sys.executable, *module, *desk, verb, str(path)],
            cwd=ROOT,
            env=env,
            stdout=said,
            stderr=told,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    waited = time.monotonic() - started
    opened = tuple(_OPENED.findall(trace.read_text(errors="replace"))) if is_traced else ()
    answer = _answer(own)
    seconds = usage.ru_utime + usage.ru_stime
    return Call(process.returncode, answer, seconds, waited, usage.ru_maxrss // 1024, opened)


def own_places(own: Path) -> dict[str, str]:
    """Give an environment in which the program finds places of its own below a folder."""
    names = (
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "XDG_RUNTIME_DIR",
    )
    for name in names:
        (own / name.lower()).mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EDITOR_APP_")}
    return {**kept, **{name: str(own / name.lower()) for name in names}}


def _answer(own: Path) -> dict:
    try:
        return json.loads((own / "said").read_text())
    except ValueError:
        return {"no answer": (own / "told").read_text(errors="replace")[-300:]}


def _short(answer: dict) -> str:
    return json.dumps(answer)[:300]


def _weak(weakening: str, count: int, folder: Path, report: Report) -> str:
    """Put the zips before a program that lacks a guard."""
    return _all(hostile_zips.CASES[:count], folder, report, weakening)


HARNESS = Harness(
    id="R8",
    name="strangers",
    title="Hostile archives, folders, rows and packages",
    count=len(CASES),
    quick=len(CASES),
    run=run,
    weakened=(
        Weakened("names of members not looked at", partial(_weak, "names"), 14),
        Weakened("sizes of members not counted", partial(_weak, "sizes"), 28),
    ),
)
