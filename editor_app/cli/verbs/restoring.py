"""`restore`: a desk taken from a backup; what it replaces is kept."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.verbs.backing_up import decisions_line
from editor_app.cli.words import path
from editor_app.desk import restoring
from editor_app.desk.restoring import Restored
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `restore` takes."""
    parser.add_argument(
        "file", type=path, metavar="FILE", help=gettext("the backup; it is checked first and stays as it is")
    )


def run(call: Call) -> ExitStatus:
    """Put the backup in the place of the desk, and say where what stood there is kept."""
    with followed() as watch:
        restored = restoring.restore(call.desk_path, call.options.file, watch=watch)
    record = {"path": str(restored.path), "sha256": restored.sha256, "decisions": restored.decisions}
    call.output.give(record, [str(restored.path), restored.sha256, decisions_line(restored.decisions)])
    if restored.kept is not None:
        call.output.tell(_kept_line(restored))
    return ExitStatus.DONE


def _kept_line(restored: Restored) -> str:
    if restored.kept_as_it_was:
        said = gettext("What stood there before could not be read and is kept byte for byte: {path}")
    else:
        said = gettext("What stood there before is kept: {path}")
    return said.format(path=restored.kept)
