"""R5: backups are made while somebody decides; each is opened, verified, and every tenth restored."""

import os
import random
import time
from pathlib import Path

from editor_app.cli.main import main as command_line
from editor_app.desk import backing_up, checking, listing, restoring, reviewing, viewing
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store.files import sha256_of
from tests.safe import scratch
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report

_WIRES = 300
_OUTCOMES = (Verdict(Outcome.DEFER), Verdict(Outcome.CONTEXT))
_RESTORED_EVERY = 10
_BETWEEN = 0.05
_KILLED_SHARE = 2
_LONGEST_RESTORE = 0.6


def run(count: int, place: Path, report: Report, how: str = "") -> str:
    """Make `count` backups by the verb while another process decides, as whole copies and as changes."""
    scratch.go_apart(place)
    desk = scratch.filled_desk(place / "full" / "backups.desk", _WIRES)
    child, reader = scratch.forked(lambda pipe: _decide_on(desk, pipe))
    os.set_blocking(reader, False)
    acknowledged = 0
    try:
        for number in report.left(count):
            time.sleep(random.Random(number).random() * _BETWEEN)
            acknowledged += _heard(reader)
            made = _backed_up(desk, is_large=number % 2 == 1, how=how)
            report.add(number, **_judge(desk, made, acknowledged, number, place, report))
    finally:
        scratch.kill(child)
        os.waitpid(child, 0)
        os.close(reader)
    _through_the_verb(desk, place, report)
    killed = 0 if how else max(1, count // _KILLED_SHARE)
    for number in range(killed):
        _killed_restore(desk, place, number, report)
    told = report.figures("backups", "lost", "damaged", "restored", "restored_with_faults")
    return f"{told}, {killed} restores killed, {report.most.get('decisions', 0):,.0f} decisions meanwhile"


def _decide_on(desk: Path, pipe: int) -> None:
    with scratch.opened(desk) as opened:
        documents = [row.id for row in listing.rows(opened, listing.ids(opened, Criteria()))]
        number = 0
        while True:
            number += 1
            document = documents[number % len(documents)]
            seen = tuple(event.id for event in viewing.view(opened, document).standing.verdicts)
            reviewing.decide(opened, document, _OUTCOMES[number // len(documents) % 2], seen)
            os.write(pipe, b"saved\n")
            time.sleep(0.004)


def _heard(reader: int) -> int:
    try:
        return os.read(reader, 1 << 20).count(b"\n")
    except BlockingIOError:
        return 0


def _backed_up(desk: Path, *, is_large: bool, how: str) -> backing_up.Copy:
    """Make a backup as the window does; that of a large desk holds what changed since the last whole one."""
    with open_desk(desk, access=Access.READ) as opened:
        if is_large:
            opened.store.copies.large = 0
        made = backing_up.back_up(opened)
    if how:
        # A plain copy of the file, without what waits in its log.
        made.path.write_bytes(desk.read_bytes())
    return made


def _judge(
    desk: Path, made: backing_up.Copy, acknowledged: int, number: int, place: Path, report: Report
) -> dict[str, int]:
    figures = {"backups": 1, "lost": 0, "damaged": 0, "restored": 0, "restored_with_faults": 0}
    if sha256_of(made.path) != made.sha256:
        figures["damaged"] = 1
        report.breach(f"backup {number} is not the file it says")
    lost = max(0, acknowledged - made.decisions)
    if lost:
        report.breach(f"backup {number}: {lost} of {acknowledged} acknowledged decisions are not in it")
    figures["lost"] = lost
    if number % _RESTORED_EVERY in (0, 1) or figures["damaged"]:
        figures |= _restored(desk, made, number, place, report)
    report.add_most(decisions=made.decisions)
    return figures


def _restored(desk: Path, made: backing_up.Copy, number: int, place: Path, report: Report) -> dict[str, int]:
    """Restore a backup to another place and compare it with the record of the desk."""
    target = place / "restored" / "backups.desk"
    try:
        restoring.restore(target, made.path)
    except Problem as problem:
        report.breach(f"backup {number} cannot be restored: {problem}")
        return {"restored": 0, "restored_with_faults": 1}
    there = scratch.decided(target)
    here = scratch.decided(desk)
    faults = [] if there == here[: len(there)] and len(there) == made.decisions else ["another record"]
    with open_desk(target, access=Access.READ) as opened:
        faults += [remark.code for remark in checking.check(opened)]
    if faults:
        report.breach(f"backup {number} restored: {', '.join(faults)}")
    return {"restored": 1, "restored_with_faults": int(bool(faults))}


def _through_the_verb(desk: Path, place: Path, report: Report) -> None:
    """Go the way of the command line once: backup, other work, restore, and back again."""
    copy = place / "by-verb.desk"
    before = scratch.decided(desk)

    def verbs(_pipe: int) -> None:
        for call in (
            ["backup", str(copy)],
            ["decide", _document(desk), "reopen"],
            ["restore", str(copy)],
            ["decide", _document(desk), "context"],
        ):
            status = command_line([*call, "--desk", str(desk), "--json"])
            if status:
                raise SystemExit(status)

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    status, _ = scratch.ended(*scratch.forked(verbs))
    if status or scratch.decided(desk)[: len(before)] != before:
        report.breach(f"backup and restore by their verbs: status {status}")


def _killed_restore(desk: Path, place: Path, number: int, report: Report) -> None:
    """Kill a restore on its way: the desk is the old one or the new one, and the next opening sweeps up."""
    older = place / "by-verb.desk"
    expected = (scratch.decided(older), scratch.decided(desk))
    victim = scratch.copied(desk, place / "victim")
    child, reader = scratch.forked(lambda _pipe: restoring.restore(victim, older))
    time.sleep(random.Random(number).random() * _LONGEST_RESTORE)
    scratch.kill(child)
    scratch.ended(child, reader)
    with scratch.opened(victim):
        pass
    left = [path.name for path in victim.parent.iterdir() if "restoring" in path.name]
    if scratch.decided(victim) not in expected or scratch.torn(victim) or left:
        report.breach(f"a restore killed on its way, number {number}: {left or 'neither old nor new'}")


def _document(desk: Path) -> str:
    return scratch.read(desk, "SELECT id FROM documents ORDER BY key")[0][0]


def _plain(count: int, place: Path, report: Report) -> str:
    return run(count, place, report, "plain")


HARNESS = Harness(
    "R5",
    "backups",
    "Backups while writing, restore drill: each verifies and brings back all",
    100,
    run,
    (Weakened("a plain copy of the file", _plain, 3),),
    quick=20,
)
