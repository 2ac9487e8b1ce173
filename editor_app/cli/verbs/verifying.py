"""`verify`: whether a package holds."""

import argparse
from pathlib import Path

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.words import path
from editor_app.desk import verifying
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `verify` takes."""
    parser.add_argument("package", type=path, metavar="PACKAGE", help=gettext("a .review.zip or its folder"))


def run(call: Call) -> ExitStatus:
    """Check the package; no desk is needed."""
    package: Path = call.options.package
    try:
        with followed() as watch:
            found = verifying.verify(package, watch)
    except Problem as problem:
        if problem.status is not ExitStatus.INTEGRITY:
            raise
        # What cannot even be opened as a package does not hold either.
        found = [Remark(package.name, problem.code, problem.fields)]
    return tell(call, found)


def tell(call: Call, found: list[Remark]) -> ExitStatus:
    """Print whether everything holds, and what does not."""
    problems = listed_remarks(found)
    said = gettext("Everything holds.") if not found else gettext("It does not hold.")
    call.output.give({"ok": not found, "problems": problems}, [said])
    call.output.tell_remarks(gettext("Problems:"), problems)
    return ExitStatus.INTEGRITY if found else ExitStatus.DONE
