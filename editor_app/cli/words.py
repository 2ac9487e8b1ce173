"""Words given on the command line, read into the values they stand for."""

import argparse
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from editor_app.cli.parser import typed_path
from editor_app.desk import arranging
from editor_app.desk.workplace import Workplace
from editor_app.domain.query import Field
from editor_app.domain.standing import State
from editor_app.i18n import gettext

_Word = TypeVar("_Word", bound=StrEnum)


def add_choice_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose documents."""
    parser.add_argument(
        "--state",
        action="append",
        default=[],
        type=word(State),
        metavar="S",
        help=gettext("only this state; may be given several times: {states}").format(states=", ".join(State)),
    )
    parser.add_argument("--archive", metavar="A", help=gettext("only this archive, by its name"))
    parser.add_argument(
        "--search",
        metavar="Q",
        default="",
        help=gettext('only what fits: words, "a phrase", -without, and fields such as {fields}').format(
            fields=", ".join(f"{field}:" for field in Field)
        ),
    )


def archive_key(desk: Workplace, name: str | None) -> str | None:
    """Give the key of the archive of a name; None where none was given."""
    return None if name is None else arranging.find(desk, name).key


def word(words: type[_Word]) -> Callable[[str], _Word]:
    """Give what reads one of these words, and names them all where it is given another."""

    def read(text: str) -> _Word:
        try:
            return words(text)
        except ValueError as fault:
            said = gettext("“{word}” is none of {words}").format(word=text, words=", ".join(words))
            raise argparse.ArgumentTypeError(said) from fault

    return read


def count(text: str) -> int:
    """Read how many."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(gettext("“{text}” is no whole number from 0 on").format(text=text))
    return int(text)


def path(text: str) -> Path:
    """Read a path; an empty one would mean the folder one stands in."""
    return Path(typed_path(text))
