"""`undo`: this editor's last act in this desk."""

import argparse
import json
from collections.abc import Mapping, Sequence

from editor_app.cli.call import Call
from editor_app.cli.plain_text import one_line
from editor_app.desk import listing, undoing
from editor_app.desk.undoing import Undone
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import DECIDED, FLAGGED, TAGGED, Event
from editor_app.domain.problems import ExitStatus
from editor_app.domain.standing import verdict_of
from editor_app.domain.verdicts import Outcome
from editor_app.formats.records import listed
from editor_app.i18n import gettext, ngettext

_NAMED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `undo` takes: nothing of its own."""


def run(call: Call) -> ExitStatus:
    """Take the last act back and say which documents it was about."""
    with call.writing() as desk:
        tell(call, desk, undoing.undo(desk), gettext("Undone: {act}"))
    return ExitStatus.DONE


def tell(call: Call, desk: Workplace, undone: Undone, words: str) -> None:
    """Print the act and the documents it was about, as they stand now."""
    with desk.store.reading() as work:
        keys = work.documents.keys(undone.changes.documents)
        events = work.events.get(undone.act.events or [undone.act.id])
    documents = [listed(row) for row in listing.rows(desk, sorted(keys.values()))]
    call.output.give(
        {"act": undone.act.kind, "documents": documents},
        _lines(documents, words.format(act=_act(events, documents, is_together=bool(undone.act.run)))),
    )


def _act(events: Sequence[Event], documents: Sequence[Mapping[str, str]], *, is_together: bool) -> str:
    """Say what an act was: what was done with the one document, or with how many it did something."""
    if len(events) == len(documents) == 1:
        return f"{_done(events[0])} “{one_line(documents[0]['headline'])}”"
    count = ngettext("{count} document", "{count} documents", len(documents)).format(count=len(documents))
    if is_together:
        return f"{_done(events[0])} {count}"
    return gettext("decisions on {documents}").format(documents=count)


def _done(event: Event) -> str:
    if event.kind == DECIDED:
        return _decided(verdict_of(event).outcome)
    if event.kind == FLAGGED:
        return gettext("flagged") if json.loads(event.payload)["on"] else gettext("took the flag off")
    if event.kind == TAGGED:
        return gettext("changed the source of")
    return gettext("wrote a note on")


def _decided(outcome: Outcome) -> str:
    return {
        Outcome.ACCEPT: gettext("accepted"),
        Outcome.AMEND: gettext("amended"),
        Outcome.REJECT: gettext("rejected"),
        Outcome.DEFER: gettext("skipped for later"),
        Outcome.CONTEXT: gettext("kept as context"),
        Outcome.REOPEN: gettext("opened again"),
    }[outcome]


def _lines(documents: list[dict[str, str]], said: str) -> list[str]:
    return [
        said,
        *(f"{row['id'][:12]}  {row['state']:<9}  {one_line(row['name'])}" for row in documents[:_NAMED]),
    ]
