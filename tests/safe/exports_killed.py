"""R4: an export is killed, its disk is full, its place is gone.

What stands at the target is whole afterwards, the old or the new, and the next export sweeps what was left.
"""

import hashlib
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from editor_app.desk import exporting, listing, reviewing, verifying
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.workplace import Access, Workplace, open_desk
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats import atomic
from tests.safe import scratch
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report

_WIRES = 60
_KINDS = (
    (Format.JSONL, False, "target.jsonl"),
    (Format.CSV, False, "target.csv"),
    (Format.PACKAGE, False, "target.review.zip"),
    (Format.PACKAGE, True, "target"),
    (Format.WIRES, False, "wires"),
)
# Which documents go out: two choices, so that an old export can be told from a new one.
_CHOICES = (frozenset({State.PENDING}), frozenset({State.DEFERRED}))
_LONGEST = 0.25
_Kind = tuple[Format, bool, str]
_LEFT = ".review-desk-"


def run(count: int, place: Path, report: Report, how: str = "") -> str:
    """Kill exports `count` times, and fill the disk or take the target away in between."""
    scratch.go_apart(place)
    desk = _half_decided(scratch.filled_desk(place / "full" / "exports.desk", _WIRES))
    known = _known(desk, place / "known")
    out = place / "out"
    out.mkdir()
    for number in report.left(count):
        chance, kind = random.Random(number), _KINDS[number % len(_KINDS)]
        target = out / kind[2]
        _put_old(desk, target, kind)
        _killed(desk, target, kind, chance, how)
        found = _judge(target, known[kind[2]], number, report)
        found |= _filled_disk(desk, place, kind, known[kind[2]], number, report) if number % 10 == 0 else {}
        _put_old(desk, target, kind)
        left = [one.name for one in out.iterdir() if _LEFT in one.name]
        if left:
            report.breach(f"export {number}: {left[0]} was not swept")
        report.add(number, kills=1, not_swept=len(left), **found)
    told = ("kills", "old_whole", "new_whole", "broken", "full_disks", "targets_gone", "not_told")
    return report.figures(*told, "not_swept")


def _killed(desk: Path, target: Path, kind: _Kind, chance: random.Random, how: str) -> None:
    """Kill an export after some time, or right behind the n-th name it gave."""
    names = chance.choice((0, 0, 1, 2))

    def export(pipe: int) -> None:
        if names:
            _die_behind(names)
        _export(desk, target, kind, 1, pipe, how)

    child, reader = scratch.forked(export)
    if not names:
        time.sleep(chance.random() * _LONGEST)
        scratch.kill(child)
    scratch.ended(child, reader)


def _die_behind(names: int) -> None:
    """Let this process be killed as soon as it has given or changed so many names."""
    left = [names]

    def dying(act: Callable[..., object]) -> Callable[..., object]:
        def done(*arguments: object, **options: object) -> object:
            answer = act(*arguments, **options)
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return done

    os.replace, os.link = dying(os.replace), dying(os.link)


def _half_decided(desk: Path) -> Path:
    with scratch.opened(desk) as opened:
        for row in listing.rows(opened, listing.ids(opened, Criteria()))[::2]:
            reviewing.decide(opened, row.id, Verdict(Outcome.DEFER))
    return desk


def _known(desk: Path, folder: Path) -> dict[str, tuple[str, str]]:
    """Give what an old and a new export of each kind look like, by their digest."""
    folder.mkdir()
    known = {}
    for kind in _KINDS:
        digests = []
        for which in (0, 1):
            with open_desk(desk, access=Access.READ) as opened:
                _run(opened, folder / kind[2], kind, which)
            digests.append(_digest(folder / kind[2]))
        known[kind[2]] = (digests[0], digests[1])
    return known


def _put_old(desk: Path, target: Path, kind: _Kind) -> None:
    """Export anew what an old export holds; what is neither old nor new is told of, and goes first."""
    with open_desk(desk, access=Access.READ) as opened:
        try:
            _run(opened, target, kind, 0)
        except Problem:
            atomic.remove_part(target)
            _run(opened, target, kind, 0)


def _run(desk: Workplace, target: Path, kind: _Kind, which: int) -> None:
    chosen = Choice(kind[0], target, states=_CHOICES[which], force=True, as_folder=kind[1])
    exporting.run(desk, chosen)


def _export(desk: Path, target: Path, kind: _Kind, which: int, pipe: int, how: str) -> None:
    if how:
        _weaken()
    with open_desk(desk, access=Access.READ) as opened:
        try:
            _run(opened, target, kind, which)
        except Problem as problem:
            os.write(pipe, f"told {problem.code}\n".encode())
        else:
            os.write(pipe, b"done\n")


def _judge(target: Path, known: tuple[str, str], number: int, report: Report) -> dict[str, int]:
    """Say whether the old or the new stands there whole."""
    found = _digest(target)
    if found not in known:
        what = "nothing" if not target.exists() else "something that is neither the old nor the new"
        report.breach(f"export {number}: at {target.name} stands {what}")
    if target.name.endswith(".zip") and found in known and verifying.verify(target):
        report.breach(f"export {number}: the package does not verify")
    whole = {"old_whole": found == known[0], "new_whole": found == known[1], "broken": found not in known}
    return {name: int(holds) for name, holds in whole.items()}


def _filled_disk(
    desk: Path,
    place: Path,
    kind: _Kind,
    known: tuple[str, str],
    number: int,
    report: Report,
) -> dict[str, int]:
    """Export where a file cannot grow, then to a folder that is taken away meanwhile."""
    figures = {"full_disks": 1, "targets_gone": 1, "not_told": 0}
    target = place / "out" / kind[2]
    _put_old(desk, target, kind)

    def limited(pipe: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
        _export(desk, target, kind, 1, pipe, "")

    status, said = scratch.ended(*scratch.forked(limited))
    if status or said[0] not in ("told not_written", "told disk_full", "done"):
        figures["not_told"] += 1
        report.breach(f"export {number} on a full disk: status {status}, {said}")
    _judge(target, known, number, report)
    folder = place / "gone"
    folder.mkdir()
    child, reader = scratch.forked(lambda pipe: _export(desk, folder / kind[2], kind, 1, pipe, ""))
    time.sleep(random.Random(number).random() * 0.1)
    shutil.rmtree(folder, ignore_errors=True)
    status, said = scratch.ended(child, reader)
    shutil.rmtree(folder, ignore_errors=True)
    if status or not said:
        figures["not_told"] += 1
        report.breach(f"export {number} to a folder that went: status {status}, {said}")
    return figures


def _digest(target: Path) -> str:
    """Give the digest of a file or of a whole folder, "" for nothing."""
    if target.is_file():
        return hashlib.sha256(target.read_bytes()).hexdigest()
    if not target.is_dir():
        return ""
    whole = hashlib.sha256()
    for file in sorted(target.rglob("*")):
        if file.is_file():
            whole.update(str(file.relative_to(target)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def _weaken() -> None:
    """Let the program write straight to the target."""
    atomic.part_beside = lambda target: target
    atomic.refuse_existing = _removing


def _removing(target: Path, *, force: bool) -> None:
    if force:
        atomic.remove_part(target)


def _straight(count: int, place: Path, report: Report) -> str:
    return run(count, place, report, "straight")


HARNESS = Harness(
    "R4",
    "exports",
    "Killed export, full disk, target gone: the target is whole, old or new",
    300,
    run,
    (Weakened("writing straight to the target", _straight, 15),),
)
