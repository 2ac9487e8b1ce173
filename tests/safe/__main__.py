"""Put the promises to the test: `python -m tests.safe [NAME ...] [--quick] [--place FOLDER] [--again]`."""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from tests.safe.every import every, longest_first
from tests.safe.harness import Harness
from tests.safe.running import ROOT, Result, report_file, run_harness

_PLACE = ROOT / ".safe"
_A_WHILE = 60
_NEEDS = """\
R2 and R3 need Linux and a C compiler (apt-get install gcc libc6-dev); R8, R9 and R13 need strace. R11 loads
its fuzzer from the package index the first time. What cannot be tried is said, and the status is 1 then too.
Figures are kept line by line: what was stopped goes on where it was, what is finished is shown again until
the program or a harness changes."""


def main() -> int:
    """Print one line for each harness; the status is 1 where a promise was broken."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    harnesses = {harness.id: harness for harness in every()}
    chosen = _parse(list(harnesses.values()))
    place = chosen.place.absolute()
    place.mkdir(parents=True, exist_ok=True)
    called = [harnesses[name] for name in harnesses if _is_called(harnesses[name], chosen.names)]
    if chosen.again:
        for harness in called:
            report_file(place, harness).unlink(missing_ok=True)
    results = []
    for result in _results(called, place, chosen.jobs, is_quick=chosen.quick):
        print("\n".join(result.lines), flush=True)
        results.append(result)
    _tell_time(results)
    return 0 if all(result.is_kept for result in results) else 1


def _tell_time(results: list[Result]) -> None:
    """Say how long a core was busy with each harness, now or when it was run."""
    longest = sorted(results, key=lambda result: result.spent.core, reverse=True)
    parts = ", ".join(f"{result.id} {result.spent.core:,.0f} s" for result in longest)
    print(f"a core was busy for {sum(one.spent.core for one in results):,.0f} s: {parts}", file=sys.stderr)


def _results(called: list[Harness], place: Path, jobs: int, *, is_quick: bool) -> Iterator[Result]:
    """Run every harness in a process of its own, `jobs` at a time; the results come as they are ready.

    The longest is begun first, so that no core waits for it at the end.
    """
    with ThreadPoolExecutor(jobs) as threads:
        waiting: dict[Future[Result], Harness] = {
            threads.submit(_in_own_process, harness, place, is_quick=is_quick): harness
            for harness in longest_first(called)
        }
        while waiting:
            ready, _ = wait(waiting, timeout=_A_WHILE, return_when=FIRST_COMPLETED)
            for future in ready:
                waiting.pop(future)
                yield future.result()
            if not ready:
                _tell_of(place, waiting.values())


def _in_own_process(harness: Harness, place: Path, *, is_quick: bool) -> Result:
    """Run a harness in a process of its own, which takes no other harness with it if it dies."""
    fresh = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=fresh) as process:
            return process.submit(run_harness, harness, place, is_quick=is_quick).result()
    except BrokenProcessPool:
        return Result(harness.id, harness.title, "the process of the harness died", (), "FAILED")


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
        prog="dev.py safe",
        description="\n".join(rows),
        epilog=_NEEDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
