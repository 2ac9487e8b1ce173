"""Desks that cannot be written to: on media that are read only, somebody else's, or held by another program.

Every verb that writes must say so and change nothing, what reads must go on, and the window must show the
desk and say why it takes no decision. Where another program holds the database, a retry decides just once.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from tests.safe import scratch
from tests.safe.calls import Answer, called, own_places
from tests.safe.running import ROOT

MEDIA, OTHERS, HELD = "read-only media", "somebody else's folder", "held by another program"
PLACES = (MEDIA, OTHERS, HELD)
_ROWS = ROOT / "seeds" / "launch-archive"
_READING = (("list",), ("stats",), ("check",))
_OVERRIDES = "-dac_override,-dac_read_search,-fowner"
_NOBODY = 65_534


def tried(place: str, desk: Path, folder: Path) -> tuple[dict[str, int], list[str]]:
    """Try one place with a copy of a desk; give the figures and what is wrong."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o755)
    if place == HELD:
        faults = list(_held(desk, folder))
    else:
        with ExitStack() as stack:
            prepared = stack.enter_context((_media if place == MEDIA else _others)(desk, folder))
            if prepared is None:
                return {"not_possible_here": 1}, []
            faults = list(_only_read(*prepared, folder / "own"))
    return {"places": 1, "places_right": not faults}, [f"{place}: {fault}" for fault in faults]


# --- where nothing can be written

_Prepared = tuple[Path, Sequence[str]]


@contextmanager
def _media(desk: Path, folder: Path) -> Iterator[_Prepared | None]:
    """Put a desk on a file system that is mounted to be read only; None where nobody may mount."""
    there = folder / "media"
    there.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", there], check=False, capture_output=True).returncode:
        yield None
        return
    try:
        copy = Path(shutil.copyfile(desk, there / desk.name))
        subprocess.run(["mount", "-o", "remount,ro", there], check=True)
        yield copy, ()
    finally:
        subprocess.run(["umount", there], check=True)


@contextmanager
def _others(desk: Path, folder: Path) -> Iterator[_Prepared | None]:
    """Put a desk where whoever calls may read and not write; the superuser is one without its powers."""
    is_root = os.geteuid() == 0
    if is_root and shutil.which("setpriv") is None:
        yield None
        return
    there = folder / "others"
    there.mkdir()
    copy = Path(shutil.copyfile(desk, there / desk.name))
    copy.chmod(0o444)
    there.chmod(0o555)
    if is_root:
        os.chown(copy, _NOBODY, _NOBODY)
        os.chown(there, _NOBODY, _NOBODY)
    powerless = ("setpriv", f"--bounding-set={_OVERRIDES}", f"--inh-caps={_OVERRIDES}")
    try:
        yield copy, powerless if is_root else ()
    finally:
        there.chmod(0o755)


def _only_read(desk: Path, before: Sequence[str], own: Path) -> Iterator[str]:
    state = _state(desk.parent)
    for verb in _READING:
        answer = called(own, desk, *verb, before=before)
        if answer.status != 0:
            yield f"{verb[0]} answered {answer.status} {answer.code} {answer.told[-200:]}"
    document = scratch.read_fixed(desk, "SELECT id FROM documents")[0][0]
    for verb in (("decide", document, "defer"), ("undo",), ("import", _ROWS), ("check", "--repair")):
        yield from _not_refused(verb[0], called(own, desk, *verb, before=before), "desk_read_only")
    yield from _in_the_window(desk, before, own)
    if _state(desk.parent) != state:
        yield "something was changed"


def _not_refused(verb: str, answer: Answer, code: str) -> Iterator[str]:
    said = answer.record["error"]["message"] if answer.code else answer.told
    if (answer.status, answer.code) != (2, code) or "Nothing was changed" not in said:
        yield f"{verb} answered {answer.status} {answer.code} {said[-200:]}"


def _in_the_window(desk: Path, before: Sequence[str], own: Path) -> Iterator[str]:
    command = [*before, sys.executable, "-m", "tests.safe.unwritable", desk]
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=own_places(own), capture_output=True, check=False, timeout=300
    )
    if done.returncode:
        yield f"the window ended with {done.returncode}: {done.stderr.decode()[-300:]}"
        return
    told = json.loads(done.stdout)
    if not (told["is_shown"] and told["code"] == "desk_read_only" and desk.name in told["banner"]):
        yield f"the window told {told}"
    if told["decided"] or told["enabled"]:
        yield "the window took a decision"


def _look_at(desk: Path) -> dict[str, object]:
    """Open the window on a desk as a person does, try to decide, and give what is seen of it."""
    from editor_app.domain.verdicts import Outcome, Verdict
    from editor_app.ui.desk_door import DeskDoor, open_door
    from editor_app.ui.safe_text import PlainLabel
    from tests.bench.bench_window import BenchWindow

    class Window(BenchWindow):
        def _opened(self, path: Path) -> DeskDoor:
            return open_door(path)

    with Window(desk) as opened:
        banner = opened.window.banners.read_only
        problem = opened.session.read_only_problem
        buttons = opened.window.rationale_pane.read_mode.decision.buttons.values()
        told = {
            "is_shown": opened.session.view is not None and banner.isVisibleTo(opened.window),
            "code": None if problem is None else problem.code,
            "banner": " ".join(label.text() for label in banner.findChildren(PlainLabel)),
            "enabled": any(button.isEnabled() for button in buttons),
            "decided": bool(opened.session.decide(Verdict(Outcome.DEFER))),
        }
        opened.settle()
        return told


def _state(folder: Path) -> dict[str, str]:
    return {
        place.name: f"{hashlib.sha256(place.read_bytes()).hexdigest()} {place.stat().st_mtime_ns}"
        for place in folder.iterdir()
    }


# --- held by another program


def _held(desk: Path, folder: Path) -> Iterator[str]:
    """Let another program hold the database for longer than the desk waits."""
    copy, own = Path(shutil.copyfile(desk, folder / desk.name)), folder / "own"
    document = scratch.read(copy, "SELECT id FROM documents")[0][0]
    before = len(scratch.decided(copy))
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for verb in (("list",), ("stats",)):
            answer = called(own, copy, *verb)
            if answer.status != 0:
                yield f"{verb[0]} answered {answer.status} {answer.code} {answer.told[-200:]}"
        yield from _not_refused("decide", called(own, copy, "decide", document, "defer"), "desk_busy")
        other.execute("ROLLBACK")
    for _ in range(2):
        answer = called(own, copy, "decide", document, "defer")
        if answer.status != 0:
            yield f"tried again, decide answered {answer.status} {answer.code} {answer.told[-200:]}"
    if len(scratch.decided(copy)) != before + 1:
        yield f"{len(scratch.decided(copy)) - before} decisions instead of one"


if __name__ == "__main__":
    print(json.dumps(_look_at(Path(sys.argv[1]))))
