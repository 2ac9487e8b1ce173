"""Where a document stands: the fold of its events, the same in whatever order they arrive."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from editor_app.domain.events import ASKED, DECIDED, FLAGGED, NOTED, TAGGED, TAKEN_BACK, Event
from editor_app.domain.states import DECIDED_STATES, TO_DO_STATES, State
from editor_app.domain.verdicts import Outcome, Verdict

__all__ = [
    "DECIDED_STATES",
    "STATE_OF_OUTCOME",
    "TO_DO_STATES",
    "Standing",
    "State",
    "fold",
    "taken_back",
    "verdict_of",
]

STATE_OF_OUTCOME: Mapping[Outcome, State] = {
    Outcome.ACCEPT: State.ACCEPTED,
    Outcome.AMEND: State.AMENDED,
    Outcome.REJECT: State.REJECTED,
    Outcome.DEFER: State.DEFERRED,
    Outcome.CONTEXT: State.CONTEXT,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events of one document come to.

    The heads of a family are its events that are not taken back and that no later one supersedes, oldest
    first. `verdict_event` is the newest head verdict; None where nobody has decided.
    """

    verdicts: tuple[Event, ...] = ()
    flags: tuple[Event, ...] = ()
    notes: tuple[Event, ...] = ()
    tags: tuple[Event, ...] = ()
    questions: tuple[Event, ...] = ()

    @property
    def verdict_event(self) -> Event | None:
        """The event of the standing verdict, the newest where several agree or are in dispute."""
        return self.verdicts[-1] if self.verdicts else None

    @property
    def verdict(self) -> Verdict | None:
        """The standing verdict."""
        event = self.verdict_event
        return None if event is None else verdict_of(event)

    @property
    def undisputed(self) -> Verdict | None:
        """The standing verdict, None while editors disagree: whoever settles begins with nobody's answers."""
        return None if self.is_disputed else self.verdict

    @property
    def is_disputed(self) -> bool:
        """True when editors who did not know of each other decided differently."""
        seen = {_content(verdict_of(event)) for event in self.verdicts}
        return len(seen) > 1

    @property
    def is_flagged(self) -> bool:
        """True when any standing flag is up."""
        return any(json.loads(event.payload)["on"] for event in self.flags)

    @property
    def note(self) -> str | None:
        """The standing note; those of several editors stand one under the other."""
        return _texts(self.notes)

    @property
    def question(self) -> str | None:
        """The standing question about the guide; those of several editors stand one under the other."""
        return _texts(self.questions)

    @property
    def tag(self) -> str | None:
        """The source an editor listed the document under, the newest where several did; None for its own."""
        return json.loads(self.tags[-1].payload).get("source") or None if self.tags else None

    def state(self, *, has_rationale: bool, earlier: "Standing | None" = None) -> State:
        """Give the state of a document; `earlier` is the standing of its last decided revision, if any."""
        if self.is_disputed:
            return State.DISPUTED
        if self.verdict is None:
            inherited = _inherited(earlier)
            if inherited is not None:
                return inherited
        elif self.verdict.outcome is not Outcome.REOPEN:
            return STATE_OF_OUTCOME[self.verdict.outcome]
        return State.PENDING if has_rationale else State.NONE


def _texts(events: Iterable[Event]) -> str | None:
    texts = [json.loads(event.payload)["text"] for event in events]
    return "\n".join(text for text in texts if text) or None


def _inherited(earlier: Standing | None) -> State | None:
    if earlier is None or earlier.verdict is None:
        return None
    if earlier.is_disputed:
        return State.DISPUTED
    state = STATE_OF_OUTCOME.get(earlier.verdict.outcome)
    return State.CHANGED if state in DECIDED_STATES else None


def verdict_of(event: Event) -> Verdict:
    """Read the verdict a `decided` event carries."""
    return _verdict(event.payload)


@lru_cache(maxsize=256)
def _verdict(payload: str) -> Verdict:
    """Read a verdict; the many events of one bulk act all carry the same."""
    return Verdict.read(json.loads(payload))


def fold(events: Iterable[Event]) -> Standing:
    """Fold the events of one document, in any order, into where it stands."""
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    gone = taken_back(ordered)
    return Standing(
        verdicts=_heads(ordered, DECIDED, gone),
        flags=_heads(ordered, FLAGGED, gone),
        notes=_heads(ordered, NOTED, gone),
        tags=_heads(ordered, TAGGED, gone),
        questions=_heads(ordered, ASKED, gone),
    )


def taken_back(events: Iterable[Event]) -> frozenset[str]:
    """Give the ids of all events that stand taken back, an undo that was itself redone not counting.

    Undo events of one document may name each other in a chain. They are settled from its end: an event that
    nobody undoes is in force. In a ring, which only a forged package can hold, there is no end: its members
    stay in force and take nothing back.
    """
    given = {event.id: event for event in events}
    targets = {
        event.id: _targets(event.payload).intersection(given)
        for event in given.values()
        if event.kind == TAKEN_BACK
    }
    if not targets:
        return frozenset()
    unsettled = Counter(target for reached in targets.values() for target in reached)
    settled = [undo for undo in targets if undo not in unsettled]
    gone: set[str] = set()
    while settled:
        undo = settled.pop()
        reached = targets.get(undo, frozenset())
        if undo not in gone:
            gone |= reached
        unsettled.subtract(reached)
        settled.extend(target for target in reached if not unsettled[target])
    return frozenset(gone)


@lru_cache(maxsize=64)
def _targets(payload: str) -> frozenset[str]:
    """Give what an undo takes back; one of a bulk act is asked for again by each of its documents."""
    return frozenset(json.loads(payload)["events"])


def _heads(ordered: list[Event], kind: str, gone: frozenset[str]) -> tuple[Event, ...]:
    """Give the events of a kind that stand: in force, and superseded by none in force, however far back."""
    family = {event.id: event for event in ordered if event.kind == kind}
    if not family:
        return ()
    covered: set[str] = set()
    pending = [old for event in family.values() if event.id not in gone for old in event.supersedes]
    while pending:
        old = pending.pop()
        if old in family and old not in covered:
            covered.add(old)
            pending.extend(family[old].supersedes)
    return tuple(e for e in family.values() if e.id not in gone and e.id not in covered)


def _content(verdict: Verdict) -> tuple[Outcome, str | None]:
    text = verdict.rationale if verdict.outcome is Outcome.AMEND else None
    return verdict.outcome, text
