"""A desk of 480 wires on which much was decided on some days, and a long session goes on."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from editor_app.desk import drafting, importing, listing, reviewing, signing_in
from editor_app.desk.workplace import Workplace, open_desk
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Gates, Outcome, Verdict
from tests.pictures.sample import NO, YES
from tests.pictures.stage import EDITOR, NOON

BEGAN = "2026-11-21T07:04:00.000Z"
_WIRES = 480
_BEFORE = ((9, 16), (8, 22), (7, 14), (5, 25), (3, 17), (2, 20))
_HOURS = ((7, 12, 5, 9), (8, 18, 7, 14), (9, 15, 9, 12), (10, 5, 2, 2), (11, 20, 10, 20))
_REASONS = (*("no_harm_event",) * 5, *("evidence_insufficient",) * 2, "fails_but_for", "non_ai_tech", "spam")
_BULK = "Source signal originates from a real AI provider, regulator, or model-comparison probe."


class _Hand:
    """A clock that stands where it is set."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


def make_desk(path: Path) -> None:
    """Make the desk, and decide on it as the figures above say."""
    path.parent.mkdir(parents=True)
    rows = path.with_name("wires.jsonl")
    rows.write_text("".join(f"{json.dumps(_row(number))}\n" for number in range(_WIRES)), encoding="utf-8")
    clock = _Hand()
    with open_desk(path, clock=clock) as desk:
        signing_in.sign_in(desk, EDITOR)
        importing.run(desk, rows)
        ids = iter([row.id for row in listing.rows(desk, listing.ids(desk, Criteria()))])
        for days, count in _BEFORE:
            _decide(desk, clock, ids, NOON - timedelta(days=days), _turns(count))
        for hour, accepted, amended, rejected in _HOURS:
            outcomes = _mixed(accepted, amended, rejected)
            _decide(desk, clock, ids, NOON.replace(hour=hour, minute=4), outcomes)
        left = list(ids)
        for document in left[:9]:
            reviewing.flag(desk, document, True)
        for document in left[9:12]:
            drafting.keep(desk, document, Working(text="Half a sentence"))


def _decide(
    desk: Workplace, clock: _Hand, ids: Iterator[str], start: datetime, outcomes: list[Outcome]
) -> None:
    for number, outcome in enumerate(outcomes):
        clock.now = start + number * timedelta(minutes=54) / len(outcomes)
        reviewing.decide(desk, next(ids), _verdict(outcome, number))


def _verdict(outcome: Outcome, number: int) -> Verdict:
    if outcome is Outcome.REJECT:
        return Verdict(outcome, reasons=(_REASONS[number % len(_REASONS)],), gates=Gates(NO))
    rationale = f"What the court found, number {number}." if outcome is Outcome.AMEND else None
    return Verdict(outcome, rationale=rationale, gates=Gates(YES, None, YES))


def _turns(count: int) -> list[Outcome]:
    turns = (Outcome.ACCEPT, Outcome.REJECT, Outcome.AMEND)
    return [turns[number % 3] for number in range(count)]


def _mixed(accepted: int, amended: int, rejected: int) -> list[Outcome]:
    return [Outcome.ACCEPT] * accepted + [Outcome.AMEND] * amended + [Outcome.REJECT] * rejected


def _row(number: int) -> dict[str, str]:
    return {
        "title": f"Wire {number} of a long archive",
        "body": f"What happened in case {number}, told in a sentence or two.",
        "source": ("court-docket", "provider-status", "model-probe")[number % 3],
        "rationale": f"Launch-archive bulk classification (10 May 2026). {_BULK}",
    }
