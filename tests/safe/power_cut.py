"""R2: the power is cut at any instant, under the program's own pragmas.

The program decides with the shim in it, which writes down every write and sync. For each cut the files are
put together as a disk may hold them: all that was synced, of the rest nothing, a beginning or any part, the
last of it torn.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor_app.desk import listing, reviewing, viewing
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict
from tests.safe import scratch
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report
from tests.safe.shim import Shim, compiled, under

_WIRES, _MOST = 150, 140
_CUTS_A_RUN = 10
_SECTOR = 512
_HEAD = struct.Struct("<cIIq")
_OUTCOMES = (Verdict(Outcome.DEFER), Verdict(Outcome.CONTEXT))


@dataclass
class _File:
    synced: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[str, int, bytes]] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.waiting:
            _change(self.synced, *change)
        self.waiting.clear()

    def after_cut(self, chance: random.Random) -> bytearray:
        """Give what a disk may hold of the file."""
        data = bytearray(self.synced)
        match chance.choice(("nothing", "beginning", "any part")):
            case "nothing":
                kept = []
            case "beginning":
                kept = self.waiting[: chance.randint(0, len(self.waiting))]
            case _:
                kept = [change for change in self.waiting if chance.random() < 0.5]
        for change in kept:
            _change(data, *change)
        if kept and kept[-1][0] == "w":
            _, offset, written = kept[-1]
            whole = len(written) // _SECTOR * _SECTOR
            torn = chance.randrange(0, whole + 1, _SECTOR)
            before = self.synced[offset + torn : offset + len(written)]
            data[offset + torn : offset + len(written)] = before.ljust(len(written) - torn, b"\0")
        return data


def run(count: int, place: Path, report: Report, pragma: str = "") -> str:
    """Cut the power `count` times, ten times in each run of the program."""
    scratch.go_apart(place)
    shim = compiled(place)
    desk = scratch.filled_desk(place / "full" / "power.desk", _WIRES)
    for number in range(-(-count // _CUTS_A_RUN)):
        rounds = [n for n in report.left(count) if n // _CUTS_A_RUN == number]
        if not rounds:
            continue
        record = place / "record"
        copy = scratch.copied(desk, place / "run")
        child = [sys.executable, "-m", "tests.safe.power_cut", copy, record, str(number), pragma]
        subprocess.run(child, cwd=scratch.ROOT, env=under(shim), check=True)
        _cut_often(desk, record, rounds, place / "after", report)
        record.unlink()
    return report.figures("cuts", "acknowledged", "lost", "torn")


def _cut_often(desk: Path, record: Path, rounds: list[int], place: Path, report: Report) -> None:
    size = sum(1 for _ in _read(record))
    for number in rounds:
        chance = random.Random(number)
        instant = chance.randint(size // 20, size)
        files, acknowledged = _at(desk, record, instant)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, file in files.items():
            data = file.after_cut(chance)
            if data or not name.endswith("-wal"):
                (place / name).write_bytes(data)
        _look(place / desk.name, number, acknowledged, report)


def _look(desk: Path, number: int, acknowledged: list[str], report: Report) -> None:
    with scratch.opened(desk):
        pass  # the program itself must be able to open it
    found = {f"{document} {outcome}" for _, document, outcome in scratch.decided(desk)}
    lost = [one for one in acknowledged if one not in found]
    torn = scratch.torn(desk)
    if lost:
        report.breach(f"cut {number}: {len(lost)} of {len(acknowledged)} acknowledged decisions lost")
    if torn:
        report.breach(f"cut {number}: {torn[0]}")
    report.add(number, cuts=1, acknowledged=len(acknowledged), lost=len(lost), torn=len(torn))


def _at(desk: Path, record: Path, instant: int) -> tuple[dict[str, _File], list[str]]:
    """Give the files, and what was acknowledged, at an instant of what was recorded."""
    files: dict[str, _File] = defaultdict(_File)
    files[desk.name] = _File(bytearray(desk.read_bytes()))
    acknowledged: list[str] = []
    for number, (kind, path, offset, data) in enumerate(_read(record)):
        if number == instant:
            break
        name = Path(path).name
        if kind == "m":
            acknowledged.append(path)
        elif name in (desk.name, f"{desk.name}-wal"):
            if kind == "s":
                files[name].sync()
            else:
                files[name].waiting.append((kind, offset, data))
    return dict(files), acknowledged


def _read(record: Path) -> Iterator[tuple[str, str, int, bytes]]:
    with record.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, name, length, offset = _HEAD.unpack(head)
            path = file.read(name).decode()
            data = file.read(length) if kind == b"w" else b""
            yield kind.decode(), path, offset, data


def _change(data: bytearray, kind: str, offset: int, written: bytes) -> None:
    if kind == "t":
        del data[offset:]
        return
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(written)] = written


def _decide(path: Path, record: Path, seed: int, pragma: str) -> None:
    """Decide on wires one after the other, and mark each once it is acknowledged; the shim is in here."""
    if pragma:
        _weaken(pragma)
    shim = Shim()
    shim.record(path.parent.name + "/" + path.name, record)
    with scratch.opened(path) as desk:
        documents = [row.id for row in listing.rows(desk, listing.ids(desk, Criteria()))]
        for number in range(random.Random(seed).randint(5, _MOST)):
            document, verdict = documents[number], _OUTCOMES[number % 2]
            seen = tuple(event.id for event in viewing.view(desk, document).standing.verdicts)
            reviewing.decide(desk, document, verdict, seen)
            shim.mark(f"{document} {verdict.outcome}")
        # The power goes before anything is closed.
        os._exit(0)


def _weaken(pragma: str) -> None:
    """Let every connection of the program have another pragma than the one it sets itself."""
    from editor_app.store import connections

    before = connections.connect

    def connect(path, mode):
        made = before(path, mode)
        made.execute(f"PRAGMA {pragma}")
        return made

    connections.connect = connect


def _normal(count: int, place: Path, report: Report) -> str:
    return run(count, place, report, "synchronous=NORMAL")


HARNESS = Harness(
    "R2",
    "power-cut",
    "Power cut: what was acknowledged is on disk",
    300,
    run,
    (Weakened("synchronous=NORMAL", _normal, 30),),
)

if __name__ == "__main__":
    _decide(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
