"""Words given on the command line, read into the values they stand for."""

import argparse
from pathlib import Path

from editor_app.desk import arranging
from editor_app.desk.workplace import Workplace
from editor_app.domain.documents import Kind
from editor_app.domain.standing import State
from editor_app.i18n import gettext


def add_choice_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose documents."""
    parser.add_argument(
        "--state",
        action="append",
        default=[],
        type=_state,
        metavar="S",
        help=gettext("only this state; may be given several times: {states}").format(states=", ".join(State)),
    )
    parser.add_argument("--archive", metavar="A", help=gettext("only this archive, by its name"))
    parser.add_argument(
        "--search", metavar="Q", default="", help=gettext("only documents with all these words")
    )


def archive_key(desk: Workplace, name: str | None) -> str | None:
    """Give the key of the archive of a name; None where none was given."""
    return None if name is None else arranging.find(desk, name).key


def kind(text: str) -> Kind:
    """Read a kind of document."""
    return Kind(text)


def count(text: str) -> int:
    """Read how many; argparse tells of a number below zero as of any other wrong value."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def path(text: str) -> Path:
    """Read a path; an empty one would mean the folder one stands in."""
    if not text:
        raise ValueError(text)
    return Path(text)


def _state(text: str) -> State:
    return State(text)
