"""`list`: documents in archive order."""

import argparse
from collections.abc import Iterator, Sequence

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.plain_text import one_line
from editor_app.cli.words import add_choice_arguments, archive_key, count, word
from editor_app.desk import listing
from editor_app.desk.workplace import Workplace
from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import ExitStatus
from editor_app.formats.records import Record, listed
from editor_app.i18n import gettext

_AT_A_TIME = 1_000
_SHORT = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `list` takes."""
    add_choice_arguments(parser)
    parser.add_argument("--kind", type=word(Kind), metavar="KIND", help=" | ".join(Kind))
    parser.add_argument("--limit", type=count, metavar="N", help=gettext("no more than this many"))


def run(call: Call) -> ExitStatus:
    """List the documents that fit."""
    options = call.options
    with call.reading() as desk, followed() as watch:
        criteria = Criteria(
            states=frozenset(options.state),
            kind=options.kind,
            archive=archive_key(desk, options.archive),
            search=options.search,
        )
        keys = listing.ids(desk, criteria, watch)[: options.limit]
        call.output.give_many(_records(desk, keys), _line)
    return ExitStatus.DONE


def _records(desk: Workplace, keys: Sequence[int]) -> Iterator[Record]:
    for start in range(0, len(keys), _AT_A_TIME):
        yield from map(listed, listing.rows(desk, keys[start : start + _AT_A_TIME]))


def _line(record: Record) -> str:
    return f"{record['id'][:_SHORT]}  {record['state']:<9}  {one_line(record['headline'])}"
