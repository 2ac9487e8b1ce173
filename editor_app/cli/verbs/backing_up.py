"""`backup` and `restore`: named in the contract, done in a later version."""

import argparse
from typing import NoReturn

from editor_app.cli.call import Call
from editor_app.domain.problems import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whatever a later version will take."""
    parser.add_argument("file", nargs="?", metavar="FILE")


def run(call: Call) -> NoReturn:
    """Say that this version cannot do it yet."""
    raise Problem("verb_later", verb=call.options.verb)
