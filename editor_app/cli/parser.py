"""What the command line takes: verbs, their arguments, and options that stand before or after them."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn

from editor_app import __version__
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its name, the line that explains it, the module in `cli.verbs` that does it."""

    name: str
    line: str
    module: str


VERBS = (
    Verb("import", "bring an archive into the desk, or take an import back", "importing"),
    Verb("list", "list documents in archive order", "listing"),
    Verb("show", "show one document, its review and its history", "showing"),
    Verb("decide", "record one decision", "deciding"),
    Verb("apply", "record many decisions from a file of JSON Lines or CSV", "applying"),
    Verb("undo", "take back this editor's last act in this desk", "undoing"),
    Verb("redo", "do again what was undone last", "redoing"),
    Verb("export", "write the reviewed archive to a file or folder", "exporting"),
    Verb("verify", "check a package: digests, chain of events, where documents stand", "verifying"),
    Verb("check", "check the desk: digests, chain of events, where documents stand", "checking"),
    Verb("merge", "bring documents and decisions of packages into the desk", "merging"),
    Verb("editors", "list who worked in the desk, and join those who are one person", "joining"),
    Verb("stats", "count what was decided", "counting"),
    Verb("backup", "write a copy of the desk, also while somebody works in it", "backing_up"),
    Verb("restore", "take the desk from a backup; what it replaces is kept", "restoring"),
)


class Parser(argparse.ArgumentParser):
    """A parser that raises a Problem where argparse would print and leave."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as the Problem `usage`."""
        raise Problem("usage", cause=message, command=self.prog)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; `verb` is None where none was named.

    Only the modules of verbs that stand among the arguments are loaded.
    """
    return _parser(frozenset(arguments)).parse_args(arguments)


def wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether JSON is asked for, also where the arguments as a whole cannot be read."""
    before_end = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in before_end


def typed_path(text: str) -> str:
    """Read a path and keep it as it was typed; an empty one would mean another place than was meant."""
    if not text:
        raise argparse.ArgumentTypeError(gettext("an empty text is no path"))
    return text


def help_text() -> str:
    """Give the help of the program as a whole."""
    return _parser(frozenset()).format_help()


def _parser(mentioned: frozenset[str]) -> Parser:
    parser = Parser(
        prog="editor-app",
        description=gettext(
            "Review an archive of bulk-classified AI-incident wires. No verb opens the window."
        ),
        epilog=gettext(
            "Exit status: 0 done; 1 done, with problems listed; 2 nothing changed; 3 check failed; "
            "70 a fault of the program; 130 interrupted."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"editor-app {__version__}")
    _add_common(parser, default=None, is_json=False)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title=gettext("verbs"))
    for verb in VERBS:
        line = gettext(verb.line)
        part = verbs.add_parser(verb.name, help=line, description=_sentence(line), allow_abbrev=False)
        if verb.name in mentioned:
            import_module(f"editor_app.cli.verbs.{verb.module}").add_arguments(part)
        _add_common(part, default=argparse.SUPPRESS, is_json=argparse.SUPPRESS)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, default: str | None, is_json: object) -> None:
    common = parser.add_argument_group(gettext("options of every verb"))
    common.add_argument(
        "--desk", type=typed_path, metavar="FILE", default=default, help=gettext("the desk file to use")
    )
    common.add_argument("--editor", metavar="NAME", default=default, help=gettext("who decides"))
    common.add_argument(
        "--json", action="store_true", default=is_json, help=gettext("print one JSON value, on failure too")
    )


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}."
