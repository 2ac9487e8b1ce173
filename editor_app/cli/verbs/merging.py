"""`merge`: documents and decisions of packages, or of a shared folder, into the desk."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.plain_text import one_line
from editor_app.cli.signing import tell_signers
from editor_app.cli.verbs.joining import how_to_join
from editor_app.cli.words import path
from editor_app.desk import bringing_together, merging
from editor_app.desk.bringing_together import Together
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.package.segments import is_hub
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `merge` takes."""
    said = gettext("packages of other desks, or one shared folder")
    parser.add_argument("packages", nargs="+", type=path, metavar="PACKAGE", help=said)
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext("say what would come, and change nothing")
    )


def run(call: Call) -> ExitStatus:
    """Merge all packages or none; of a shared folder everything that holds."""
    paths = call.options.packages
    if any(is_hub(path) for path in paths):
        return _take_in(call, paths)
    report = _planned(call) if call.options.dry_run else _merged(call)
    _give(call, report)
    tell_signers(call, paths)
    return ExitStatus.DONE


def _take_in(call: Call, paths: Sequence[Path]) -> ExitStatus:
    """Take in what others added to a shared folder; what does not hold is told and left out."""
    if len(paths) > 1:
        raise Problem("hub_alone")
    if call.options.dry_run:
        came = _looked(call, paths[0])
    else:
        with call.writing(before_making=lambda: _looked(call, paths[0])) as desk, followed() as watch:
            came = bringing_together.take_in(desk, paths[0], watch)
    _give(call, came)
    damaged = listed_remarks(came.damaged)
    call.output.tell_remarks(gettext("Left out:"), damaged)
    return ExitStatus.DONE_WITH_PROBLEMS if damaged else ExitStatus.DONE


def _looked(call: Call, folder: Path) -> Together:
    """Look into a shared folder with a copy of the desk, an empty one where there is none yet."""
    with followed() as watch, call.trying_out(watch) as desk:
        return bringing_together.look(desk, folder, watch)


def _give(call: Call, report: merging.MergeReport | Together) -> None:
    record = {
        "documents": report.documents,
        "added": report.added,
        "agree": report.agree,
        "disputed": report.disputed,
    }
    words = gettext("{documents} new documents, {added} new events, {agree} agree, {disputed} disputed.")
    call.output.give(record, [words.format(**record), *_about_editors(report)])


def _about_editors(report: merging.MergeReport | Together) -> list[str]:
    """Say who is new, who may be one person, who is said to be, and whose clock runs ahead."""
    lines = []
    if report.editors:
        lines.append(gettext("New editors: {names}.").format(names=_listed(report.editors)))
    if report.joined:
        said = gettext("Joined to one person by what comes in: {names}.")
        lines.append(said.format(names=_listed(report.joined)))
    lines += how_to_join(report.twins)
    if isinstance(report, merging.MergeReport) and report.ahead:
        said = gettext("The clock of {names} runs ahead of this computer's. No verdict changes for that.")
        lines.append(said.format(names=_listed(report.ahead)))
    return lines


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(one_line, names))


def _merged(call: Call) -> merging.MergeReport:
    with call.writing(before_making=lambda: _planned(call)) as desk, followed() as watch:
        return merging.run(desk, call.options.packages, watch)


def _planned(call: Call) -> merging.MergeReport:
    """Plan the merge on a copy; where there is no desk yet, against an empty one that is gone afterwards."""
    with followed() as watch, call.trying_out(watch) as desk:
        return merging.plan(desk, call.options.packages, watch)
