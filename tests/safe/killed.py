"""R1: the program is killed at any instant of triage in its window, and of `apply`.

Each round is a fork of one program that is loaded already. What the window called saved must be in the desk,
nothing half done, and what was being written at most two seconds old.
"""

import json
import os
import random
import select
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from editor_app.cli.main import main as command_line
from editor_app.domain.verdicts import Outcome, Verdict
from tests.safe import scratch
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report

_WIRES, _SHEET = 400, 80
_ACKNOWLEDGED_BEFORE = (1, 30)
_DRAFT_EVERY, _DRAFT_SECONDS = 10, (2.2, 3.2)
_OLDEST_DRAFT = 2.0
_PATIENCE = 60.0
_CHECK_EVERY = 25
_VERDICTS = (
    Verdict(Outcome.DEFER),
    Verdict(Outcome.REJECT, reasons=("no_harm_event",)),
    Verdict(Outcome.CONTEXT),
)


def run(count: int, place: Path, report: Report, how: str = "") -> str:
    """Kill the program `count` times: in its window in three rounds of four, else in `apply`."""
    scratch.go_apart(place)
    # Loaded once, so that each fork is a program that has just started.
    from tests.bench import bench_window  # noqa: F401

    full = scratch.filled_desk(place / "full" / "killed.desk", _WIRES)
    desk = scratch.copied(full, place / "desk")
    for done, number in enumerate(report.left(count)):
        if done % 100 == 0:
            desk = scratch.copied(full, place / "desk")
        chance = random.Random(number)
        if number % 4 == 3:
            found = _in_apply(desk, place, number, chance, how)
        elif number % _DRAFT_EVERY == 0:
            found = _while_writing(desk, chance, report, how)
        else:
            found = _in_triage(desk, chance, how)
        found["torn"] = len(scratch.torn(desk)) if number % _CHECK_EVERY == 0 or found["lost"] else 0
        for what in ("lost", "torn", "old_drafts", "twice"):
            if found[what]:
                report.breach(f"kill {number}: {found[what]} {what.replace('_', ' ')}")
        report.add(number, kills=1, **found)
    told = ("kills", "acknowledged", "lost", "torn", "old_drafts", "twice", "unacknowledged")
    return f"{report.figures(*told)}, the oldest draft {report.most.get('draft', 0):.2f} s old"


def _in_triage(desk: Path, chance: random.Random, how: str) -> Counter[str]:
    """Kill the window while it decides."""
    before, standing = scratch.last_key(desk), _standing(desk)
    child, reader = scratch.forked(lambda pipe: _sit(desk, pipe, how, is_writing=False))
    said = _killed_after(child, reader, chance.randint(*_ACKNOWLEDGED_BEFORE), chance.random() * 0.03)
    there = Counter(f"{document} {outcome}" for _, document, outcome in scratch.decided(desk, before))
    acknowledged = Counter(_new(said, standing))
    lost, more = acknowledged - there, there - acknowledged
    figures = {"acknowledged": acknowledged.total(), "lost": lost.total(), "unacknowledged": more.total()}
    return Counter(figures, old_drafts=0, twice=0)


def _new(said: list[str], standing: dict[str, str]) -> Iterator[str]:
    """Give what was acknowledged and adds an event: the same verdict again adds none."""
    for line in said:
        document, _, outcome = line.removeprefix("saved ").partition(" ")
        if standing.get(document) != outcome:
            standing[document] = outcome
            yield f"{document} {outcome}"


def _while_writing(desk: Path, chance: random.Random, report: Report, how: str) -> Counter[str]:
    """Kill the window while an amendment is being written, and look how much of it is there."""
    child, reader = scratch.forked(lambda pipe: _sit(desk, pipe, how, is_writing=True))
    said = _killed_after(child, reader, 1, chance.uniform(*_DRAFT_SECONDS))
    killed = time.monotonic()
    written = [(float(at), document, text) for at, document, text in map(_split, said)]
    kept = set(_drafts(desk))
    old = 0
    if written:
        last = max((at for at, _, text in written if text in kept), default=written[0][0])
        newest = max(at for at, _, _ in written)
        age = newest - last
        report.add_most(draft=age)
        old = int(age > _OLDEST_DRAFT or killed - newest > _PATIENCE)
    return Counter(acknowledged=0, lost=0, unacknowledged=0, old_drafts=old, drafts=len(written), twice=0)


def _in_apply(desk: Path, place: Path, number: int, chance: random.Random, how: str) -> Counter[str]:
    """Kill `apply` on its way, look that it is all or nothing, let it end and look that it did it once."""
    outcome = ("defer", "context")[number // 4 % 2]
    sheet = place / "sheet.jsonl"
    documents = chance.sample(_documents(desk), _SHEET)
    sheet.write_text("".join(json.dumps({"id": one, "outcome": outcome}) + "\n" for one in documents))
    standing = _standing(desk)
    expected = [one for one in documents if standing.get(one) != outcome]
    before = scratch.last_key(desk)
    child, reader = scratch.forked(lambda pipe: _apply(desk, sheet, pipe, how))
    said = _killed_after(child, reader, 0, chance.random() * 0.35)
    there = [document for _, document, _ in scratch.decided(desk, before)]
    acknowledged = len(expected) if "applied" in said else 0
    half = len(there) not in (0, len(expected))
    _, said = scratch.ended(*scratch.forked(lambda pipe: _apply(desk, sheet, pipe, "")))
    times = Counter(document for _, document, _ in scratch.decided(desk, before))
    lost = sum(times[document] == 0 for document in expected) + max(0, acknowledged - len(there))
    twice = sum(times[document] > 1 for document in expected) + half
    return Counter(acknowledged=len(expected), lost=lost, twice=twice, unacknowledged=0, old_drafts=0)


def _killed_after(child: int, reader: int, lines: int, seconds: float) -> list[str]:
    """Wait until a fork said so many lines, then a moment, kill it, and give every whole line it said."""
    said, end = b"", time.monotonic() + _PATIENCE
    while said.count(b"\n") < lines and time.monotonic() < end:
        piece = os.read(reader, 1 << 16)
        if not piece:
            raise RuntimeError("the program ended by itself")
        said += piece
    stop = time.monotonic() + seconds
    while (left := stop - time.monotonic()) > 0:
        ready, _, _ = select.select([reader], [], [], left)
        piece = os.read(reader, 1 << 16) if ready else b""
        said += piece
        if ready and not piece:
            break
    scratch.kill(child)
    with os.fdopen(reader, "rb") as pipe:
        said += pipe.read()
    os.waitpid(child, 0)
    return said.decode().split("\n")[:-1]


# --- what the forks do


def _sit(desk: Path, pipe: int, how: str, *, is_writing: bool) -> None:
    """Open the window and decide in it, or write, until somebody kills the program."""
    _weaken(how)
    from tests.bench.bench_window import BenchWindow

    window = BenchWindow(desk)
    if is_writing:
        _write_on(window, pipe)
    saved: list[str] = []
    window.session.saved.connect(saved.append)
    number = random.randrange(3)
    while True:
        if window.session.view is None:
            window.session.show_position(0)
            window.until(lambda: window.session.view is not None and not window.session.is_loading)
        document = window.session.view.row.id
        verdict = _VERDICTS[(number := number + 1) % 3]
        saved.clear()
        if not window.session.decide(verdict):
            window.session.step(1)
        else:
            window.until(lambda: saved)
            os.write(pipe, f"saved {document} {verdict.outcome}\n".encode())
        window.until(lambda: window.session.view is None or not window.session.is_loading)


def _write_on(window: object, pipe: int) -> None:
    """Write an amendment, a word each thirtieth of a second, as a quick typist does."""
    session = window.session
    session.begin_amendment("")
    text = f"{random.random()} "
    while True:
        text += "word "
        session.write_amendment(text, "")
        os.write(pipe, f"{time.monotonic()} {session.view.row.id} {text.strip()}\n".encode())
        end = time.monotonic() + 1 / 30
        while time.monotonic() < end:
            window.application.processEvents()
            time.sleep(0.002)


def _apply(desk: Path, sheet: Path, pipe: int, how: str) -> None:
    _weaken(how)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    if command_line(["apply", str(sheet), "--desk", str(desk)]) in (0, 1):
        os.write(pipe, b"applied\n")


def _weaken(how: str) -> None:
    """Let the program acknowledge what it has not committed, one time in three."""
    if how:
        from editor_app.store.work import Work

        commit = Work.commit

        def lazy(self):
            if random.random() < 2 / 3:
                commit(self)

        Work.commit = lazy


# --- what is read in the file


def _split(line: str) -> tuple[str, str, str]:
    at, document, text = line.split(" ", 2)
    return at, document, text


def _documents(desk: Path) -> list[str]:
    return [row[0] for row in scratch.read(desk, "SELECT id FROM documents ORDER BY key")]


def _standing(desk: Path) -> dict[str, str]:
    rows = scratch.read(
        desk, "SELECT d.id, s.outcome FROM standings s JOIN documents d ON d.key = s.document"
    )
    return dict(rows)


def _drafts(desk: Path) -> list[str]:
    found = []
    for (payload,) in scratch.read(desk, "SELECT payload FROM drafts"):
        with suppress(ValueError):
            found.append(str(json.loads(payload).get("text") or "").strip())
    return found


def _lazy(count: int, place: Path, report: Report) -> str:
    return run(count, place, report, "lazy")


HARNESS = Harness(
    "R1",
    "killed",
    "kill -9 in triage and in apply: what was acknowledged is there",
    1_000,
    run,
    (Weakened("an acknowledgement before the commit", _lazy, 6),),
)
