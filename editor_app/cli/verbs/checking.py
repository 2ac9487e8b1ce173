"""`check`: whether the desk holds."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.verbs.verifying import tell
from editor_app.desk import checking
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `check` takes."""
    parser.add_argument(
        "--repair", action="store_true", help=gettext("make anew what is derived; documents and record stay")
    )


def run(call: Call) -> ExitStatus:
    """Check the desk; with --repair, say what is wrong after the repair."""
    is_repair = call.options.repair
    with call.mending() if is_repair else call.reading() as desk, followed() as watch:
        found = checking.check(desk, repair=is_repair, watch=watch)
    return tell(call, found)
