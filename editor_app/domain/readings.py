"""Which verdicts are readings: what an editor said of a document without knowing what another had said."""

from collections.abc import Iterable

from editor_app.domain.events import DECIDED, Event
from editor_app.domain.standing import taken_back, verdict_of
from editor_app.domain.verdicts import Outcome

_READ = frozenset({Outcome.ACCEPT, Outcome.AMEND, Outcome.REJECT, Outcome.CONTEXT})


def readings(events: Iterable[Event]) -> dict[str, Outcome]:
    """Give each editor's last reading of one document, by editor; `events` are all events of the document.

    What was taken back, put off or reopened is no reading, and neither is a verdict that followed somebody
    else's, at first hand or through verdicts of one's own.
    """
    given = sorted(events, key=lambda event: (event.at, event.id))
    gone = taken_back(given)
    decided = {event.id: event for event in given if event.kind == DECIDED}
    found: dict[str, Outcome] = {}
    for event in decided.values():
        outcome = verdict_of(event).outcome
        if event.id not in gone and outcome in _READ and not _knew_another(event, decided):
            found[event.editor] = outcome
    return found


def _knew_another(event: Event, decided: dict[str, Event]) -> bool:
    seen: set[str] = set()
    pending = list(event.supersedes)
    while pending:
        name = pending.pop()
        before = decided.get(name)
        if before is None or name in seen:
            continue
        if before.editor != event.editor:
            return True
        seen.add(name)
        pending.extend(before.supersedes)
    return False
