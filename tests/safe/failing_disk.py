"""R3: the disk fails at the n-th write or sync, is full or read only, or a quota or limit is reached.

Each case is a fork of one program the shim is loaded into. A decision that is not acknowledged must be
told as a Problem; tried again once the disk is well it must be in the desk just once. Places where nothing
can be written at all are looked at in `unwritable`.
"""

import json
import logging
import os
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from editor_app.cli.main import main as command_line
from editor_app.desk import drafting, listing, reviewing, viewing
from editor_app.desk.workplace import Workplace
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from tests.safe import scratch
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report
from tests.safe.shim import ERRORS, SYNCS, WRITES, Shim, compiled, under
from tests.safe.unwritable import PLACES, tried

_UP_TO = 40
_WIRES, _DECISIONS, _TRIES = 12, 6, 3
_TOLD = {"disk_full", "desk_io", "desk_unreachable", "desk_damaged", "desk_busy", "desk_read_only"}
_SKIP = Verdict(Outcome.DEFER)
_USAGE = 2


@dataclass(frozen=True)
class _Case:
    """One way in which the disk fails."""

    face: str
    error: str
    kinds: int
    at: int
    lasting: bool

    @property
    def name(self) -> str:
        """Say which it is."""
        what = {WRITES: "write", SYNCS: "sync"}[self.kinds]
        return f"{self.face}, {what} {self.at} {self.error} {'from then on' if self.lasting else 'once'}"


def run(count: int, place: Path, report: Report, how: str = "") -> str:
    """Go through the cases, `count` of them spread over all, and then fill disks."""
    scratch.go_apart(place)
    shim = compiled(place)
    desk = scratch.filled_desk(place / "full" / "disk.desk", _WIRES)
    places = () if how else PLACES
    rounds = list(report.left(count - len(places)))
    cases = str(count - len(places))
    command = [sys.executable, "-m", "tests.safe.failing_disk", desk, cases, how, *map(str, rounds)]
    with subprocess.Popen(
        command, cwd=scratch.ROOT, env=under(shim), stdout=subprocess.PIPE, text=True
    ) as child:
        for line in child.stdout or ():
            found = json.loads(line)
            for breach in found["breaches"]:
                report.breach(breach)
            report.add(found["round"], **found["figures"])
    if child.returncode:
        raise RuntimeError(f"the failing program ended with {child.returncode}")
    _unwritable(places, count, desk, place / "unwritable", report)
    told = ("cases", "failures_shown", "acknowledged", "lost", "twice", "never_decided", "bugs")
    return report.figures(*told, "places", "places_right", "not_possible_here")


def _unwritable(places: Sequence[str], count: int, desk: Path, folder: Path, report: Report) -> None:
    """Go through the places where nothing can be written, the last of the rounds."""
    for number in report.left(count):
        figures, faults = tried(places[number - count], desk, folder)
        for fault in faults:
            report.breach(fault)
        report.add(number, **figures)


def _cases() -> list[_Case]:
    """Give every case: n from 1 to 40, write and sync, four errors, once and lasting, two faces."""
    return [
        _Case(face, error, kinds, at, lasting)
        for at in range(1, _UP_TO + 1)
        for face in ("desk", "command line")
        for error in ERRORS
        for kinds in (WRITES, SYNCS)
        for lasting in (False, True)
    ]


def _chosen(count: int) -> list[_Case | str]:
    """Give so many of the cases, spread over all, and the full disks among them."""
    every = [*_cases(), *_FULL]
    return [every[number * len(every) // count] for number in range(count - len(_FULL))] + list(_FULL)


def _quietly() -> None:
    """Let the program's log go nowhere."""
    logging.getLogger("editor_app").addHandler(logging.NullHandler())


def _all_of(desk: Path, count: int, how: str, rounds: list[int]) -> None:
    """Do the cases one after the other, each in a fork, and print what came of each."""
    cases = _chosen(count)
    for number in rounds:
        case = cases[number]
        folder = desk.parents[1] / "case"
        copy = scratch.copied(desk, folder)
        found, breaches = _one(case, copy, how)
        print(json.dumps({"round": number, "figures": found, "breaches": breaches}), flush=True)


def _one(case: "_Case | str", desk: Path, how: str) -> tuple[Counter[str], list[str]]:
    name = case if isinstance(case, str) else case.name
    with _room_for(case, desk) as place:
        if place is None:
            return Counter(not_possible_here=1), []
        worker = _at_the_desk if name in _FULL or name.startswith("desk") else _on_the_command_line
        status, said = scratch.ended(*scratch.forked(lambda pipe: worker(case, place, pipe, how)))
        found = _judge(place, said)
    found["bugs"] += status != 0
    wrong = [
        f"{name}: {found[what]} {what}"
        for what in ("lost", "twice", "never_decided", "bugs", "torn")
        if found[what]
    ]
    return found, wrong


def _judge(desk: Path, said: list[str]) -> Counter[str]:
    found: Counter[str] = Counter(
        cases=1, lost=0, twice=0, never_decided=0, bugs=0, torn=len(scratch.torn(desk))
    )
    times = Counter(document for _, document, _ in scratch.decided(desk))
    for line in said:
        kind, _, rest = line.partition(" ")
        match kind:
            case "told":
                found["failures_shown"] += 1
                found["bugs"] += rest not in _TOLD
            case "done":
                found["acknowledged"] += 1
                found["lost"] += not times[rest]
                found["twice"] += times[rest] > 1
            case "left":
                found["never_decided"] += 1
    return found


def _at_the_desk(case: "_Case | str", path: Path, pipe: int, how: str) -> None:
    """Decide wire after wire while the disk fails; try again, the last time on a disk that is well."""
    shim = Shim()
    with scratch.opened(path) as desk:
        documents = [row.id for row in listing.rows(desk, listing.ids(desk, Criteria()))]
        _weaken(how)
        if isinstance(case, _Case):
            shim.fail(
                path.parent.name + "/" + path.name, case.at, case.error, case.kinds, lasting=case.lasting
            )
        _fill_up(case, path)
        for document in documents[:_DECISIONS]:
            _until_decided(desk, document, case, shim, pipe)
    _make_room(case, path)


def _until_decided(desk: Workplace, document: str, case: "_Case | str", shim: Shim, pipe: int) -> None:
    for attempt in range(_TRIES):
        if attempt == _TRIES - 1:
            shim.lift()
            _make_room(case, desk.path)
        try:
            drafting.keep(desk, document, Working(text=f"Half a sentence {attempt}"))
            seen = tuple(event.id for event in viewing.view(desk, document).standing.verdicts)
            reviewing.decide(desk, document, _SKIP, seen)
        except Problem as problem:
            _say(pipe, f"told {problem.code}")
        else:
            _say(pipe, f"done {document}")
            return
    _say(pipe, f"left {document}")


def _on_the_command_line(case: _Case, path: Path, pipe: int, how: str) -> None:
    """Decide by verbs: each opens the desk, decides and closes it, on a disk that fails meanwhile."""
    shim = Shim()
    with scratch.opened(path) as desk:
        documents = [row.id for row in listing.rows(desk, listing.ids(desk, Criteria()))]
    _weaken(how)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    shim.fail(path.parent.name + "/" + path.name, case.at, case.error, case.kinds, lasting=case.lasting)
    for document in documents[:2]:
        for attempt in range(_TRIES):
            if attempt == _TRIES - 1:
                shim.lift()
            status = command_line(["decide", document, "defer", "--desk", str(path)])
            if status == 0:
                _say(pipe, f"done {document}")
                break
            _say(pipe, "told desk_io" if status in (_USAGE, 3) else f"told status {status}")
        else:
            _say(pipe, f"left {document}")


# --- full disks


_LIMIT = "a limit on file sizes"
_SMALL = "a small file system"
_FULL = (_LIMIT, _SMALL)
_FILLER = "filler"


@contextmanager
def _room_for(case: "_Case | str", desk: Path) -> Iterator[Path | None]:
    """Give the desk to work in: itself, or a copy where hardly any room is; None where none can be made."""
    if case != _SMALL:
        yield desk
        return
    mount = desk.parent / "small"
    mount.mkdir()
    size = desk.stat().st_size + (8 << 20)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", mount], check=False, capture_output=True
    )
    if done.returncode:
        yield None
        return
    try:
        place = Path(shutil.copyfile(desk, mount / desk.name))
        (mount / _FILLER).write_bytes(bytes((8 << 20) - (300 << 10)))
        yield place
    finally:
        subprocess.run(["umount", mount], check=True)


def _fill_up(case: "_Case | str", desk: Path) -> None:
    """Let files grow by little more."""
    if case == _LIMIT:
        log = desk.with_name(f"{desk.name}-wal")
        most = (log.stat().st_size if log.exists() else 0) + (64 << 10)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def _make_room(case: "_Case | str", desk: Path) -> None:
    if case == _LIMIT:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    if case == _SMALL:
        (desk.parent / _FILLER).unlink(missing_ok=True)


def _say(pipe: int, words: str) -> None:
    os.write(pipe, f"{words}\n".encode())


def _weaken(how: str) -> None:
    """Let the program say that it committed where it did not."""
    if how == "unchecked":
        from editor_app.store.work import Work

        def commit(self):
            try:
                self._connection.commit()
            except Exception:  # noqa: BLE001 - that nobody asks is the weakness
                return

        Work.commit = commit


def _unchecked(count: int, place: Path, report: Report) -> str:
    return run(count, place, report, "unchecked")


HARNESS = Harness(
    "R3",
    "failing-disk",
    "Failing or full disk: each failure shown, each retry decides once",
    1_280 + len(_FULL) + len(PLACES),
    run,
    (Weakened("a commit whose failure nobody looks at", _unchecked, 16),),
)

if __name__ == "__main__":
    _quietly()
    _all_of(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], [int(word) for word in sys.argv[4:]])
