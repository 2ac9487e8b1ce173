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

from tests.safe import hostile_folders, hostile_packages, hostile_rows, hostile_zips, weakened_intake
from tests.safe.calls import own_places
from tests.safe.harness import Harness, Weakened, need
from tests.safe.loaded import Call, Ended, Loaded, modules_of
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
class Came:
    """What one call of the program came to: its answer, how it ended, and what it opened, where traced."""

    answer: dict
    ended: Ended
    opened: tuple[str, ...] = ()


def run(count: int, folder: Path, report: Report) -> str:
    """Put every case before the program, in a process of its own."""
    need("strace", "apt-get install strace")
    return _all(CASES[:count], folder, report, "")


def _all(cases: list[Case], folder: Path, report: Report, weakening: str) -> str:
    with Loaded(modules_of("editor_app.cli", "editor_app.desk", "editor_app.store")) as loaded:
        archives = _Archives(loaded, report, weakening)
        usual = archives.bring_in(fill(folder / "good", GOOD), folder, {})
        for number in report.left(len(cases)):
            place = folder / f"case-{number}"
            faults = archives.put(cases[number], place, usual)
            for fault in faults:
                report.breach(f"{cases[number].name}: {fault}")
            report.add(number, cases=1, breaches=len(faults))
            subprocess.run(["rm", "-rf", place], check=True)  # some are too deep for Python to walk down
    most = f"at most {report.most['seconds']:.1f} s and +{report.most['megabytes']:.0f} MB"
    return f"{report.figures('cases', 'breaches')}, {most}"


@dataclass(frozen=True)
class _Archives:
    """Puts archives before the program, or before one that lacks a guard."""

    loaded: Loaded
    report: Report
    weakening: str

    def put(self, case: Case, place: Path, usual: Came) -> list[str]:
        """Make a case, let it be brought in, and say what came of it that may not be."""
        (place / "in").mkdir(parents=True)
        path = case.make(place / "in")
        before = _files_around(place)
        came = self.bring_in(path, place, case.caps, verb=case.verb, is_traced=bool(case.untouched))
        if not case.untouched:  # strace itself slows and swells
            more = came.ended.megabytes - usual.ended.megabytes
            self.report.add_most(seconds=came.ended.seconds, megabytes=more)
        return [*_told_wrong(case, came), *_outside(before, place), *_too_much(case, came, usual)]

    def bring_in(
        self, path: Path, place: Path, caps: dict[str, int], *, verb: str = "import", is_traced: bool = False
    ) -> Came:
        """Bring an archive in, in places of its own below `place`."""
        own = place / "own"
        shutil.rmtree(own, ignore_errors=True)
        env = own_places(own)
        if caps:
            settings = own / "xdg_config_home" / "editor-app" / "settings.toml"
            settings.parent.mkdir(parents=True)
            settings.write_text(tomli_w.dumps({"caps": caps}))
        words = ("--desk", str(own / "a.desk"), "--editor", "A Tester", "--json", verb, str(path))
        if is_traced:
            return _traced(own, env, words)
        work = partial(weakened_intake.run, self.weakening)
        call = Call(work, words, env, own / "said", own / "told", killed_after=_MOST_WAITED)
        ended = self.loaded.call(call)
        return Came(_answer(own), ended)


def _told_wrong(case: Case, came: Came) -> list[str]:
    """Say what of the answer is not as it must be."""
    answer, status = came.answer, came.ended.status
    if case.refused:
        code = answer.get("error", {}).get("code", "")
        is_refused = status in (2, 3) and (code if case.refused == "*" else code == case.refused)
        return [] if is_refused else [f"was not refused ({case.refused}): {status} {_short(answer)}"]
    told = {problem["code"] for problem in answer.get("problems", [])}
    faults = (
        []
        if told == case.left_out or (case.more and told > case.left_out)
        else [f"told {sorted(told)} and not {sorted(case.left_out)}: {_short(answer)}"]
    )
    if answer.get("added") != case.comes_in:
        faults.append(f"{answer.get('added')} documents came in and not {case.comes_in}")
    return faults


def _too_much(case: Case, came: Came, usual: Came) -> list[str]:
    if case.untouched:
        touched = sorted(path for path in came.opened if Path(path).name in case.untouched)
        return [f"opened {path}" for path in touched]
    faults, ended = [], came.ended
    if ended.seconds > _MOST_SECONDS or ended.waited > _MOST_WAITED:
        faults.append(f"took {ended.seconds:.1f} s and ended after {ended.waited:.0f} s")
    more = ended.megabytes - usual.ended.megabytes
    if more > _MOST_MEGABYTES:
        faults.append(f"took {more} MB more than a good archive")
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


def _traced(own: Path, env: dict[str, str], words: tuple[str, ...]) -> Came:
    """Let the program itself bring an archive in, started anew, and see which files it opens."""
    trace = own / "trace"
    strace = ("strace", "-f", "-qq", "-e", "trace=open,openat", "-o", str(trace))
    command = (*strace, sys.executable, "-m", "editor_app", *words)
    started = time.monotonic()
    with (own / "said").open("wb") as said, (own / "told").open("wb") as told:
        status = subprocess.run(command, cwd=ROOT, env=env, stdout=said, stderr=told, check=False).returncode
    ended = Ended(status, 0.0, time.monotonic() - started, 0)
    return Came(_answer(own), ended, tuple(_OPENED.findall(trace.read_text(errors="replace"))))


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
