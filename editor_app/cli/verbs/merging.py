"""`merge`: documents and decisions of packages into the desk."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.signing import tell_signers
from editor_app.cli.words import path
from editor_app.desk import merging
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `merge` takes."""
    parser.add_argument(
        "packages", nargs="+", type=path, metavar="PACKAGE", help=gettext("packages of other desks")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext("say what would come, and change nothing")
    )


def run(call: Call) -> ExitStatus:
    """Merge all packages or none."""
    if call.options.dry_run:
        report = _planned(call)
    else:
        with call.writing(before_making=lambda: _planned(call)) as desk, followed() as watch:
            report = merging.run(desk, call.options.packages, watch)
    record = {
        "documents": report.documents,
        "added": report.added,
        "agree": report.agree,
        "disputed": report.disputed,
    }
    words = gettext("{documents} new documents, {added} new events, {agree} agree, {disputed} disputed.")
    call.output.give(record, [words.format(**record)])
    tell_signers(call, call.options.packages)
    return ExitStatus.DONE


def _planned(call: Call) -> merging.MergeReport:
    """Plan the merge on a copy; where there is no desk yet, against an empty one that is gone afterwards."""
    with followed() as watch, call.trying_out(watch) as desk:
        return merging.plan(desk, call.options.packages, watch)
