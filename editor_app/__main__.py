"""The one way in: a verb is a call of the command line, no verb opens the window."""

import argparse
import sys
from collections.abc import Sequence

from editor_app import paths
from editor_app.cli.main import main as call


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit status; the files it makes are the user's alone."""
    paths.go_private()
    given = list(sys.argv[1:] if arguments is None else arguments)

    def window(_options: argparse.Namespace) -> int:
        from editor_app.ui.app import run  # noqa: PLC0415 - a verb must never load Qt

        return run(given)

    return call(given, window)


if __name__ == "__main__":
    sys.exit(main())
