"""`apply`: many decisions out of a file."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.words import path
from editor_app.desk import applying
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext, ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `apply` takes."""
    parser.add_argument(
        "file",
        type=path,
        metavar="FILE",
        help=gettext("JSON Lines or CSV with id or name, outcome, and the options of decide as columns"),
    )


def run(call: Call) -> ExitStatus:
    """Decide what the file says, and list the lines that did not fit."""
    with call.writing() as desk, followed() as watch:
        try:
            applied = applying.apply(desk, call.options.file, watch)
        except applying.ApplyStopped as stop:
            call.output.tell(_how_far(stop.done))
            raise
    problems = listed_remarks(applied.problems)
    record = {"applied": applied.applied, "unchanged": applied.unchanged, "problems": problems}
    counts = gettext("{applied} applied, {unchanged} stood already.").format(**record)
    call.output.give(record, [counts])
    if applied.ignored:
        columns = ", ".join(applied.ignored)
        call.output.tell(gettext("Columns that were not read: {columns}").format(columns=columns))
    call.output.tell_remarks(gettext("Lines that did not fit:"), problems)
    return ExitStatus.DONE_WITH_PROBLEMS if problems else ExitStatus.DONE


def _how_far(done: int) -> str:
    said = ngettext(
        "Stopped after {done} line; what it decided is kept. The same call again goes on from there.",
        "Stopped after {done} lines; what they decided is kept. The same call again goes on from there.",
        done,
    )
    return said.format(done=done)
