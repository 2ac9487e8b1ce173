"""`apply`: many decisions out of a file."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.words import path
from editor_app.desk import applying
from editor_app.desk.applying import Applied, ApplyPlan
from editor_app.desk.signing_in import sign_in
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
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext("say what would be decided, and change nothing")
    )


def run(call: Call) -> ExitStatus:
    """Decide what the file says, or only say what that would be, and list the lines that do not fit."""
    if call.options.dry_run:
        plan = _planned(call)
        words = gettext("{applied} would be applied, {unchanged} stand already. Nothing was decided.")
        return _tell(call, plan, plan.decisions, words)
    applied = _applied(call)
    return _tell(call, applied, applied.applied, gettext("{applied} applied, {unchanged} stood already."))


def _planned(call: Call) -> ApplyPlan:
    """Look through the sheet on a copy of the desk, so that nobody who works there is held up."""
    call.reading().close()
    with followed() as watch, call.trying_out(watch) as desk:
        if call.editor_name is not None:
            sign_in(desk, call.editor_name, stays=False)
        return applying.plan(desk, call.options.file, watch)


def _applied(call: Call) -> Applied:
    with call.writing() as desk, followed() as watch:
        try:
            return applying.apply(desk, call.options.file, watch)
        except applying.ApplyStopped as stop:
            call.output.tell(_how_far(stop.done))
            raise


def _tell(call: Call, found: ApplyPlan | Applied, count: int, words: str) -> ExitStatus:
    problems = listed_remarks(found.problems)
    record = {"applied": count, "unchanged": found.unchanged, "problems": problems}
    call.output.give(record, [words.format(**record)])
    if found.ignored:
        columns = ", ".join(found.ignored)
        call.output.tell(gettext("Columns that were not read: {columns}").format(columns=columns))
    if found.unfilled:
        said = ngettext("{count} line is not filled in.", "{count} lines are not filled in.", found.unfilled)
        call.output.tell(said.format(count=found.unfilled))
    call.output.tell_remarks(gettext("Lines that did not fit:"), problems)
    return ExitStatus.DONE_WITH_PROBLEMS if problems else ExitStatus.DONE


def _how_far(done: int) -> str:
    said = ngettext(
        "Stopped after {done} line; what it decided is kept. The same call again goes on from there.",
        "Stopped after {done} lines; what they decided is kept. The same call again goes on from there.",
        done,
    )
    return said.format(done=done)
