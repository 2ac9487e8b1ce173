"""`decide`: one decision on one document."""

import argparse
from collections.abc import Iterable

from editor_app import paths, settings
from editor_app.cli.call import Call
from editor_app.cli.verbs.showing import show
from editor_app.cli.words import word
from editor_app.desk import reviewing, viewing
from editor_app.desk.vocabularies import chosen_vocabulary, shipped_vocabulary
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from editor_app.domain.vocabulary import Term, Vocabulary
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `decide` takes."""
    words = _vocabulary()
    parser.add_argument(
        "id", metavar="ID", help=gettext("SHA-256 of a document, or 8 or more of its first digits")
    )
    parser.add_argument("outcome", metavar="OUTCOME", type=word(Outcome), help=" | ".join(Outcome))
    parser.add_argument(
        "--reason",
        action="append",
        default=[],
        metavar="CODE",
        help=gettext("why; may be given several times: {words}").format(words=_ids(words.reasons)),
    )
    parser.add_argument("--rationale", metavar="TEXT", help=gettext("the new rationale, with amend"))
    parser.add_argument(
        "--verifiable",
        type=word(Answer),
        metavar="ANSWER",
        help=gettext("gate 1: {words}").format(words=" | ".join(Answer)),
    )
    parser.add_argument("--route", type=word(Route), metavar="ROUTE", help=" | ".join(Route))
    parser.add_argument(
        "--but-for",
        type=word(Answer),
        metavar="ANSWER",
        help=gettext("gate 2: {words}").format(words=" | ".join(Answer)),
    )
    parser.add_argument(
        "--is",
        dest="what_it_is",
        metavar="KIND",
        help=gettext("what the document is then: {words}").format(words=_ids(words.kinds)),
    )
    parser.add_argument("--duplicate-of", metavar="ID", help=gettext("the document this one repeats"))
    parser.add_argument("--note", metavar="TEXT", help=gettext("a note that goes with the decision"))


def _vocabulary() -> Vocabulary:
    """Give the vocabulary the desk works with; what stands against reading it is said when the desk opens."""
    place = paths.settings_file()
    try:
        return chosen_vocabulary(settings.load(place).vocabulary, place)
    except Problem:
        return shipped_vocabulary()


def _ids(terms: Iterable[Term]) -> str:
    return ", ".join(term.id for term in terms if not term.retired)


def run(call: Call) -> ExitStatus:
    """Record the decision and show where the document stands."""
    with call.writing() as desk:
        document = viewing.resolve(desk, call.options.id)
        if not reviewing.decide(desk, document, _verdict(desk, call.options)):
            call.output.tell(gettext("That decision stands already; nothing was added."))
        show(call, desk, document)
    return ExitStatus.DONE


def _verdict(desk: Workplace, options: argparse.Namespace) -> Verdict:
    duplicate_of = options.duplicate_of
    return Verdict(
        outcome=options.outcome,
        rationale=options.rationale,
        reasons=tuple(options.reason),
        what_it_is=options.what_it_is,
        gates=Gates(verifiable=options.verifiable, route=options.route, but_for=options.but_for),
        note=options.note,
        duplicate_of=None if duplicate_of is None else viewing.resolve(desk, duplicate_of),
    )
