"""One harness, run in a process of its own: in a folder of its own, then its weakened forms."""

import hashlib
import shutil
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.safe.harness import CannotRunError, Harness, Run
from tests.safe.report import NOTHING_SPENT, Report, Spent

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = ("editor_app", "resources", "tests/safe")


@dataclass(frozen=True)
class Result:
    """What came of a harness: its line of figures, what of it broke a promise, and the time it took.

    `end` is said where it did not come to its end.
    """

    id: str
    title: str
    figures: str
    breaches: tuple[str, ...]
    end: str = ""
    spent: Spent = NOTHING_SPENT

    @property
    def is_kept(self) -> bool:
        """True where the promise was put to the test and held."""
        return not self.end and not self.breaches

    @property
    def lines(self) -> list[str]:
        """Give the line of the table, and one for each breach below it."""
        end = self.end or ("BROKEN" if self.breaches else "kept")
        head = f"{self.id:4}{self.title}: {self.figures}  {end}"
        return [head, *(f"      {breach}" for breach in self.breaches)]


def run_harness(harness: Harness, place: Path, *, is_quick: bool) -> Result:
    """Put a promise to the test, and see that the weakened forms are caught."""
    count = harness.count_of(is_quick=is_quick)
    try:
        report = _run(harness.run, count, place, f"{harness.id} {count}")
        figures, breaches, spent = [report.line or ""], report.shown_breaches, report.spent
        for weak in harness.weakened:
            found = _run(weak.run, weak.count, place, f"{harness.id} weakened {weak.about} {weak.count}")
            spent += found.spent
            figures.append(f"{weak.about}: {found.line}")
            if not found.breaches:
                breaches.append(f"with {weak.about} nothing was told, so this harness proves nothing")
    except CannotRunError as lacking:
        return Result(harness.id, harness.title, f"nothing was tried, {lacking}", (), "NOT RUN")
    except Exception:  # noqa: BLE001 - whatever it is, it is told, and the other harnesses go on
        return Result(harness.id, harness.title, "the harness itself fell over", _last_lines(), "FAILED")
    return Result(harness.id, harness.title, " | ".join(figures), tuple(breaches), spent=spent)


def report_file(place: Path, harness: Harness) -> Path:
    """Name the file in which the rounds of a harness are kept."""
    return place / f"{harness.id}.jsonl"


def _run(run: Run, count: int, place: Path, key: str) -> Report:
    name = key.partition(" ")[0]
    report = Report(place / f"{name}.jsonl", f"{key} {state_of_the_program()}")
    if report.is_finished:
        return report
    folder = place / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = Spent.so_far()
    line = run(count, folder, report)
    report.end(line, Spent.so_far() - began)
    shutil.rmtree(folder, ignore_errors=True)
    return report


def _last_lines() -> tuple[str, ...]:
    return tuple(line for line in traceback.format_exc().split("\n")[-16:] if line.strip())


@cache
def state_of_the_program() -> str:
    """Give a digest of the program and its harnesses."""
    digest = hashlib.sha256()
    for folder in _PROGRAM:
        for file in sorted(Path(ROOT, folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]
