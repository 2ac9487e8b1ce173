"""R15: what the program leaves behind is the user's alone, holds no text, and goes with the next start."""

import json
import os
import random
import shutil
import stat
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.desk.sample import wire_text
from tests.safe import at_work
from tests.safe.calls import own_places
from tests.safe.harness import Harness, Weakened
from tests.safe.loaded import Call, Loaded, modules_of
from tests.safe.report import Report
from tests.safe.strangers import CANARY

_WIRES = 40
# Each is done on a desk that holds the phrase, and killed at an instant in half of the rounds.
_ACTS = (
    ("import", "{archive}"),
    ("import", "--dry-run", "{archive}", "--elsewhere"),
    ("import", "{rows}"),
    ("apply", "{decisions}"),
    ("list", "--search", CANARY),
    ("export", "{out}/a.review.zip", "--force"),
    ("export", "{out}/wires", "--format", "wires", "--force"),
    ("export", "{out}/rows.jsonl", "--format", "jsonl", "--force"),
    ("export", "{out}/table.csv", "--format", "csv", "--force"),
    ("check", "--repair"),
    ("window",),
    ("bug",),
)
# A desk that was only read keeps SQLite's log beside it, which is a part of the desk until the next writer.
_OWN = {
    "review.desk.lock",
    *(f"review.desk{side}{log}" for side in ("", "-search", "-alike") for log in ("", "-wal", "-shm")),
}
_STATE = {"places.json", "window.ini", "exits.json"}
_BACKUPS = "review.desk.backups"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
# Seconds; most acts take about a tenth of one, those at the window a whole one.
_KILLED_AFTER = (0.005, 0.6)
_MOST_WAITED = 120.0


def run(count: int, folder: Path, report: Report) -> str:
    """Work with a phrase in every text, and look for it afterwards wherever it should not be."""
    return _rounds(count, folder, report, "")


def _rounds(count: int, folder: Path, report: Report, weakening: str) -> str:
    with Loaded(
        modules_of("editor_app.cli", "editor_app.desk", "editor_app.store", "editor_app.ui")
    ) as loaded:
        for number in report.left(count):
            place = folder / f"round-{number}"
            faults = _round(loaded, number, place, weakening)
            for fault in faults:
                report.breach(f"round {number} {_ACTS[number % len(_ACTS)][:2]}: {fault}")
            files = sum(len(names) for _, _, names in os.walk(place / "own"))
            report.add(number, rounds=1, files_looked_at=files, finds=len(faults))
            shutil.rmtree(place)
    return report.figures("rounds", "files_looked_at", "finds")


def _round(loaded: Loaded, number: int, place: Path, weakening: str) -> list[str]:
    luck = random.Random(number)
    act, is_killed = _ACTS[number % len(_ACTS)], number // len(_ACTS) % 2 == 1
    names = _given(place)
    _call(loaded, place, weakening, "import", str(names["archive"]))
    words = [word.format(**names) for word in act]
    if is_killed:
        _call(loaded, place, weakening, *words, killed_after=luck.uniform(*_KILLED_AFTER))
        _let_two_hours_go_by(place)
    _call(loaded, place, weakening, *words)
    return list(_finds(place))


def _let_two_hours_go_by(place: Path) -> None:
    """Age what is half written: sooner another process might still be at it, and nobody removes it."""
    for part in (place / "own").rglob("*.part*"):
        os.utime(part, times=(time.time() - 7_200,) * 2)


def _given(place: Path) -> dict[str, Path]:
    """Lay out what the acts work on; all of it lies outside the program's own places."""
    archive, out = place / "in" / "archive", place / "out"
    archive.mkdir(parents=True)
    out.mkdir()
    for number in range(_WIRES):
        wire = wire_text(f"Headline {number} {CANARY}", f"Body {CANARY}.", f"Rationale {CANARY} {number}.")
        (archive / f"{number:03}.txt").write_bytes(wire)
    rows, decisions = place / "in" / "rows.jsonl", place / "in" / "decisions.jsonl"
    rows.write_text(
        "".join(json.dumps({"id": str(n), "text": f"{CANARY} {n}"}) + "\n" for n in range(_WIRES))
    )
    lines = ({"name": f"{n:03}.txt", "outcome": "defer", "note": f"{CANARY} {n}"} for n in range(_WIRES))
    decisions.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return {"archive": archive, "rows": rows, "decisions": decisions, "out": out}


def _call(
    loaded: Loaded, place: Path, weakening: str, *words: str, killed_after: float | None = None
) -> None:
    own = place / "own"
    env = {**own_places(own), "TMPDIR": str(own / "tmp"), "QT_QPA_PLATFORM": "offscreen"}
    (own / "tmp").mkdir(exist_ok=True, mode=0o700)
    elsewhere = "--elsewhere" in words  # a dry run with no desk there yet
    desk = own / "xdg_data_home" / "editor-app" / ("none.desk" if elsewhere else "review.desk")
    told = own / "journal" if words[0] in ("bug", "window") else Path(os.devnull)
    given = ("--desk", str(desk), "--editor", "A Tester", *(word for word in words if word != "--elsewhere"))
    work = partial(at_work.run, weakening)
    loaded.call(Call(work, given, env, told=told, umask=0, killed_after=killed_after or _MOST_WAITED))


def _finds(place: Path) -> Iterator[str]:
    own = place / "own"
    for path in sorted(own.rglob("*")):
        name, mode = path.relative_to(own).as_posix(), stat.S_IMODE(path.lstat().st_mode)
        if path.is_dir():
            if mode != _PRIVATE_FOLDER:
                yield f"the folder {name} has mode {mode:o}"
            continue
        is_desk = (path.parent.name == "editor-app" and path.name in _OWN) or path.parent.name == _BACKUPS
        if name != "journal" and mode != _PRIVATE_FILE and stat.S_ISREG(path.lstat().st_mode):
            yield f"{name} has mode {mode:o}"
        if not is_desk and stat.S_ISREG(path.lstat().st_mode) and _holds(path):
            yield f"{name} holds the phrase"
        if _is_left_over(name, path):
            yield f"{name} was left over"
    yield from (f"{path.name} was left over in the target" for path in (place / "out").rglob("*.part"))


def _holds(path: Path) -> bool:
    data = path.read_bytes().lower()
    return any(
        word in data
        for form in ("utf-8", "utf-16-le")
        for word in (CANARY.encode(form), CANARY.split()[0].encode(form))
    )


def _is_left_over(name: str, path: Path) -> bool:
    """Tell whether a file is none of those that the program keeps."""
    if name.startswith("tmp/"):
        return True
    if name.startswith("xdg_data_home/"):
        is_backup = path.parent.name == _BACKUPS and path.suffix in (".desk", ".json")
        return path.name not in _OWN and not is_backup
    if name.startswith("xdg_state_home/"):
        return path.name not in _STATE and not path.name.startswith(("crash-", "editor-app.log"))
    return name.startswith("xdg_config_home/editor-app/") and path.name != "settings.toml"


def _weak(weakening: str, count: int, folder: Path, report: Report) -> str:
    return _rounds(count, folder, report, weakening)


HARNESS = Harness(
    id="R15",
    name="traces",
    title="Modes, logs, crash reports and temporary files",
    count=240,
    run=run,
    weakened=(
        Weakened("the umask left as it was", partial(_weak, "umask"), 1),
        Weakened("texts written into the log", partial(_weak, "log"), 5),
    ),
)
