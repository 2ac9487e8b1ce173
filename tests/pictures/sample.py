"""Decisions on the sample archive, so that every state has a wire to show."""

from dataclasses import replace

from editor_app import paths
from editor_app.desk import drafting, listing, reviewing
from editor_app.desk.workplace import Workplace
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict

SAMPLE = paths.shipped("seeds", "launch-archive")
YES, NO = Answer.YES, Answer.NO
AMENDMENT = (
    "A court in New York sanctioned two lawyers whose brief cited decisions that ChatGPT had made up."
    " Without the made-up citations there would have been nothing to sanction."
)


def ids(desk: Workplace) -> dict[str, str]:
    """Give the documents by the number their names begin with."""
    rows = listing.rows(desk, listing.ids(desk, Criteria()))
    return {row.name[:3]: row.id for row in rows}


def decide_some(desk: Workplace) -> None:
    """Accept, amend, reject, skip, flag and begin, so that each shows in the queue."""
    of = ids(desk)
    policy = Verdict(Outcome.REJECT, reasons=("no_harm_event", "policy_or_governance"), gates=Gates(NO))
    reviewing.decide(desk, of["000"], policy)
    court = Verdict(Outcome.AMEND, rationale=AMENDMENT, gates=Gates(YES, Route.ARTEFACT, YES))
    reviewing.decide(desk, of["001"], court)
    reviewing.decide(desk, of["004"], Verdict(Outcome.ACCEPT, gates=Gates(YES, Route.ARTEFACT, YES)))
    reviewing.decide(desk, of["005"], Verdict(Outcome.REJECT, reasons=("non_ai_tech",), gates=Gates(NO)))
    reviewing.decide(desk, of["006"], Verdict(Outcome.ACCEPT, gates=Gates(YES)))
    reviewing.decide(desk, of["010"], Verdict(Outcome.DEFER, note="Look for the second source."))
    reviewing.flag(desk, of["013"], True)
    begun = replace(Working(), text="The chatbot gave harmful advice, and the charity")
    drafting.keep(desk, of["017"], begun)


def decide_all(desk: Workplace) -> None:
    """Decide on every document that still wants it."""
    verdict = Verdict(Outcome.REJECT, reasons=("general_discussion",), gates=Gates(NO))
    for row in listing.rows(desk, listing.ids(desk, Criteria())):
        reviewing.decide(desk, row.id, verdict)
