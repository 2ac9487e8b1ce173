"""Which verdicts are readings: what somebody said of a document without knowing what another had said."""

from collections.abc import Iterable, Mapping
from typing import Final

from editor_app.domain.events import DECIDED, Event
from editor_app.domain.persons import Persons
from editor_app.domain.standing import taken_back, verdict_of
from editor_app.domain.verdicts import Outcome

_READ: Final = frozenset({Outcome.ACCEPT, Outcome.AMEND, Outcome.REJECT, Outcome.CONTEXT})
NOBODY_JOINED: Final = Persons()


def readings(events: Iterable[Event], persons: Persons = NOBODY_JOINED) -> dict[str, Outcome]:
    """Give each person's last reading of one document, by their id; `events` are all events of the document.

    What was taken back, put off or reopened is no reading, and neither is a verdict that followed somebody
    else's, at first hand or through verdicts of one's own. Whoever came to two outcomes at two computers,
    neither knowing of the other, has none: no clock can say which of them is meant.
    """
    given = sorted(events, key=lambda event: (event.at, event.id))
    gone = taken_back(given)
    decided = {event.id: event for event in given if event.kind == DECIDED}
    found: dict[str, dict[str, Outcome]] = {}
    followed: set[str] = set()
    for event in decided.values():
        outcome, person = verdict_of(event).outcome, persons.of(event.editor)
        if event.id in gone or outcome not in _READ:
            continue
        known = _known_to(event, decided)
        if all(persons.of(one.editor) == person for one in known.values()):
            found.setdefault(person, {})[event.id] = outcome
            followed |= known.keys()
    last = {person: {own[name] for name in own.keys() - followed} for person, own in found.items()}
    return {person: outcomes.pop() for person, outcomes in last.items() if len(outcomes) == 1}


def _known_to(event: Event, decided: Mapping[str, Event]) -> dict[str, Event]:
    """Give the verdicts an event followed, at first hand or through others."""
    known: dict[str, Event] = {}
    pending = list(event.supersedes)
    while pending:
        before = decided.get(pending.pop())
        if before is not None and before.id not in known:
            known[before.id] = before
            pending.extend(before.supersedes)
    return known
