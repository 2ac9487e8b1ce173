"""Put the promises to the test: `python -m tests.safe [NAME ...] [--quick] [--place FOLDER] [--again]`."""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path

from tests.safe.every import every
from tests.safe.harness import Harness
from tests.safe.running import ROOT, Result, report_file, run_harness

_PLACE = ROOT / ".safe"
_A_WHILE = 60


def main() -> int:
    """Print one line for each harness; the status is 1 where a promise was broken."""
    harnesses = {harness.id: harness for harness in every()}
    chosen = _parse(list(harnesses.values()))
    place = chosen.place.absolute()
    place.mkdir(parents=True, exist_ok=True)
    called = [harnesses[name] for name in harnesses if _is_called(harnesses[name], chosen.names)]
    if chosen.again:
        for harness in called:
            report_file(place, harness).unlink(missing_ok=True)
    are_kept = True
    for result in _results(called, place, chosen.jobs, is_quick=chosen.quick):
        print("\n".join(result.lines), flush=True)
        are_kept = are_kept and not result.breaches
    return 0 if are_kept else 1


def _results(called: list[Harness], place: Path, jobs: int, *, is_quick: bool) -> Iterator[Result]:
    """Run every harness in a process of its own, `jobs` at a time; the results come as they are ready."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=fresh, max_tasks_per_child=1) as processes:
        waiting: dict[Future[Result], Harness] = {
            processes.submit(run_harness, harness, place, is_quick=is_quick): harness for harness in called
        }
        while waiting:
            ready, _ = wait(waiting, timeout=_A_WHILE, return_when=FIRST_COMPLETED)
            for future in ready:
                waiting.pop(future)
                yield future.result()
            if not ready:
                _tell_of(place, waiting.values())


def _tell_of(place: Path, waiting: object) -> None:
    """Say how far the harnesses that run have come, for whoever waits at a terminal."""
    for harness in waiting:
        file = report_file(place, harness)
        if file.exists():
            lines = file.read_bytes().count(b"\n")
            print(f"    {harness.id} goes on: {lines:,} lines in {file}", file=sys.stderr, flush=True)


def _is_called(harness: Harness, names: list[str]) -> bool:
    return not names or harness.id in names or harness.name in names


def _parse(harnesses: list[Harness]) -> argparse.Namespace:
    rows = (f"  {one.id:4}{one.name:12}{one.title} ({one.count:,})" for one in harnesses)
    parser = argparse.ArgumentParser(
        prog="dev.py safe", description="\n".join(rows), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = [name for one in harnesses for name in (one.id, one.name)]
    parser.add_argument("names", nargs="*", choices=[*known, []], metavar="NAME", help="else all")
    parser.add_argument("--quick", action="store_true", help="a tenth of each count")
    parser.add_argument("--place", type=Path, default=_PLACE, help="where the rounds done are kept")
    parser.add_argument("--again", action="store_true", help="begin anew what was finished or stopped")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="how many at a time")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
