"""`redo`: what was undone last."""

import argparse

from editor_app.cli.call import Call
from editor_app.cli.verbs.undoing import tell
from editor_app.desk import undoing
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `redo` takes: nothing of its own."""


def run(call: Call) -> ExitStatus:
    """Do the last undone act again and say which documents it is about."""
    with call.writing() as desk:
        tell(call, desk, undoing.redo(desk), gettext("Done again: {act}"))
    return ExitStatus.DONE
