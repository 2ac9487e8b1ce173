"""`backup`: a copy of the desk, checked before it gets its name."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.words import path
from editor_app.desk import backing_up
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext, ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `backup` takes."""
    parser.add_argument(
        "destination",
        nargs="?",
        type=path,
        metavar="DEST",
        help=gettext("a new file or a folder; else the copy goes where the backups of this desk are kept"),
    )


def run(call: Call) -> ExitStatus:
    """Copy the desk, also while somebody works in it, and say where the copy is and what is in it."""
    wanted = call.options.destination
    with call.reading() as desk, followed() as watch:
        made = (
            backing_up.back_up(desk, watch=watch)
            if wanted is None
            else backing_up.copy_to(desk, wanted, watch)
        )
    call.output.give(copy_record(made), [str(made.path), made.sha256, decisions_line(made.decisions)])
    return ExitStatus.DONE


def copy_record(made: backing_up.Copy) -> dict[str, object]:
    """Give a copy as the contract spells it."""
    return {"path": str(made.path), "sha256": made.sha256, "decisions": made.decisions}


def decisions_line(count: int) -> str:
    """Say how many decisions are in a desk or a copy."""
    return ngettext("{count} decision in it", "{count} decisions in it", count).format(count=count)
