"""`show`: one document with its review and its history."""

import argparse
from collections.abc import Iterator

from editor_app.cli.call import Call
from editor_app.cli.plain_text import many_lines, one_line
from editor_app.cli.summaries import summaries
from editor_app.desk import looking_elsewhere, viewing
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import ExitStatus
from editor_app.formats.records import Record, shown
from editor_app.i18n import gettext

_FACTS = (
    "id",
    "name",
    "archive",
    "kind",
    "source",
    "date",
    "state",
    "batch",
    "batch_date",
    "encoding",
    "revision_of",
)
_DETAILED = ("category", "confidence", "severity", "severity_reason", "wording")
_SAID = ("outcome", "is", "duplicate_of", "verifiable", "route", "but_for", "note", "editor", "at")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `show` takes."""
    parser.add_argument(
        "id", metavar="ID", help=gettext("SHA-256 of a document, or 8 or more of its first digits")
    )


def run(call: Call) -> ExitStatus:
    """Show one document."""
    with call.reading() as desk:
        show(call, desk, viewing.resolve(desk, call.options.id))
    return ExitStatus.DONE


def show(call: Call, desk: Workplace, document: str) -> None:
    """Print everything there is to show of a document."""
    looking_elsewhere.elsewhere(desk, document)
    view = viewing.view(desk, document)
    with desk.store.reading() as work:
        names = work.events.named_editors()
    record = shown(view, names, summaries(view.history, desk.vocabulary))
    call.output.give(record, _lines(record))


def _lines(record: Record) -> Iterator[str]:
    yield one_line(record["headline"])
    yield ""
    yield from (f"{name}: {one_line(record[name])}" for name in _FACTS if record[name] is not None)
    if record["flags"]:
        yield f"flags: {', '.join(record['flags'])}"
    yield ""
    yield many_lines(record["body"]).strip("\n")
    for name in ("rationale", "test"):
        if record[name] is not None:
            yield f"\n{name}: {many_lines(record[name])}"
    yield from _review_lines(record)
    for entry in record["history"]:
        yield f"{entry['at']}  {one_line(entry['editor'])}: {one_line(entry['summary'])}"


def _review_lines(record: Record) -> Iterator[str]:
    """Tell the verdict that stands; in a dispute every one that stands against another."""
    if record["review"] is not None:
        yield ""
        yield from _verdict_lines(record["review"])
    for number, reading in enumerate(record.get("readings", ()), start=1):
        yield ""
        yield gettext("in dispute, reading {number}:").format(number=number)
        yield from _verdict_lines(reading)
    yield ""


def _verdict_lines(review: Record) -> Iterator[str]:
    yield from (f"{name}: {one_line(review[name])}" for name in _SAID if review[name] is not None)
    if review["reasons"]:
        yield f"reasons: {', '.join(review['reasons'])}"
    if review["rationale"] is not None:
        yield f"amended: {many_lines(review['rationale'])}"
    yield from (f"quoted for gate {quote['gate']}: {one_line(quote['exact'])}" for quote in review["quotes"])
    yield from map(_source_line, review["sources"])
    yield from _details_lines(review["details"] or {})


def _details_lines(details: Record) -> Iterator[str]:
    answers = details.get("answers")
    if answers:
        yield f"answers: {', '.join(f'{question} {answer}' for question, answer in answers.items())}"
    yield from (f"{name}: {one_line(details[name])}" for name in _DETAILED if details.get(name))
    if details.get("harm_types"):
        yield f"harm_types: {', '.join(details['harm_types'])}"
    deviation = details.get("deviation")
    if deviation:
        yield from (f"{name}: {one_line(said)}" for name, said in deviation.items())


def _source_line(source: Record) -> str:
    said = f": {one_line(source['quote']['exact'])}" if source["quote"] is not None else ""
    return f"beside it, {source['stance']}: {source['document']}{said}"
