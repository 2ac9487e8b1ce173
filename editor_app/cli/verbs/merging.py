"""`merge`: documents and decisions of packages into the desk."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.words import path
from editor_app.desk import merging
from editor_app.desk.workplace import Access
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
    is_dry = call.options.dry_run
    with call.trying(Access.WRITE) if is_dry else call.writing(create=True) as desk, followed() as watch:
        merge = merging.plan if is_dry else merging.run
        report = merge(desk, call.options.packages, watch)
    record = {
        "documents": report.documents,
        "added": report.added,
        "agree": report.agree,
        "disputed": report.disputed,
    }
    words = gettext("{documents} new documents, {added} new events, {agree} agree, {disputed} disputed.")
    call.output.give(record, [words.format(**record)])
    return ExitStatus.DONE
