"""Run the benchmarks, all or those named: `python -m tests.bench [NAME ...] [--count N]`."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import coming_in, deciding, going_out

BENCHES = {"import": coming_in.run, "decide": deciding.run, "export": going_out.run}


def main() -> int:
    """Print every ratio beside its bar."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--count", type=int, default=10_000, help="documents in the generated archive")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="editor-app-bench-") as folder:
        for name in chosen.names or BENCHES:
            for pair in BENCHES[name](Path(folder), chosen.count):
                print(pair.line(), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
