"""`undo`: this editor's last act in this desk."""

import argparse

from editor_app.cli.call import Call
from editor_app.desk import listing, undoing
from editor_app.desk.undoing import Undone
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import ExitStatus
from editor_app.formats.records import listed
from editor_app.i18n import ngettext

_NAMED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `undo` takes: nothing of its own."""


def run(call: Call) -> ExitStatus:
    """Take the last act back and say which documents it was about."""
    with call.writing() as desk:
        tell(call, desk, undoing.undo(desk))
    return ExitStatus.DONE


def tell(call: Call, desk: Workplace, undone: Undone) -> None:
    """Print the act and the documents it was about, as they stand now."""
    with desk.store.reading() as work:
        keys = work.documents.keys(undone.changes.documents)
    documents = [listed(row) for row in listing.rows(desk, sorted(keys.values()))]
    call.output.give({"act": undone.act.kind, "documents": documents}, _lines(documents))


def _lines(documents: list[dict[str, str]]) -> list[str]:
    count = ngettext("{count} document", "{count} documents", len(documents)).format(count=len(documents))
    return [count, *(f"{row['id'][:12]}  {row['state']:<9}  {row['name']}" for row in documents[:_NAMED])]
