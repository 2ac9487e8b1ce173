"""Run the benchmarks, all or those named: `python -m tests.bench [NAME ...] [--count N] [--place FOLDER]`."""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.bench import (
    against_peers,
    agreeing,
    alike,
    at_the_window,
    coming_in,
    deciding_together,
    finding,
    going_out,
    merging_desks,
    million,
)
from tests.bench.pairs import Figure, Pair


@dataclass(frozen=True)
class Bench:
    """A benchmark, what it is about, and how many documents it takes where nobody says."""

    run: Callable[[Path, int], Iterable[Pair | Figure]]
    about: str
    count: int = 10_000


BENCHES = {
    "import": Bench(coming_in.run, "bars 1, 2: an import against its floor and a peer"),
    "memory": Bench(coming_in.memory, "bar 3: the peak of an import of ten times as many"),
    "paint": Bench(at_the_window.first_paint, "bar 4: the first paint", 100_000),
    "decide": Bench(at_the_window.deciding, "bar 5: a decision, durable, and the next wire", 2_000),
    "next": Bench(at_the_window.stepping, "bar 6: the next wire of many", 100_000),
    "find": Bench(finding.run, "bar 7: search as you type in many against ten thousand", 100_000),
    "queue": Bench(at_the_window.painting, "bar 8: the paint of the list"),
    "export": Bench(going_out.run, "bar 9: package and JSON Lines"),
    "together": Bench(deciding_together.run, "ten thousand wires rejected at once, and that undone"),
    "agreement": Bench(agreeing.run, "kappa and alpha against scikit-learn and krippendorff", 1_000),
    "merge": Bench(merging_desks.large, "a large record merged into an empty desk: time and memory", 100_000),
    "orders": Bench(merging_desks.orders, "five editors' packages merged in every order: one digest", 2_000),
    "sitting": Bench(million.run, "a sitting on a very large desk, told by the longest stand-still", 100_000),
    "alike": Bench(alike.run, "bar 10: groups of same and nearly same texts", 5_000),
    "peers": Bench(against_peers.run, "bar 11: imports and the next wire of other programs"),
}


def main() -> int:
    """Print every ratio beside its bar."""
    chosen = _parse()
    scratch = tempfile.TemporaryDirectory(prefix="editor-app-bench-")
    with nullcontext(chosen.place) if chosen.place else scratch as folder:
        for name in chosen.names or BENCHES:
            place = Path(folder, name)
            place.mkdir(parents=True, exist_ok=True)
            for measured in BENCHES[name].run(place, chosen.count or BENCHES[name].count):
                print(measured.line(), flush=True)
    return 0


def _parse() -> argparse.Namespace:
    about = "\n".join(f"  {name:8}{bench.about} ({bench.count:,})" for name, bench in BENCHES.items())
    parser = argparse.ArgumentParser(
        prog="dev.py bench", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME", help="else all")
    parser.add_argument("--count", type=int, help="how many documents, in the place of those given above")
    parser.add_argument("--place", type=Path, help="a folder to keep what is generated, for the next run")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
