"""The one way in: a verb is a call of the command line, no verb opens the window."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app import paths

if TYPE_CHECKING:
    from editor_app.ui.first_window import FirstWindow

_OPTIONS = ("--desk", "--editor")
_INTERRUPTED = 130  # as ExitStatus.INTERRUPTED, which is not loaded yet


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit status; the files it makes are the user's alone."""
    with _ending_at_once() as hear_again:
        return _main(list(sys.argv[1:] if arguments is None else arguments), hear_again)


def _main(given: list[str], hear_again: Callable[[], object]) -> int:
    paths.go_private()
    first, fault = _paint_first(given)
    from editor_app.cli.main import main as call  # noqa: PLC0415 - the window paints before it is loaded

    if _options(given) is None:
        hear_again()

    def window(_options: argparse.Namespace) -> int:
        from editor_app.ui.app import run  # noqa: PLC0415 - a verb must never load Qt

        if fault is not None:
            raise fault
        return run(given, first)

    return call(given, window)


@contextmanager
def _ending_at_once() -> Iterator[Callable[[], object]]:
    """End without a word on Ctrl+C while the program is loaded; nothing was begun that could be half done.

    A verb stops in its own way once it is called, the window once it is there.
    """
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    try:
        yield lambda: signal.signal(signal.SIGINT, before)
    finally:
        signal.signal(signal.SIGINT, before)


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
