"""The command line: one call, one answer, one exit status."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from editor_app.cli.call import Call
from editor_app.cli.output import Output
from editor_app.cli.parser import VERBS, help_text, parse, wants_json
from editor_app.desk.keeping_logs import start_log
from editor_app.desk.reporting_crashes import write_crash_report
from editor_app.domain.problems import ExitStatus, Interrupted, Problem
from editor_app.i18n import gettext

_log = logging.getLogger(__name__)

Window = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None, window: Window | None = None) -> int:
    """Do what the arguments say and give the exit status; no verb opens the `window`, where one is given."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(as_json=wants_json(given))
    try:
        status = _run(given, output, window)
        sys.stdout.flush()
    except Problem as problem:
        _log.info("problem %s", problem.code)
        output.fail_with(problem)
        return int(problem.status)
    except (Interrupted, KeyboardInterrupt):
        output.fail("interrupted", gettext("Interrupted. Nothing was left half done."))
        return int(ExitStatus.INTERRUPTED)
    except BrokenPipeError:
        _let_go_of_stdout()
        return int(ExitStatus.DONE)
    except Exception as fault:  # noqa: BLE001 - the last door: what is no Problem is a bug, and is told as one
        return _tell_bug(fault, output)
    return status


def _run(given: list[str], output: Output, window: Window | None) -> int:
    try:
        options = parse(given)
    except SystemExit as left:
        # argparse leaves so after printing a help or the version.
        return int(left.code or 0)
    if options.verb is None:
        return _without_verb(options, output, window)
    start_log()
    _log.info("verb %s", options.verb)
    module = next(verb.module for verb in VERBS if verb.name == options.verb)
    status: ExitStatus = import_module(f"editor_app.cli.verbs.{module}").run(Call(options, output))
    _log.info("verb %s ended with %d", options.verb, status)
    return int(status)


def _without_verb(options: argparse.Namespace, output: Output, window: Window | None) -> int:
    if window is None:
        output.tell(help_text())
        return int(ExitStatus.UNUSABLE)
    return window(options)


def _tell_bug(fault: Exception, output: Output) -> int:
    report = write_crash_report(fault)
    if report is None:
        message = gettext("A fault of the program ({kind}). No report could be written.")
    else:
        message = gettext(
            "A fault of the program ({kind}). A report without any text of yours is in {report}."
        )
    output.fail("bug", message.format(kind=type(fault).__name__, report=report))
    return int(ExitStatus.BUG)


def _let_go_of_stdout() -> None:
    """Whoever read stdout has gone; point it elsewhere, or Python complains again as it leaves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
