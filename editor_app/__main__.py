"""The one way in: a verb is a call of the command line, no verb opens the window."""

import argparse
import gc
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app import paths

if TYPE_CHECKING:
    from editor_app.ui.first_window import FirstWindow

_OPTIONS = ("--desk", "--editor")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit status; the files it makes are the user's alone."""
    paths.go_private()
    given = list(sys.argv[1:] if arguments is None else arguments)
    first, fault = _paint_first(given)
    from editor_app.cli.main import main as call  # noqa: PLC0415 - the window paints before it is loaded

    def window(_options: argparse.Namespace) -> int:
        from editor_app.ui.app import run  # noqa: PLC0415 - a verb must never load Qt

        if fault is not None:
            raise fault
        return run(given, first)

    return call(given, window)


def _paint_first(given: list[str]) -> tuple["FirstWindow | None", Exception | None]:
    """Paint the first page where a call asks for the window; a fault is told by those who tell all faults."""
    options = _options(given)
    if options is None:
        return None, None
    # While modules are loaded nothing becomes garbage; the window collects at quiet moments of its own.
    gc.disable()
    from editor_app.ui.start import paint_first  # noqa: PLC0415 - a verb must never load Qt

    try:
        return paint_first(Path(options.get("--desk") or paths.default_desk())), None
    except Exception as found:  # noqa: BLE001 - raised again where a report is written
        return None, found


def _options(given: Sequence[str]) -> Mapping[str, str] | None:
    """Give the options of a call that asks for the window; None for one with a verb or a question."""
    found: dict[str, str] = {}
    rest = list(given)
    while rest:
        name, is_joined, value = rest.pop(0).partition("=")
        if not is_joined and rest and not rest[0].startswith("-"):
            value = rest.pop(0)
        if name not in _OPTIONS or not value:
            return None
        found[name] = value
    return found


if __name__ == "__main__":
    sys.exit(main())
